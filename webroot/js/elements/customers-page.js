/* Customers by name, number or address; and a new one. The words stand in the address. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t } from '../i18n.js';
import { route, go } from '../router.js';
import { finding, lookAgain } from '../finder.js';
import { newCustomer } from '../customers.js';
import { run, action, labelOf } from '../actions.js';
import { explain } from '../work.js';
import { guess } from '../models/ways.js';
import { icon } from '../parts/icon.js';

const PAUSE = 200;

class CustomersPage extends FadenElement {
  get words() { return (route().query.get('q') ?? '').trim(); }

  firstUpdated() { this.querySelector('input').focus(); }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.waiting);
  }

  render() {
    const { words } = this;
    const exporting = action('exportAll');
    return html`<div class="page-head"><h1>${t('nav.customers')}</h1><span class="end">${exporting.enabled() ? html`<button class="btn quiet" @click=${() => exporting.run()}>${icon(exporting.icon)}${labelOf(exporting)}</button>` : nothing}
        <button class="btn primary" @click=${() => run('newCustomer')}>${icon('user-plus')}${t('action.newCustomer')}</button></span></div>
      <form class="search-form" role="search" @submit=${(event) => event.preventDefault()}><label class="ask">${icon('search')}<span class="sr">${t('customers.find')}</span>
        <input class="field" name="q" type="search" maxlength="200" autocomplete="off" spellcheck="false" placeholder=${t('customers.hint')} .value=${words} @input=${this.typed} @keydown=${this.onKey}></label></form>
      <div class="search-found" @keydown=${this.onKey}>${this.found(words)}</div>`;
  }

  found(words) {
    const { items, problem, busy } = finding(words);
    if (problem) return html`<div class="empty"><b>${explain(problem)}</b><button class="btn" @click=${lookAgain}>${t('again')}</button></div>`;
    if (!items) return busy ? nothing : html`<div class="empty">${icon('users')}<b>${t('customers.start')}</b><p>${t('customers.startNext')}</p></div>`;
    if (!items.length) return html`<div class="empty"><b>${t('find.none')}</b><p>${t('customers.noneNext')}</p><button class="btn" @click=${() => newCustomer(this.suggested(words))}>${icon('user-plus')}${t('customers.make', { words })}</button></div>`;
    return html`<p class="sr" role="status">${t('customers.count', { count: items.length })}</p><ul class="hits customers">${items.map((one) => html`<li><a class="hit" href="/customers/${one.id}">
      <span class="avatar ${one.kind === 'organisation' ? 'is-organisation' : ''}" aria-hidden="true">${one.kind === 'organisation' ? icon('office') : one.initials}</span><span class="l1"><span class="name clip" title=${one.name}><bdi>${one.name}</bdi></span><span class="muted">${t('customer.number', { number: one.id })}</span></span>
      <span class="l2"><bdi>${one.address ?? t('way.none')}</bdi></span></a></li>`)}</ul>`;
  }

  /** What was looked for is where a new one begins. */
  suggested(words) {
    const looks = guess(words);
    return looks ? { [looks]: words } : { name: words };
  }

  typed(event) {
    clearTimeout(this.waiting);
    const q = event.target.value.trim();
    this.waiting = setTimeout(() => go(q ? `/customers?q=${encodeURIComponent(q)}` : '/customers', { replace: true }), PAUSE);
  }

  /** Down from the words into the hits, and up and down among them. */
  onKey(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    const hits = [...this.querySelectorAll('.hit')];
    const to = hits.indexOf(document.activeElement) + by;
    const target = to < 0 ? this.querySelector('input') : hits[to];
    event.preventDefault();
    event.stopPropagation();
    target?.focus();
  }

  updated() { document.title = `${t('nav.customers')} · Faden`; }
}
customElements.define('customers-page', CustomersPage);
