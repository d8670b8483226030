/* An entry rule as a form sees it, and as the contract wants it. Pure. */
import { linesOf } from './routing.js';

/** Conditions in the order in which they are tried and shown. */
export const CONDITIONS = ['channelAccounts', 'channels', 'from', 'to', 'subject', 'text', 'languages', 'customers'];
const TEXTS = { from: 254, to: 254, subject: 200, text: 200 };
const LISTS = ['channelAccounts', 'languages', 'customers'];
export const PRIORITIES = [0, 1, 2, 3, 4, 5];

export const emptyRule = () => ({ name: '', active: true, queue: '', priority: 0, needs: [], channels: [], channelAccounts: [], languages: [], customers: [], from: '', to: '', subject: '', text: '' });

/** `label` names what the contract gives by number only: (condition, value) => word. */
export function ofRule({ name, active, conditions, queue, priority, needs }, label) {
  return {
    ...emptyRule(), name, active, queue: String(queue.id), priority, needs: needs.map(({ skill, level, hard = false }) => ({ skill, level, hard })), channels: conditions.channels ?? [],
    ...Object.fromEntries(LISTS.map((list) => [list, (conditions[list] ?? []).map((id) => ({ id, label: label(list, id) }))])),
    ...Object.fromEntries(Object.keys(TEXTS).map((text) => [text, (conditions[text] ?? []).join('\n')])),
  };
}

export function conditionsOf(values) {
  const all = {
    ...Object.fromEntries(LISTS.map((list) => [list, values[list].map(({ id }) => id)])), channels: values.channels,
    ...Object.fromEntries(Object.keys(TEXTS).map((text) => [text, linesOf(values[text])])),
  };
  return Object.fromEntries(CONDITIONS.filter((name) => all[name].length).map((name) => [name, all[name]]));
}

export const bodyOf = (values, version) => ({
  ...(version === undefined ? {} : { version }), name: values.name.trim(), active: values.active, conditions: conditionsOf(values), queue: Number(values.queue), priority: values.priority, needs: values.needs,
});

/** Field -> [key of a sentence, its values]. */
export function faultsOf(values) {
  const faults = {};
  if (!values.name.trim()) faults.name = ['fault.missing'];
  for (const [name, most] of Object.entries(TEXTS)) {
    const lines = linesOf(values[name]);
    if (lines.length > 100) faults[name] = ['fault.lines', { most: 100 }];
    else if (lines.some((line) => line.length > most)) faults[name] = ['fault.longLine', { most }];
  }
  return faults;
}
