/* The second pair of eyes, as data. Pure. */
const UNTIL = { callback: 'callback.until', approval: 'approval.until' };

/** The words before a deadline: what has to be done until then. */
export const untilWord = (kind) => UNTIL[kind] ?? 'due';

export const inReview = (entry) => entry.reply?.status === 'in_review' && entry.approval?.state === 'waiting';

/** What stands at a proposal for whoever looks at it: decide | own | watch. */
export function partOf({ approval }, me) {
  if (approval.author.id === me) return 'own';
  return approval.mayDecide ? 'decide' : 'watch';
}

/** The reason why the newest answer of somebody was returned, while they have not answered since: { reason, by, at }. */
export function returned(entries, conversationId, me) {
  const here = entries.filter((entry) => entry.conversationId === conversationId);
  const last = here.findLast((entry) => (entry.kind === 'event' && ['approval_asked', 'approval_returned'].includes(entry.event?.type)) || (entry.direction === 'out' && entry.kind === 'message' && entry.author?.id === me && entry.reply?.status !== 'draft'));
  if (last?.event?.type !== 'approval_returned') return undefined;
  const asked = here.findLast((entry) => entry.event?.type === 'approval_asked');
  if (asked && asked.author && asked.author.id !== me) return undefined;
  return { reason: last.event.detail, by: last.author, at: last.occurredAt };
}
