/* The settings of a queue as a form sees them, and as the contract wants them. Pure. What is left empty has its default. */
import { CHANNELS, isLive, lengthOf, linesOf, secondsOf, wholeOf } from './routing.js';

export const MINUTES = ['min', 'h', 'd'];
export const SECONDS = ['s', 'min', 'h', 'd'];
const chip = ({ id, name }) => ({ id, label: name });
let keys = 0;

export const emptyStep = () => ({ key: ++keys, needs: [], n: '5', unit: 'min', ends: true, skip: true });
export const offerDefault = (channel) => (isLive(channel) ? 20 : 120);
/** How long only the personal agent is asked: { n, unit }. */
export const waitDefault = (channel) => (isLive(channel) ? { n: 20, unit: 's' } : { n: 4, unit: 'h' });

export function ofQueue({ settings, everybody, members, hours }) {
  const length = (name, seconds, units, usual) => {
    const { n, unit } = lengthOf(seconds, units, usual);
    return { [name]: n, [`${name}.unit`]: unit };
  };
  const minutes = (name, value, usual) => length(name, value === undefined ? undefined : value * 60, MINUTES, usual);
  const target = (name, value) => ({ [`${name}.h`]: value === undefined ? '' : String(Math.floor(value / 60)), [`${name}.m`]: value === undefined ? '' : String(value % 60) });
  const channels = CHANNELS.map((channel) => {
    const set = settings.channels?.[channel] ?? {};
    return { [`${channel}.offer`]: set.offerSeconds === undefined ? '' : String(set.offerSeconds), [`${channel}.auto`]: Boolean(set.autoAccept), ...length(`${channel}.wait`, set.personalWaitSeconds, SECONDS, waitDefault(channel).unit) };
  });
  return Object.assign({
    everybody: everybody ? 'yes' : 'no', members: members.map(chip), hours: hours ? String(hours.id) : '', place: settings.place ?? 'anywhere',
    steps: (settings.steps ?? []).map(({ needs, seconds, skipIfNobody = true }) => {
      const { n, unit } = lengthOf(seconds, SECONDS, 'min');
      return { key: ++keys, needs: needs.map(({ skill, level, hard = false }) => ({ skill, level, hard })), n, unit, ends: seconds !== undefined, skip: skipIfNobody };
    }),
    strictPriority: Boolean(settings.strictPriority), qualityFirst: Boolean(settings.qualityFirst),
    wrapUp: settings.wrapUp ?? 'off', dispositions: (settings.dispositions ?? []).join('\n'),
    approval: settings.approval ?? ['public'],
    personalAgent: settings.personalAgent ?? true, personalDays: settings.personalDays === undefined ? '' : String(settings.personalDays),
  }, length('boost', settings.boostSeconds, ['s', 'min', 'h'], 'min'), length('wrapUpTime', settings.wrapUpSeconds, ['s', 'min']),
  minutes('approvalTime', settings.approvalMinutes), minutes('warning', settings.warningMinutes), target('first', settings.firstAnswerMinutes), target('next', settings.nextAnswerMinutes), ...channels);
}

const targetOf = (values, name) => {
  const [hours, minutes] = [wholeOf(values[`${name}.h`]), wholeOf(values[`${name}.m`])];
  return hours === undefined && minutes === undefined ? undefined : (hours ?? 0) * 60 + (minutes ?? 0);
};
const lengthIn = (values, name) => secondsOf(values[name], values[`${name}.unit`]);
const minutesIn = (values, name) => {
  const seconds = lengthIn(values, name);
  return seconds === undefined ? undefined : seconds / 60;
};

/** The steps with their lengths in seconds; undefined where the next never comes. */
export const stepsOf = (values) => values.steps.map(({ needs, n, unit, ends, skip }) => ({ needs, skip, seconds: ends ? secondsOf(n, unit) : undefined }));

