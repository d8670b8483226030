/* My open offers, my load, my wrap-ups. The answer's figures count down by this page's steady clock. */
import { get, post, ApiProblem } from './api.js';
import { changed } from './signal.js';
import { once, me, loadWork, loadConversation } from './store.js';
import { paced } from './pace.js';
import { tell, explain } from './work.js';
import { go } from './router.js';
import { hrefOf } from './desk.js';
import { toast, speak } from './ui.js';
import { outdate } from './lists.js';
import { connection } from './live.js';
import { t } from './i18n.js';
import { counted, came, gone, foremost, nameOf } from './models/offers.js';
import { arrivalHref } from './models/places.js';
import { ring } from './alerts.js';

const SAY = 7000;   // how long the tray tells what became of an offer
const STEADY = 600; // a press that soon after another offer came into place was meant for the one before

const state = { offers: [], wrapping: [], load: undefined, known: false, shown: undefined, item: undefined, since: 0, gaps: 0, word: undefined, busy: false };
const answered = new Set();
let silence;

export const desk = () => state;
/** None from before a gap of the line: it was withdrawn meanwhile, and another may come for the same. */
export const offer = () => (state.gaps === connection.gaps ? foremost(state.offers, state.shown) : undefined);
export const wrapUps = () => state.wrapping;

/** What became of an offer, said quietly in its place. */
function say(text) {
  clearTimeout(silence);
  state.word = text;
  speak(text);
  silence = setTimeout(() => {
    state.word = undefined;
    changed();
  }, SAY);
}

/** What was said is no longer what matters. */
export function hush() {
  clearTimeout(silence);
  state.word = undefined;
}

export function choose(id) {
  state.shown = id;
  state.since = performance.now();
  changed();
}

/** The one in place changed: presses wait a moment, so that nobody accepts what they have not read. */
function settle() {
  const first = offer();
  if (first?.id === state.shown) return;
  if (state.shown !== undefined && first && first.workItem.id !== state.item) state.since = performance.now();
  state.shown = first?.id;
  state.item = first?.workItem.id;
}

function keep(answer, gaps) {
  const at = performance.now();
  state.gaps = gaps;
  const offers = counted(answer.offers, at).filter((one) => !answered.has(one.id));
  for (const { offer: one, how } of gone(state.offers, offers, answered, at)) say(t(`offer.${how}`, { name: nameOf(one) }));
  const fresh = came(state.offers, offers);
  const first = !state.known;
  Object.assign(state, { offers, wrapping: counted(answer.wrapping, at), load: answer.load, known: true });
  settle();
  for (const one of fresh) {
    speak(t('offer.came', { kind: t(`offer.kind.${one.workItem.kind}`), name: nameOf(one), seconds: Math.ceil(one.remainingMs / 1000) }));
    if (!first) ring(one);
  }
  changed();
}

export async function loadOffers() {
  try {
    await once('offers', async () => {
      const { gaps } = connection;
      keep(await get('/me/offers'), gaps);
    });
  } catch (fault) {
    if (fault instanceof ApiProblem) console.warn(fault);
  }
}
export const offersChanged = paced(() => me() && loadOffers());

/** Does the event touch what stands here? */
export const concernsMe = ({ agentId, workItemId }) => agentId === me()?.id
  || [...state.offers, ...state.wrapping].some((one) => one.workItem.id === workItemId);

function drop(id) {
  answered.add(id);
  state.offers = state.offers.filter((one) => one.id !== id);
  settle();
  changed();
}

const unready = () => state.busy || performance.now() - state.since < STEADY;

async function answer(one, act) {
  if (!one || unready()) return undefined;
  state.busy = true;
  changed();
  try {
    const result = await act();
    drop(one.id);
    loadWork();
    if (connection.state !== 'open') outdate();
    return result ?? true;
  } catch (fault) {
    if (fault.code === 'offer_over') {
      drop(one.id);
      say(t('offer.over', { name: nameOf(one) }));
    } else tell(fault);
    return undefined;
  } finally {
    state.busy = false;
    offersChanged();
    changed();
  }
}

export async function accept(one = offer()) {
  const item = await answer(one, () => post(`/offers/${one.id}/accept`));
  if (!item) return;
  const { conversationId = one.conversationId, arrivalId } = item;
  if (conversationId) {
    go(hrefOf({ view: 'mine', id: conversationId }));
    loadConversation(conversationId);
    speak(t('said.taken', { number: conversationId }));
  } else if (arrivalId) go(arrivalHref(item));
}

export async function decline(one, reason, detail) {
  if (await answer(one, () => post(`/offers/${one.id}/decline`, { reason, ...(detail ? { detail } : {}) }))) say(t('offer.declined', { name: nameOf(one) }));
}

/** Its time is up here; the server will say what became of it. */
export function ranOut(one) {
  if (one.over) return;
  one.over = true;
  setTimeout(offersChanged, 400);
}

/** Resolves to undefined, or to why it did not work, in words. */
export async function endWrapUp(it, body) {
  try {
    await post(`/work-items/${it.workItem.id}/wrap-up`, body);
    state.wrapping = state.wrapping.filter((one) => one.workItem.id !== it.workItem.id);
    toast({ text: t('wrapUp.over') });
  } catch (fault) {
    if (fault.code !== 'not_wrapping') return explain(fault);
    toast({ text: explain(fault) });
  }
  offersChanged();
  loadWork();
  if (it.workItem.conversationId) loadConversation(it.workItem.conversationId);
  if (connection.state !== 'open') outdate();
  changed();
  return undefined;
}

export function forgetOffers() {
  hush();
  answered.clear();
  Object.assign(state, { offers: [], wrapping: [], load: undefined, known: false, shown: undefined, busy: false });
}
