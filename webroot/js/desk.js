/* What the inbox page looks at, derived from the address: view, queue, conversation; plus what was read when it was opened. */
import { route, go } from './router.js';
import { post } from './api.js';
import { ui } from './ui.js';
import { conversation, customer, loadConversation, loadCustomer, me, epoch } from './store.js';
import { list } from './lists.js';
import { isLost } from './live.js';
import { step, neighbour } from './models/pages.js';
import { may } from './models/roles.js';

export const VIEWS = ['mine', 'team', 'parked', 'failed', 'resolved', 'all'];

/** The opened conversation. readUpTo: read when opened (draws the unread line); readSeq: what an answer is an answer to. */
let opened = {};
export const open = () => opened;

export function looking() {
  const { params, query, page } = route();
  const view = VIEWS.includes(params.view) ? params.view : 'mine';
  const id = Number(params.conversation) || undefined;
  return { active: page === 'inbox', view, queue: Number(query.get('queue')) || undefined, id };
}

export const hrefOf = ({ view, queue, id }) => `/inbox/${view}${id ? `/${id}` : ''}${queue ? `?queue=${queue}` : ''}`;

export const currentList = () => list(looking());
export const rowOf = (id) => currentList().rows.find((row) => row.id === id);
export const current = () => {
  const { active, id } = looking();
  return active && id ? conversation(id) : undefined;
};
export const currentCustomer = () => {
  const it = current();
  return it && customer(it.customer.id);
};
export const held = (it = current()) => Boolean(it?.workItem?.agent && it.workItem.agent.id === me()?.id && !['offered', 'done'].includes(it.workItem.state));
export const takeable = (it = current()) => Boolean(it?.workItem && !it.workItem.agent && it.workItem.state === 'queued');
/** An open work item that one may hand on: one's own, or any for those who lead. */
export const movable = (it = current()) => Boolean(it?.workItem && it.workItem.state !== 'done' && (held(it) || may(me(), 'supervisor')));

/** Brings what is fetched in line with the address. Called before each drawing of the desk; cheap when nothing changed. */
export function sync() {
  const { active, id } = looking();
  if (!active) return;
  if (id !== opened.id || epoch() !== opened.epoch) {
    opened = { id, epoch: epoch() };
    ui.conversationId = id;
    if (id) begin(id);
  }
  const it = id && conversation(id);
  if (!it) return;
  if (!opened.ready) {
    opened.ready = true;
    opened.readUpTo = it.readUpTo;
    opened.readSeq = it.replySeq;
  }
  if (opened.customerId !== it.customer.id) {
    opened.customerId = it.customer.id;
    loadCustomer(it.customer.id);
  }
}

function begin(id) {
  loadConversation(id);
  const row = rowOf(id);
  if (!row) return;
  opened.customerId = row.customer.id; // known from the list: no need to wait for the conversation
  loadCustomer(row.customer.id);
}

/** The newest entry has been in sight for a moment: it is read, and an answer from now on knows of it. */
export function seen(entryId) {
  const it = current();
  if (!it || it.id !== opened.id) return;
  opened.readSeq = it.replySeq;
  if (isLost() || !entryId || entryId <= Math.max(it.readUpTo ?? 0, opened.posted ?? 0)) return;
  opened.posted = entryId;
  post(`/conversations/${it.id}/read`, { entryId }).then(() => loadConversation(it.id), () => { opened.posted = 0; });
}

export const openConversation = (id, options) => go(hrefOf({ ...looking(), id }), options);

export function move(by) {
  const row = step(currentList(), looking().id, by);
  if (row) openConversation(row.id, { replace: Boolean(looking().id) });
}

/** Where to go when this conversation is finished with. Ask before it leaves the list. */
export const after = (id) => neighbour(currentList(), id)?.id;
