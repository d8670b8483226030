/* What the live room shows, worked out from what the server says. Pure. */

const LOOK = ['disconnected', 'not_responding'];
export const GROUPS = ['look', 'ready', 'busy', 'away', 'off'];

/** Where somebody stands in the column of people. */
export function groupOf({ presence, load }) {
  if (presence.state === 'offline') return 'off';
  if (LOOK.includes(presence.state) || load.overCapacity) return 'look';
  if (presence.state !== 'available') return 'away';
  return load.used < load.capacity ? 'ready' : 'busy';
}

/** [{ group, people }], those that are empty left out; the order within is the server's. */
export function grouped(agents) {
  return GROUPS.map((group) => ({ group, people: agents.filter((agent) => groupOf(agent) === group) })).filter(({ people }) => people.length);
}

export const onShift = (agents) => agents.filter(({ presence }) => presence.state !== 'offline');

/** Seconds are worth showing only where half a minute decides something. */
export const wantsSeconds = ({ presence }, length) => LOOK.includes(presence.state) && length < 10 * 60000;

/** A line through the counts of an hour in a box of width by height, with a little air above and below. */
export function spark(counts, width, height) {
  const most = Math.max(1, ...counts);
  const step = width / Math.max(1, counts.length - 1);
  return counts.map((count, at) => [Math.round(at * step * 10) / 10, Math.round((height - 2 - (count / most) * (height - 4)) * 10) / 10]);
}

export const PARTS = ['filing', 'triage', 'duplicates', 'quarantined', 'queued', 'offered', 'assigned', 'wrapping', 'parked', 'done'];
export const UPPER = ['filing', 'triage', 'quarantined', 'duplicates'];
export const LOWER = ['queued', 'offered', 'assigned', 'wrapping', 'parked', 'done'];

/** What the lower line starts with: received, less what is not work yet or never will be. */
export const atWork = (balance) => LOWER.reduce((sum, part) => sum + balance[part], 0);
/** How many are missing (more than 0) or too many. */
export const offBy = (balance) => balance.received - PARTS.reduce((sum, part) => sum + balance[part], 0);

/** Alarms of a kind are one sentence: [{ kind, ids, at }], the newest first. */
export function alarmKinds(alarms) {
  const kinds = new Map();
  for (const { id, kind, raisedAt } of alarms) {
    const known = kinds.get(kind);
    if (known) known.ids.push(id);
    else kinds.set(kind, { kind, ids: [id], at: raisedAt });
  }
  return [...kinds.values()];
}

/** May come back to its queue. */
export const isHeld = ({ state }) => ['offered', 'assigned', 'wrapping'].includes(state);

/** The queue whose oldest waits longest. */
export const slowest = (queues) => queues.filter(({ counts }) => counts.oldestSeconds !== undefined).sort((a, b) => b.counts.oldestSeconds - a.counts.oldestSeconds)[0];
