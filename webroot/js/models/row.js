/* What a row of the list says, as facts. Pure. */
import { due, moment, span, stamp } from './time.js';

/** The first line's right edge: a deadline if there is one, else when it comes back, else when something last happened. */
export function rightEdge(row, locale, now) {
  const open = row.workItem && row.workItem.state !== 'done' && row.status === 'open';
  if (open && row.workItem.dueAt) return due(row.workItem.dueAt, locale, now);
  if (row.status === 'snoozed' && row.snoozedUntil) return { state: 'later', icon: 'moon', text: moment(row.snoozedUntil, locale, now) };
  return { state: 'later', text: stamp(row.lastEntryAt, locale, now) };
}

/** The third line: { word, values, tone }, the words looked up by the drawer. What needs a hand comes first. */
export function fact(row, locale, now) {
  if (row.failedReply) return { word: 'row.failed', tone: 'late' };
  if (row.inReview) return { word: 'row.approval' };
  if (row.hasDraft) return { word: 'row.draft' };
  if (row.status === 'snoozed') return { word: 'row.snoozed' };
  if (row.status === 'waiting') return { word: 'row.waiting' };
  if (row.status === 'resolved') return { word: 'row.resolved' };
  if (row.workItem?.kind === 'callback' && row.workItem.state !== 'done') return { word: 'row.callback' };
  if (row.workItem && row.workItem.state !== 'done') return { word: 'row.waits', values: { span: span(now - Date.parse(row.workItem.enteredAt), locale) } };
  return { word: 'row.open' };
}
