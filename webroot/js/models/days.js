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
