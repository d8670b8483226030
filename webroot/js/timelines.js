/* Timelines by customer and filter. Entries come once and are replaced one by one as events name them. */
import { get, ApiProblem } from './api.js';
import { changed } from './signal.js';
import { emptyTimeline, begun, merged, reaches, without, withNewer, withOlder, withNewest } from './models/timeline.js';
import { fits, keyOf, midnightOf, narrowing } from './models/story.js';

const PAGE = 50;
const KEEP = 12;
const timelines = new Map(); // key -> { customerId, filter, timeline, busy, problem }
const dropped = new Set(); // taken back here: asking for it again would only be told it is gone
const MOVES = new Set(['split', 'split_undone', 'merged', 'merge_undone']); // events after which entries lie in another conversation
let shown;

const of = (customerId, filter) => timelines.get(keyOf(customerId, filter));

export const timeline = (customerId, filter) => of(customerId, filter)?.timeline ?? emptyTimeline();
export const timelineProblem = (customerId, filter) => of(customerId, filter)?.problem;
export const timelineBusy = (customerId, filter) => Boolean(of(customerId, filter)?.busy);
/** Every entry of a customer that is known, whatever the filter: for what a filter can offer. */
export const knownEntries = (customerId) => [...new Map([...timelines.values()].filter((it) => it.customerId === customerId).flatMap((it) => it.timeline.entries).map((entry) => [entry.id, entry])).values()];

const page = (it, place) => get(`/customers/${it.customerId}/timeline`, { ...narrowing(it.filter), ...place, limit: PAGE });

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

/** The moment that the filter asks to begin at; an entry that is not there asks for none. */
async function momentOf({ at, entry }) {
  if (at) return midnightOf(at);
  if (!entry) return undefined;
  try {
    return Date.parse((await get(`/entries/${entry}`)).occurredAt) + 1;
  } catch (problem) {
    if (problem instanceof ApiProblem) return undefined;
    throw problem;
  }
}

/** From the present backwards, or from a moment in both directions. */
async function begin(it) {
  const moment = await momentOf(it.filter);
  if (moment === undefined) {
    it.timeline = withNewest(it.timeline, await page(it));
    return;
  }
  let start = begun(await page(it, { at: new Date(moment).toISOString() }));
  if (start.newer) start = withNewer(start, await page(it, { newer: start.newer }));
  it.timeline = start;
}

/** Opens a timeline; a known one is shown at once and brought up to date behind. */
export function openTimeline(customerId, filter = {}) {
  const key = keyOf(customerId, filter);
  shown = key;
  const it = timelines.get(key) ?? { customerId, filter, timeline: emptyTimeline() };
  timelines.delete(key); // re-inserted last: the map is ordered by use
  timelines.set(key, it);
  while (timelines.size > KEEP) timelines.delete(timelines.keys().next().value);
  return fetchInto(it, () => begin(it));
}

/** The newest of a story whole, beside the part that is shown: for what its filter can offer. */
export function glance(customerId) {
  const key = keyOf(customerId);
  if (timelines.has(key)) return;
  const it = { customerId, filter: {}, timeline: emptyTimeline() };
  timelines.set(key, it);
  fetchInto(it, () => begin(it));
}

export function loadOlder(customerId, filter) {
  const it = of(customerId, filter);
  if (!it || it.timeline.complete || !it.timeline.loaded) return undefined;
  return fetchInto(it, async () => { it.timeline = withOlder(it.timeline, await page(it, { cursor: it.timeline.cursor })); });
}

export function loadNewer(customerId, filter) {
  const it = of(customerId, filter);
  if (!it?.timeline.newer) return undefined;
  return fetchInto(it, async () => { it.timeline = withNewer(it.timeline, await page(it, { newer: it.timeline.newer })); });
}

const concerns = (it, customerId, conversationId) => it.customerId === customerId || it.timeline.entries.some((entry) => entry.conversationId === conversationId);

/** An entry came or changed: fetch it alone and put it in its place. */
export async function refreshEntry(customerId, conversationId, entryId) {
  if (dropped.has(entryId) || ![...timelines.values()].some((it) => concerns(it, customerId, conversationId))) return;
  const approval = approvalOf(entryId);
  try {
    keepEntry(await get(`/entries/${entryId}`), customerId);
  } catch (problem) {
    if (!(problem instanceof ApiProblem) || problem.status !== 404) return;
    for (const it of timelines.values()) it.timeline = without(it.timeline, entryId);
    changed();
  }
  if (approvalOf(entryId) !== approval) refreshShown(); // who decided and why is told by an entry of its own, which nobody announces
}

/** What became of an entry that needs a second pair of eyes, as far as it is known. */
function approvalOf(entryId) {
  for (const { timeline: { entries } } of timelines.values()) {
    const found = entries.find((entry) => entry.id === entryId);
    if (found) return found.approval?.state;
  }
  return undefined;
}

export function keepEntry(entry, customerId) {
  for (const it of timelines.values()) {
    if (!it.timeline.loaded || !concerns(it, customerId, entry.conversationId)) continue;
    if (!fits(entry, it.filter)) it.timeline = without(it.timeline, entry.id);
    else if (reaches(it.timeline, entry)) it.timeline = merged(it.timeline, [entry]);
  }
  if (MOVES.has(entry.event?.type)) refreshShown();
  changed();
}

export function dropEntry(id) {
  dropped.add(id);
  for (const it of timelines.values()) it.timeline = without(it.timeline, id);
  changed();
}

/** What was done with a message is told by an entry of its own, which nobody announces. */
export function refreshAround(entryId) {
  if (timelines.get(shown)?.timeline.entries.some((entry) => entry.id === entryId)) refreshShown();
}

/** After a gap: the one in sight is fetched again, the others start afresh when they are opened. `forget`: if it is of this customer, what it has so far goes at once. */
export function refreshShown({ forget: gone } = {}) {
  for (const [key, it] of timelines) if (key !== shown) timelines.delete(key);
  const it = timelines.get(shown);
  if (!it) return;
  if (gone !== undefined && it.customerId === gone) it.timeline = emptyTimeline();
  // What is already under way may not know yet; afterwards it does.
  Promise.resolve(it.busy).then(() => timelines.get(shown) === it && fetchInto(it, () => afresh(it)));
}

async function afresh(it) {
  if (it.filter.at || it.filter.entry) return begin(it);
  const wanted = Math.min(200, Math.max(PAGE, it.timeline.entries.length));
  const first = await get(`/customers/${it.customerId}/timeline`, { ...narrowing(it.filter), limit: wanted });
  it.timeline = withNewest(it.timeline, first);
  return undefined;
}

export function forget() {
  timelines.clear();
  dropped.clear();
  shown = undefined;
}
