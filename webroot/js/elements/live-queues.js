/* The queues as a table. Every number leads to its items, a row to all that wait in it. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { FadenElement } from './base.js';
import { t } from '../i18n.js';
import { room } from '../live-room.js';
import { now } from '../clock.js';
import { icon } from '../parts/icon.js';
import { leads, liveHref, long, number, sparkline } from '../parts/live.js';

class LiveQueues extends FadenElement {
  static properties = { queues: { attribute: false }, chosen: { attribute: false } };

  render() {
    const { queues, total } = this.queues;
    const th = (word, cls = '') => html`<th scope="col" class=${cls}>${t(word)}</th>`;
    return html`<h2 id="live-queues">${t('nav.queues')}</h2><table class="table grid" aria-labelledby="live-queues">
      <thead><tr>${th('queue')}${th('live.col.waiting', 'num')}${th('live.col.oldest')}${th('live.col.due')}${th('live.col.offered', 'num mid')}${th('live.col.assigned', 'num mid')}${th('live.col.parked', 'num mid')}${th('live.col.hour', 'hour')}${th('live.col.ready', 'num')}</tr></thead>
      <tbody>${repeat(queues, ({ queue }) => queue.id, (one) => this.row(one))}</tbody>
      ${queues.length > 1 ? html`<tfoot><tr><td>${t('live.total')}</td><td class="num">${number(total.waiting)}</td><td></td><td class="dues">${this.dues(total, {})}</td><td class="num mid">${number(total.offered)}</td><td class="num mid">${number(total.assigned)}</td><td class="num mid">${number(total.parked)}</td><td class="hour"></td><td></td></tr></tfoot>` : nothing}</table>`;
  }

  row({ queue, counts, members, onShift, ready, open, arrivedLastHour = [] }) {
    const id = { queue: queue.id };
    const current = this.chosen === queue.id;
    const came = arrivedLastHour.reduce((sum, one) => sum + one, 0);
    return html`<tr class=${current ? 'current' : ''}>
      <td class="q"><a class="row-link" href=${liveHref(id)} aria-current=${current ? 'true' : nothing}>${queue.name}</a>${this.about(counts, open, queue.id)}</td>
      <td class="num big" data-name=${t('live.col.waiting')}>${leads(counts.waiting, { ...id, state: 'queued' }, t('live.part.queued'))}</td>
      <td class="oldest" data-name=${t('live.col.oldest')}>${counts.oldestSeconds === undefined ? html`<span class="nought">–</span>` : long(counts.oldestSeconds + Math.max(0, Math.floor((now() - room().at) / 1000)))}</td>
      <td class="dues">${this.dues(counts, id)}</td>
      <td class="num mid">${leads(counts.offered, { ...id, state: 'offered' }, t('live.part.offered'))}</td>
      <td class="num mid">${leads(counts.assigned, { ...id, state: 'assigned' }, t('live.part.assigned'))}</td>
      <td class="num mid">${leads(counts.parked, { ...id, state: 'parked' }, t('live.part.parked'))}</td>
      <td class="hour">${arrivedLastHour.length ? sparkline(arrivedLastHour, t('live.cameInHour', { count: came })) : nothing}</td>
      <td class="num ready" data-name=${t('live.col.ready')} title=${t('live.members', { onShift, members })}>${onShift ? html`<b class=${!ready && counts.waiting ? 'soon' : ''}>${ready}</b> <small>/ ${onShift}</small>` : html`<small class=${counts.waiting ? 'soon' : ''}>${t('live.nobodyOn')}</small>`}</td></tr>`;
  }

  about({ byChannel, unservable }, open, queue) {
    const channels = Object.entries(byChannel).sort(([, a], [, b]) => b - a).map(([channel, count]) => `${number(count)} ${t(`channel.${channel}`)}`).join(', ');
    return html`<small>${[open === false ? t('live.closed') : '', channels].filter(Boolean).join(' · ') || t('live.empty')}</small>
      ${unservable ? html`<a class="due late" href=${liveHref({ queue, state: 'unservable' })}>${icon('warning')}${t('live.unservableCount', { count: unservable })}</a>` : nothing}`;
  }

  dues({ overdue, dueSoon }, id) {
    if (!overdue && !dueSoon) return html`<span class="nought">–</span>`;
    return html`${overdue ? html`<a class="due late" href=${liveHref({ ...id, state: 'overdue' })}>${icon('overdue')}${t('live.overdueCount', { count: overdue })}</a>` : nothing}
      ${dueSoon ? html`<a class="due soon" href=${liveHref({ ...id, state: 'due_soon' })}>${icon('clock')}${t('live.dueSoonCount', { count: dueSoon })}</a>` : nothing}`;
  }
}
customElements.define('live-queues', LiveQueues);
