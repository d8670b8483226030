/* Posts that are looked through: lists by view and channel, what was decided just now, and what others do meanwhile. A decision shows before the server has heard of it. */
import { get, post as send, ApiProblem } from './api.js';
import { changed } from './signal.js';
import { onEvent } from './live.js';
import { epoch, loadWork, me, once } from './store.js';
import { paced } from './pace.js';
import { route } from './router.js';
import { speak, toast } from './ui.js';
import { t } from './i18n.js';
import { explain } from './work.js';
import { below, counted, neighbour, putBack, replaced, stands, stepped, withGone, withPage } from './models/triage.js';

const PAGE = 100;
const AHEAD = 30;    // posts before the end at which the next page is fetched
const LEAVES = 5000; // so long one can read who decided before it goes
const TOLD = 8;      // of more that went at once nobody needs to know by whom
const KEEP = 5;

/** beliefs: id -> { verdict, busy, version }, what was decided here and the lists may not tell yet. */
const fresh = () => ({ lists: new Map(), counts: undefined, beliefs: new Map(), just: [], left: new Map(), faults: new Map(), details: new Map() });
let state = fresh();
let at;

/** Everything known, of whoever is signed in now. */
function here() {
  if (at !== epoch()) {
    at = epoch();
    state = fresh();
    if (me()) loadCounts();
  }
  return state;
}

export const VIEWS = ['open', 'watched', 'decided'];

/** What the address asks for. */
export function asked() {
  const { query } = route();
  const view = VIEWS.find((one) => one === query.get('view')) ?? 'open';
  return { view, channel: query.get('channel') ?? undefined, account: Number(query.get('account')) || undefined };
}

export function hrefOf({ view = 'open', channel, account }) {
  const query = new URLSearchParams(Object.entries({ view: view === 'open' ? undefined : view, channel, account }).filter(([, value]) => value !== undefined));
  return query.size ? `/posts?${query}` : '/posts';
}

function listOf(of) {
  const { lists } = here();
  const key = hrefOf(of);
  if (!lists.has(key)) lists.set(key, { key, of, rows: [], known: false });
  return lists.get(key);
}

export const counts = () => here().counts;
/** How many are open; undefined while nobody knows. */
export const openCount = () => here().counts?.open;
export const just = () => here().just;
export const leftBy = (id) => here().left.get(id);
export const faultOf = (id) => here().faults.get(id);
export const detail = (id) => here().details.get(id) ?? {};

const verdictOf = (one) => here().beliefs.get(one.id)?.verdict ?? one.verdict;

/** { rows, current, known, complete, problem } of what the address asks for. */
export function seen(of = asked()) {
  const it = listOf(of);
  const rows = it.rows.filter((one) => stands(of.view, verdictOf(one)) || here().left.has(one.id));
  const place = rows.findIndex((one) => one.id === it.current);
  if (place < 0) it.current = rows[Math.min(it.place ?? 0, rows.length - 1)]?.id;
  else it.place = place;
  return { ...it, rows, complete: it.cursor === undefined };
}

// Fetching

const ask = (of, cursor, limit = PAGE) => get('/posts', { ...of, cursor, limit });
const loadCounts = () => once('posts-counts', async () => { here().counts = (await ask({ view: 'open' }, undefined, 1)).counts; }).catch(() => {});

/** A page that tells of a decision made here ends the belief in it. */
function settled(items) {
  const { beliefs } = here();
  for (const one of items) if (beliefs.get(one.id)?.version <= one.version) beliefs.delete(one.id);
}

/** Takes a page in; what went from the open list stays for a moment, with who decided. */
async function takeIn(it, page, start) {
  const before = it.rows;
  const { rows, gone } = withPage(before, page, start);
  settled(page.items);
  here().counts = page.counts ?? here().counts;
  const others = gone.filter((one) => verdictOf(one) === 'open' && !here().left.has(one.id) && !isBusy(one.id));
  // What is being opened again here may be missing on a page that was read before that.
  const staying = gone.filter((one) => here().left.has(one.id) || (it.of.view === 'open' && verdictOf(one) === 'open'));
  it.rows = withGone(rows, before, staying);
  it.known = true;
  if (it.of.view === 'open') await Promise.all(others.map((one, index) => leave(it, one, index < TOLD)));
}

