/* What people do with a customer: each act, its request, and the way back. */
import { get, post, patch, remove } from './api.js';
import { t } from './i18n.js';
import { changed } from './signal.js';
import { onEvent } from './live.js';
import { ask, show, speak, toast } from './ui.js';
import { customer, epoch, keepCustomer, loadConversation, loadCustomer, once, rootOf } from './store.js';
import { loadColleagues, others } from './presence.js';
import { looking } from './desk.js';
import { refreshShown } from './timelines.js';
import { among } from './models/find.js';
import { again, shownValue } from './models/ways.js';
import { tell } from './work.js';
import { route, go } from './router.js';

/** Takes in a customer that an answer carried; what is shown is the one that stands for all. */
export function takeIn(data) {
  keepCustomer(data);
  const root = data.rootId ?? data.id;
  for (const id of new Set([root, ...(data.members ?? []).map((one) => one.id)])) if (id !== data.id && customer(id)) loadCustomer(id);
  return data;
}

async function attempt(act) {
  try {
    return await act();
  } catch (fault) {
    tell(fault);
    return undefined;
  }
}

export async function change(it, body) {
  const done = await attempt(async () => takeIn(await patch(`/customers/${it.id}`, { version: it.version, ...body })));
  if (!done) loadCustomer(it.id);
  return done;
}

export async function rename(it) {
  const name = await ask({ title: t('customer.rename'), label: t('name'), value: it.name, ok: t('save'), maxLength: 200 });
  if (name?.trim() && name.trim() !== it.name) change(customer(it.id), { name: name.trim() });
}

// Contact points

/** Throws the refusal: the form shows it at its field. */
export async function addWay(id, body) {
  const before = new Set(customer(id)?.contactPoints.map((way) => way.id));
  const data = takeIn(await post(`/customers/${id}/contact-points`, body));
  const fresh = data.contactPoints.find((way) => !before.has(way.id));
  if (fresh) toast({ text: t('said.wayAdded', { way: shownValue(fresh) }), label: t('undo'), undo: () => attempt(async () => takeIn(await remove(`/contact-points/${fresh.id}`))) });
  else toast({ text: t('said.wayThere') });
}

export const readWay = (channel, value) => get('/contact-points/read', { channel, value });

async function changeWay(way, body, before, words) {
  const data = await attempt(async () => takeIn(await patch(`/contact-points/${way.id}`, body)));
  if (data && words) toast({ text: words, label: t('undo'), undo: () => changeWay(way, before) });
}

export const verify = (way, verified) => changeWay(way, { verified }, { verified: way.verified }, t(verified ? 'said.wayVerified' : 'said.wayUnverified', { way: shownValue(way) }));

export async function markBad(way) {
  if (way.state === 'bad') return changeWay(way, { state: 'ok' }, { state: 'bad', stateReason: way.stateReason ?? '' }, t('said.wayGood', { way: shownValue(way) }));
  const stateReason = await ask({ title: t('way.bad'), label: t('reason'), value: '', ok: t('way.badDo'), maxLength: 500 });
  return stateReason?.trim() ? changeWay(way, { state: 'bad', stateReason: stateReason.trim() }, { state: 'ok' }, t('said.wayBad', { way: shownValue(way) })) : undefined;
}

export async function relabel(way) {
  const label = await ask({ title: t('way.label'), label: t('way.labelOf', { way: shownValue(way) }), value: way.label ?? '', ok: t('save'), maxLength: 100, optional: true });
  if (label !== undefined && label.trim() !== (way.label ?? '')) changeWay(way, { label: label.trim() }, { label: way.label ?? '' }, t('said.wayLabelled'));
}

export async function removeWay(it, way) {
  const data = await attempt(async () => takeIn(await remove(`/contact-points/${way.id}`)));
  if (data) toast({ text: t('said.wayRemoved', { way: shownValue(way) }), label: t('undo'), undo: () => attempt(async () => takeIn(await post(`/customers/${way.customerId ?? it.id}/contact-points`, again(way)))) });
}

export const findCustomers = (except = []) => async (words) => {
  if (words.length < 2) return [];
  const { items } = await get('/customers', { q: words, limit: 20 }).catch(() => ({ items: [] }));
  return items.filter((card) => !except.includes(card.id)).map((card) => ({ id: card.id, label: card.name, hint: [card.address, t('customer.number', { number: card.id })].filter(Boolean).join(' · ') }));
};

const idsOf = (it) => [it.id, ...(it.members ?? []).map((one) => one.id)];

