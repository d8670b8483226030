/* Customers found by any part of a name or contact point. The newest question wins. */
import { get } from './api.js';
import { changed } from './signal.js';
import { epoch } from './store.js';

const LIMIT = 100;
let state = {};

/** { items, problem, busy } for these words. What stood there stays until the answer is here. */
export function finding(words) {
  const key = `${epoch()} ${words}`;
  if (state.key !== key) {
    state = { ...(state.epoch === epoch() ? { items: state.items } : {}), key, epoch: epoch(), busy: words.length >= 2 };
    if (words.length >= 2) look(key, words);
    else state.items = undefined;
  }
  return state;
}

async function look(key, words) {
  let outcome;
  try {
    outcome = { items: (await get('/customers', { q: words, limit: LIMIT })).items, problem: undefined };
  } catch (problem) {
    outcome = { problem };
  }
  if (key !== state.key) return;
  Object.assign(state, outcome, { busy: false });
  changed();
}

export function lookAgain() {
  state = {};
  changed();
}
