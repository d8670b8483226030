/* Events in words. One stands by itself, several fold. */
import { html } from 'lit';
import { t, lang } from '../i18n.js';
import { icon } from './icon.js';
import { clock, moment } from '../models/time.js';

const NAMED = ['taken', 'returned', 'accepted', 'transferred']; // their words say who
const STATUS = ['open', 'waiting', 'snoozed', 'resolved'];
const place = (value) => (STATUS.includes(value) ? t(`status.${value}`) : value ?? '');

export function sentence(entry) {
  const { type, from, to, detail } = entry.event ?? {};
  const who = entry.author?.name;
  const key = type === 'status_changed' && STATUS.includes(to) ? `event.to.${to}` : `event.${type}`;
  const when = to === 'snoozed' && Date.parse(detail) ? moment(detail, lang(), Date.now()) : undefined;
  const words = t(key, { who, from: place(from), to: place(to), detail, when });
  return who && !NAMED.includes(type) ? t('event.by', { words, who }) : words;
}

const short = (entry) => {
  const { type, to } = entry.event ?? {};
  return t(type === 'status_changed' && STATUS.includes(to) ? `event.short.${to}` : `event.short.${type}`);
};

const line = (entry) => html`<time datetime=${entry.occurredAt}>${clock(entry.occurredAt, lang())}</time>${sentence(entry)}`;

export function events(entries, other) {
  const kind = other ? 'fold other' : 'fold';
  if (entries.length === 1) return html`<p class="${kind} single">${sentence(entries[0])}<time datetime=${entries[0].occurredAt}>${clock(entries[0].occurredAt, lang())}</time></p>`;
  const names = [...new Set(entries.map(short))].join(', ');
  return html`<details class=${kind}><summary>${icon('right')}<span class="clip">${t('events', { count: entries.length, names })}</span></summary><ul>${entries.map((entry) => html`<li>${line(entry)}</li>`)}</ul></details>`;
}
