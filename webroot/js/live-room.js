/* The live room as the page knows it: fetched when something happens, at a pace, and every half minute in any case. */
import { get, post, put, patch } from './api.js';
import { changed } from './signal.js';
import { onEvent } from './live.js';
import { epoch, once } from './store.js';
import { paced } from './pace.js';
import { toast } from './ui.js';
import { explain, tell } from './work.js';
import { t } from './i18n.js';

const EVERY = 30000;
const PAGE = 50;
const TELLING = /^(work_item|offer|presence|routing|queue|agent|arrival|conversation)_|^alarm_raised$|^reload$/;
const fresh = () => ({ queues: undefined, agents: undefined, balance: undefined, alarms: [], cluster: undefined, stuck: [], at: undefined, problem: undefined, list: undefined });
let state = fresh();
let of;
let asked; // { queue, agent, state } of the list at the side

/** Everything known, of whoever is signed in now. */
export function room() {
  if (of !== epoch()) {
    of = epoch();
    state = fresh();
  }
  return state;
}

const midnight = () => new Date(new Date().setHours(0, 0, 0, 0)).toISOString();

export const load = () => once('live-room', async () => {
  const mine = room();
  try {
    const [queues, agents, balance, alarms, cluster] = await Promise.all([
      get('/supervision/queues'), get('/supervision/agents'), get('/supervision/balance', { since: midnight() }), get('/supervision/alarms'), get('/supervision/cluster'),
    ]);
    const stuck = queues.total.unservable ? (await get('/supervision/work-items', { state: 'unservable', limit: 1 })).items : [];
    Object.assign(mine, { queues, agents: agents.items, balance, alarms: alarms.items, cluster, stuck, at: Date.now(), problem: undefined });
  } catch (problem) {
    mine.problem = problem;
  }
  await loadList(mine);
});

/** The pages that are shown, one after the other: each begins where the one before ended. */
async function loadList(mine) {
  if (!asked) return;
  const wanted = asked;
  const pages = mine.list?.asked === wanted ? mine.list.pages : 1;
  try {
    const items = [];
    let next;
    for (let page = 0; page < pages && (page === 0 || next); page += 1) {
      const got = await get('/supervision/work-items', { ...wanted, cursor: next, limit: PAGE });
      items.push(...got.items);
      next = got.nextCursor;
    }
    if (asked === wanted) mine.list = { asked: wanted, items, more: Boolean(next), pages, at: Date.now() };
  } catch (problem) {
    if (asked === wanted) mine.list = { asked: wanted, items: mine.list?.asked === wanted ? mine.list.items : undefined, pages, problem };
  }
}

const loadShown = () => once('live-list', () => loadList(room()));

/** Which items the side shows; undefined closes it. */
export function ask(filter) {
  const same = JSON.stringify(filter) === JSON.stringify(asked);
  if (same) return;
  asked = filter;
  if (asked) loadShown();
}

export const list = () => (room().list?.asked === asked ? room().list : undefined);

export function showMore() {
  const shown = list();
  if (!shown) return;
  shown.pages += 1;
  loadShown();
}

/** Seen from now on, until the answer is called. */
export function watch() {
  load();
  const timer = setInterval(load, EVERY);
  return () => {
    clearInterval(timer);
    asked = undefined;
  };
}

const soon = paced(load);
onEvent(({ type }) => {
  if (TELLING.test(type) && document.querySelector('live-page')) soon();
});

async function act(request, said) {
  try {
    await request();
    toast({ text: said });
  } catch (fault) {
    if (['work_item_not_yours', 'not_found', 'agent_offline'].includes(fault.code)) toast({ text: t('live.movedOn'), problem: true });
    else tell(fault);
  }
  load();
}

export const giveBack = ({ workItem }) => act(() => post(`/work-items/${workItem.id}/return`), t('live.returned', { queue: workItem.queue.name }));
export const setPriority = ({ workItem }, priority) => act(() => patch(`/work-items/${workItem.id}`, { priority }), t('live.prioritySet', { priority }));
export const setPresence = ({ person }, wish, word) => act(() => put(`/supervision/agents/${person.id}/presence`, wish), t('live.presenceSet', { name: person.name, state: word }));

/** Every alarm of a kind at once. */
export async function seen(ids) {
  try {
    await Promise.all(ids.map((id) => post(`/supervision/alarms/${id}/seen`)));
  } catch (fault) {
    tell(fault);
  }
  room().alarms = room().alarms.filter(({ id }) => !ids.includes(id));
  changed();
  load();
}

export const problemText = () => (room().problem ? explain(room().problem) : undefined);
