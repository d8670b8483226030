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

/** What somebody typed of an answer that is taken back, without mention and sign; `draft` is the server's, `begun` what was begun since. */
export function asTyped({ text = '' }, draft = '', begun = '') {
  const typed = begun && draft.endsWith(`\n\n${begun}`) ? draft.slice(0, -begun.length - 2) : draft;
  return typed && (!text || text.includes(typed)) ? typed : text;
}

/** Why the newest answer of somebody came back, while they have not answered since: { reason, by }. `me` is { id, name }. */
export function returned(entries, conversationId, me) {
  const asks = (entry) => entry.kind === 'event' && ['approval_asked', 'approval_returned'].includes(entry.event?.type);
  const answers = (entry) => entry.kind === 'message' && entry.direction === 'out' && entry.author?.id === me.id && entry.reply?.status !== 'draft';
  const last = entries.findLast((entry) => entry.conversationId === conversationId && (asks(entry) || answers(entry)));
  const { type, to, detail } = last?.event ?? {};
  return type === 'approval_returned' && (!to || to === me.name) ? { reason: detail, by: last.author } : undefined;
}
