/* The letter as it would be printed: asked for when nobody has typed for a moment, one request at a time, and only the newest answer counts.
   What was shown stays until there is something newer, also when the server cannot be reached. */
import { post } from './api.js';
import { changed, onChange } from './signal.js';
import { connection } from './live.js';
import { customer, epoch } from './store.js';
import { draft } from './drafts.js';
import { letterBeingWritten, wayOf } from './answering.js';

const PAUSE = 500;
const DPI = 110;
const WHOLE_DPI = 170;

const fresh = () => ({ of: undefined, page: 1, wanted: undefined, shown: undefined, letter: undefined, problem: undefined, busy: false });
let state = fresh();
let at;
let waiting;

function here() {
  if (at !== epoch()) {
    at = epoch();
    state = fresh();
  }
  return state;
}

/** { letter, problem, behind, page }: what the server last made of it; `behind` while that is older than the text. */
export function preview() {
  const { letter, problem, page, wanted, shown } = here();
  return { letter, problem, page, behind: wanted !== shown };
}

/** What decides how the letter looks. `mark` is what else does, beside what is sent. */
function question(it) {
  const way = wayOf(it);
  const known = customer(it.customer.id);
  const mine = draft(it.id);
  return {
    body: { text: mine.reply, contactPointId: way.contactPoint.id, ...(way.account ? { channelAccountId: way.account.id } : {}) },
    mark: [it.id, it.subject, it.queue.id, known?.version, known?.formOfAddress, known?.language, known?.name, mine.attachments.map((file) => file.id)],
  };
}

/** Keeps up with what is typed; answers whether there is something new. Called at every drawing of the preview, cheap when nothing changed. */
export function follow() {
  const it = letterBeingWritten();
  if (!it) return false;
  if (here().of !== it.id) state = { ...fresh(), of: it.id };
  const { body, mark } = question(it);
  const wanted = JSON.stringify([mark, body, state.page]);
  if (wanted === state.wanted) return false;
  const first = state.wanted === undefined;
  state.wanted = wanted;
  clearTimeout(waiting);
  waiting = setTimeout(fetch, first ? 0 : PAUSE);
  return true;
}

export function turnTo(page) {
  here().page = page;
  changed();
}

export function askAgain() {
  here().problem = undefined;
  fetch();
}

async function fetch() {
  const mine = state;
  const it = letterBeingWritten();
  if (mine.busy || !it || it.id !== mine.of) return;
  const { wanted, page } = mine;
  mine.busy = true;
  try {
    const letter = await post(`/conversations/${it.id}/letter-preview`, { ...question(it).body, page, dpi: DPI });
    mine.shown = wanted;
    mine.problem = undefined;
    if (letter.page && mine.page === page) mine.page = letter.page; // there may be fewer by now
    mine.letter = letter.image || !mine.letter?.image ? letter : { ...letter, image: mine.letter.image, stale: true };
  } catch (problem) {
    mine.problem = problem;
  }
  mine.busy = false;
  changed();
  if (mine === state && mine.wanted !== wanted && !mine.problem) fetch();
}

/** One page, large. Throws the refusal. */
export async function largePage(page) {
  const it = letterBeingWritten();
  return it ? post(`/conversations/${it.id}/letter-preview`, { ...question(it).body, page, dpi: WHOLE_DPI }) : undefined;
}

/** The line is back: what could not be asked is asked now. */
onChange(() => here().problem && !state.busy && connection.state === 'open' && state.lastGap !== connection.gaps && (state.lastGap = connection.gaps, askAgain()));
