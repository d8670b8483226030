/* Events in words. One stands by itself, several fold. */
import { html } from 'lit';
import { t, lang } from '../i18n.js';
import { icon } from './icon.js';
import { now } from '../clock.js';
import { sentence, short } from '../models/event.js';
import { clock, moment } from '../models/time.js';
import { calendarDay } from '../models/days.js';

const says = (entry) => sentence(entry, { t, at: (time) => moment(time, lang(), now()), on: (day) => calendarDay(day, lang()) });
const time = (entry) => html`<time datetime=${entry.occurredAt}>${clock(entry.occurredAt, lang())}</time>`;

export function events(entries, other) {
  const kind = other ? 'fold other' : 'fold';
  if (entries.length === 1) return html`<p class="${kind} single"><span>${says(entries[0])}</span>${time(entries[0])}</p>`;
  const names = [...new Set(entries.map((entry) => short(entry, { t })))].join(', ');
  return html`<details class=${kind}><summary>${icon('right')}<span class="clip" title=${names}>${t('events', { count: entries.length, names })}</span></summary><ul>${entries.map((entry) => html`<li>${time(entry)}<span>${says(entry)}</span></li>`)}</ul></details>`;
}
