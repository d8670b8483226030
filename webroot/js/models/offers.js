/* Offers and wrap-ups as data. The server says how long is left; from then on only our own steady clock counts. Pure. */

/** What an answer says, with `endsAt` on the steady clock (milliseconds, as performance.now) at which the answer came. */
export const counted = (items, heardAt) => items.map((it) => ({ ...it, endsAt: heardAt + it.remainingMs }));

export const left = (it, at) => Math.max(0, it.endsAt - at);
export const secondsLeft = (it, at) => Math.ceil(left(it, at) / 1000);

/** How much of the ring is gone, 0 to 100. */
export const spent = (it, at) => (it.totalMs > 0 ? Math.round(1000 * (1 - Math.min(1, left(it, at) / it.totalMs))) / 10 : 0);

/** Somebody on the line comes first, then what passes on soonest. */
export const byUrgency = (offers) => [...offers].sort((a, b) => b.live - a.live || a.endsAt - b.endsAt || a.id - b.id);

/** The one to show: what was chosen or is being looked at stays, unless somebody is on the line. */
export function foremost(offers, shownId) {
  const sorted = byUrgency(offers);
  const shown = offers.find((offer) => offer.id === shownId);
  return shown && (shown.live || !sorted[0].live) ? shown : sorted[0];
}

/** Offers that went without us: { offer, how } with how = passed (its time was up) or withdrawn. */
export function gone(before, after, answered, at) {
  const still = new Set(after.map((offer) => offer.id));
  return before.filter((offer) => !still.has(offer.id) && !answered.has(offer.id))
    .map((offer) => ({ offer, how: left(offer, at) < 1500 ? 'passed' : 'withdrawn' }));
}

export const came = (before, after) => after.filter((offer) => !before.some((one) => one.id === offer.id));

/** How full the day is: `part` in percent of the capacity, 100 at most for the bar. */
export function fullness({ used, capacity, overCapacity }) {
  const part = capacity > 0 ? Math.round((100 * used) / capacity) : used > 0 ? 100 : 0;
  return { part: Math.min(100, part), state: overCapacity ? 'over' : used >= capacity ? 'full' : 'room' };
}

/** Customer and subject on one line each; a check of an arrival has neither. */
export const nameOf = (offer) => offer.customer?.name ?? offer.subject ?? '';
