/* Names of days. Pure: the language is passed in. */
import { DAYS } from './opening.js';

const region = (locale) => (locale === 'de' ? 'de-DE' : 'en-GB');

/** 'mon' -> "Montag" (long) or "Mo" (short). */
export const dayName = (day, locale, width = 'long') => new Intl.DateTimeFormat(region(locale), { weekday: width, timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, 1 + DAYS.indexOf(day)))).replace('.', '');

/** '2026-12-25' -> 'fri' */
export const dayAt = (date) => DAYS[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7];

/** '2026-12-25' -> { weekday: "Fr", date: "25. Dez." }; the date is a day of the calendar, of no zone. */
export function dayOf(date, locale) {
  const at = new Date(`${date}T00:00:00Z`);
  const as = (options) => new Intl.DateTimeFormat(region(locale), { ...options, timeZone: 'UTC' }).format(at);
  return { weekday: as({ weekday: 'short' }).replace('.', ''), date: as({ day: 'numeric', month: 'short' }) };
}

/** '2026-05-07' -> "7. Mai", or "7. Mai 2025" in another year than `now`. */
export function calendarDay(date, locale, now = Date.now()) {
  const year = Number(date.slice(0, 4)) === new Date(now).getFullYear() ? {} : { year: 'numeric' };
  return new Intl.DateTimeFormat(region(locale), { day: 'numeric', month: 'long', ...year, timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
}

/** Today in the reader's own zone, as a day of the calendar. */
export function today(now = Date.now()) {
  const date = new Date(now);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
}
