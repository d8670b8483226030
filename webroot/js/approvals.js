/* The second pair of eyes: what waits, what was decided, and the two answers to it. */
import { get, post, ApiProblem } from './api.js';
import { changed } from './signal.js';
import { connection, onEvent } from './live.js';
import { conversation, epoch, loadConversation, loadWork, me, once, rootOf } from './store.js';
import { paced } from './pace.js';
import { paging } from './paging.js';
import { speak, toast } from './ui.js';
import { explain } from './work.js';
import { keepEntry } from './timelines.js';
import { outdate } from './lists.js';
import { open } from './desk.js';
import { offersChanged } from './offers.js';
import { t } from './i18n.js';

const TOUCHED = new Set(['entry_added', 'entry_changed', 'work_item_changed', 'reload']);
export const VIEWS = ['waiting', 'mine', 'decided'];
const list = (view) => paging(`approvals-${view}`, () => ['/approvals', { view }], { idOf: ({ entry }) => entry.id, took: ({ waiting }) => { count = waiting; } });
export const approvals = Object.fromEntries(VIEWS.map((view) => [view, list(view)]));

let count;
let at;

/** How many wait for me; undefined until known. */
export function waitingForMe() {
  const who = `${epoch()}/${me()?.id}`;
  if (at !== who) {
    at = who;
    count = undefined;
    if (me()) loadCount();
  }
  return count;
}

const loadCount = () => once('approvals-count', async () => { count = (await get('/approvals', { view: 'waiting', limit: 1 })).waiting; }).catch(() => {});
const everything = paced(() => {
  if (!me()) return;
  loadCount();
  for (const one of Object.values(approvals)) one.outdate();
});
onEvent(({ type }) => TOUCHED.has(type) && everything());

/** What is being decided, and what came between. */
export const deciding = { id: undefined, busy: false, problem: undefined, movedOn: undefined };

/** What an approval is an approval of: what had been read, else what there is. */
async function readSeq({ conversationId }) {
  if (open().id === conversationId && open().readSeq !== undefined) return open().readSeq;
  return (conversation(conversationId) ?? await get(`/conversations/${conversationId}`)).replySeq;
}

async function decide(entry, act, done) {
  if (deciding.busy) return undefined;
  const before = deciding.id === entry.id ? deciding.movedOn : undefined;
  Object.assign(deciding, { id: entry.id, busy: true, problem: undefined, movedOn: before });
  changed();
  try {
    const result = await act();
    deciding.movedOn = undefined;
    done(result);
    return result;
  } catch (fault) {
    if (fault.code === 'conversation_moved_on') deciding.movedOn = { since: fault.body.since ?? [], replySeq: fault.body.replySeq };
    else deciding.problem = fault;
    speak(fault.code === 'conversation_moved_on' ? t('review.movedOn') : explain(fault));
    if (fault.code === 'approval_over' && fault instanceof ApiProblem) refetch(entry);
    return undefined;
  } finally {
    deciding.busy = false;
    afterwards(entry);
    changed();
  }
}

async function refetch(entry) {
  try {
    keepEntry(await get(`/entries/${entry.id}`), rootOf(entry.customerId));
  } catch { /* the events tell it */ }
}

function afterwards({ conversationId }) {
  everything();
  loadWork();
  loadConversation(conversationId).then(() => { if (open().id === conversationId) open().readSeq = conversation(conversationId)?.replySeq; });
  offersChanged();
  if (connection.state !== 'open') outdate();
}

const rootFor = (entry) => rootOf(conversation(entry.conversationId)?.customer.id ?? entry.customerId);

/** `alone`: by its author, who leads, because nobody else is there. */
export const approve = (entry, { alone = false } = {}) => decide(entry, async () => {
  const replySeq = (deciding.id === entry.id && deciding.movedOn?.replySeq) || await readSeq(entry);
  return post(`/replies/${entry.id}/approve`, { replySeq, ...(alone ? { alone } : {}) });
}, (released) => {
  keepEntry(released, rootFor(entry));
  const until = Date.parse(released.reply?.sendAt ?? '') || Date.now();
  const left = () => Math.max(0, Math.ceil((until - Date.now()) / 1000));
  toast({ text: () => t('said.approved', { seconds: left() }), until: Math.max(until, Date.now() + 4000) });
});

/** Throws the refusal: the dialog that asked for the reason says it. */
export async function giveBack(entry, reason) {
  await post(`/replies/${entry.id}/return`, { reason });
  deciding.movedOn = deciding.problem = undefined;
  toast({ text: t('said.givenBack', { name: entry.approval.author.name }) });
  refetch(entry);
  afterwards(entry);
}

