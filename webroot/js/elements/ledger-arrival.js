/* One arrival: what is known of it, the way on, and the original. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { arrival, told } from '../ledger.js';
import { explain } from '../work.js';
import { full } from '../models/time.js';
import { size } from '../models/size.js';
import { icon, channelMark } from '../parts/icon.js';
import { reasonText } from '../parts/reason.js';
import { ledgerHref, stateMark, conversationLink, sameLink, retryButton, toldLine } from '../parts/ledger.js';
import './ledger-raw.js';

class LedgerArrival extends FadenElement {
  static properties = { number: { attribute: false }, filter: { attribute: false } };

  firstUpdated() { this.querySelector('h2').focus({ preventScroll: true }); }

  render() {
    const { data, problem } = arrival(this.number);
    return html`<header><h2 tabindex="-1">${t('ledger.open', { number: this.number })}</h2><a class="btn quiet only" href=${ledgerHref({ filter: this.filter })} aria-label=${t('ledger.back')} title=${t('ledger.back')}>${icon('close')}</a></header>
      ${told()?.id === this.number ? toldLine(told()) : nothing}
      ${data ? this.facts(data) : problem ? html`<div class="empty"><b>${problem.status === 404 ? t('ledger.gone') : explain(problem)}</b></div>` : nothing}`;
  }

  facts(it) {
    const fact = (label, value) => (value === undefined || value === nothing ? nothing : html`<dt>${label}</dt><dd>${value}</dd>`);
    return html`<dl class="facts">
        ${fact(t('ledger.state'), stateMark(it.state))}
        ${fact(t('ledger.reason'), it.state === 'quarantined' && it.error ? reasonText(it.error) : nothing)}
        ${fact(t('ledger.outcome'), it.conversationId ? conversationLink(it.conversationId) : it.duplicateOf ? sameLink(it.duplicateOf, this.filter) : nothing)}
        ${fact(t('ledger.at'), full(it.receivedAt, lang()))}
        ${fact(t('ledger.filedAt'), it.filedAt ? full(it.filedAt, lang()) : nothing)}
        ${fact(t('ledger.account'), html`${channelMark(it.channel)} ${it.channelAccount?.name}`)}
        ${fact(t('ledger.size'), size(it.size, lang()))}
        ${fact(t('ledger.attempts'), it.attempts || nothing)}
        ${fact(t('ledger.source'), it.sourceKey ? html`<span class="code">${it.sourceKey}</span>` : nothing)}
        ${fact(t('ledger.sha'), it.sha256 ? html`<span class="code">${it.sha256}</span>` : nothing)}</dl>
      ${it.state === 'quarantined' ? html`<div class="acts-line">${retryButton(it.id, true)}</div>` : nothing}
      <ledger-raw .number=${it.id} .size=${it.size} .open=${it.state === 'quarantined'}></ledger-raw>`;
  }
}
customElements.define('ledger-arrival', LedgerArrival);
