/* Pieces that the ledger's list and its single arrivals share. */
import { html, nothing } from 'lit';
import { t } from '../i18n.js';
import { explain } from '../work.js';
import { icon } from './icon.js';
import { reasonText } from './reason.js';
import { forgetTold, isTrying, retry } from '../ledger.js';

const MARKS = { received: ['clock', ''], checking: ['eye', ''], triaged: ['check', ''], filed: ['check', 'ok'], duplicate: ['merge', ''], quarantined: ['warning', 'warn'] };

export const ledgerHref = ({ filter, id }) => `/ledger${id ? `/${id}` : ''}${filter ? `?state=${filter}` : ''}`;
export const stateMark = (state) => html`<span class="state-mark ${MARKS[state][1]}">${icon(MARKS[state][0])}${t(`ledger.state.${state}`)}</span>`;
export const conversationLink = (id) => html`<a class="link" href="/inbox/all/${id}">${t('ledger.conversation', { number: id })}</a>`;
export const sameLink = (id, filter) => html`<a class="link" href=${ledgerHref({ filter, id })}>${t('ledger.same', { number: id })}</a>`;

export const retryButton = (id, primary = false) => html`<button class="btn ${primary ? 'primary' : ''}" type="button" aria-disabled=${isTrying(id) ? 'true' : nothing} aria-label="${t('ledger.retry')}: ${t('ledger.open', { number: id })}" @click=${() => retry(id)}>
  ${icon('rotate')}${t(isTrying(id) ? 'ledger.retrying' : 'ledger.retry')}</button>`;

/** What came of trying again. */
export function toldLine({ id, data, problem }) {
  const good = data && data.state !== 'quarantined';
  const text = problem ? explain(problem) : t(`ledger.told.${data.state}`, { number: id, reason: reasonText(data.error) });
  return html`<p class="told ${good ? 'good' : 'bad'}" role="status">${icon(good ? 'check' : 'warning')}<span>${text} ${data?.conversationId ? conversationLink(data.conversationId) : nothing}</span>
    <button class="btn quiet only" aria-label=${t('close')} @click=${forgetTold}>${icon('close')}</button></p>`;
}
