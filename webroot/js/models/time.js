/* Times as people read them. Pure: the language and the present moment are passed in. ISO strings or milliseconds go in. */

const MINUTE = 60000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const formats = new Map();

function format(locale, options) {
  const key = locale + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale === 'de' ? 'de-DE' : 'en-GB', options));
  return formats.get(key);
}

const ms = (time) => (typeof time === 'number' ? time : Date.parse(time));
const midnight = (time) => new Date(ms(time)).setHours(0, 0, 0, 0);
/** Calendar days between two moments in the reader's own zone; survives summer time. */
const daysApart = (time, now) => Math.round((midnight(now) - midnight(time)) / DAY);
const sameYear = (time, now) => new Date(ms(time)).getFullYear() === new Date(ms(now)).getFullYear();

export const clock = (time, locale) => format(locale, { hour: '2-digit', minute: '2-digit' }).format(ms(time));
export const weekday = (time, locale) => format(locale, { weekday: 'short' }).format(ms(time)).replace('.', '');
export const full = (time, locale) => format(locale, { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' }).format(ms(time));
/** A day without its clock, however long ago: "heute", "4. Juni 2024". */
export const date = (time, locale, now) =>
  (daysApart(time, now) === 0 ? WORDS[locale].today.toLowerCase() : format(locale, { day: 'numeric', month: 'long', year: 'numeric' }).format(ms(time)));
const dayMonth = (time, locale, now, month = 'long') =>
  format(locale, { day: 'numeric', month, ...(sameYear(time, now) ? {} : { year: 'numeric' }) }).format(ms(time));

const WORDS = {
  de: { today: 'Heute', yesterday: 'Gestern', tomorrow: 'Morgen', min: 'Min.', h: 'Std.', d: ['Tag', 'Tage'], since: 'seit', in: 'in', lessThan: 'unter 1 Min.' },
  en: { today: 'Today', yesterday: 'Yesterday', tomorrow: 'Tomorrow', min: 'min', h: 'h', d: ['day', 'days'], since: 'for', in: 'in', lessThan: 'under 1 min' },
};

/** A day in the fewest letters: "18.11.2026". */
export const shortDate = (time, locale) => format(locale, { day: 'numeric', month: 'numeric', year: 'numeric' }).format(ms(time));

/** How long, at most two units: "38 Min.", "2 Std. 10 Min.", "1 Tag 3 Std.", "5 Tage". */
export function span(length, locale) {
  const w = WORDS[locale];
  const minutes = Math.floor(length / MINUTE);
  if (minutes < 1) return w.lessThan;
  if (minutes < 60) return `${minutes} ${w.min}`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} ${w.h}${minutes % 60 ? ` ${minutes % 60} ${w.min}` : ''}`;
  const days = Math.floor(hours / 24);
  const rest = days < 3 && hours % 24 ? ` ${hours % 24} ${w.h}` : '';
  return `${days} ${w.d[days === 1 ? 0 : 1]}${rest}`;
}

/** Seconds as "0:12". */
export const stopwatch = (length) => `${Math.floor(length / MINUTE)}:${String(Math.floor((length % MINUTE) / 1000)).padStart(2, '0')}`;

/** A day on the timeline: "Heute, Sa 21. November", "Mo 4. Mai", "Mo 4. Mai 2024". */
export function day(time, locale, now) {
  const apart = daysApart(time, now);
  const name = `${weekday(time, locale)} ${dayMonth(time, locale, now)}`;
  if (apart === 0) return `${WORDS[locale].today}, ${name}`;
  if (apart === 1) return `${WORDS[locale].yesterday}, ${name}`;
  return name;
}

export const dayKey = (time) => midnight(time);

/** A past moment in few letters: "14:20", "gestern", "Fr", "3. Mai", "3. Mai 2024". */
export function stamp(time, locale, now) {
  const apart = daysApart(time, now);
  if (apart <= 0) return clock(time, locale);
  if (apart === 1) return WORDS[locale].yesterday.toLowerCase();
  if (apart < 7) return weekday(time, locale);
  return dayMonth(time, locale, now, 'short');
}

/** A moment, past or to come, with its clock: "14:20", "gestern, 17:40", "morgen, 08:00", "Mo, 08:00", "3. Mai, 09:12". */
export function moment(time, locale, now) {
  const apart = daysApart(time, now);
  const w = WORDS[locale];
  const at = clock(time, locale);
  if (apart === 0) return at;
  if (apart === 1) return `${w.yesterday.toLowerCase()}, ${at}`;
  if (apart === -1) return `${w.tomorrow.toLowerCase()}, ${at}`;
  if (Math.abs(apart) < 7) return `${weekday(time, locale)}, ${at}`;
  return `${dayMonth(time, locale, now, 'short')}, ${at}`;
}

/** A deadline: late (past), soon (within half an hour) or later. */
export function due(time, locale, now) {
  const left = ms(time) - now;
  const w = WORDS[locale];
  if (left < 0) return { state: 'late', icon: 'overdue', text: `${w.since} ${span(-left, locale)}` };
  if (left <= 30 * MINUTE) return { state: 'soon', icon: 'clock', text: `${w.in} ${span(left, locale)}` };
  if (daysApart(time, now) === 0) return { state: 'later', text: clock(time, locale) };
  if (left < 6 * DAY) return { state: 'later', text: `${weekday(time, locale)} ${clock(time, locale)}` };
  return { state: 'later', text: dayMonth(time, locale, now, 'short') };
}

/** A deadline that ends with a day where the house is: late, soon (that day) or later. Counted back from its end, so that the reader's own zone names no other day. */
export function dueDay(time, locale, now) {
  const days = Math.floor((ms(time) - now) / DAY);
  const w = WORDS[locale];
  if (days < 0) return due(time, locale, now);
  if (days === 0) return { state: 'soon', icon: 'clock', text: w.today.toLowerCase() };
  if (days === 1) return { state: 'later', text: w.tomorrow.toLowerCase() };
  return { state: 'later', text: days < 6 ? weekday(ms(time) - DAY / 2, locale) : lastDay(time, locale, now) };
}

/** The day with which such a deadline ends: "5. Dezember". Its noon is that day for every reader within half a day of the house. */
export const lastDay = (time, locale, now) => dayMonth(ms(time) - DAY / 2, locale, now);

/** The usual moments to look at something again. Offered only while they are still to come. */
export function snoozeTimes(now) {
  const at = (days, hour) => {
    const date = new Date(now);
    date.setDate(date.getDate() + days);
    date.setHours(hour, 0, 0, 0);
    return date.getTime();
  };
  const toMonday = ((8 - new Date(now).getDay()) % 7) || 7;
  const times = [
    { id: 'inTwoHours', at: Math.ceil((now + 2 * HOUR) / (15 * MINUTE)) * 15 * MINUTE },
    { id: 'evening', at: at(0, 17) },
    { id: 'tomorrow', at: at(1, 8) },
    { id: 'monday', at: at(toMonday, 8) },
  ];
  return times.filter((time) => time.at > now + 10 * MINUTE && !(time.id === 'monday' && toMonday === 1));
}

/** For <input type="datetime-local">, in the reader's own zone. */
export function localInput(time) {
  const date = new Date(ms(time));
  return new Date(date.getTime() - date.getTimezoneOffset() * MINUTE).toISOString().slice(0, 16);
}
