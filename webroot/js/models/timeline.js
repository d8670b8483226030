/* The timeline as data: what the server pages newest first becomes one flow, oldest first, with its days, folds and the unread line. Pure. */
import { dayKey } from './time.js';

/** `newer` is where what is newer begins; undefined where the timeline reaches the present. */
export const emptyTimeline = () => ({ entries: [], cursor: undefined, newer: undefined, loaded: false, complete: false });

// Parsed, because instants come with any number of decimals and then do not sort as text.
const order = (a, b) => Date.parse(a.occurredAt) - Date.parse(b.occurredAt) || a.id - b.id;

/** Merges entries in; the newer version of one entry replaces the older. */
export function merged(timeline, entries) {
  const byId = new Map(timeline.entries.map((entry) => [entry.id, entry]));
  for (const entry of entries) byId.set(entry.id, entry);
  return { ...timeline, entries: [...byId.values()].sort(order) };
}

export const without = (timeline, id) => ({ ...timeline, entries: timeline.entries.filter((entry) => entry.id !== id) });

/** A page from the server at the old end. */
export const withOlder = (timeline, { items, nextCursor }) =>
  ({ ...merged(timeline, items), cursor: nextCursor, complete: nextCursor === undefined, loaded: true });

/** The page that a timeline begins with, at any place. */
export const begun = (page) => ({ ...withOlder(emptyTimeline(), page), newer: page.newerCursor });

/** A page from the server at the new end. */
export const withNewer = (timeline, { items, newerCursor }) => ({ ...merged(timeline, items), newer: newerCursor });

/** Does an entry that has just come lie within what is shown, or at its open end? */
export const reaches = (timeline, entry) => timeline.newer === undefined || (timeline.entries.length > 0 && order(entry, timeline.entries.at(-1)) <= 0);

/** The newest page again, after a gap. When it does not reach what we have, what lies between is unknown: start afresh. */
export function withNewest(timeline, page) {
  const known = new Set(timeline.entries.map((entry) => entry.id));
  // Without an older page this is all there is: what stood here besides is not theirs any more.
  if (!timeline.loaded || page.nextCursor === undefined || !page.items.some((entry) => known.has(entry.id))) return begun(page);
  const oldest = page.items.at(-1);
  const fresh = new Set(page.items.map((entry) => entry.id));
  const kept = timeline.entries.filter((entry) => fresh.has(entry.id) || order(entry, oldest) < 0);
  return merged({ ...timeline, entries: kept, newer: page.newerCursor }, page.items);
}

/** What the filter can offer of what is known: channels and kinds with their number, conversations, and who wrote. */
export function offers(entries) {
  const count = (map, key, value) => key !== undefined && map.set(key, { ...value, count: (map.get(key)?.count ?? 0) + 1 });
  const channels = new Map();
  const kinds = new Map();
  const conversations = new Map();
  const authors = new Map();
  for (const entry of entries) {
    count(kinds, entry.kind, { kind: entry.kind });
    if (entry.kind === 'message') count(channels, entry.channel ?? 'email', { channel: entry.channel ?? 'email' });
    count(conversations, entry.conversationId, { id: entry.conversationId, subject: entry.conversationSubject });
    count(authors, entry.author?.id, entry.author);
  }
  return { channels: [...channels.values()], kinds, conversations: [...conversations.values()], authors: [...authors.values()] };
}

/** What was taken back is in the composer again. */
const shown = (entry) => entry.reply?.status !== 'draft';

/** A person's own doing is never news to them. */
const isNews = (entry, conversationId, readUpTo) => entry.conversationId === conversationId && entry.kind === 'message' && entry.direction === 'in' && entry.id > readUpTo;

/**
 * Rows to draw: { type: day | unread | entry | events, key, ... }. Runs of events of one day fold into one row.
 * `readUpTo` is what had been read when the conversation was opened; undefined draws no unread line.
 */
export function rows(entries, { conversationId, readUpTo } = {}) {
  const result = [];
  let lastDay;
  let unreadDrawn = readUpTo === undefined;
  let readAt;
  for (const entry of entries) {
    if (!shown(entry)) continue;
    if (entry.conversationId === conversationId && entry.id <= readUpTo) readAt = entry.occurredAt;
    if (!unreadDrawn && isNews(entry, conversationId, readUpTo)) {
      unreadDrawn = true;
      result.push({ type: 'unread', key: 'unread', since: readAt });
    }
    const day = dayKey(entry.occurredAt);
    if (day !== lastDay) {
      lastDay = day;
      result.push({ type: 'day', key: `day-${day}`, at: entry.occurredAt, conversationId: entry.conversationId });
    }
    const last = result.at(-1);
    if (entry.kind === 'event' && last.type === 'events') last.entries.push(entry);
    else if (entry.kind === 'event') result.push({ type: 'events', key: `events-${entry.id}`, entries: [entry] });
    else result.push({ type: 'entry', key: `entry-${entry.id}`, entry });
  }
  return result;
}

/** The newest entry of a conversation, for "read up to here". */
export const newestOf = (entries, conversationId) => Math.max(0, ...entries.filter((entry) => entry.conversationId === conversationId).map((entry) => entry.id));

/** Subjects without the marks mail programs put before them; for telling whether a subject says anything new. */
export const plainSubject = (subject = '') => subject.replace(/^\s*((re|aw|fwd?|wg|antw)\s*(\[\d+\])?:\s*)+/i, '').trim();
