/* The lists of conversations, by view and queue. Pages are fetched when rows near them are looked at. */
import { get } from './api.js';
import { changed } from './signal.js';
import { paced } from './pace.js';
import { emptyList, withPage, cursorOf, outdated, stalePages, complete, loaded } from './models/pages.js';

const PAGE = 100;
const AHEAD = 60; // rows before the end at which the next page is fetched
const lists = new Map();   // key -> { list, problem, window, busy, again }
let shown;

const keyOf = ({ view, queue }) => `${view}/${queue ?? ''}`;

function entry(of) {
  const key = keyOf(of);
  if (!lists.has(key)) lists.set(key, { of, list: emptyList(), window: [0, 20] });
  return lists.get(key);
}

export const list = (of) => entry(of).list;
export const listProblem = (of) => entry(of).problem;
export { complete, loaded };

async function fetchPage(it, index) {
  const page = await get('/conversations', { view: it.of.view, queue: it.of.queue, cursor: cursorOf(it.list, index), limit: PAGE });
  it.list = withPage(it.list, index, page);
  it.problem = undefined;
}

/** Fetches what the window needs: stale pages in sight, and the next page when the end comes near. One request at a time. */
async function settle(it) {
  if (it.busy) {
    it.again = true;
    return;
  }
  it.busy = true;
  try {
    do {
      it.again = false;
      if (!loaded(it.list)) await fetchPage(it, 0);
      for (let stale; (stale = stalePages(it.list, ...it.window)[0]) !== undefined;) await fetchPage(it, stale);
      if (!complete(it.list) && it.window[1] + AHEAD > it.list.rows.length) {
        await fetchPage(it, it.list.pages.length);
        it.again = true;
      }
      changed();
    } while (it.again);
  } catch (problem) {
    it.problem = problem;
    changed();
  } finally {
    it.busy = false;
  }
}

/** Says which rows are looked at. */
export function look(of, from, to) {
  const it = entry(of);
  shown = keyOf(of);
  it.window = [from, to];
  const wanting = !loaded(it.list) || stalePages(it.list, from, to).length || (!complete(it.list) && to + AHEAD > it.list.rows.length);
  if (wanting && !it.problem) settle(it);
}

export function retryList(of) {
  const it = entry(of);
  it.problem = undefined;
  settle(it);
}

/** Something changed: every list is in doubt; the one in sight (and mine, for the title) is fetched again. */
export const outdate = paced(() => {
  for (const it of lists.values()) {
    it.list = outdated(it.list);
    it.problem = undefined;
  }
  for (const key of new Set([shown, 'mine/'])) if (lists.has(key)) settle(lists.get(key));
});

/** Keeps the title's number fresh even where the list of mine is not on the screen. */
export const keepMine = () => settle(entry({ view: 'mine' }));

export function forget() {
  lists.clear();
}
