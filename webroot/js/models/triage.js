/* Posts that are looked through, in a list that others change as well. Pure: every function returns a new list. */

/**
 * A page of the list once more, `start` rows below its beginning. Answers { rows, gone }: what stood within its reach and is not in it any more.
 * Without a next page it reaches to the end; else to the last post that was known before.
 */
export function withPage(rows, { items, nextCursor }, start = 0) {
  const fresh = new Set(items.map((one) => one.id));
  const isOld = (one) => !fresh.has(one.id);
  const rest = rows.slice(start);
  const reach = nextCursor === undefined ? rest.length : rest.findLastIndex((one) => fresh.has(one.id)) + 1;
  return { rows: [...rows.slice(0, start).filter(isOld), ...items, ...rest.slice(reach).filter(isOld)], gone: rest.slice(0, reach).filter(isOld) };
}

/** The ids that stand below one, as its place for later: others may go meanwhile. */
export const below = (rows, id) => rows.slice(rows.findIndex((one) => one.id === id) + 1).map((one) => one.id);

/** Puts one back above the first of those that stood below it and are still there. */
export function putBack(rows, post, ids) {
  const others = rows.filter((one) => one.id !== post.id);
  const places = new Map(others.map((one, index) => [one.id, index]));
  const at = ids.map((id) => places.get(id)).find((index) => index !== undefined) ?? others.length;
  return [...others.slice(0, at), post, ...others.slice(at)];
}

/** What is there instead of those that went: still in their places. */
export const withGone = (rows, before, gone) => gone.reduceRight((list, one) => putBack(list, one, below(before, one.id)), rows);

/** Replaces one by a version that is not older. */
export const replaced = (rows, post) => rows.map((one) => (one.id === post.id && one.version <= post.version ? { ...one, ...post } : one));

/** Does a post with this verdict stand in a view? */
export const stands = (view, verdict) => ({ open: verdict === 'open', watched: verdict === 'watch', decided: verdict !== 'open' })[view];

/** Whom one goes to when this one leaves: the one below, else the one above. */
export function neighbour(rows, id) {
  const at = rows.findIndex((one) => one.id === id);
  return (rows[at + 1] ?? rows[at - 1])?.id;
}

export function stepped(rows, id, by) {
  const at = rows.findIndex((one) => one.id === id);
  return (at < 0 ? rows[0] : rows[Math.min(rows.length - 1, Math.max(0, at + by))])?.id;
}

/** What one decision does to the numbers until the server tells them again. */
export function counted(counts, { channel, verdict: before }, verdict) {
  if (!counts) return counts;
  const by = (before === 'open' ? -1 : 0) + (verdict === 'open' ? 1 : 0);
  const done = -by;
  return {
    ...counts, open: Math.max(0, counts.open + by), byChannel: { ...counts.byChannel, [channel]: Math.max(0, (counts.byChannel[channel] ?? 0) + by) },
    decidedToday: Math.max(0, counts.decidedToday + done), answerToday: Math.max(0, counts.answerToday + (verdict === 'answer' ? 1 : 0) - (before === 'answer' ? 1 : 0)),
  };
}

/** Handles as people write them. A page of its own has a name only, and a number is one. */
export const handleOf = ({ handle, name }) => (handle && !handle.includes('/') && !/^[+\d][\d ()-]+$/.test(handle) ? `@${handle}` : name || handle);

/** Only pages: what comes from outside is never run. */
export const pageOf = (url) => (/^https?:\/\//i.test(url ?? '') ? url : undefined);

/** Rules that no account can do without have no name of anybody's. */
const FIXED = { reply: 'triage.fixed.reply', direct: 'triage.fixed.direct', message: 'triage.fixed.message', thread: 'triage.fixed.thread' };

export const ruleName = (rule, t) => (Object.hasOwn(FIXED, rule) ? t(FIXED[rule]) : t('triage.byRule', { rule }));