async function leave(it, one, told) {
  here().left.set(one.id, {});
  try {
    const data = told ? await get(`/posts/${one.id}`) : { id: one.id };
    // Decided here meanwhile, or asked before that was done.
    if (isBusy(one.id) || here().beliefs.get(one.id)?.version > data.version) here().left.delete(one.id);
    else show(it, data);
  } catch { // erased, or not to be asked: it goes without a word
    show(it, { id: one.id });
  }
}

/** Tells for a moment what somebody else, or a rule, made of it. */
function show(it, { id, verdict, reason, decidedBy, rule }) {
  const { left } = here();
  if (verdict === 'open') left.delete(id);
  else {
    left.set(id, { verdict, reason, by: decidedBy, rule });
    setTimeout(() => {
      if (!left.has(id)) return;
      left.get(id).over = true;
      sweep(it);
    }, LEAVES);
  }
  changed();
}

/** What went and had its moment: not while somebody reads it. */
function sweep(it) {
  const { left } = here();
  const over = it.rows.filter((one) => left.get(one.id)?.over && one.id !== it.current);
  if (!over.length) return;
  it.rows = it.rows.filter((one) => !over.includes(one));
  for (const one of over) left.delete(one.id);
  changed();
}

async function fetchMore(it) {
  const { cursor } = it;
  const page = await ask(it.of, cursor);
  const before = new Set(it.rows.map((one) => one.id));
  if (cursor !== undefined) it.tail = { cursor, ids: new Set(page.items.map((one) => one.id)) };
  settled(page.items);
  it.rows = [...it.rows, ...page.items.filter((one) => !before.has(one.id))];
  it.cursor = page.nextCursor;
  it.known = true;
  here().counts = page.counts ?? here().counts;
}

/** Its beginning again, and where all of it is known its end, where new ones come. */
async function again(it) {
  const first = await ask(it.of);
  await takeIn(it, first, 0);
  if (!it.tail) it.cursor = first.nextCursor;
  if (!it.tail || it.cursor !== undefined) return;
  const page = await ask(it.of, it.tail.cursor);
  const start = it.rows.findIndex((one) => it.tail.ids.has(one.id));
  await takeIn(it, page, start < 0 ? it.rows.length : start);
  for (const one of page.items) it.tail.ids.add(one.id);
  it.cursor = page.nextCursor;
}

const run = (it, task) => once(`posts-${it.key}`, async () => {
  try {
    await task(it);
    it.problem = undefined;
  } catch (problem) {
    it.problem = problem;
  }
});

/** It is looked at: what is missing is fetched. Cheap when nothing is. */
export function look(of = asked()) {
  const it = listOf(of);
  if (it.problem) return;
  if (!it.known) run(it, fetchMore);
  else if (it.stale) {
    it.stale = false;
    run(it, again);
  } else if (it.cursor !== undefined) {
    const { rows } = seen(of);
    if (rows.findIndex((one) => one.id === it.current) + AHEAD > rows.length) run(it, fetchMore);
  }
}

export const more = (of = asked()) => { const it = listOf(of); if (it.cursor !== undefined && !it.problem) run(it, fetchMore); };

export function retry(of = asked()) {
  const it = listOf(of);
  it.problem = undefined;
  run(it, it.known ? again : fetchMore);
}

/** The post with what belongs to it. */
export const load = (id) => once(`post-${id}`, async () => {
  const mine = here();
  try {
    keep(await get(`/posts/${id}`));
  } catch (problem) {
    mine.details.set(id, { ...mine.details.get(id), problem });
  }
});

function keep(data) {
  const mine = here();
  if ('above' in data || 'decisions' in data) mine.details.set(data.id, { data });
  for (const it of mine.lists.values()) {
    const stood = it.of.view === 'open' && it.rows.find((one) => one.id === data.id && one.verdict === 'open');
    it.rows = replaced(it.rows, data);
    if (stood && data.verdict !== 'open' && !mine.beliefs.has(data.id) && !mine.left.has(data.id)) show(it, data);
  }
  changed();
}

// Going and deciding

export function choose(id) {
  const it = listOf(asked());
  if (it.current === id) return;
  it.current = id;
  sweep(it);
  changed();
}

export const move = (by) => choose(stepped(seen().rows, seen().current, by));

const isBusy = (id) => Boolean(here().beliefs.get(id)?.busy);

