/* Scanned letters by state, oldest first where they wait for somebody; and the place where new ones are added. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { me } from '../store.js';
import { checkingCount, lists } from '../scans.js';
import { STATES, dayStart } from '../models/scans.js';
import { explain } from '../work.js';
import { dueDay, date, moment } from '../models/time.js';
import { size } from '../models/size.js';
import { now } from '../clock.js';
import { icon } from '../parts/icon.js';
import { reasonText } from '../parts/reason.js';
import { letterHref } from './letters-check.js';
import './scan-upload.js';

class LettersList extends FadenElement {
  static properties = { filter: { attribute: false }, adding: { attribute: false } };

  render() {
    const list = lists[this.filter];
    list.look();
    const count = checkingCount();
    const link = (state) => html`<a href=${letterHref({ filter: state })} aria-current=${this.filter === state ? 'true' : nothing}>${t(`scans.${state}`)}${state === 'checking' && count !== undefined ? html` <span class="count">${count}</span>` : nothing}</a>`;
    return html`<header class="page-head"><h1>${t('scans.title')}</h1><span class="end"><button class="btn ${this.adding ? '' : 'primary'}" type="button" data-action="addLetters" aria-expanded=${String(Boolean(this.adding))} @click=${() => this.dispatchEvent(new CustomEvent('add-letters'))}>${icon('plus')}${t('scans.add')}</button></span></header>
      ${this.adding ? html`<scan-upload class="on-page"></scan-upload>` : nothing}
      <nav class="sections filters" aria-label=${t('scans.filter')}>${STATES.map(link)}</nav>
      <div class="scan-rows" @keydown=${this.onKey}>${this.rows(list)}</div>`;
  }

  rows(list) {
    if (list.problem && !list.rows.length) return html`<div class="empty"><b>${explain(list.problem)}</b><button class="btn" @click=${() => list.again()}>${t('again')}</button></div>`;
    if (!list.rows.length) return list.known ? html`<div class="empty">${icon(this.filter === 'quarantined' ? 'check' : 'scan')}<b>${t(`scans.empty.${this.filter}`)}</b><p>${t(`scans.emptyNext.${this.filter}`)}</p></div>` : nothing;
    return html`<ul>${repeat(list.rows, (row) => row.id, (row) => this.row(row))}</ul>
      ${list.complete ? nothing : html`<button class="btn more" @click=${() => list.more()}>${t('scans.more')}</button>`}`;
  }

  row(row) {
    const limit = row.dueAt && row.state !== 'filed' ? dueDay(row.dueAt, lang(), now()) : undefined;
    const holder = row.workItem?.agent && row.workItem.state !== 'done' ? row.workItem.agent : undefined;
    const who = row.customer?.name;
    const facts = [t('scans.received', { day: date(dayStart(row.receivedOn), lang(), now()) }), row.pages ? t('scans.pages', { count: row.pages }) : undefined, row.uploadedBy?.name ?? row.channelAccount?.name, size(row.size, lang())].filter(Boolean).join(' · ');
    return html`<li><a class="scan-row" data-id=${row.id} href=${letterHref({ id: row.id, filter: this.filter })}>
      ${row.pages ? html`<img class="thumb" src="/api/letters/${row.id}/pages/1/image?dpi=50" alt="" loading="lazy" width="42" height="59" @error=${(event) => event.target.classList.add('is-missing')}>` : html`<span class="thumb is-missing" aria-hidden="true">${icon('letter')}</span>`}
      <span class="l1"><span class="name clip"><bdi>${who ? (row.state === 'filed' ? who : t('scans.perhaps', { name: who })) : row.state === 'quarantined' ? t('scans.unreadable') : t('scans.unknown')}</bdi></span>
        <span class="due ${limit?.state ?? ''}">${limit ? html`${limit.icon ? icon(limit.icon) : nothing} ${t(`due.${limit.state}`, { text: limit.text })}` : moment(row.scannedAt, lang(), now())}</span></span>
      <span class="l2">${row.error ? html`<span class="bad">${reasonText(row.error)}</span>` : row.preview || html`<span class="muted">${t(row.state === 'received' ? 'scan.reading' : 'scans.noText')}</span>`}</span>
      <span class="l3"><span class="clip"><bdi class="file-name">${row.name}</bdi> · ${facts}</span>${holder ? html`<span class="holder">${holder.id === me().id ? t('held.me') : t('heldBy', { name: holder.name })}</span>` : nothing}</span></a></li>`;
  }

  /** Up and down among the letters. */
  onKey(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = [...this.querySelectorAll('.scan-row')];
    const to = all[all.indexOf(document.activeElement) + by];
    if (!to) return;
    event.preventDefault();
    event.stopPropagation();
    to.focus();
  }

  updated() { document.title = `${t('scans.title')} · Faden`; }
}
customElements.define('letters-list', LettersList);
