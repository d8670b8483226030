/* Scanned letters as data: what can be decided, what is clear by itself, and the places of clues. Pure. */
export const STATES = ['checking', 'quarantined', 'unread', 'filed'];
export const LIMIT = 100e6;

const returnKey = ({ entryId }) => `return-${entryId}`;
const conversationKey = ({ conversationId }) => `conversation-${conversationId}`;
const customerKey = ({ id }) => `customer-${id}`;

/** What can be chosen, in the order of its number keys: { key, kind, ... }. `found`: customers somebody looked for. */
export function choicesOf({ returned, reference, candidates }, found = []) {
  const named = new Set(candidates.map(({ customer }) => customer.id));
  return [
    ...(returned ? [{ key: returnKey(returned), kind: 'return', returned, evidence: [] }] : []),
    ...(reference ? [{ key: conversationKey(reference), kind: 'conversation', reference, evidence: [{ fits: 'yes', ...reference.evidence }] }] : []),
    ...candidates.map((one) => ({ key: customerKey(one.customer), kind: 'customer', ...one })),
    ...found.filter(({ id }) => !named.has(id)).map((customer) => ({ key: customerKey(customer), kind: 'customer', customer, evidence: [] })),
  ];
}

/** The choice that stands out; undefined where somebody has to think. One that came back is never taken for granted. */
export function clearChoice({ returned, reference, candidates }) {
  if (returned) return undefined;
  const [first, second] = candidates;
  const other = candidates.find(({ strength, customer }) => strength === 'exact' && customer.id !== reference?.customer?.id);
  if (reference && !other) return conversationKey(reference);
  if (reference || !first || first.strength === 'weak' || first.strength === second?.strength) return undefined;
  return customerKey(first.customer);
}

/** What fileLetter wants of a choice. */
export function decisionOf(choice, { reason, subject, takeAddress } = {}) {
  const also = { ...(subject ? { subject } : {}) };
  if (choice.kind === 'return') return { returnOf: choice.returned.entryId, ...(reason?.trim() ? { returnReason: reason.trim() } : {}) };
  if (choice.kind === 'conversation') return { conversationId: choice.reference.conversationId, ...also };
  return { customerId: choice.customer.id, ...also, ...(takeAddress === undefined ? {} : { takeAddress }) };
}

/** What stands on the paper as the form of a new customer holds it. */
export function fromSender({ name, postal, emails, phones, customerNumbers } = {}) {
  return { kind: 'person', formOfAddress: 'unknown', name: name ?? '', email: emails?.[0] ?? '', phone: phones?.[0] ?? '', customer_number: customerNumbers?.[0] ?? '', street: postal?.street ?? '', postalCode: postal?.postalCode ?? '', city: postal?.city ?? '', country: postal?.country ?? '' };
}

/** And back, as the contract wants it: what is empty is left out. */
export function newCustomerOf({ name, kind, formOfAddress, email, phone, customer_number: number, street, postalCode, city, country }) {
  const plain = (text) => text?.trim() || undefined;
  const ways = Object.entries({ email, phone, customer_number: number }).filter(([, value]) => plain(value)).map(([channel, value]) => ({ channel, value: value.trim() }));
  const postal = { street: plain(street), postalCode: plain(postalCode), city: plain(city), country: plain(country) };
  const body = { name: name.trim(), kind, ...(kind === 'person' ? { formOfAddress } : {}), contactPoints: [...(postal.city ? [{ channel: 'postal', postal }] : []), ...ways] };
  return JSON.parse(JSON.stringify(body));
}

/** One place on the paper, whoever points at it. */
export const placeKey = ({ page, place }) => (place ? [page, ...[place.left, place.top, place.width, place.height].map((part) => Math.round(part * 1000))].join('/') : undefined);

/** Every place where a clue was found, once: { key, page, place, kind, poor }. What speaks against somebody is shown only when one points at it. */
export function marksOf({ writtenEvidence, reference, candidates }) {
  const all = [writtenEvidence, reference?.evidence, ...candidates.flatMap(({ evidence }) => evidence)].filter((one) => one?.place);
  const marks = new Map();
  for (const one of all) {
    const key = placeKey(one);
    const mark = marks.get(key);
    if (!mark) marks.set(key, { key, page: one.page ?? 1, place: one.place, kind: one.kind, poor: one.fits === 'maybe', hidden: one.fits === 'no' });
    else if (one.fits !== 'no') Object.assign(mark, { hidden: false, poor: mark.poor && one.fits === 'maybe' });
  }
  return [...marks.values()];
}

/** The sharpness in which an image is fetched: what the screen shows, no more than needed. */
export function dpiFor(widthPixels, widthMillimetres, steps = [50, 110, 200, 300]) {
  const needed = widthPixels / (widthMillimetres / 25.4);
  return steps.find((dpi) => dpi >= needed * 0.9) ?? steps.at(-1);
}

/** The widest a page lies on the screen by itself, in pixels: one that fills a large window is too large to read. */
export const WIDEST = 46 * 16;

/** The sharpness with which one begins before the sheet was measured: windows narrower than 768 pixels show nothing beside it, others the navigation and the side. */
export const firstDpi = (windowWidth, ratio) => dpiFor(Math.max(240, Math.min(WIDEST, windowWidth < 768 ? windowWidth - 16 : windowWidth * 0.5)) * ratio, 210);

/** Is somebody else at it? */
export const holderOf = ({ workItem }, me) => (workItem?.agent && workItem.agent.id !== me?.id && ['offered', 'assigned', 'wrapping'].includes(workItem.state) ? workItem.agent : undefined);
export const isOpen = ({ state }) => state === 'checking' || state === 'quarantined';

/** A day at its beginning where the reader is, in milliseconds. */
export const dayStart = (day) => Date.parse(`${day}T00:00`);
