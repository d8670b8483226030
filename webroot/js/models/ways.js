/* Contact points: their order, where a press leads, and what somebody may be typing. Pure. */
const ORDER = ['phone', 'email', 'postal', 'mastodon', 'bluesky', 'x', 'facebook', 'instagram', 'feed', 'webhook', 'chat', 'sms', 'customer_number', 'external'];
export const ADDABLE = ['phone', 'email', 'postal', 'customer_number', 'external'];
const ICONS = { postal: 'letter', customer_number: 'ledger', external: 'key', instagram: 'globe' };

/** The icon of its own kind; undefined where it is a channel's. */
export const wayIcon = (channel) => ICONS[channel];
/** In one line: an address has several. */
export const shownValue = (way) => (way.display || way.value).replaceAll('\n', ', ');

/** By kind, those that work first, verified before not. */
export function ordered(ways) {
  const rank = (way) => ORDER.indexOf(way.channel) * 4 + (way.state === 'bad' ? 2 : 0) + (way.verified ? 0 : 1);
  return [...ways].sort((a, b) => rank(a) - rank(b) || a.id - b.id);
}

/** mailto: or tel:, or nothing where a press leads nowhere. The server says which numbers may be called. */
export function hrefOf(way) {
  if (way.channel === 'email') return `mailto:${encodeURIComponent(way.value).replace(/%40/g, '@')}`;
  if (way.channel === 'phone' && /^tel:/.test(way.dial ?? '')) return way.dial;
  return undefined;
}

/** What it looks like, while it is typed; undefined when it may be anything. */
export function guess(text) {
  if (/@/.test(text)) return 'email';
  if (/^\s*(\+|00?[1-9]|\()/.test(text) && text.replace(/\D/g, '').length >= 3) return 'phone';
  return undefined;
}

/** What the form holds as the contract wants it. */
export function bodyOf({ channel, value, label, system, street, postalCode, city, country, recipient }) {
  const plain = (text) => text?.trim() || undefined;
  const own = channel === 'postal'
    ? { postal: { recipient: plain(recipient), street: plain(street), postalCode: plain(postalCode), city: plain(city), country: plain(country)?.toUpperCase() } }
    : { value: plain(value), system: channel === 'external' ? plain(system) : undefined };
  return JSON.parse(JSON.stringify({ channel, ...own, label: plain(label) })); // what is not said is left out
}

/** Adding again what was taken away. */
export const again = ({ channel, value, display, postal, system, label, verified }) =>
  JSON.parse(JSON.stringify({ channel, ...(channel === 'postal' ? { postal } : { value: display || value, system }), label: label || undefined, verified }));
