/* What the search page found. The newest question wins: an answer that comes late is thrown away. */
import { get } from './api.js';
import { changed } from './signal.js';
import { epoch } from './store.js';
import { queryOf } from './models/search.js';

export const START = 5; // of each kind, while no kind is chosen
const PAGE = 30;
const fresh = () => ({ key: undefined, found: undefined, problem: undefined, busy: false, more: false });
let state = fresh();
let at;

export const search = () => state;

/** Asks for what the address says, once. What stood there stays until the answer is here. */
export function ask(filter) {
  const key = JSON.stringify([epoch(), filter]);
  if (key === state.key) return;
  state = at === epoch() ? { ...state, key, problem: undefined } : { ...fresh(), key };
  at = epoch();
  fetchFirst(key, filter);
}

async function fetchFirst(key, filter) {
  if (!filter.q?.trim()) {
    Object.assign(state, { found: undefined, busy: false });
    return queueMicrotask(changed);
  }
  state.busy = true;
  let outcome;
  try {
    outcome = { found: await get('/search', { ...queryOf(filter), limit: filter.kind ? PAGE : START }), of: filter };
  } catch (problem) {
    outcome = { problem };
  }
  if (key !== state.key) return undefined;
  Object.assign(state, outcome, { busy: false });
  return changed();
}

export function again(filter) {
  state.key = undefined;
  ask(filter);
}

/** The next page of the kind that is shown. */
export async function more(filter) {
  const { key, found } = state;
  const { items, nextCursor } = found?.[filter.kind] ?? {};
  if (!nextCursor || state.more) return;
  state.more = true;
  changed();
  let outcome;
  try {
    const page = (await get('/search', { ...queryOf(filter), limit: PAGE, cursor: nextCursor }))[filter.kind];
    outcome = { found: { [filter.kind]: { ...page, items: [...items, ...page.items] } }, problem: undefined };
  } catch (problem) {
    outcome = { problem };
  }
  if (key === state.key) Object.assign(state, outcome);
  state.more = false;
  changed();
}
