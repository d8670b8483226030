/* Taking entries out of a conversation: which are chosen, and the request. Only what stands in the open conversation can be chosen. */
import { changed } from './signal.js';
import { current } from './desk.js';
import { entriesOf } from './story.js';

let state; // { conversation, chosen: Set of entry ids }

export const splitting = () => (state && state.conversation === current()?.id ? state : undefined);
export const splittable = (entry) => entry.kind !== 'event' && entry.conversationId === current()?.id;

export function startSplit(entryId) {
  state = { conversation: current().id, chosen: new Set(entryId ? [entryId] : []) };
  changed();
}

export function stopSplit() {
  state = undefined;
  changed();
}

/** With `through`, everything between the last choice and this one goes the same way. */
export function choose(id, on, through = false) {
  const all = entriesOf().entries.filter(splittable).map((entry) => entry.id);
  const from = through ? all.indexOf(state.last) : -1;
  const to = all.indexOf(id);
  const ids = from < 0 ? [id] : all.slice(Math.min(from, to), Math.max(from, to) + 1);
  for (const one of ids) state.chosen[on ? 'add' : 'delete'](one);
  state.last = id;
  changed();
}
