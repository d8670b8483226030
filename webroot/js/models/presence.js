/* Presence as facts: which word, which mark, for how long, and what may be chosen. Pure. */
export const REASONS = ['break', 'meal', 'meeting', 'training', 'back_office'];
const MARKS = { available: 'dot', offline: 'ring', wrapping: 'pencil', disconnected: 'unplugged', not_responding: 'phone-missed', break: 'cup', meal: 'meal', meeting: 'users', training: 'book', back_office: 'ledger' };

/** One name for state and reason together: available, wrapping, break, meal, ..., offline, disconnected, not_responding, away. */
export const stateOf = ({ state, reason } = {}) => (state === 'away' ? reason ?? 'away' : state);

/** An icon's name, or `dot` (filled, working) or `ring` (hollow, not on shift). */
export const markOf = (presence) => MARKS[stateOf(presence)] ?? 'clock';

/** What the switch offers; each with the wish it sends. */
export const STATES = [
  { id: 'available', wish: { state: 'available' } },
  { id: 'wrapping', wish: { state: 'wrapping' } },
  ...REASONS.map((reason) => ({ id: reason, wish: { state: 'away', reason } })),
  { id: 'offline', wish: { state: 'offline' } },
];

/** States that came by themselves, and that one press ends. */
export const isAsking = (presence) => ['disconnected', 'not_responding'].includes(presence?.state);

/** Channels that people switch together, because nobody thinks of five networks at once. */
export const CHANNELS = [
  { id: 'phone', icon: 'phone', channels: ['phone'] },
  { id: 'email', icon: 'mail', channels: ['email'] },
  { id: 'letter', icon: 'letter', channels: ['letter'] },
  { id: 'chat', icon: 'chat', channels: ['chat', 'sms'] },
  { id: 'posts', icon: 'globe', channels: ['mastodon', 'bluesky', 'x', 'facebook', 'feed', 'webhook'] },
];

export const takes = (presence, group) => group.channels.some((channel) => !presence.paused.includes(channel));
export const takesNothing = (presence) => CHANNELS.every((group) => !takes(presence, group));

/** The paused channels after switching one group over. */
export function switched(presence, group) {
  const others = presence.paused.filter((channel) => !group.channels.includes(channel));
  return takes(presence, group) ? [...others, ...group.channels] : others;
}

/** "12 Min.", "1:42 h", "3 Tage": how long, in milliseconds, short enough for the bar. */
export function lasting(length, locale) {
  const minutes = Math.floor(Math.max(0, length) / 60000);
  if (minutes < 60) return locale === 'de' ? `${minutes} Min.` : `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours}:${String(minutes % 60).padStart(2, '0')} h`;
  const days = Math.floor(hours / 24);
  if (locale === 'de') return days === 1 ? '1 Tag' : `${days} Tage`;
  return days === 1 ? '1 day' : `${days} days`;
}
