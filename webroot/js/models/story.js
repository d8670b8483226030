/* What of a story is shown: as the address holds it, as the server is asked, and whether an entry belongs. Pure. */
export const CHANNELS = ['phone', 'email', 'letter', 'mastodon', 'bluesky', 'x', 'facebook', 'feed', 'chat', 'sms'];
const KINDS = ['message', 'note', 'event'];
const NARROWING = ['channel', 'kind', 'conversation', 'member', 'author'];
const FIELDS = [...NARROWING, 'at', 'entry'];
const NUMBERS = ['conversation', 'member', 'author', 'entry'];
const DAY = /^(?:19[7-9]|[2-9]\d\d)\d-\d\d-\d\d$/;

/** Only what makes sense of the address; a wrong value is none. */
export function filterOf(query) {
  const filter = {};
  for (const name of FIELDS) {
    const value = query.get(name);
    if (!value) continue;
    if (NUMBERS.includes(name)) {
      if (/^[1-9]\d{0,14}$/.test(value)) filter[name] = Number(value);
    } else if (name === 'channel' ? CHANNELS.includes(value) : name === 'kind' ? KINDS.includes(value) : DAY.test(value) && !Number.isNaN(Date.parse(value))) filter[name] = value;
  }
  return filter;
}

/** The address with a part of the filter changed; undefined takes a part away. What is no part of it stays. */
export function narrowedHref(path, query, part) {
  const next = new URLSearchParams(query);
  if (!('entry' in part)) next.delete('entry'); // one looks elsewhere now
  for (const [name, value] of Object.entries(part)) {
    if (value === undefined) next.delete(name);
    else next.set(name, value);
  }
  return `${path}${next.size ? `?${next}` : ''}`;
}

export const keyOf = (customerId, filter = {}) => JSON.stringify([customerId, ...FIELDS.map((name) => filter[name] ?? null)]);
export const isNarrowed = (filter) => NARROWING.some((name) => filter[name] !== undefined);
export const narrowing = (filter) => Object.fromEntries(NARROWING.map((name) => [name, filter[name]]));

/** A day begins at midnight where the reader is. */
export function midnightOf(day) {
  const [year, month, date] = day.split('-').map(Number);
  return new Date(year, month - 1, date).getTime();
}

/** Would the server list this entry under the filter? */
export function fits(entry, filter) {
  return (filter.kind === undefined || entry.kind === filter.kind)
    && (filter.channel === undefined || entry.channel === filter.channel)
    && (filter.conversation === undefined || entry.conversationId === filter.conversation)
    && (filter.member === undefined || entry.customerId === undefined || entry.customerId === filter.member)
    && (filter.author === undefined || entry.author?.id === filter.author);
}
