/* A search as the address holds it, and as the server is asked. Pure. */
export const KINDS = ['customers', 'conversations', 'entries'];
const FIELDS = ['q', 'kind', 'queue', 'status', 'channel', 'direction', 'from', 'to'];
const ALLOWED = {
  kind: KINDS, status: ['open', 'waiting', 'snoozed', 'resolved'], direction: ['in', 'out', 'internal'],
  channel: ['phone', 'email', 'letter', 'mastodon', 'bluesky', 'x', 'facebook', 'feed', 'chat', 'sms'],
};
const DAY = /^(?:19[7-9]|[2-9]\d\d)\d-\d\d-\d\d$/;

/** Only what makes sense of the address; a wrong value is none. */
export function filterOf(query) {
  const filter = {};
  for (const name of FIELDS) {
    const value = query.get(name);
    if (!value) continue;
    const good = ALLOWED[name]?.includes(value) ?? (name === 'queue' ? /^[1-9]\d{0,14}$/.test(value) : name === 'q' || (DAY.test(value) && !Number.isNaN(Date.parse(value))));
    if (good) filter[name] = value;
  }
  return filter;
}

export function hrefOf(filter) {
  const query = new URLSearchParams();
  for (const name of FIELDS) if (filter[name]) query.set(name, filter[name]);
  return `/search${query.size ? `?${query}` : ''}`;
}

/** Days are those of the person who asks; the last one counts whole. */
export function queryOf(filter) {
  const midnight = (day, more) => {
    const [year, month, date] = day.split('-').map(Number);
    return new Date(year, month - 1, date + more).toISOString();
  };
  return { ...filter, q: filter.q.slice(0, 1000), from: filter.from && midnight(filter.from, 0), to: filter.to && midnight(filter.to, 1) };
}

export const narrowed = (filter) => FIELDS.slice(2).some((name) => filter[name]);
/** Where a hit leads: the conversation, at that entry. */
export const hrefOfEntry = (hit) => `/inbox/all/${hit.conversationId}?entry=${hit.id}`;
export const plain = (parts) => parts.map(({ text }) => text).join('');
