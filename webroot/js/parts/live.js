/* Pieces that the parts of the live room share. */
import { html, svg, nothing } from 'lit';
import { t, lang } from '../i18n.js';
import { span } from '../models/time.js';
import { spark } from '../models/live.js';
import { icon } from './icon.js';

/** The address of a list: what narrows it is in the query. */
export function liveHref(filter = {}) {
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== undefined));
  return query.size ? `/live?${query}` : '/live';
}

export const number = (count) => count.toLocaleString(lang());
export const long = (seconds) => span(seconds * 1000, lang());

/** A number that leads to its items; a nought is only a nought. */
export const leads = (count, filter, label, tone = '') => (count ? html`<a class="leads ${tone}" href=${liveHref(filter)} aria-label=${`${number(count)} ${label}`}>${number(count)}</a>` : html`<span class="nought">0</span>`);

/** How near the due time is, in a word. */
export const dueWord = (state) => ({ overdue: html`<span class="due late">${icon('overdue')}${t('live.overdueOne')}</span>`, soon: html`<span class="due soon">${icon('clock')}${t('live.soonOne')}</span>` })[state] ?? nothing;

/** The hour as a line; its sum in words for who cannot see it. */
export function sparkline(counts, label) {
  const points = spark(counts, 96, 24);
  const [x, y] = points.at(-1);
  return html`<svg class="spark" viewBox="0 0 96 24" role="img" aria-label=${label}><title>${label}</title>${svg`<polyline points=${points.map((point) => point.join(',')).join(' ')}></polyline><circle cx=${x} cy=${y} r="2.25"></circle>`}</svg>`;
}

/** Units in use, as a bar and as a number. */
export function loadBar({ used, capacity, overCapacity }) {
  const percent = capacity ? Math.round((used / capacity) * 100) : 0;
  return html`<span class="live-load ${overCapacity ? 'over' : ''}" title=${t('load.whole', { used, capacity, overCapacity })}><svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="4"></rect><rect width=${Math.min(100, percent)} height="4"></rect></svg><span>${percent} %</span></span>`;
}
