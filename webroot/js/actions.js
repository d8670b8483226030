/* The one registry of actions: keys, the "…" menu, the command bar and the sheet of keys all read it.
   { id, key, icon, group, menu, enabled(), run() }; the label is the word `action.<id>`. */
import { t, lang, setLang } from './i18n.js';
import { ui, show, openMenu, ask, closeToast, speak } from './ui.js';
import { go, route } from './router.js';
import { current, held, takeable, movable, looking, hrefOf, move } from './desk.js';
import { entriesOf, only, onlyThis, narrow, story, storyCustomer } from './story.js';
import { splitting, splittable, startSplit, stopSplit } from './splitting.js';
import * as customers from './customers.js';
import { may } from './models/roles.js';
import { me, queues, work } from './store.js';
import * as doing from './work.js';
import { snoozeTimes, moment, localInput } from './models/time.js';
import { theme, setTheme } from './theme.js';
import { offer, accept } from './offers.js';
import { presence, wish } from './presence.js';
import { declineMenu } from './declining.js';
import { startTransfer } from './transfer.js';
import { isLost } from './live.js';
import { foremostCall, isShown, owedCalls, showCall, dismiss } from './calls.js';
import { noteNow, noteOfCall } from './phone-notes.js';
import { letterActions } from './letter-actions.js';
import { triageActions } from './triage-actions.js';
import { canClose, canGoPrivate, closePublicly, goPrivate } from './private-ways.js';
import { askNoAnswer } from './no-answer.js';
import { patch, remove } from './api.js';
import { setMe, signedOut } from './store.js';

const anchor = (id) => document.querySelector(`[data-action="${id}"]`) ?? document.querySelector('[data-action="more"]');
const isOpen = (it) => it && it.status !== 'resolved';
const inbox = () => looking().active;

function snoozeMenu(from) {
  const it = current();
  const items = snoozeTimes(Date.now()).map((time) => ({ label: t(`snooze.${time.id}`), hint: moment(time.at, lang(), Date.now()), run: () => doing.snooze(it, time.at) }));
  openMenu({ anchor: from ?? anchor('snooze'), label: t('action.snooze'), items: [...items, { line: true }, { label: t('snooze.choose'), run: chooseTime }] });
}

async function chooseTime() {
  const it = current();
  const value = await ask({ title: t('action.snooze'), label: t('snooze.until'), type: 'datetime-local', value: localInput(Date.now() + 864e5), min: localInput(Date.now()), ok: t('snooze.do') });
  if (value && Date.parse(value) > Date.now()) doing.snooze(it, Date.parse(value));
}

function queueMenu() {
  const it = current();
  openMenu({
    anchor: anchor('more'), label: t('action.move'),
    items: queues().map((queue) => ({ label: queue.name, checked: queue.id === it.queue.id, run: () => queue.id !== it.queue.id && doing.moveTo(it, queue) })),
  });
}

/** Puts the cursor into the composer, in reply or note. The composer looks at this and takes it away. */
const write = (kind) => show({ focusComposer: kind, pane: undefined });

export async function signOut() {
  await remove('/session').catch(() => {});
  signedOut();
  go('/sign-in');
}

export function switchLang() {
  const locale = lang() === 'de' ? 'en' : 'de';
  setLang(locale);
  if (me()) patch('/me', { locale }).then(setMe, () => {});
}

/** The call's customer; and once their timeline is there, its note. */
function toCall() {
  const call = foremostCall();
  if (!call.customer || isShown(call) || call.state === 'ended') noteOfCall(call);
  else showCall(call);
}

const offered = () => !isLost() && Boolean(offer());
const explained = (it) => show({ why: { item: it.workItem.id, title: `${t('number', { number: it.id })} · ${it.customer.name}` } });

const told = () => Boolean(story().customerId);
const splittables = () => (current() ? entriesOf().entries.filter(splittable).length : 0);
const mergeable = () => (storyCustomer()?.conversations ?? []).some((one) => one.id !== current().id);

async function toDate() {
  const { filter } = story();
  const value = await ask({ title: t('action.toDate'), label: t('date'), type: 'date', value: filter.at ?? localInput(Date.now()).slice(0, 10), ok: t('show') });
  if (value) narrow({ at: value, entry: undefined });
}

function addWay(it) {
  show({ addingWay: it.id, context: true, ...(innerWidth < 768 ? { pane: 'context', paneAt: route().at } : {}) });
}

function download(href) {
  Object.assign(document.createElement('a'), { href, download: '' }).click();
}

/** Acts on the customer whose story is on the screen. */
function onCustomer(list) {
  return list.map(({ role, run, ...one }) => ({ ...one, group: 'customer', enabled: () => Boolean(storyCustomer()) && !storyCustomer().erased && may(me(), role), run: () => run(storyCustomer()) }));
}