export function moveWay(it, way) {
  show({ modal: {
    name: 'pick', title: t('way.move'), label: t('way.moveTo', { way: shownValue(way) }), help: t('way.moveHelp'), find: findCustomers(idsOf(it)), reason: true, extra: t('way.moveConversations'), ok: t('way.moveDo'),
    run: async (to, { reason, extra }) => {
      const moved = await post(`/contact-points/${way.id}/move`, { customer: to.id, conversations: Boolean(extra), reason: reason.trim() });
      touched(it.id, to.id);
      toast({ text: t('said.wayMoved', { way: shownValue(way), name: to.label }), label: t('undo'), undo: () => undoChange(it, moved, t('undo.reason')) });
    },
  } });
}

// Who is one with whom

/** Who was touched is fetched again, and with them what hangs on them. */
function touched(...ids) {
  for (const id of new Set(ids.filter(Boolean).flatMap((id) => [id, rootOf(id)]))) loadCustomer(id);
  forgetIdentity();
  refreshShown();
  const { id } = looking();
  if (id) loadConversation(id);
}

const identity = new Map(); // customer id -> { suggestions, changes, asked }
let at;
function known(id) {
  if (at !== epoch()) identity.clear();
  at = epoch();
  if (!identity.has(id)) identity.set(id, {});
  return identity.get(id);
}

function fetchOnce(id, name, path) {
  const it = known(id);
  if (it[`${name}Asked`]) return it[name];
  it[`${name}Asked`] = true;
  once(`${name}-${id}`, async () => { it[name] = (await get(`/customers/${id}/${path}`)).items; }).catch(() => {});
  return it[name];
}
/** Lists, or undefined until they are there. What was there stays until the newer answer. */
export const suggestions = (id) => fetchOnce(id, 'suggestions', 'suggestions');
export const identityChanges = (id) => fetchOnce(id, 'changes', 'merges');

export function forgetIdentity() {
  for (const it of identity.values()) Object.assign(it, { suggestionsAsked: false, changesAsked: false });
  changed();
}
onEvent(({ type }) => ['customer_changed', 'reload'].includes(type) && forgetIdentity());

/** The dialog that puts two side by side. */
export const same = (it, other, evidence = []) => show({ modal: { name: 'same', it: it.id, other, evidence } });

export const findSame = (it) => show({ modal: {
  name: 'pick', title: t('same.find'), label: t('same.who', { name: it.name }), find: findCustomers(idsOf(it)), ok: t('same.compare'),
  run: async (to) => { queueMicrotask(() => same(it, to.id)); },
} });

/** Throws the refusal. */
export async function merge(survivor, other, reason) {
  const done = await post(`/customers/${survivor.id}/merges`, { customer: other.id, reason });
  touched(survivor.id, other.id);
  if (route().page === 'customer') go(`/customers/${survivor.id}`, { replace: true });
  toast({ text: t('said.same', { a: survivor.name, b: other.name }), label: t('undo'), until: Date.now() + 15000, undo: () => undoChange(survivor, done, t('undo.reason')) });
}

export async function undoChange(it, { id, kind, survivor, absorbed }, reason) {
  const why = reason ?? await ask({ title: t(`change.${kind}.undo`), label: t('reason'), value: '', ok: t('undo'), maxLength: 500 });
  if (!why?.trim()) return;
  const done = await attempt(() => post(`/${kind === 'merge' ? 'customer-merges' : 'contact-point-moves'}/${id}/undo`, { reason: why.trim() }));
  touched(it.id, survivor?.id, absorbed?.id);
  if (done) speak(t(`said.${kind}Undone`));
}

export async function different(it, other) {
  const done = await attempt(async () => { await post(`/customers/${it.id}/suggestions/refuse`, { customer: other.id }); return true; });
  const mine = known(it.id);
  if (done) mine.suggestions = mine.suggestions?.filter((one) => one.customer.id !== other.id);
  if (done) toast({ text: t('said.different', { name: other.name }) });
  changed();
}

// Who serves them, and where they belong

export function choosePersonalAgent(it) {
  loadColleagues();
  show({ modal: {
    name: 'pick', title: t('customer.personalAgent'), label: t('customer.personalAgentWho'), help: t('customer.personalAgentHelp'), ok: t('save'), clear: it.personalAgent ? t('customer.personalAgentNone') : undefined,
    find: (words) => among((others()?.items ?? []).map(({ person }) => ({ id: person.id, label: person.name })))(words),
    run: async (to) => { takeIn(await patch(`/customers/${it.id}`, { version: customer(it.id).version, personalAgent: to?.id ?? null })); },
  } });
}

export const chooseOrganisation = (it) => show({ modal: {
  name: 'pick', title: t('customer.organisation'), label: t('customer.organisationWhich'), find: findCustomers(idsOf(it)), ok: t('save'), clear: it.organisation ? t('customer.organisationNone') : undefined,
  run: async (to) => { takeIn(await patch(`/customers/${it.id}`, { version: customer(it.id).version, organisation: to?.id ?? null })); },
} });

export const wish = (it) => show({ modal: { name: 'wish', id: it.id } });
export const newCustomer = (values = {}) => show({ modal: { name: 'customer', values } });
