/* From public to private and back: a one-time link, a direct message, and the closing word where it began. */
import { get, post } from './api.js';
import { changed } from './signal.js';
import { t, lang } from './i18n.js';
import { show, openMenu, toast } from './ui.js';
import { loadConversation } from './store.js';
import { tell } from './work.js';
import { draft, type } from './drafts.js';
import { takeWay, wayOf } from './answering.js';
import { publicWay, written } from './models/reply-ways.js';
import { moment } from './models/time.js';
import { entriesOf } from './story.js';
import { textFor, formFor } from './text-modules.js';

const directWay = (it) => written(it).find((way) => way.visibility === 'private');

export const canGoPrivate = (it) => Boolean(it?.privateLink || (directWay(it ?? {}) && publicWay(it)));

/** A closing word belongs where it began, once something was said in private. */
export function canClose(it) {
  if (!it?.publicOrigin || !publicWay(it) || wayOf(it)?.visibility === 'public') return false;
  const last = entriesOf().entries.findLast((entry) => entry.conversationId === it.id && entry.kind === 'message');
  return Boolean(last) && last.visibility !== 'public';
}

/** Puts words at the end of what stands in the composer. */
export function append(it, text) {
  const { reply } = draft(it.id);
  type(it.id, 'reply', reply.trim() ? `${reply.trimEnd()}\n\n${text}` : text);
  show({ focusComposer: 'reply' });
}

/** The link is shown this once: it goes into the draft at once. */
export async function makeLink(it) {
  try {
    const { text, expiresAt } = await post(`/conversations/${it.id}/private-link`);
    append(it, text);
    loadConversation(it.id);
    toast({ text: t('private.made', { until: moment(expiresAt, lang(), Date.now()) }) });
  } catch (fault) {
    tell(fault);
  }
}

function writeDirectly(it) {
  takeWay(it, directWay(it));
  show({ focusComposer: 'reply' });
}

/** By link, or by direct message where the network has it. */
export function goPrivate(it, anchor) {
  const direct = directWay(it);
  const link = { label: t('private.link'), hint: t('private.linkHint'), sub: true, icon: 'link', run: () => makeLink(it) };
  if (!direct) return makeLink(it);
  if (!it.privateLink) return writeDirectly(it);
  return openMenu({ anchor, label: t('action.goPrivate'), items: [{ label: t('private.direct', { channel: t(`channel.${direct.channel}`) }), hint: t('private.directHint'), sub: true, icon: 'lock', run: () => writeDirectly(it) }, link] });
}

export function closePublicly(it) {
  takeWay(it, publicWay(it));
  show({ focusComposer: 'reply' });
}

/** Modules for telling somebody how people speak with one another here. */
export async function netiquetteOf(it) {
  const { items } = await get('/text-modules', { queue: it.queue.id });
  return items.find((one) => one.purpose === 'netiquette');
}

export async function writeNetiquette(it, module) {
  const way = publicWay(it);
  if (way) takeWay(it, way);
  const text = await textFor(it, module, formFor(it));
  if (text) append(it, text);
  changed();
}

