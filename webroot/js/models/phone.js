/* Calls, notes and callbacks as facts. Pure. */

const MINUTE = 60000;
const DIALLED = /^[+()\d\s./-]+$/;

/** Enough digits, and nothing that no number has: what is typed may be a part of a telephone number. */
export const isNumber = (words) => DIALLED.test(words.trim()) && words.replace(/\D/g, '').length >= 3;

const has = (people, id) => (people ?? []).some((one) => one.id === id);

/** Not over, and mine or for anybody: ringing at me, spoken by me, or with nobody named. */
export const concerns = (call, me) => call.state !== 'ended' && (call.agent ? call.agent.id === me : !call.ringsAt?.length || has(call.ringsAt, me));
/** By name, not merely for anybody. */
export const isFor = (call, me) => (call.agent ? call.agent.id === me : has(call.ringsAt, me));
export const isSpoken = (call, me) => call.state === 'answered' && call.agent?.id === me;
/** Over, and nobody has said yet what was said. */
export const isOwed = (call, me) => call.state === 'ended' && call.agent?.id === me && !call.missed && !call.noteEntryId && !call.dismissed;

/** Who it may be: one, several or unknown; withheld says that there is not even a number. */
export function whoCalls({ customer, candidates = [], number }) {
  if (customer?.name) return { kind: 'one', name: customer.name };
  if (candidates.length > 1) return { kind: 'several', candidates };
  return { kind: number ? 'unknown' : 'withheld' };
}

/** Since when it is what it is. */
export const sinceOf = (call) => (call.state === 'answered' ? call.answeredAt ?? call.startedAt : call.startedAt);

/** Seconds spoken; 0 of a call that nobody answered. */
export const spoken = ({ answeredAt, endedAt }) => (answeredAt && endedAt ? Math.max(0, Math.round((Date.parse(endedAt) - Date.parse(answeredAt)) / 1000)) : 0);

export const ways = { in: 'phone-in', out: 'phone-out', missed: 'phone-missed' };
export const wayOf = (call) => (call.missed ? 'missed' : call.direction);

/** Seconds as "4:12", and back from "4:12", "4" (minutes) or nothing. NaN if it is none of these. */
export const lengthOf = (seconds) => (seconds ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}` : '');
export function secondsOf(text) {
  const typed = (text ?? '').trim();
  if (!typed) return undefined;
  const found = /^(\d{1,4})(?::([0-5]\d))?$/.exec(typed);
  const seconds = found ? Number(found[1]) * 60 + Number(found[2] ?? 0) : NaN;
  return seconds <= 86400 ? seconds : NaN;
}

/** The usual promises, as far as they are still to come. On a Friday, tomorrow is followed by Monday. */
export function promiseTimes(now) {
  const at = (days, hour) => new Date(new Date(now).setDate(new Date(now).getDate() + days)).setHours(hour, 0, 0, 0);
  const tomorrow = new Date(at(1, 9)).getDay();
  const toMonday = { 6: 3, 0: 2 }[tomorrow];
  return [
    { id: 'inHour', at: Math.ceil((now + 60 * MINUTE) / (5 * MINUTE)) * 5 * MINUTE },
    { id: 'today', at: at(0, 17) },
    { id: 'tomorrow', at: at(1, 9) },
    ...(toMonday ? [{ id: 'monday', at: at(toMonday, 9) }] : []),
  ].filter((time) => time.at > now + 10 * MINUTE);
}

/** One's own callbacks that come due within so many minutes and are not over yet. */
export const dueWithin = (callbacks, me, now, minutes) => callbacks.filter((one) => {
  const holder = one.workItem?.agent ?? one.agent ?? one.promisedBy;
  const left = Date.parse(one.dueAt) - now;
  return one.state === 'open' && holder?.id === me && left <= minutes * MINUTE;
});

/** What a call says already. */
export const ofCall = (call) => ({
  call: call.id, direction: call.direction, number: call.number ?? '', outcome: 'reached', startedAt: call.startedAt, length: lengthOf(spoken(call)),
  ...(call.customer ? { customer: call.customer } : {}),
});

/** What is wrong before anybody is asked: field -> key of a sentence. */
export function faultsOf(values) {
  const faults = {};
  if (values.outcome === 'reached' && !values.text.trim()) faults.text = 'fault.phone.text';
  if (values.who.trim()) faults.who = 'fault.phone.who';
  if (Number.isNaN(secondsOf(values.length))) faults.length = 'fault.phone.length';
  if (values.started && Number.isNaN(Date.parse(values.started))) faults.started = 'fault.phone.started';
  if (values.promised === 'own' && !(Date.parse(values.promisedAt) > 0)) faults.promisedAt = 'fault.phone.promisedAt';
  return faults;
}

/** The note as the contract wants it. `silent` stands for what was said when nobody was reached. */
export function bodyOf(values, { now, silent, callback }) {
  const seconds = secondsOf(values.length);
  const started = values.startedAt ?? (values.started ? new Date(values.started).toISOString() : new Date(now).toISOString());
  const reached = values.outcome === 'reached';
  const promised = promisedAt(values, now);
  const closes = callback && values.closes ? callback.id : undefined;
  return {
    text: values.text.trim() || silent, direction: values.direction, outcome: values.outcome, startedAt: started, requestId: values.requestId,
    ...(values.call ? { callId: values.call } : {}),
    ...(values.customer ? { customer: values.customer.id } : values.newName ? { newCustomer: { name: values.newName } } : {}),
    ...(values.number?.trim() ? { number: values.number.trim() } : {}),
    ...(seconds === undefined ? {} : { seconds }),
    ...(values.conversation && values.conversation !== 'new' ? { conversation: Number(values.conversation) } : values.subject?.trim() ? { subject: values.subject.trim() } : {}),
    ...(values.then ? { then: values.then } : {}),
    ...(closes ? { closes } : {}),
    ...(closes && !reached ? { again: new Date(promised ?? promiseTimes(now)[0].at).toISOString() } : {}),
    ...(promised && !(closes && !reached) ? { callback: { dueAt: new Date(promised).toISOString(), ...(values.promise?.trim() ? { promise: values.promise.trim() } : {}), ...(values.agent ? { agent: Number(values.agent) } : {}) } } : {}),
  };
}

/** When was promised to call, in milliseconds; undefined if nothing was. */
export function promisedAt(values, now) {
  if (!values.promised) return undefined;
  if (values.promised === 'own') return Date.parse(values.promisedAt);
  return values.promisedTo ?? promiseTimes(now).find(({ id }) => id === values.promised)?.at;
}

/** Has anything been typed that would be missed? */
export const isBegun = (values) => Boolean(values.text.trim() || values.who.trim() || values.newName || values.subject?.trim() || values.promise?.trim());
