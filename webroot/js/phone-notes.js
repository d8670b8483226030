/* Phone notes as they are written: one for a call, a callback, a customer, or somebody still unknown. Kept in this browser with every letter, so
   that a lost line or a reload takes nothing; gone once the server has them. */
import { get, post } from './api.js';
import { changed } from './signal.js';
import { me, customer, loadCustomer, rootOf, keepConversation, loadWork, loadConversation } from './store.js';
import { current, hrefOf, looking } from './desk.js';
import { storyCustomer } from './story.js';
import * as timelines from './timelines.js';
import { loadCalls, callOf, foremostCall, liveCalls } from './calls.js';
import { callbacksOf, callbacksChanged } from './callbacks.js';
import { outdate } from './lists.js';
import { connection } from './live.js';
import { show, toast } from './ui.js';
import { go } from './router.js';
import { t } from './i18n.js';
import { localInput } from './models/time.js';
import { bodyOf, isBegun, ofCall } from './models/phone.js';

const MOST = 20; // begun and left; older ones go
const drafts = new Map(); // key -> values
let owner;
let openKey;

const place = () => `faden.phone.${owner}`;
const blank = (key) => ({
  key, who: '', text: '', direction: 'in', outcome: 'reached', number: '', length: '', started: localInput(Date.now()), startedAt: new Date().toISOString(), conversation: undefined, subject: '', then: '',
  promised: '', promise: '', agent: '', closes: true, requestId: crypto.randomUUID(),
});

function restore() {
  if (owner === me()?.id) return;
  owner = me()?.id;
  drafts.clear();
  openKey = undefined;
  if (!owner) return;
  try {
    const kept = JSON.parse(localStorage.getItem(place()) ?? '{}');
    for (const values of kept.drafts ?? []) drafts.set(values.key, { ...blank(values.key), ...values });
    openKey = drafts.has(kept.open) ? kept.open : undefined;
  } catch { /* what cannot be read is not there */ }
}

function keep() {
  if (!owner) return;
  const open = drafts.get(openKey);
  const kept = [...drafts.values()].filter((values) => values === open || isBegun(values)).slice(-MOST)
    .map((values) => ({ ...values, busy: undefined, problem: undefined, refusal: undefined }));
  if (kept.length) localStorage.setItem(place(), JSON.stringify({ open: openKey, drafts: kept }));
  else localStorage.removeItem(place());
}

/** The note that is open on the screen. */
export function note() {
  restore();
  return drafts.get(openKey);
}

/** Begun and left open elsewhere. */
export const otherNotes = () => {
  restore();
  return [...drafts.values()].filter((values) => values.key !== openKey && isBegun(values));
};

export function setNote(values, part) {
  Object.assign(values, part, { problem: undefined, refusal: undefined });
  keep();
  changed();
}

function begin(key, seed) {
  restore();
  const before = drafts.get(openKey);
  if (before && before.key !== key && !isBegun(before)) drafts.delete(openKey);
  if (!drafts.has(key)) drafts.set(key, blank(key));
  const values = drafts.get(key);
  for (const [name, value] of Object.entries(seed)) // what was typed stands; what only a call can know is brought up to date
    if (value !== undefined && (!isBegun(values) || ['length', 'call'].includes(name) || !values[name])) values[name] = value;
  openKey = key;
  if (values.customer) loadCustomer(values.customer.id);
  show({ noteFocus: true });
  keep();
}

const card = (it) => it && { id: it.id, name: it.name, initials: it.initials, address: it.address };

export const noteOfCall = (call) => begin(`call-${call.id}`, { ...ofCall(call), started: localInput(call.startedAt), ...(here(call) ? { conversation: String(current().id) } : {}) });
const here = (call) => current() && call.customer?.id === current().customer.id;

export const noteOfCallback = (one) => begin(`callback-${one.id}`, { callback: one.id, customer: one.customer, number: one.number ?? '', direction: 'out', conversation: String(one.conversation.id), closes: true });

/** From anywhere: { customer (id or card), number, conversation }. A running call of theirs is what it is about. */
export async function openNote({ customer: asked, number, conversation } = {}) {
  restore();
  const id = asked?.id ?? asked;
  const running = liveCalls().find((call) => call.customer && call.customer.id === id);
  if (running) return noteOfCall(running);
  if (id && !customer(id) && !asked?.name) await loadCustomer(id);
  const theirs = asked?.name ? card(asked) : card(customer(id));
  return begin(id ? `customer-${id}` : 'new', { customer: theirs, number: number ?? '', ...(conversation ? { conversation: String(conversation?.id ?? conversation) } : {}), ...(number && id ? { direction: 'out' } : {}) });
}

