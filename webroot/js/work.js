/* What people do with a conversation: each act, its request, its answer and its refusal in words. */
import { get, post, patch, ApiProblem, Unreachable } from './api.js';
import { t, lang } from './i18n.js';
import { toast, closeToast, ask, speak, show } from './ui.js';
import { keepConversation, loadConversation, loadWork, me, rootOf } from './store.js';
import * as timelines from './timelines.js';
import * as drafts from './drafts.js';
import { outdate } from './lists.js';
import { go } from './router.js';
import { after, current, hrefOf, looking, open, openConversation } from './desk.js';
import { changed } from './signal.js';
import { moment } from './models/time.js';
import { arrivalHref } from './models/places.js';
import { asTyped } from './models/approval.js';
import { connection } from './live.js';
import { reasonText } from './parts/reason.js';
import { askWhereTo } from './letters-again.js';

/** A refusal in words. Codes we have no words for show what the server said. */
export function explain(fault) {
  if (fault.words) return t(fault.words);
  if (fault instanceof Unreachable) return t('problem.unreachable');
  if (!(fault instanceof ApiProblem)) return t('problem.internal', { id: '' });
  const { code, body } = fault;
  const words = t(`problem.${code}`, { name: body.takenBy?.name ?? t('someone'), id: body.errorId ?? '', detail: body.detail ? reasonText(body.detail) : '', seconds: body.retryAfterSeconds, numbers: body.conversations?.map((number) => t('number', { number })).join(', ') });
  return words === `problem.${code}` ? reasonText(body.detail) || (body.title ?? code) : words;
}

export function tell(fault) {
  toast({ text: explain(fault), problem: true });
}

function afterwards() {
  loadWork();
  if (connection.state !== 'open') outdate(); // else the event does it
}

async function attempt(id, act, asks) {
  try {
    const result = await act();
    afterwards();
    return result ?? true;
  } catch (fault) {
    if (!asks?.(fault)) tell(fault);
    if (fault instanceof ApiProblem && id) loadConversation(id);
    return undefined;
  }
}

const item = (it) => it.workItem?.id;

export async function take(it) {
  const done = await attempt(it.id, () => post(`/work-items/${item(it)}/take`));
  await loadConversation(it.id);
  if (!done) return;
  if (looking().view === 'team' && looking().id === it.id) go(hrefOf({ view: 'mine', id: it.id }), { replace: true });
  speak(t('said.taken', { number: it.id }));
}

export async function takeRow(row) {
  const done = await attempt(undefined, () => post(`/work-items/${row.workItem.id}/take`));
  outdate();
  if (done) go(hrefOf({ view: 'mine', id: row.id }));
}

export async function takeNext() {
  const { active, view, queue } = looking();
  try {
    const got = await post('/work-items/next', active && view === 'team' && queue ? { queue } : {});
    afterwards();
    if (!got) return toast({ text: t('said.nothingWaits') });
    if (got.conversationId) go(hrefOf({ view: 'mine', id: got.conversationId }));
    else go(arrivalHref(got));
  } catch (fault) {
    tell(fault);
  }
  return undefined;
}

export async function giveBack(it) {
  const next = after(it.id);
  if (!await attempt(it.id, () => post(`/work-items/${item(it)}/return`))) return;
  if (looking().view === 'mine') leave(it, next);
  await loadConversation(it.id);
  toast({ text: t('said.returned', { number: it.id }), label: t('undo'), undo: () => take(current()?.id === it.id ? current() : it) });
}

/** A finished conversation makes room for the next in the list. */
function leave(it, next) {
  if (looking().id !== it.id) return;
  if (next && next !== it.id) openConversation(next, { replace: true });
  else go(hrefOf({ ...looking(), id: undefined }), { replace: true });
}

async function change(it, body) {
  return attempt(it.id, async () => {
    const mark = drafts.draftMark(it.id);
    const data = await patch(`/conversations/${it.id}`, { version: it.version, ...body });
    keepConversation(data, mark);
    return data;
  });
}

const back = (text, data) => toast({ text, label: t('action.reopen'), undo: () => change(data, { status: 'open' }).then((open) => open && openConversation(open.id)) });

export async function resolve(it) {
  const next = after(it.id);
  const data = await change(it, { status: 'resolved' });
  if (data) resolvedWith(it, data, next, t('said.resolved', { number: it.id }));
}

/** Says that it is over, offers the way back, and goes on to the next. */
export function resolvedWith(it, data, next, text) {
  back(text, data);
  if (['mine', 'parked', 'team'].includes(looking().view)) leave(it, next);
}

export const reopen = (it) => change(it, { status: 'open' });

export async function snooze(it, until) {
  const next = after(it.id);
  const data = await change(it, { status: 'snoozed', snoozedUntil: new Date(until).toISOString() });
  if (!data) return;
  back(t('said.snoozed', { number: it.id, when: moment(until, lang(), Date.now()) }), data);
  if (looking().view === 'mine') leave(it, next);
}

export async function moveTo(it, queue) {
  const next = after(it.id);
  if (!await change(it, { queue: queue.id })) return;
  toast({ text: t('said.moved', { number: it.id, queue: queue.name }) });
  if (looking().view === 'mine') leave(it, next);
}

export async function rename(it) {
  const subject = await ask({ title: t('action.subject'), label: t('subject'), value: it.subject, ok: t('save'), maxLength: 500 });
  if (subject?.trim() && subject !== it.subject) change(current()?.id === it.id ? current() : it, { subject: subject.trim() });
}

