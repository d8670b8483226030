/* What became mine without my doing. Pure. */

/** Rows that are mine now and were not before. The first look is no news. */
export const arrived = (before, rows) => (before ? rows.filter((row) => !before.has(row.id)) : []);

export const ids = (rows) => new Set(rows.map((row) => row.id));

const WAYS = { auto_accepted: 'auto', transferred: 'transferred', woken: 'woken', taken: 'given', offered: 'auto' };

const ACTS = ['accepted', 'taken'];

/** How the newest change of hands came about: { how: auto | transferred | woken | given | back, by }; undefined for one's own act, which is no news. */
export function way(history, me) {
  const newest = history.at(-1);
  if (ACTS.includes(newest?.change) && newest.actor?.id === me) return undefined;
  const last = [...history].reverse().find(({ change }) => change in WAYS || change === 'accepted' || change === 'parked');
  if (!last) return { how: 'back' };
  const by = last.actor && last.actor.id !== me ? last.actor : undefined;
  if (last.change === 'taken' && !by) return { how: 'back' };
  return { how: WAYS[last.change] ?? 'back', by };
}
