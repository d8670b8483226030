/* The ledger's rows, newest first. Windowed: rows out of sight are two spacers as high as they would be. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { list, listProblem, look, retryList, loaded, complete } from '../ledger.js';
import { me } from '../store.js';
import { may } from '../models/roles.js';
import { explain } from '../work.js';
import { moment, full } from '../models/time.js';
import { size } from '../models/size.js';
import { now } from '../clock.js';
import { channelMark } from '../parts/icon.js';
import { reasonText } from '../parts/reason.js';
import { ledgerHref, stateMark, conversationLink, sameLink, retryButton } from '../parts/ledger.js';

const MARGIN = 12; // rows drawn beyond the edges

class LedgerTable extends FadenElement {
  static properties = { filter: { attribute: false }, chosen: { attribute: false } };

  constructor() {
    super();
    this.from = 0;
    this.seen = 30;
    this.rowHeight = 44;
  }

  connectedCallback() {
    super.connectedCallback();
    this.box = this.closest('.ledger-main');
    this.onScroll = () => this.measure();
    this.box.addEventListener('scroll', this.onScroll, { passive: true });
    this.sizes = new ResizeObserver(() => this.measure());
    this.sizes.observe(this.box);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.box.removeEventListener('scroll', this.onScroll);
    this.sizes.disconnect();
  }

  /** Which rows are in sight; draws again only when that changed. */
  measure() {
    const body = this.querySelector('tbody');
    if (!body || !this.box.clientHeight) return;
    const height = this.querySelector('tr[data-id]')?.getBoundingClientRect().height || this.rowHeight;
    const above = this.box.getBoundingClientRect().top - body.getBoundingClientRect().top;
    const seen = Math.ceil(this.box.clientHeight / height) + 2 * MARGIN;
    const last = Math.max(0, list(this.filter).rows.length - seen);
    const from = Math.min(last, Math.max(0, Math.floor(above / height) - MARGIN));
    if (from === this.from && seen === this.seen && Math.abs(height - this.rowHeight) < 0.1) return;
    Object.assign(this, { from, seen, rowHeight: height });
    this.requestUpdate();
  }

  willUpdate(changed) {
    if (!changed.has('filter')) return;
    this.from = 0;
    if (this.hasUpdated && this.box.scrollTop > 0) this.box.scrollTop = 0;
  }

  render() {
    const it = list(this.filter);
    const problem = listProblem(this.filter);
    if (problem && !it.rows.length) return html`<div class="empty"><b>${explain(problem)}</b><button class="btn" @click=${() => retryList(this.filter)}>${t('again')}</button></div>`;
    if (!it.rows.length) return loaded(it) ? this.nothingHere() : nothing;
    const shown = it.rows.slice(this.from, this.from + this.seen);
    return html`<table class="table ledger-table" aria-rowcount=${complete(it) ? it.rows.length + 1 : -1}>
      <thead><tr><th scope="col" class="num">${t('ledger.number')}</th><th scope="col">${t('ledger.at')}</th><th scope="col">${t('ledger.account')}</th><th scope="col">${t('ledger.state')}</th><th scope="col" class="num">${t('ledger.size')}</th><th scope="col" class="num tries">${t('ledger.attempts')}</th><th scope="col">${t('ledger.outcome')}</th></tr></thead>
      <tbody><tr class="spacer before" aria-hidden="true"><td></td></tr>${repeat(shown, (one) => one.id, (one, index) => this.row(one, this.from + index + 2))}<tr class="spacer after" aria-hidden="true"><td></td></tr></tbody></table>
      ${complete(it) ? nothing : html`<p class="more muted">${t('ledger.more')}</p>`}`;
  }

  row(one, position) {
    const current = one.id === this.chosen;
    return html`<tr data-id=${one.id} class="${current ? 'current' : ''} ${one.state}" aria-rowindex=${position}>
      <td class="num id"><a class="row-link" href=${ledgerHref({ filter: this.filter, id: one.id })} aria-current=${current ? 'true' : nothing} aria-label=${t('ledger.open', { number: one.id })}>${one.id}</a></td>
      <td class="at" title=${full(one.receivedAt, lang())}>${moment(one.receivedAt, lang(), now())}</td>
      <td class="account"><span class="clip" title=${one.channelAccount?.name}>${channelMark(one.channel)} ${one.channelAccount?.name}</span></td>
      <td class="state">${stateMark(one.state)}</td>
      <td class="num size">${size(one.size, lang())}</td>
      <td class="num tries">${one.attempts || nothing}</td>
      <td class="outcome"><div><span class="clip" title=${one.error ? reasonText(one.error) : nothing}>${one.conversationId ? conversationLink(one.conversationId) : one.duplicateOf ? sameLink(one.duplicateOf, this.filter) : one.error ? reasonText(one.error) : nothing}</span>
        ${one.state === 'quarantined' ? retryButton(one.id) : nothing}</div></td></tr>`;
  }

  nothingHere() {
    if (!this.filter) return html`<div class="empty"><b>${t('ledger.empty')}</b><p>${t('ledger.emptyNext')}</p>${may(me(), 'admin') ? html`<a class="btn" href="/settings/channel-accounts">${t('ledger.emptyAct')}</a>` : nothing}</div>`;
    return html`<div class="empty"><b>${t(`ledger.empty.${this.filter}`)}</b><a class="btn" href="/ledger">${t('ledger.emptyFilter')}</a></div>`;
  }

  updated() {
    const { rows } = list(this.filter);
    const tall = (name, count) => { const cell = this.querySelector(`.spacer.${name} td`); if (cell) cell.style.blockSize = `${Math.max(0, count) * this.rowHeight}px`; };
    tall('before', this.from);
    tall('after', rows.length - this.from - this.seen);
    look(this.filter, this.from, this.from + this.seen);
    requestAnimationFrame(() => this.isConnected && this.measure());
  }
}
customElements.define('ledger-table', LedgerTable);