/** What is being sent, and why it stayed in the composer if it did. */
export const sending = { id: undefined, busy: false, problem: undefined, movedOn: undefined, unwanted: undefined, bad: undefined, beside: undefined };

/** Sends the reply as it stands in the draft. */
export async function send(it, { then = 'waiting', contactPointId, channelAccountId, visibility, language, replySeq, despite = {} } = {}) {
  const draft = drafts.draft(it.id);
  if (sending.busy || !draft.reply.trim() || draft.uploads.some((one) => !one.problem)) return;
  if (sending.id !== it.id) sending.movedOn = undefined;
  sending.unwanted = sending.bad = sending.beside = undefined;
  const missing = draft.uploads.length ? { words: 'composer.fileMissing' } : undefined; // nobody sends "see attachment" without it
  Object.assign(sending, { id: it.id, busy: !missing, problem: missing });
  if (missing) {
    changed();
    return;
  }
  changed();
  const next = after(it.id);
  const text = draft.reply;
  try {
    await drafts.settle(it.id);
    const entry = await post(`/conversations/${it.id}/replies`, {
      text, replySeq: replySeq ?? sending.movedOn?.replySeq ?? open().readSeq ?? it.replySeq, then, requestId: drafts.requestId(it.id),
      ...(contactPointId ? { contactPointId } : {}), ...(channelAccountId ? { channelAccountId } : {}), ...(visibility ? { visibility } : {}), ...(language ? { language } : {}),
      ...(despite.review ? { review: true } : {}), ...(despite.unwanted ? { despiteDoNotContact: true } : {}), ...(despite.bad ? { despiteBadAddress: true } : {}), ...(despite.beside ? { besideReview: true } : {}),
    });
    sending.movedOn = undefined;
    drafts.sent(it.id, 'reply');
    timelines.keepEntry(entry, rootOf(it.customer.id));
    goesOut(it, entry);
    loadConversation(it.id).then(() => { if (open().id === it.id && current()) open().readSeq = current().replySeq; });
    afterwards();
    if (then === 'resolved') leave(it, next);
  } catch (fault) {
    if (fault.code === 'conversation_moved_on') sending.movedOn = { since: fault.body.since ?? [], replySeq: fault.body.replySeq, then };
    else if (fault.code === 'do_not_contact' && !despite.unwanted) sending.unwanted = { then, despite };
    else if (fault.code === 'address_bad' && !despite.bad) sending.bad = { then, despite };
    else if (fault.code === 'approval_waiting' && !despite.beside) sending.beside = { then, despite };
    else sending.problem = fault;
    speak(fault.code === 'conversation_moved_on' ? t('movedOn.title') : explain(fault));
  } finally {
    sending.busy = false;
    changed();
  }
}

export function keepWriting() {
  sending.movedOn = undefined;
  changed();
}

function goesOut(it, entry) {
  if (entry.reply?.status === 'in_review') return toast({ text: t('said.inReview'), until: Date.now() + 10000, label: t('review.withdraw'), undo: () => takeBack(it, entry) });
  const until = Date.parse(entry.reply?.sendAt ?? '') || Date.now() + (me().undoSeconds ?? 10) * 1000;
  toast({
    text: () => t(outWords(entry), { name: it.customer.name, seconds: Math.max(0, Math.ceil((until - Date.now()) / 1000)) }),
    until, label: t('action.undo'), undo: () => takeBack(it, entry),
  });
  return undefined;
}

const outWords = ({ channel, visibility }) => (channel === 'letter' ? 'said.toPrintList' : visibility ? `said.goesOut.${visibility}` : 'said.goesOut');

export async function takeBack(it, entry) {
  closeToast();
  const begun = drafts.draft(it.id).reply;
  try {
    const data = await post(`/replies/${entry.id}/undo`);
    drafts.restore(it.id, asTyped(entry, data.draft?.text, begun), data.draft);
    keepConversation(data, -1);
    timelines.dropEntry(entry.id);
    afterwards();
    if (looking().id !== it.id) openConversation(it.id);
    show({ focusComposer: true });
    speak(t('said.takenBack'));
  } catch (fault) {
    tell(fault);
  }
}

export async function retry(entry, body) {
  const of = { id: open().customerId, name: current()?.customer.name };
  const again = async () => timelines.keepEntry(await post(`/replies/${entry.id}/retry`, body), rootOf(of.id));
  await attempt(entry.conversationId, again, (fault) => askWhereTo(fault, of, (chosen) => retry(entry, chosen)));
}

export async function note(it) {
  const draft = drafts.draft(it.id);
  if (sending.busy || !draft.note.trim()) return;
  Object.assign(sending, { id: it.id, busy: true, problem: undefined });
  changed();
  try {
    await drafts.settle(it.id);
    const entry = await post(`/conversations/${it.id}/notes`, { text: draft.note, requestId: drafts.requestId(it.id) });
    drafts.sent(it.id, 'note');
    drafts.setKind(it.id, 'reply');
    timelines.keepEntry(entry, rootOf(it.customer.id));
    speak(t('said.noted'));
  } catch (fault) {
    sending.problem = fault;
  } finally {
    sending.busy = false;
    changed();
  }
}

/** A customer found by name opens with the newest conversation, else with the page of their own. */
export async function openCustomer(id) {
  const customer = await get(`/customers/${id}`);
  const newest = customer.conversations[0];
  if (newest) go(hrefOf({ view: 'all', id: newest.id }));
  else go(`/customers/${customer.id}`);
}
