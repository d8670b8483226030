/* Promised callbacks: the lists of their page, those of one customer, one's own with the warning before they are late, and what can be done. */
import { get, post, patch, ApiProblem } from './api.js';
import { changed, onChange } from './signal.js';
import { onEvent } from './live.js';
import { once, me, epoch, loadWork, loadConversation } from './store.js';
import { paced } from './pace.js';
import { tell } from './work.js';
import { ui, ask, openMenu, speak } from './ui.js';
import { tellLater } from './told.js';
import { call as alertOf } from './alerts.js';
import { go } from './router.js';
import { hrefOf } from './desk.js';
import { outdate } from './lists.js';
import { connection } from './live.js';
import { others, loadColleagues } from './presence.js';
import { t, lang } from './i18n.js';
import { dueWithin, promiseTimes } from './models/phone.js';
import { due, localInput, moment } from './models/time.js';
import { paging } from './paging.js';

const BEFORE = 10; // minutes
const ONLY_NEW = 15 * 60000; // what has been late for longer is no news
const fresh = () => ({ mine: [], of: new Map(), warned: new Map() });
let state = fresh();
let at;

function here() {
  if (at !== epoch()) {
    at = epoch();
    state = fresh();
  }
  return state;
}

const source = (view) => paging(`callbacks-${view}`, () => ['/callbacks', { view }]);
export const callbacks = Object.fromEntries(['late', 'due', 'mine', 'done'].map((view) => [view, source(view)]));

/** Open ones of a customer, soonest first; undefined until known. */
export function callbacksOf(customerId) {
  const { of } = here();
  if (!of.has(customerId)) loadOf(customerId);
  return of.get(customerId);
}

async function loadOf(customerId) {
  const { of } = here();
  if (!of.has(customerId)) of.set(customerId, undefined);
  try {
    const [late, soon] = await Promise.all(['late', 'due'].map((view) => get('/callbacks', { view, customer: customerId, limit: 20 })));
    of.set(customerId, [...late.items, ...soon.items]);
  } catch {
    of.set(customerId, []);
  }
  changed();
}

export async function loadMine() {
  const mine = here();
  try {
    await once('callbacks-own', async () => { mine.mine = (await get('/callbacks', { view: 'mine', limit: 100 })).items; });
  } catch (fault) {
    if (!(fault instanceof ApiProblem)) return;
    console.warn(fault);
  }
}

const touched = new Set(); // customers whose open callbacks may have changed

const everything = paced(() => {
  if (!me()) return;
  loadMine();
  for (const id of touched) if (here().of.has(id)) loadOf(id);
  touched.clear();
  Object.values(callbacks).forEach((list) => list.outdate());
});

/** One's own promise comes due: said once, and once more when it is late. */
function warn() {
  if (!me()) return;
  const { mine, warned } = here();
  for (const one of dueWithin(mine, me().id, Date.now(), BEFORE)) {
    const { state: how, text } = due(one.dueAt, lang(), Date.now());
    const key = `${one.dueAt} ${how}`;
    if (warned.get(one.id) === key) continue;
    warned.set(one.id, key);
    if (Date.now() - Date.parse(one.dueAt) > ONLY_NEW) continue;
    const said = t(`callback.warn.${how}`, { name: one.customer.name || t('unknown'), when: text }).replace(/\.\.$/, '.'); // an abbreviation ends the sentence, too
    alertOf({ title: said, body: one.promise ?? one.number, tag: `callback-${one.id}` });
    tellLater({ text: said, label: t('news.open'), undo: () => go(hrefOf({ view: 'all', id: one.conversation.id })) });
  }
}

async function attempt(one, act) {
  try {
    const done = await act();
    loadWork();
    if (connection.state !== 'open') outdate();
    return done ?? true;
  } catch (fault) {
    tell(fault);
    return undefined;
  } finally {
    touched.add(one.customer.id);
    everything();
    loadConversation(one.conversation.id);
  }
}

const change = (one, body) => attempt(one, () => patch(`/callbacks/${one.id}`, { version: one.version, ...body }));

async function retime(one, time) {
  if (await change(one, { dueAt: new Date(time).toISOString() })) speak(t('callback.retimed', { name: one.customer.name, when: moment(time, lang(), Date.now()) }));
}

async function ownTime(one) {
  const value = await ask({ title: t('callback.retime'), label: t('callback.when'), type: 'datetime-local', value: localInput(Math.max(Date.parse(one.dueAt), Date.now() + 36e5)), min: localInput(Date.now()), ok: t('save') });
  if (value && Date.parse(value) > Date.now()) retime(one, Date.parse(value));
}

const timesOf = (one) => [...promiseTimes(Date.now()).map((time) => ({ label: t(`promise.${time.id}`), hint: moment(time.at, lang(), Date.now()), run: () => retime(one, time.at) })), { line: true }, { label: t('promise.own'), run: () => ownTime(one) }];
export const retimeMenu = (one, anchor) => openMenu({ anchor, label: t('callback.retime'), items: timesOf(one) });

export async function personMenu(one, anchor) {
  loadColleagues();
  const mine = { id: me().id, name: t('callback.me') };
  openMenu({ anchor, label: t('callback.person'), items: () => [
    { label: t('callback.anybody'), icon: 'users', checked: !one.agent, run: () => change(one, { agent: null }) },
    ...[mine, ...(others()?.items ?? []).map(({ person }) => person).filter(({ id }) => id !== mine.id)]
      .map((person) => ({ label: person.name, icon: 'user', checked: one.agent?.id === person.id, run: () => change(one, { agent: person.id }) })),
  ] });
}

export async function closeCallback(one) {
  const reason = await ask({ title: t('callback.closeOf', { name: one.customer.name }), label: t('callback.reason'), ok: t('callback.close'), maxLength: 500 });
  if (!reason?.trim()) return;
  if (await attempt(one, () => post(`/callbacks/${one.id}/close`, { reason: reason.trim() }))) speak(t('callback.closed'));
}

/** What else can be done with it, at the "…" of its line. */
export function callbackMenu(one, anchor) {
  openMenu({ anchor, label: t('callback.more'), items: [
    { label: t('callback.retime'), icon: 'clock', run: () => setTimeout(() => retimeMenu(one, anchor)) },
    { label: t('callback.person'), icon: 'user', run: () => setTimeout(() => personMenu(one, anchor)) },
    { label: t('callback.close'), icon: 'close', run: () => closeCallback(one) },
  ] });
}

/** A note was kept: what was promised or closed with it is seen at once. */
export function callbacksChanged(customerId) {
  touched.add(customerId);
  everything();
}

onEvent(({ type, customerId }) => {
  if (type === 'reload') here().of.clear();
  if (customerId) touched.add(customerId);
  if (['callback_changed', 'work_item_changed', 'customer_changed', 'reload'].includes(type)) everything();
});
onChange(() => !ui.dialog && warn());