export const actions = [
  ...letterActions,
  ...triageActions,
  { id: 'accept', key: 'F8', icon: 'check', group: 'work', enabled: offered, run: () => accept() },
  { id: 'decline', icon: 'close', group: 'work', enabled: offered, run: () => declineMenu(offer(), anchor('decline')) },
  { id: 'next', key: 'n', icon: 'inbox', group: 'work', enabled: () => work()?.team > 0, run: doing.takeNext },
  { id: 'take', key: 't', icon: 'user-plus', group: 'work', enabled: () => takeable(), run: () => doing.take(current()) },
  { id: 'reply', key: 'r', icon: 'mail', group: 'work', enabled: () => Boolean(current()), run: () => write('reply') },
  { id: 'note', key: 'i', icon: 'note', group: 'work', enabled: () => Boolean(current()), run: () => write('note') },
  { id: 'resolve', key: 'e', icon: 'check', group: 'work', enabled: () => isOpen(current()), run: () => doing.resolve(current()) },
  { id: 'snooze', key: 'w', icon: 'moon', group: 'work', enabled: () => isOpen(current()), run: (from) => snoozeMenu(from) },
  { id: 'goPrivate', icon: 'lock', group: 'work', menu: true, enabled: () => canGoPrivate(current()), run: () => goPrivate(current(), anchor('goPrivate')) },
  { id: 'closePublicly', icon: 'globe', group: 'work', menu: true, enabled: () => canClose(current()), run: () => closePublicly(current()) },
  { id: 'noAnswer', key: 'q', icon: 'slash', group: 'work', menu: true, enabled: () => isOpen(current()), run: () => askNoAnswer(current()) },
  { id: 'reopen', key: 'o', icon: 'rotate', group: 'work', menu: true, enabled: () => Boolean(current()) && current().status !== 'open', run: () => doing.reopen(current()) },
  { id: 'return', key: 'u', icon: 'left', group: 'work', menu: true, enabled: () => held(), run: () => doing.giveBack(current()) },
  { id: 'transfer', key: 'x', icon: 'user-plus', group: 'work', menu: true, enabled: () => movable(), run: () => startTransfer(current()) },
  { id: 'why', key: 'y', icon: 'why', group: 'work', menu: true, enabled: () => Boolean(current()?.workItem), run: () => explained(current()) },
  { id: 'move', key: 'v', icon: 'right', group: 'work', menu: true, enabled: () => Boolean(current()) && queues().length > 1, run: queueMenu },
  { id: 'subject', icon: 'pencil', group: 'work', menu: true, enabled: () => Boolean(current()), run: () => doing.rename(current()) },
  { id: 'only', key: 'l', icon: 'filter', group: 'work', menu: true, enabled: () => Boolean(current()), run: () => only(!onlyThis()) },
  { id: 'split', key: 's', icon: 'split', group: 'work', menu: true, enabled: () => Boolean(splitting()) || splittables() > 1, run: () => (splitting() ? stopSplit() : startSplit()) },
  { id: 'merge', key: 'm', icon: 'merge', group: 'work', menu: true, enabled: () => Boolean(current()) && mergeable(), run: () => show({ modal: { name: 'merge', id: current().id } }) },
  { id: 'undo', key: 'z', icon: 'undo', group: 'work', enabled: () => Boolean(ui.toast?.undo), run: () => { const { undo } = ui.toast; closeToast(); undo(); } },
  { id: 'down', key: 'j', alias: 'ArrowDown', icon: 'down', group: 'go', hidden: true, enabled: inbox, run: () => move(1) },
  { id: 'up', key: 'k', alias: 'ArrowUp', icon: 'down', group: 'go', hidden: true, enabled: inbox, run: () => move(-1) },
  ...['mine', 'team', 'parked'].map((view, index) => ({
    id: view, key: String(index + 1), icon: 'inbox', group: 'go', enabled: () => !(inbox() && looking().view === view && !looking().queue), run: () => go(hrefOf({ view })),
  })),
  { id: 'failed', icon: 'warning', group: 'go', enabled: () => true, run: () => go(hrefOf({ view: 'failed' })) },
  { id: 'context', key: 'c', icon: 'user', group: 'go', enabled: () => Boolean(current()), run: () => show({ context: !ui.context }) },
  { id: 'addLetter', icon: 'scan', group: 'work', menu: true, enabled: () => Boolean(current()), run: () => show({ modal: { name: 'letters', conversation: current().id } }) },
  { id: 'letters', icon: 'scan', group: 'go', enabled: () => route().page !== 'letters' || Boolean(route().params.letter), run: () => go('/letters') },
  { id: 'phoneNote', key: 'p', icon: 'phone', group: 'go', enabled: () => !storyCustomer()?.erased || Boolean(foremostCall()), run: () => noteNow() },
  { id: 'toCall', key: 'F9', icon: 'phone-in', group: 'go', enabled: () => Boolean(foremostCall()), run: toCall },
  { id: 'noNote', icon: 'phone-missed', group: 'go', enabled: () => owedCalls().length > 0, run: () => dismiss(owedCalls()[0]) },
  { id: 'callbacks', key: 'b', icon: 'phone-out', group: 'go', enabled: () => route().page !== 'callbacks', run: () => go('/callbacks') },
  { id: 'approvals', key: 'f', icon: 'checks', group: 'go', enabled: () => route().page !== 'approvals', run: () => go('/approvals') },
  { id: 'calls', icon: 'phone-missed', group: 'go', enabled: () => route().page !== 'calls', run: () => go('/calls') },
  { id: 'posts', icon: 'chat', group: 'go', enabled: () => route().page !== 'posts', run: () => go('/posts') },
  { id: 'post', icon: 'printer', group: 'go', enabled: () => route().page !== 'post', run: () => go('/post') },
  { id: 'toUnread', key: 'g', icon: 'down', group: 'go', enabled: () => told() && !entriesOf().newer, run: () => document.querySelector('faden-timeline')?.toUnread() || speak(t('said.nothingUnread')) },
  { id: 'toDate', key: 'd', icon: 'calendar', group: 'go', enabled: told, run: toDate },
  { id: 'customerPage', key: 'h', icon: 'user', group: 'go', enabled: () => Boolean(current()), run: () => go(`/customers/${story().customerId}`) },
  { id: 'customers', icon: 'users', group: 'go', enabled: () => route().page !== 'customers', run: () => go('/customers') },
  { id: 'find', key: 'Ctrl+k', icon: 'search', group: 'go', hidden: true, enabled: () => true, run: () => show({ commands: true }) },
  { id: 'keys', key: '?', icon: 'key', group: 'go', enabled: () => true, run: () => show({ keys: true }) },
  { id: 'newCustomer', icon: 'user-plus', group: 'customer', enabled: () => true, run: () => customers.newCustomer() },
  ...onCustomer([
    { id: 'renameCustomer', icon: 'pencil', run: customers.rename },
    { id: 'addWay', icon: 'plus', run: addWay },
    { id: 'same', icon: 'merge', run: customers.findSame },
    { id: 'wish', icon: 'slash', run: customers.wish },
    { id: 'kind', icon: 'office', run: (it) => customers.change(it, { kind: it.kind === 'organisation' ? 'person' : 'organisation' }) },
    { id: 'organisation', icon: 'users', run: customers.chooseOrganisation },
    { id: 'personalAgent', icon: 'user', run: customers.choosePersonalAgent },
    { id: 'dossier', icon: 'printer', role: 'supervisor', run: (it) => download(`/api/customers/${it.id}/dossier`) },
    { id: 'export', icon: 'clip', role: 'supervisor', run: (it) => download(`/api/customers/${it.id}/export`) },
    { id: 'erase', icon: 'warning', role: 'supervisor', run: (it) => show({ modal: { name: 'erase', id: it.id, customer: it.name } }) },
  ]),
  { id: 'exportAll', icon: 'clip', group: 'customer', enabled: () => may(me(), 'admin'), run: () => download('/api/exports/customers') },
  { id: 'available', icon: 'check', group: 'own', enabled: () => Boolean(presence()) && presence().state !== 'available', run: () => wish({ state: 'available' }) },
  { id: 'break', icon: 'cup', group: 'own', enabled: () => presence()?.state === 'available', run: () => wish({ state: 'away', reason: 'break' }) },
  { id: 'language', icon: 'globe', group: 'own', enabled: () => true, run: switchLang },
  ...['light', 'dark', 'system'].map((value) => ({ id: `theme-${value}`, icon: 'eye', group: 'own', enabled: () => theme() !== value, run: () => { setTheme(value); show({}); } })),
  { id: 'signOut', icon: 'unplugged', group: 'own', enabled: () => Boolean(me()), run: signOut },
];