const JUST = 120000; // milliseconds in which a call that is over is still what somebody means

/** The call that a note is about right now. One that is over is not meant by whoever looks at another customer by now, or begins a note much later. */
export function callOfNow() {
  const call = foremostCall();
  const looked = storyCustomer()?.id ?? current()?.customer.id;
  if (call?.state !== 'ended') return call;
  if (looked) return call.customer && rootOf(call.customer.id) === rootOf(looked) ? call : undefined;
  return Date.now() - Date.parse(call.endedAt) < JUST ? call : undefined;
}

/** What somebody means who asks for a note right now: the call they are on, the one that just ended, the customer they look at. */
export function noteNow() {
  const call = callOfNow();
  if (call) return noteOfCall(call);
  const it = current();
  if (it) return openNote({ customer: it.customer, conversation: it.id });
  const looked = storyCustomer();
  return looked ? openNote({ customer: looked }) : begin('new', {});
}

export function turnTo(key) {
  openKey = key;
  show({ noteFocus: true });
  keep();
}

export function closeNote() {
  const values = note();
  if (values && !isBegun(values)) drafts.delete(values.key);
  openKey = undefined;
  keep();
  changed();
}

export function throwAway(values) {
  drafts.delete(values.key);
  if (openKey === values.key) openKey = undefined;
  keep();
  changed();
}

/** The open callback that this note may close: the one it was begun for, else that of the conversation, else the customer's only one. */
export function callbackOf(values) {
  if (!values.customer) return undefined;
  const open = callbacksOf(values.customer.id) ?? [];
  return open.find((one) => one.id === values.callback) ?? open.find((one) => String(one.conversation.id) === values.conversation) ?? (open.length === 1 ? open[0] : undefined);
}

/** Where it goes: what was chosen, else the conversation that is looked at, else the customer's newest open one, else a new one. */
export function conversationOf(values) {
  if (values.conversation) return values.conversation;
  const theirs = values.customer && customer(values.customer.id)?.conversations.filter(({ status }) => status !== 'resolved');
  if (!theirs?.length) return 'new';
  return String((theirs.find(({ id }) => id === looking().id) ?? theirs[0]).id);
}

/** The length of the call grows until it is saved. */
export function upToDate(values) {
  const call = values.call && callOf(values.call);
  if (!call || values.lengthTyped) return values;
  return { ...values, length: ofCall(call).length || values.length };
}

export async function saveNote(values) {
  if (values.busy) return;
  values.busy = true;
  values.problem = undefined;
  changed();
  const whole = { ...upToDate(values), conversation: conversationOf(values) };
  try {
    const done = await post('/phone/notes', bodyOf(whole, { now: Date.now(), silent: t(`phone.silent.${values.outcome}`), callback: callbackOf(values) }));
    drafts.delete(values.key);
    if (openKey === values.key) openKey = undefined;
    keep();
    saved(done);
  } catch (fault) {
    values.problem = fault;
  } finally {
    values.busy = false;
    changed();
  }
}

function saved({ entry, conversation }) {
  const { id, customer: theirs } = conversation;
  keepConversation(conversation);
  timelines.keepEntry(entry, theirs.id);
  loadCustomer(theirs.id);
  loadConversation(id);
  loadCalls();
  callbacksChanged(theirs.id);
  loadWork();
  if (connection.state !== 'open') outdate();
  const there = looking().active && looking().id === id;
  toast({ text: t('phone.kept', { name: theirs.name || t('unknown') }), ...(there ? {} : { label: t('news.open'), undo: () => go(hrefOf({ view: 'all', id })) }) });
}

/** Who may be meant by what was typed: { customers, number }. */
export async function findCaller(words, isNumber) {
  const [byName, byNumber] = await Promise.all([
    get('/customers', { q: words, limit: 6 }).then(({ items }) => items, () => []),
    isNumber ? get('/contact-points/read', { channel: 'phone', value: words }).catch(() => undefined) : undefined,
  ]);
  const known = new Map([...(byNumber?.customers ?? []), ...byName].map((one) => [one.id, one]));
  return { customers: [...known.values()].slice(0, 8), number: byNumber };
}

document.addEventListener('phone-note', ({ detail }) => openNote(detail ?? {}));
