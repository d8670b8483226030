/* Scanned letters as the page knows them: lists by state, single letters, who is at them, and what somebody decides. */
import { get, patch, post, ApiProblem } from './api.js';
import { changed } from './signal.js';
import { onEvent } from './live.js';
import { epoch, loadConversation, loadWork, me, once } from './store.js';
import { paging } from './paging.js';
import { STATES, holderOf, isOpen } from './models/scans.js';
import { toast } from './ui.js';
import { t } from './i18n.js';
import { explain } from './work.js';
import { go } from './router.js';
import { may } from './models/roles.js';
import { step } from './models/pages.js';

const fresh = () => ({ letters: new Map(), checking: undefined, found: new Map(), taken: new Set(), mine: new Set(), busy: undefined, mineHeld: [] });
let state = fresh();
let at;

/** Everything known, of whoever is signed in now. */
function here() {
  if (at !== epoch()) {
    at = epoch();
    state = fresh();
    if (me()) loadCount();
  }
  return state;
}

const took = (page) => { here().checking = page.checking; };
export const lists = Object.fromEntries(STATES.map((one) => [one, paging(`letters-${one}`, () => ['/letters', { state: one }], { took })]));

/** How many are to be checked; undefined while nobody knows. */
export const checkingCount = () => here().checking;
const loadCount = () => once('letters-count', async () => took(await get('/letters', { limit: 1 }))).catch(() => {});

/** { data, problem } of one letter. */
export function letter(id) {
  const { letters } = here();
  if (!letters.has(id)) {
    letters.set(id, {});
    loadLetter(id);
  }
  return letters.get(id);
}

export const loadLetter = (id) => once(`letter-${id}`, async () => {
  const { letters } = here();
  try {
    keep(await get(`/letters/${id}`));
  } catch (problem) {
    letters.set(id, { ...(problem.status === 404 ? {} : letters.get(id)), problem });
  }
});

function keep(data) {
  const mine = here();
  const { id } = data.letter;
  const before = mine.letters.get(id)?.data;
  if (before && before.version > data.version) return;
  const gone = before && isOpen(before.letter) && data.letter.state === 'filed' && !mine.mine.has(id);
  mine.letters.set(id, { data, elsewhere: gone || mine.letters.get(id)?.elsewhere, by: mine.letters.get(id)?.by });
  changed();
}

/** The words of a page and their places. */
export const wordsOf = async (id, page) => (await get(`/letters/${id}/pages/${page}/words`)).lines;

// The order in which they are checked

export const neighbourOf = (id, by) => {
  const rows = lists.checking.rows.filter((row) => row.state === 'checking');
  const next = step({ rows }, id, by);
  return next?.id === id ? undefined : next?.id;
};
export const positionOf = (id) => lists.checking.rows.findIndex((row) => row.id === id) + 1;

/** The one to go on with when this one is decided; one that somebody else is at is passed over. */
function after(id) {
  const { rows } = lists.checking;
  const from = rows.findIndex((row) => row.id === id);
  return [...rows.slice(from + 1), ...rows.slice(0, Math.max(0, from))].find((row) => row.id !== id && !holderOf(row, me()))?.id;
}

// Customers somebody looked for, beside the candidates

export const foundFor = (id) => here().found.get(id) ?? [];
export function addFound(id, card) {
  const mine = here();
  mine.found.set(id, [...foundFor(id).filter((one) => one.id !== card.id), card]);
  changed();
}

// Who is at it

const takeable = (row) => row.workItem?.state === 'queued' && !row.workItem.agent && (row.workItem.kind === 'check_scan' || may(me(), 'supervisor'));

/** Somebody begins to decide: it is theirs, so that two do not. */
export async function begin(id) {
  const mine = here();
  const row = mine.letters.get(id)?.data?.letter;
  if (!row || mine.taken.has(id) || !takeable(row)) return;
  mine.taken.add(id);
  try {
    await post(`/work-items/${row.workItem.id}/take`);
  } catch {
    mine.taken.delete(id); // the letter itself says then whose it is, or what became of it
  }
  loadLetter(id);
  loadWork();
}

/** Left without a decision: others may have it again. Only what was taken by beginning, not what was accepted. */
export async function letGo(id) {
  const mine = here();
  if (!mine.taken.delete(id) || mine.mine.has(id)) return;
  const { workItem } = mine.letters.get(id)?.data?.letter ?? {};
  if (workItem) await post(`/work-items/${workItem.id}/return`).catch(() => {});
  loadLetter(id);
  loadWork();
}

/** On purpose: it goes to its place in the queue, and one goes on with the next. */
export async function giveBack(id) {
  const { workItem } = here().letters.get(id)?.data?.letter ?? {};
  const next = after(id);
  here().taken.delete(id);
  try {
    await post(`/work-items/${workItem.id}/return`);
    toast({ text: t('scan.returned') });
    go(next ? `/letters/${next}` : '/letters');
  } catch (fault) {
    toast({ text: explain(fault), problem: true });
  }
  loadLetter(id);
  loadWork();
}

/** Of somebody who went and left it: a supervisor lets others have it. */
export async function free(id) {
  const { workItem } = here().letters.get(id)?.data?.letter ?? {};
  try {
    await post(`/work-items/${workItem.id}/return`);
    toast({ text: t('scan.freed') });
  } catch (fault) {
    toast({ text: explain(fault), problem: true });
  }
  loadLetter(id);
  loadWork();
}

// Deciding

export const isFiling = (id) => here().busy === id;

/** Files it. Answers { filed, next }, or throws the refusal for the form to show. */
export async function file(id, decision) {
  const mine = here();
  if (mine.busy) return undefined;
  mine.busy = id;
  mine.mine.add(id);
  changed();
  const next = after(id);
  try {
    const data = await post(`/letters/${id}/filing`, decision, { timeout: 60000 });
    keep(data);
    mine.taken.delete(id);
    outdate();
    loadWork();
    if (data.letter.conversationId) loadConversation(data.letter.conversationId);
    return { filed: data, next };
  } catch (fault) {
    mine.mine.delete(id);
    if (fault instanceof ApiProblem) loadLetter(id);
    throw fault;
  } finally {
    mine.busy = undefined;
    changed();
  }
}

/** Corrects a date or where the paper lies. Answers whether it is kept. */
export async function correct(id, part) {
  const { data } = letter(id);
  try {
    keep(await patch(`/letters/${id}`, { version: data.version, ...part }));
    outdate();
    return true;
  } catch (fault) {
    toast({ text: explain(fault), problem: true });
    if (fault instanceof ApiProblem) loadLetter(id);
    changed();
    return false;
  }
}

export function outdate() {
  for (const one of STATES) lists[one].outdate();
  loadCount();
}

/** After a gap nobody can fill, and when events come in bursts: once. */
const PAUSE = 300;
let pending;
function soon() {
  pending ??= setTimeout(() => {
    pending = undefined;
    if (me()) outdate();
  }, PAUSE);
}

onEvent(({ type, arrivalId, workItemId, actor }) => {
  if (!me()) return;
  const { letters } = here();
  if (type === 'reload') {
    letters.clear();
    return soon();
  }
  const touched = type === 'scan_changed' || type.startsWith('arrival_') ? arrivalId
    : workItemId && [...letters].find(([, { data }]) => data?.letter.workItem?.id === workItemId)?.[0];
  if (type === 'scan_changed') soon();
  if (!touched || !letters.has(touched)) return undefined;
  if (type === 'scan_changed' && actor && actor.id !== me().id) letters.get(touched).by = actor;
  return loadLetter(touched);
});