export const action = (id) => actions.find((one) => one.id === id);
export const labelOf = (one) => t(`action.${one.id}`);
const SIGNS = { Enter: '⏎', ArrowRight: '→', ArrowLeft: '←' };
export const keyWord = (one) => (SIGNS[one.key] ?? one.shown ?? one.key ?? '').replace('Ctrl+', `${t('ctrl')} `).replace(/^([a-z])$|( [a-z])$/, (key) => key.toUpperCase());
export const run = (id, from) => {
  const one = action(id);
  if (one?.enabled()) one.run(from);
};

/** What the "…" of the conversation offers. */
export const menuItems = () => actions.filter((one) => one.menu && one.enabled())
  .map((one) => ({ label: one.id === 'only' && onlyThis() ? t('action.onlyOff') : labelOf(one), icon: one.icon, key: keyWord(one), run: one.run }));

/** What can be done with the customer whose story is on the screen. */
export function customerMenu() {
  const own = ['renameCustomer', 'addWay', 'personalAgent', 'organisation', 'kind', 'wish'];
  const both = ['same'];
  const records = ['dossier', 'export', 'erase'];
  const items = (ids) => ids.map(action).filter((one) => one.enabled()).map((one) => ({ label: labelOf(one), icon: one.icon, run: one.run }));
  return [own, both, records].map(items).filter((group) => group.length).flatMap((group, index) => (index ? [{ line: true }, ...group] : group));
}

export const available = () => actions.filter((one) => !one.hidden && one.enabled() && (one.group !== 'work' || route().page === 'inbox' || one.id === 'next'));
