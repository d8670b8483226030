/* Timelines by customer, or by customer and one conversation. Entries come once and are replaced one by one as events name them. */
import { get, ApiProblem } from './api.js';
import { changed } from './signal.js';
import { emptyTimeline, merged, without, withOlder, withNewest } from './models/timeline.js';

const PAGE = 50;
const KEEP = 12;
const timelines = new Map(); // key -> { customerId, conversationId?, timeline, busy, problem }
const dropped = new Set(); // taken back here: asking for it again would only be told it is gone
let shown;

const keyOf = (customerId, conversationId) => `${customerId}/${conversationId ?? ''}`;

export function timeline(customerId, conversationId) {
  return timelines.get(keyOf(customerId, conversationId))?.timeline ?? emptyTimeline();
}
export const timelineProblem = (customerId, conversationId) => timelines.get(keyOf(customerId, conversationId))?.problem;
export const timelineBusy = (customerId, conversationId) => Boolean(timelines.get(keyOf(customerId, conversationId))?.busy);

const page = (it, cursor) => get(`/customers/${it.customerId}/timeline`, { conversation: it.conversationId, cursor, limit: PAGE });

async function fetchInto(it, task) {
  if (it.busy) return it.busy;
  it.problem = undefined;
  it.busy = task().catch((problem) => { it.problem = problem; }).finally(() => {
    it.busy = undefined;
    changed();
  });
  changed();
  return it.busy;
}

/** Opens a timeline; a known one is shown at once and brought up to date behind. */
export function openTimeline(customerId, conversationId) {
  const key = keyOf(customerId, conversationId);
  shown = key;
  const it = timelines.get(key) ?? { customerId, conversationId, timeline: emptyTimeline() };
  timelines.delete(key); // re-inserted last: the map is ordered by use
  timelines.set(key, it);
  while (timelines.size > KEEP) timelines.delete(timelines.keys().next().value);
  return fetchInto(it, async () => { it.timeline = withNewest(it.timeline, await page(it)); });
}

export function loadOlder(customerId, conversationId) {
  const it = timelines.get(keyOf(customerId, conversationId));
  if (!it || it.timeline.complete || !it.timeline.loaded) return undefined;
  return fetchInto(it, async () => { it.timeline = withOlder(it.timeline, await page(it, it.timeline.cursor)); });
}

const concerns = (it, customerId, conversationId) =>
  (!it.conversationId || it.conversationId === conversationId) && (it.customerId === customerId
    || it.timeline.entries.some((entry) => entry.conversationId === conversationId));

/** An entry came or changed: fetch it alone and put it in its place. */
export async function refreshEntry(customerId, conversationId, entryId) {
  if (dropped.has(entryId) || ![...timelines.values()].some((it) => concerns(it, customerId, conversationId))) return;
  try {
    keepEntry(await get(`/entries/${entryId}`), customerId);
  } catch (problem) {
    if (!(problem instanceof ApiProblem) || problem.status !== 404) return;
    for (const it of timelines.values()) it.timeline = without(it.timeline, entryId);
    changed();
  }
}

export function keepEntry(entry, customerId) {
  for (const it of timelines.values())
    if (it.timeline.loaded && concerns(it, customerId, entry.conversationId)) it.timeline = merged(it.timeline, [entry]);
  changed();
}

export function dropEntry(id) {
  dropped.add(id);
  for (const it of timelines.values()) it.timeline = without(it.timeline, id);
  changed();
}

/** After a gap: the one in sight is fetched again, the others start afresh when they are opened. */
export function refreshShown() {
  for (const [key, it] of timelines) if (key !== shown) timelines.delete(key);
  const it = timelines.get(shown);
  if (it) fetchInto(it, async () => { it.timeline = withNewest(it.timeline, await page(it)); });
}

export function forget() {
  timelines.clear();
  dropped.clear();
  shown = undefined;
}