export function bodyOf(values, version) {
  const channels = {};
  for (const channel of CHANNELS) {
    const set = { offerSeconds: wholeOf(values[`${channel}.offer`]), autoAccept: values[`${channel}.auto`] || undefined, personalWaitSeconds: lengthIn(values, `${channel}.wait`) };
    if (Object.values(set).some((value) => value !== undefined)) channels[channel] = set;
  }
  return {
    version, everybody: values.everybody === 'yes', members: values.everybody === 'yes' ? [] : values.members.map(({ id }) => id), ...(values.hours ? { hours: Number(values.hours) } : {}),
    settings: {
      steps: stepsOf(values).map(({ needs, seconds, skip }) => ({ needs, ...(seconds === undefined ? {} : { seconds }), skipIfNobody: skip })),
      boostSeconds: lengthIn(values, 'boost'), strictPriority: values.strictPriority, qualityFirst: values.qualityFirst, place: values.place,
      approval: values.approval, approvalMinutes: minutesIn(values, 'approvalTime'),
      warningMinutes: minutesIn(values, 'warning'), firstAnswerMinutes: targetOf(values, 'first'), nextAnswerMinutes: targetOf(values, 'next'),
      wrapUp: values.wrapUp, wrapUpSeconds: lengthIn(values, 'wrapUpTime'), dispositions: linesOf(values.dispositions),
      personalAgent: values.personalAgent, personalDays: wholeOf(values.personalDays), channels,
    },
  };
}

/** What is wrong before anybody is asked: field -> [key of a sentence, its values]. */
export function faultsOf(values) {
  const faults = {};
  const between = (name, value, low, high, key = 'fault.whole', shown = [low, high]) => {
    if (value !== undefined && !(value >= low && value <= high)) faults[name] = [key, { low: shown[0], high: shown[1] }];
  };
  values.steps.forEach((step, index) => {
    if (step.ends && wholeOf(step.n) === undefined) faults[`steps.${index}.n`] = ['fault.missing'];
    if (step.ends) between(`steps.${index}.n`, secondsOf(step.n, step.unit), 1, 31536000, 'fault.length');
  });
  between('boost', lengthIn(values, 'boost'), 0, 86400, 'fault.boost');
  between('approvalTime', minutesIn(values, 'approvalTime'), 1, 10080, 'fault.approvalTime');
  between('warning', minutesIn(values, 'warning'), 0, 10080, 'fault.warning');
  for (const name of ['first', 'next']) {
    between(`${name}.h`, wholeOf(values[`${name}.h`]), 0, 8760);
    between(`${name}.m`, wholeOf(values[`${name}.m`]), 0, 525600);
    if (!faults[`${name}.h`] && !faults[`${name}.m`]) between(`${name}.h`, targetOf(values, name), 1, 525600, 'fault.target');
  }
  if (values.wrapUp !== 'off') between('wrapUpTime', lengthIn(values, 'wrapUpTime'), 5, 900, 'fault.wrapUp');
  between('personalDays', wholeOf(values.personalDays), 1, 365);
  for (const channel of CHANNELS) {
    between(`${channel}.offer`, wholeOf(values[`${channel}.offer`]), 5, 3600);
    between(`${channel}.wait`, lengthIn(values, `${channel}.wait`), 0, 2592000, 'fault.wait');
  }
  const outcomes = linesOf(values.dispositions);
  if (outcomes.length > 50) faults.dispositions = ['fault.lines', { most: 50 }];
  else if (outcomes.some((line) => line.length > 100)) faults.dispositions = ['fault.longLine', { most: 100 }];
  return faults;
}

export const REVIEWED = ['public', 'direct', 'email', 'letter'];
const SHOWN = { approvalMinutes: 'approvalTime', boostSeconds: 'boost', warningMinutes: 'warning', firstAnswerMinutes: 'first.h', nextAnswerMinutes: 'next.h', wrapUpSeconds: 'wrapUpTime', offerSeconds: 'offer', personalWaitSeconds: 'wait', seconds: 'n' };

/** Where the form shows a field of the contract: "settings.channels.email.offerSeconds" is "email.offer". */
export const placeOf = (path) => path.replace(/^settings\./, '').replace(/^channels\./, '').replace(/^(approval|dispositions|members)\..*/, '$1').split('.').map((part) => SHOWN[part] ?? part).join('.');
