/* What the page knows of the server. Events carry ids only: apply(event) marks what they touch and fetches it again, coalesced. */
import { get, ApiProblem } from './api.js';
import { changed } from './signal.js';
import { paced } from './pace.js';
import { ui } from './ui.js';
import * as lists from './lists.js';
import * as timelines from './timelines.js';
import { adoptDraft, draftMark, forgetDrafts } from './drafts.js';

const state = { me: undefined, work: undefined, queues: [], epoch: 0 };
const ELSEWHERE = new Set(['presence_changed', 'routing_changed', 'alarm_raised', 'print_list_changed']);
const conversations = new Map(); // id -> { data, problem }
const customers = new Map();
const running = new Map();       // key -> { again }

export const me = () => state.me;
/** Changes when everything known was forgotten: what is open must be fetched anew. */
export const epoch = () => state.epoch;
export const work = () => state.work;
export const queues = () => state.queues;
export const conversation = (id) => conversations.get(id)?.data;
export const customer = (id) => customers.get(id)?.data;
export const problemOf = (id) => conversations.get(id)?.problem;
export const customerProblem = (id) => customers.get(id)?.problem;
/** The customer that stands for all merged ones, as far as it is known. */
export const rootOf = (id) => customers.get(id)?.data?.rootId ?? id;

/** Runs one fetch per key at a time; calls meanwhile make exactly one more run afterwards. */
export function once(key, fetch) {
  const job = running.get(key);
  if (job) {
    job.again = true;
    return job.done;
  }
  const mine = { again: false };
  running.set(key, mine);
  mine.done = (async () => {
    try {
      do {
        mine.again = false;
        await fetch();
      } while (mine.again);
    } finally {
      running.delete(key);
      changed();
    }
  })();
  return mine.done;
}

const softly = (promise) => promise.catch((fault) => { if (!(fault instanceof ApiProblem)) return; console.warn(fault); });

export function setMe(value) {
  if (state.me && value && state.me.id !== value.id) forgetAll();
  state.me = value;
  changed();
}

function forgetAll() {
  state.epoch += 1;
  state.work = undefined;
  conversations.clear();
  customers.clear();
  lists.forget();
  timelines.forget();
  forgetDrafts();
}

export function signedOut() {
  if (!state.me) return;
  forgetAll();
  state.me = undefined;
  changed();
}

export const loadWork = () => softly(once('work', async () => { state.work = await get('/me/work'); }));
const workChanged = paced(() => state.me && loadWork());
export const loadQueues = () => softly(once('queues', async () => { state.queues = (await get('/queues')).items; }));

/** Takes in a conversation that some answer carried. `mark` is the draft's state when that request began. */
export function keepConversation(data, mark) {
  const before = conversations.get(data.id)?.data;
  if (before && before.version > data.version) return;
  conversations.set(data.id, { data });
  adoptDraft(data.id, data.draft, mark);
  const theirs = customers.get(data.customer.id); // their list of conversations says the same
  if (theirs?.data) theirs.data = { ...theirs.data, conversations: theirs.data.conversations.map((one) => (one.id === data.id ? { ...one, subject: data.subject, status: data.status } : one)) };
  changed();
}

export const loadConversation = (id) => once(`conversation-${id}`, async () => {
  const mark = draftMark(id);
  try {
    keepConversation(await get(`/conversations/${id}`), mark);
  } catch (problem) {
    if (!conversations.get(id)?.data || problem.status === 404) conversations.set(id, { problem });
    if (!(problem instanceof ApiProblem)) throw problem;
  }
}).catch(() => {});

const memberIds = (it) => (it?.members ?? []).map(({ id }) => id).sort().join();

export function keepCustomer(data) {
  const before = customers.get(data.id)?.data;
  customers.set(data.id, { data });
  for (const it of conversations.values()) // their cards carry the name too
    if (it.data?.customer.id === data.id) it.data = { ...it.data, customer: { ...it.data.customer, name: data.name, initials: data.initials } };
  if (before && data.erased) timelines.refreshShown({ forget: data.rootId }); // nothing of theirs stays on the screen
  else if (before && (before.rootId !== data.rootId || memberIds(before) !== memberIds(data))) timelines.refreshShown(); // more, or less, is one story now
  changed();
}

export const loadCustomer = (id) => softly(once(`customer-${id}`, async () => {
  try {
    keepCustomer(await get(`/customers/${id}`));
  } catch (problem) {
    if (!customers.get(id)?.data || problem.status === 404) customers.set(id, { problem });
    if (!(problem instanceof ApiProblem)) throw problem; // a refusal is shown where the customer would be
  }
}));

/** Everybody known who is one with this customer, or was until just now. */
const relatives = (id) => [...customers].filter(([own, { data }]) => own === id || data?.rootId === id || data?.members?.some((one) => one.id === id)).map(([own]) => own);

/** The one place where the outside changes what we know. */
export function apply(event) {
  const { type, conversationId, customerId, entryId } = event;
  if (type === 'agent_changed') softly(get('/me').then(setMe));
  if (type === 'queue_changed') loadQueues();
  if (customerId && /^(customer|conversation)_/.test(type)) relatives(customerId).forEach(loadCustomer);
  if (conversationId && conversations.has(conversationId)) loadConversation(conversationId);
  if (entryId && ['entry_added', 'entry_changed', 'conversation_opened'].includes(type)) timelines.refreshEntry(rootOf(customerId), conversationId, entryId);
  if (type === 'print_list_changed') timelines.refreshAround(entryId);
  if (ELSEWHERE.has(type)) return; // what people do and what watches over it changes no list
  if (type !== 'draft_changed' && type !== 'channel_account_changed') workChanged();
  lists.outdate();
}

/** After a gap nobody can fill: fetch what is shown again. */
export function refresh() {
  loadWork();
  loadQueues();
  lists.outdate();
  timelines.refreshShown();
  for (const id of shownConversations()) loadConversation(id);
  for (const id of customers.keys()) loadCustomer(id);
}

const shownConversations = () => (ui.conversationId ? [ui.conversationId] : []);
