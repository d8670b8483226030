/* The intake ledger: does it come out even, what got stuck, everything that arrived, and beside it the one that is looked at. */
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { me } from '../store.js';
import { route } from '../router.js';
import { may } from '../models/roles.js';
import { balance, balanceProblem, refresh, told } from '../ledger.js';
import { explain } from '../work.js';
import { icon } from '../parts/icon.js';
import { problem } from '../parts/door.js';
import { ledgerHref, toldLine } from '../parts/ledger.js';
import './ledger-table.js';
import './ledger-arrival.js';

const STATES = ['received', 'checking', 'triaged', 'filed', 'duplicate', 'quarantined'];

class LedgerPage extends FadenElement {
  firstUpdated() { if (may(me(), 'supervisor')) refresh(); }

  render() {
    if (!may(me(), 'supervisor')) return html`<div class="empty">${icon('lock')}<b>${t('forbidden.ledger')}</b><p>${t('set.forbiddenNext')}</p></div>`;
    const chosen = Number(route().params.arrival) || undefined;
    const filter = this.filter;
    const sums = balance();
    return html`<div class="beside ledger ${chosen ? 'is-open' : ''}"><div class="beside-main ledger-main">
        <div class="page-head"><h1>${t('ledger.title')}</h1><p>${t('ledger.about')}</p></div>
        ${problem(balanceProblem() && !sums ? explain(balanceProblem()) : undefined)}
        ${sums ? html`${this.stuck(sums, filter)}${this.balance(sums)}` : nothing}
        ${this.filters(filter)}
        ${told() && told().id !== chosen ? toldLine(told()) : nothing}
        <ledger-table .filter=${filter} .chosen=${chosen}></ledger-table></div>
      ${chosen ? keyed(chosen, html`<ledger-arrival class="beside-side" .number=${chosen} .filter=${filter}></ledger-arrival>`) : nothing}</div>`;
  }

  get filter() {
    const asked = route().query.get('state');
    return STATES.includes(asked) ? asked : undefined;
  }

  stuck({ quarantined }, filter) {
    if (!quarantined || filter === 'quarantined') return nothing;
    return html`<section class="alert" role="status">${icon('warning')}<p><b>${t('ledger.stuck', { count: quarantined })}</b> ${t('ledger.stuckNext')}</p><a class="btn" href=${ledgerHref({ filter: 'quarantined' })}>${t('ledger.look')}</a></section>`;
  }

  balance(sums) {
    const { received, pending, checking, triage, triaged, filed, duplicate, quarantined, balanced } = sums;
    const part = (count, word, tone = '') => html`<span class=${tone}><b>${count.toLocaleString(lang())}</b> ${t(`ledger.${word}`)}</span>`;
    const by = received - pending - checking - triage - triaged - filed - duplicate - quarantined;
    return html`<p class="balance" aria-label=${t('ledger.balance')}>${part(received, 'received')}<span class="op">=</span>${part(pending, 'pending')}<span class="op">+</span>${part(checking, 'checking')}<span class="op">+</span>${part(triage, 'triage')}<span class="op">+</span>${part(triaged, 'triaged')}<span class="op">+</span>${part(filed, 'filed')}<span class="op">+</span>${part(duplicate, 'duplicate')}<span class="op">+</span>${part(quarantined, 'quarantined', quarantined ? 'look' : '')}
      ${balanced ? html`<span class="holds">${icon('check')}${t('ledger.holds')}</span>` : html`<span class="fails">${icon('overdue')}${t('ledger.fails', { by })}</span>`}</p>
      ${balanced ? nothing : html`<p class="fails-next">${t('ledger.failsNext')}</p>`}`;
  }

  filters(filter) {
    const link = (value, word) => html`<a href=${ledgerHref({ filter: value })} aria-current=${filter === value ? 'true' : nothing}>${word}</a>`;
    return html`<nav class="sections filters" aria-label=${t('ledger.filter')}>${link(undefined, t('ledger.all'))}${STATES.map((value) => link(value, t(`ledger.state.${value}`)))}</nav>`;
  }

  updated() { document.title = `${t('ledger.title')} · Faden`; }
}
customElements.define('ledger-page', LedgerPage);
