/* The explanation of a work item, as sentences. Codes and figures go in, words come out of `t`; no document, no clock of its own.
   `by`: { t, me, at(instant), length(seconds) }: words, the reader's id, and how moments and durations are written. */

const isMe = (person, me) => person && person.id === me;
const name = (person, by) => (isMe(person, by.me) ? by.t('why.you') : person?.name ?? by.t('someone'));

/** "Vertrag 3, Deutsch 2" */
export const needWords = (needs = [], { t }) => needs.map((need) => t(need.hard ? 'why.needHard' : 'why.need', { skill: need.name, level: need.level })).join(', ');

export const kindOf = (why) => why.stepKind ?? why.steps.find((one) => one.step === why.step)?.kind ?? 'step';
const written = (why) => why.steps.filter((one) => (one.kind ?? 'step') === 'step').length;

function stepSentence(why, by) {
  const { t } = by;
  const queue = why.workItem.queue.name;
  const kind = kindOf(why);
  if (kind === 'personal') return isMe(why.personal, by.me) ? t('why.step.mine') : why.personal ? t('why.step.personal', { name: why.personal.name }) : t('why.step.personalAny');
  if (kind === 'everybody') return t('why.step.everybody', { queue });
  return t('why.step.step', { step: why.step, steps: Math.max(written(why), why.step) });
}

const HANDS = ['offered', 'accepted', 'auto_accepted', 'taken', 'transferred', 'returned', 'queued', 'woken', 'parked', 'done', 'wrapping'];

/** How it came to where it is, from the newest change of hands. */
function holderSentence(why, by) {
  const { agent, state } = why.workItem;
  if (state === 'done') return by.t('why.now.done');
  if (state === 'parked' && why.wakeAt) return by.t('why.now.wakes', { at: by.at(why.wakeAt) });
  if (state === 'parked') return agent ? by.t(isMe(agent, by.me) ? 'why.now.parkedYou' : 'why.now.parkedWith', { name: agent.name }) : by.t('why.now.parked');
  if (state === 'queued' || !agent) return by.t('why.now.queued');
  const last = [...why.history].reverse().find((one) => HANDS.includes(one.change) && one.change !== 'wrapping');
  const how = state === 'offered' ? 'offered' : last?.change ?? 'taken';
  const known = ['offered', 'accepted', 'auto_accepted', 'taken', 'transferred'].includes(how) ? how : 'held';
  const giver = last?.actor && last.actor.id !== agent.id ? last.actor : undefined;
  const key = known === 'taken' && giver ? 'transferred' : known;
  return by.t(`why.now.${key}${isMe(agent, by.me) ? '.you' : ''}`, { name: agent.name, by: giver ? name(giver, by) : undefined, at: last ? by.at(last.at) : '' });
}

/** Since when it is where it is; undefined while its history does not tell. */
export const heldSince = ({ workItem, history }) => {
  const last = [...history].reverse().find((one) => HANDS.includes(one.change) && one.change !== 'wrapping');
  return workItem.agent && last && !['returned', 'queued', 'woken', 'done'].includes(last.change) ? last.at : undefined;
};

function needsSentence(why, by) {
  const needs = needWords(why.needs, by);
  if (!needs) return by.t('why.needsNothing');
  return by.t('why.needs', { needs });
}

/** The plain sentences, the most telling first. */
export function sentences(why, by) {
  const { t } = by;
  const waits = ['queued', 'offered'].includes(why.workItem.state);
  const { kind, dueAt } = why.workItem;
  const promised = kind === 'callback' && dueAt ? [t('why.promised', { due: by.at(dueAt) })] : [];
  const says = [...promised, holderSentence(why, by), stepSentence(why, by), needsSentence(why, by)];
  if (why.team?.name) says.push(t('why.team', { team: why.team.name }));
  if (why.unservable) says.push(t('why.unservable'));
  if (waits && why.position) says.push(t('why.position', { position: why.position, queue: why.workItem.queue.name }));
  if (why.dueState === 'overdue' || why.dueState === 'soon') says.push(t(`why.due.${promised.length ? 'callback.' : ''}${why.dueState}`));
  if (waits && why.nextStepInSeconds !== undefined) says.push(t('why.next', { when: by.length(why.nextStepInSeconds) }));
  else if (waits) says.push(t('why.nextNone'));
  return says;
}

/** Why this person does or does not get it. */
export function verdict(one, by) {
  const key = one.verdict === 'offline' || one.verdict === 'not_available' ? one.presence ?? one.verdict : one.verdict;
  const known = by.t(`why.verdict.${key}`);
  const word = known === `why.verdict.${key}` ? `why.verdict.${one.verdict}` : `why.verdict.${key}`;
  return by.t(word, { skill: one.skill ?? '', wanted: one.wanted, has: one.has ?? 0, until: one.until ? by.at(one.until) : '' });
}

/** Those who were looked at: { who, says, fits, me }. */
export const considered = (why, by) => why.considered.map((one) => ({ who: one.agent.name, says: verdict(one, by), fits: one.verdict === 'fits', me: isMe(one.agent, by.me) }));

/** The steps of the queue: { says, now }. */
export function steps(why, by) {
  return why.steps.map((one) => {
    const kind = one.kind ?? 'step';
    const needs = needWords(one.needs, by);
    const what = kind === 'personal' ? by.t('why.list.personal') : kind === 'everybody' ? by.t('why.list.everybody', { needs }) : by.t('why.list.step', { step: one.step, needs: needs || by.t('why.anybody') });
    const long = one.seconds === undefined ? '' : by.t('why.list.for', { length: by.length(one.seconds) });
    return { says: [what, long, one.skipIfNobody ? by.t('why.list.skip') : ''].filter(Boolean).join(', '), now: one.step === why.step };
  });
}

const TIMES = ['promised', 'retimed'];

/** What happened, oldest first: { at, says }. */
export function history(why, by) {
  return why.history.map((one) => {
    const nobody = one.change === 'transferred' && !one.agent; // to a queue or a team
    const whose = one.agent ?? (nobody ? undefined : one.actor);
    const giver = one.actor && (nobody || (one.agent && one.actor.id !== one.agent.id)) ? one.actor.name : undefined;
    const told = one.reason ? by.t(`why.reason.${one.reason}`) : '';
    const reason = told.startsWith('why.reason.') ? '' : told;
    const says = by.t(`why.history.${one.change}`, { who: whose ? name(whose, by) : '', by: giver, step: one.step, detail: TIMES.includes(one.change) && one.detail ? by.at(one.detail) : one.detail, considered: one.considered });
    return { at: one.at, says: reason ? `${says} (${reason})` : says };
  });
}
