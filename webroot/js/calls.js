/* Calls that concern me: what rings, what I speak on, what waits for its note. The telephone system tells the server, events tell us to look. */
import { get, patch, ApiProblem } from './api.js';
import { changed } from './signal.js';
import { onEvent } from './live.js';
import { once, me, epoch, customer, loadCustomer } from './store.js';
import { paced } from './pace.js';
import { hrefOf } from './desk.js';
import { storyCustomer } from './story.js';
import { go } from './router.js';
import { tell } from './work.js';
import { ui, speak, toast } from './ui.js';
import { call as alertOf } from './alerts.js';
import { t } from './i18n.js';
import { presence } from './presence.js';
import { concerns, isFor, isSpoken, isOwed, sinceOf, whoCalls } from './models/phone.js';

const SHOWN = 'faden.calls.shown'; // calls whose timeline was opened by themselves: a reload does not do it again
const fresh = () => ({ now: [], mine: [], known: false, rung: new Set() });
let state = fresh();
let at;

function here() {
  if (at !== epoch()) {
    at = epoch();
    state = fresh();
  }
  return state;
}

const first = (a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt);
const id = () => me()?.id;

/** Ringing or spoken, mine first. */
export const liveCalls = () => here().now.filter((call) => concerns(call, id())).sort((a, b) => isSpoken(b, id()) - isSpoken(a, id()) || first(a, b));
/** The one I am speaking on. */
export const speaking = () => here().now.find((call) => isSpoken(call, id()));
/** On the phone since then, by the line or by what the server knows of me; undefined if I am not. */
export const onCallSince = () => {
  const call = speaking();
  return call ? sinceOf(call) : presence()?.onCallSince;
};
/** Over, and waiting for what was said; the newest first. */
export const owedCalls = () => here().mine.filter((call) => isOwed(call, id())).sort((a, b) => first(b, a));
/** The one that keys mean: mine or ringing at me, else the one that ended last. */
export const foremostCall = () => liveCalls().find((call) => isFor(call, id())) ?? owedCalls()[0];
export const callOf = (callId) => [...here().now, ...here().mine].find((one) => one.id === callId);

export const nameOfCall = (call) => {
  const who = whoCalls(call);
  return who.name ?? (who.kind === 'several' ? t('call.several', { count: who.candidates.length }) : t(`call.${who.kind}`));
};

function keepCall(data) {
  const it = here();
  const put = (list) => list.map((one) => (one.id === data.id ? data : one));
  it.now = put(it.now).filter((one) => one.state !== 'ended');
  it.mine = put(it.mine);
  changed();
}

export async function loadCalls() {
  const mine = here();
  try {
    await once('calls', async () => {
      const [now, own] = await Promise.all([get('/phone/calls', { view: 'now', limit: 50 }), get('/phone/calls', { view: 'mine', limit: 30 })]);
      mine.now = now.items;
      mine.mine = own.items;
      mine.known = true;
      if (mine === here()) notice();
    });
  } catch (fault) {
    if (!(fault instanceof ApiProblem)) return;
    console.warn(fault);
  }
}
const callsChanged = paced(() => me() && loadCalls());

/** Is anybody busy with something that must not be taken from under their hands? */
function isBusy() {
  const place = document.activeElement;
  return Boolean(ui.dialog || ui.menu || ui.commands || ui.transfer || ui.why || place?.closest?.('textarea, input:not([type=radio],[type=checkbox]), select'));
}

function notice() {
  for (const call of liveCalls()) {
    if (call.state === 'ringing' && !state.rung.has(call.id)) {
      state.rung.add(call.id);
      if (call.direction === 'in') announce(call);
    }
    if (isSpoken(call, id()) && !wasShown(call.id)) {
      noteShown(call.id);
      if (!isBusy()) showCall(call, true);
    }
  }
}

function announce(call) {
  const text = t('call.rings', { name: nameOfCall(call), number: call.number ?? '' });
  speak(text);
  alertOf({ title: text, body: call.line?.name, tag: `call-${call.id}` });
}

const shown = () => new Set(JSON.parse(sessionStorage.getItem(SHOWN) ?? '[]'));
const wasShown = (callId) => shown().has(callId);
const noteShown = (callId) => sessionStorage.setItem(SHOWN, JSON.stringify([...shown(), callId].slice(-50)));

/** Is the customer's timeline in sight already? */
export const isShown = (call) => Boolean(call.customer) && storyCustomer()?.id === call.customer.id;

/** Opens the customer's timeline: the open conversation that had something last, else the newest. `softly` says nothing if that fails. */
export async function showCall(call, softly = false) {
  if (!call.customer) {
    if (!softly) toast({ text: t('call.nobodyYet') });
    return;
  }
  try {
    if (isShown(call)) return;
    if (!customer(call.customer.id)) await loadCustomer(call.customer.id);
    const { conversations } = customer(call.customer.id) ?? { conversations: [] };
    const one = conversations.find(({ status }) => status !== 'resolved') ?? conversations[0];
    go(one ? hrefOf({ view: 'all', id: one.id }) : `/customers/${call.customer.id}`);
  } catch (fault) {
    if (!softly) tell(fault);
  }
}

async function change(call, body) {
  try {
    const data = await patch(`/phone/calls/by-id/${call.id}`, body);
    keepCall(data);
    return data;
  } catch (fault) {
    tell(fault);
    loadCalls();
    return undefined;
  }
}

export async function chooseCustomer(call, card) {
  const data = await change(call, { customer: card?.id ?? null });
  if (data?.customer) showCall(data, true);
}
export const claim = (call) => change(call, { mine: true });
export async function dismiss(call) {
  if (await change(call, { dismissed: true })) speak(t('call.dismissed'));
}

onEvent(({ type }) => {
  if (type === 'call_changed' || type === 'reload') callsChanged();
});
