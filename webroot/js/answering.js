/* By which way the open conversation is answered: what was chosen in the composer, and whether a letter or a post is being written. */
import { changed } from './signal.js';
import { current } from './desk.js';
import { draft } from './drafts.js';
import { splitting } from './splitting.js';
import { chosenWay, isPost } from './models/reply-ways.js';

let choice = {}; // { conversation, contactPointId, channelAccountId, visibility, language, begun }

const mine = (it) => (choice.conversation === it?.id ? choice : undefined);

export const choiceOf = (it) => mine(it);
export const wayOf = (it) => chosenWay(it, mine(it));

export function chooseWay(it, part) {
  choice = { ...mine(it), conversation: it.id, ...part };
  changed();
}

/** The way itself, as it is offered. */
export const takeWay = (it, way, part) => chooseWay(it, { contactPointId: way.contactPoint.id, visibility: way.visibility, channelAccountId: undefined, begun: true, ...part });

/** Somebody has put the cursor into the composer: from now on the letter is shown beside the text. */
export function beginWriting(it) {
  if (!mine(it)?.begun) chooseWay(it, { begun: true });
}

/** The conversation whose answer is being written as a letter right now. */
export function letterBeingWritten() {
  const it = current();
  if (!it || splitting()) return undefined;
  const { kind, reply } = draft(it.id);
  return kind !== 'note' && wayOf(it)?.channel === 'letter' && (reply.trim() || mine(it)?.begun) ? it : undefined;
}

/** The conversation whose answer is being written for a network right now. */
export function postBeingWritten() {
  const it = current();
  return it && draft(it.id).kind !== 'note' && isPost(wayOf(it)) ? it : undefined;
}
