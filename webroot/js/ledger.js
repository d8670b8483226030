/* The intake ledger as the page knows it: the balance, the list as pages, single arrivals, and what came of trying again. */
import { get, post } from './api.js';
import { changed } from './signal.js';
import { onEvent } from './live.js';
import { epoch, once, loadWork } from './store.js';
import { emptyList, withPage, cursorOf, outdated, stalePages, complete, loaded } from './models/pages.js';

const PAGE = 100;
const AHEAD = 60;
const PAUSE = 500; // events come in bursts
const fresh = () => ({ balance: undefined, problem: undefined, lists: new Map(), arrivals: new Map(), shown: undefined, told: undefined, trying: new Set() });
let state = fresh();
let at;

/** Everything known, of whoever is signed in now. */
function here() {
  if (at !== epoch()) {
    at = epoch();
    state = fresh();
  }
  return state;
}

export const balance = () => here().balance;
export const balanceProblem = () => here().problem;
export const told = () => here().told;
export const isTrying = (id) => here().trying.has(id);

function entry(filter) {
  const { lists } = here();
  const key = filter ?? '';
  if (!lists.has(key)) lists.set(key, { filter, list: emptyList(), window: [0, 30] });
  return lists.get(key);
}

export const list = (filter) => entry(filter).list;
export const listProblem = (filter) => entry(filter).problem;
export { complete, loaded };

export const loadBalance = () => once('balance', async () => {
  const mine = here();
  try {
    mine.balance = await get('/intake/balance');
    mine.problem = undefined;
  } catch (problem) {
    mine.problem = problem;
  }
});

async function fetchPage(it, index) {
  it.list = withPage(it.list, index, await get('/intake/arrivals', { state: it.filter, cursor: cursorOf(it.list, index), limit: PAGE }));
  it.problem = undefined;
}

/** Fetches what the window needs: stale pages in sight, and the next page when the end comes near. */
const settle = (it) => once(`ledger-${it.filter ?? ''}`, async () => {
  try {
    if (!loaded(it.list)) await fetchPage(it, 0);
    for (let stale; (stale = stalePages(it.list, ...it.window)[0]) !== undefined;) await fetchPage(it, stale);
    while (!complete(it.list) && it.window[1] + AHEAD > it.list.rows.length) await fetchPage(it, it.list.pages.length);
  } catch (problem) {
    it.problem = problem;
  }
});

/** Says which rows are looked at. */
export function look(filter, from, to) {
  const it = entry(filter);
  here().shown = it;
  it.window = [from, to];
  const wanting = !loaded(it.list) || stalePages(it.list, from, to).length || (!complete(it.list) && to + AHEAD > it.list.rows.length);
  if (wanting && !it.problem) settle(it);
}

export function retryList(filter) {
  const it = entry(filter);
  it.problem = undefined;
  settle(it);
}

/** { data, problem } of one arrival. */
export function arrival(id) {
  const { arrivals } = here();
  if (!arrivals.has(id)) {
    arrivals.set(id, {});
    loadArrival(id);
  }
  return arrivals.get(id);
}

function loadArrival(id) {
  const { arrivals } = here();
  return once(`arrival-${id}`, async () => {
    try {
      arrivals.set(id, { data: await get(`/intake/arrivals/${id}`) });
    } catch (problem) {
      arrivals.set(id, { ...arrivals.get(id), problem });
    }
  });
}

/** Everything may have changed: what is in sight is fetched, the rest when it is looked at. */
export function refresh() {
  const { lists, shown } = here();
  for (const it of lists.values()) {
    it.list = outdated(it.list);
    it.problem = undefined;
  }
  loadBalance();
  if (shown) settle(shown);
}

/** Tries to file a quarantined arrival again, and tells what came of it. */
export async function retry(id) {
  const mine = here();
  if (mine.trying.has(id)) return;
  mine.trying.add(id);
  mine.told = undefined;
  changed();
  try {
    const data = await post(`/intake/arrivals/${id}/retry`, undefined, { timeout: 60000 });
    mine.arrivals.set(id, { data });
    mine.told = { id, data };
  } catch (problem) {
    mine.told = { id, problem };
    if (problem.code) loadArrival(id);
  }
  mine.trying.delete(id);
  refresh();
  loadWork();
  changed();
}

export function forgetTold() {
  here().told = undefined;
  changed();
}

let pending;
onEvent(({ type, arrivalId }) => {
  if (type !== 'reload' && !type.startsWith('arrival_')) return;
  const { arrivals } = here();
  if (type === 'reload') arrivals.clear();
  else if (arrivals.has(arrivalId)) loadArrival(arrivalId);
  pending ??= setTimeout(() => {
    pending = undefined;
    if (document.querySelector('ledger-page')) refresh();
  }, PAUSE);
});
