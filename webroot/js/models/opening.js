/* Business hours as a form sees them, and as the contract wants them. Pure. */
import { timeOf } from './routing.js';

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
let keys = 0;
const span = (from = '', to = '') => ({ key: ++keys, from, to });

export const emptyHours = (timeZone) => ({ name: '', timeZone, holidayRegion: '', closed: [], week: Object.fromEntries(DAYS.map((day, at) => [day, at < 5 ? [span('08:00', '18:00')] : []])) });

export const ofHours = ({ name, timeZone, holidayRegion = '', week, closed }) => ({
  name, timeZone, holidayRegion, closed: closed.map((day) => ({ key: ++keys, date: day.date, name: day.name ?? '' })),
  week: Object.fromEntries(DAYS.map((day) => [day, week.filter((one) => one.day === day).sort((a, b) => a.from.localeCompare(b.from)).map(({ from, to }) => span(from, to))])),
});

/** A new time of a day: after its last one, else the usual. */
export const nextSpan = (spans) => (spans.length ? span() : span('08:00', '18:00'));
export const copyOf = (spans) => spans.map(({ from, to }) => span(from, to));
export const closedDay = () => ({ key: ++keys, date: '', name: '' });

export const bodyOf = (values, version) => ({
  ...(version === undefined ? {} : { version }), name: values.name.trim(), timeZone: values.timeZone, ...(values.holidayRegion ? { holidayRegion: values.holidayRegion } : {}),
  week: DAYS.flatMap((day) => values.week[day].map(({ from, to }) => ({ day, from: timeOf(from), to: timeOf(to) }))),
  closed: values.closed.map(({ date, name }) => ({ date, ...(name.trim() ? { name: name.trim() } : {}) })),
});

/** Field -> key of a sentence. */
export function faultsOf(values) {
  const faults = {};
  if (!values.name.trim()) faults.name = 'fault.missing';
  for (const day of DAYS) {
    let before = '';
    values.week[day].forEach((one, index) => {
      const [from, to] = [timeOf(one.from), timeOf(one.to)];
      if (!from || from === '24:00') faults[`${day}.${index}.from`] = 'fault.time';
      else if (!to) faults[`${day}.${index}.to`] = 'fault.time';
      else if (to <= from) faults[`${day}.${index}.to`] = 'fault.timeOrder';
      else if (from < before) faults[`${day}.${index}.from`] = 'fault.timeOverlap';
      else before = to;
    });
  }
  const dates = new Set();
  values.closed.forEach(({ date }, index) => {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) faults[`closed.${index}.date`] = 'fault.date';
    else if (dates.has(date)) faults[`closed.${index}.date`] = 'fault.dateTwice';
    dates.add(date);
  });
  return faults;
}