/** Decides on the post and goes on with the next. It shows at once; refused, it comes back with the reason. */
export function decide(post, verdict, reason) {
  const mine = here();
  const it = listOf(asked());
  const { rows } = seen();
  if (mine.left.get(post.id)?.verdict) return void choose(neighbour(rows, post.id)); // somebody else has
  const earlier = mine.beliefs.get(post.id);
  if (earlier?.busy && earlier.verdict !== 'open') return undefined; // taking back may still be under way: it is waited for
  const job = { post, verdict, reason, places: below(it.rows, post.id), from: it };
  const belief = { verdict, busy: true };
  mine.beliefs.set(post.id, belief);
  mine.faults.delete(post.id);
  mine.counts = counted(mine.counts, post, verdict);
  mine.just = [job, ...mine.just.filter((one) => one.post.id !== post.id)].slice(0, KEEP);
  if (!stands(it.of.view, verdict) && it.current === post.id) it.current = neighbour(rows, post.id);
  speak(t(`triage.said.${reason === 'abuse' ? 'abuse' : verdict}`));
  changed();
  job.done = tell(mine, job, belief, earlier);
  return job.done;
}

async function tell(mine, job, belief, earlier) {
  const { post, verdict, reason } = job;
  try {
    await earlier?.done;
    const version = Math.max(post.version, earlier?.version ?? 0);
    const data = await send(`/posts/${post.id}/decision`, { verdict, version, ...(reason ? { reason } : {}) });
    Object.assign(belief, { busy: false, version: data.version });
    job.post = { ...post, ...data };
    keep(data);
    if (verdict === 'answer') loadWork();
    return true;
  } catch (fault) {
    if (mine !== state) return false;
    mine.beliefs.delete(post.id);
    mine.just = mine.just.filter((one) => one !== job);
    mine.counts = counted(mine.counts, { ...post, verdict }, post.verdict);
    job.from.rows = putBack(job.from.rows, post, job.places);
    if (fault.code === 'post_decided') run(job.from, again);
    else mine.faults.set(post.id, { fault, verdict, reason });
    toast({ text: `${t('triage.notDecided', { who: post.author.name || post.author.handle })} ${explain(fault)}`, problem: true });
    changed();
    return false;
  }
}

/** Open again: the last decision, or the one of this post. */
export async function undo(one = here().just[0]?.post) {
  if (!one) return;
  const mine = here();
  const job = mine.just.find(({ post }) => post.id === one.id) ?? { post: one, verdict: one.verdict, places: [], from: listOf({ ...asked(), view: 'open' }) };
  mine.just = mine.just.filter((other) => other !== job);
  const before = mine.beliefs.get(one.id);
  if (job.undoing) return;
  job.undoing = true;
  const belief = { verdict: 'open', busy: true };
  mine.beliefs.set(one.id, belief);
  mine.counts = counted(mine.counts, { ...job.post, verdict: job.verdict }, 'open');
  bringBack(job);
  changed();
  belief.done = open(mine, one, job, belief, before);
  await belief.done;
}

async function open(mine, one, job, belief, before) {
  try {
    if (await job.done === false) return; // it never was decided, and is back already
    const data = await send(`/posts/${one.id}/decision/undo`);
    Object.assign(belief, { busy: false, version: data.version });
    keep(data);
    speak(t('triage.said.open'));
  } catch (fault) {
    belief.busy = false;
    if (mine.beliefs.get(one.id) === belief) {
      mine.counts = counted(mine.counts, { ...job.post, verdict: 'open' }, job.verdict);
      if (before) mine.beliefs.set(one.id, before); else mine.beliefs.delete(one.id);
    }
    toast({ text: explain(fault), problem: true });
    if (fault instanceof ApiProblem) load(one.id);
  } finally {
    job.undoing = false;
    loadWork();
    changed();
  }
}

/** At its place, and current where its list is looked at. */
function bringBack({ post, places, from }) {
  if (from.known || from.rows.length) from.rows = putBack(from.rows, { ...post, verdict: 'open' }, places);
  if (listOf(asked()) === from) from.current = post.id;
}

// What others do

const news = paced(() => {
  if (!me()) return;
  const { lists } = here();
  for (const it of lists.values()) it.stale = true;
  if (route().page === 'posts') look();
  else loadCounts();
});

onEvent(({ type, arrivalId }) => {
  if (!me() || (type !== 'post_changed' && type !== 'reload')) return;
  const { details, lists } = here();
  if (type === 'reload') details.clear();
  const shown = route().page === 'posts' ? listOf(asked()).current : undefined;
  if (arrivalId !== undefined && arrivalId === shown && !isBusy(arrivalId)) load(arrivalId);
  else details.delete(arrivalId);
  for (const it of lists.values()) it.problem = undefined;
  news();
});
