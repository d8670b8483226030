/* What an erasure takes, and what stands against it. */
import { html, nothing } from 'lit';
import { t, lang } from '../i18n.js';
import { icon } from './icon.js';
import { full } from '../models/time.js';

/** What a customer is called whose name is erased. */
export const customerName = (it) => it.name || (it.erased ? t('customer.erasedName', { number: it.id }) : t('customer'));

/** That nobody is left, and since when. */
export const erasedWords = ({ erasedAt }) => (erasedAt ? t('customer.erasedAt', { when: full(erasedAt, lang()) }) : t('customer.erased'));

const ORDER = ['customers', 'contactPoints', 'conversations', 'entries', 'attachments', 'arrivals', 'scans', 'posts', 'deliveries', 'letters', 'calls', 'callbacks', 'drafts', 'importRows'];

export function counts(given) {
  const shown = ORDER.filter((name) => given?.[name] > 0);
  if (!shown.length) return nothing;
  return html`<dl class="counts">${shown.map((name) => html`<div><dt>${t(`erase.count.${name}`)}</dt><dd class="num">${given[name].toLocaleString(lang())}</dd></div>`)}</dl>`;
}

/** Each obstacle leads to where it can be removed. */
export function against(list) {
  if (!list.length) return nothing;
  return html`<div class="warning">${icon('warning')}<div><b>${t('erase.against')}</b><ul>${list.map(({ code, id, detail }) => html`<li>${t(`erase.against.${code}`)}
    ${id && /conversation|reply|callback/.test(code) ? html`<a class="link" href="/inbox/all/${id}">${detail || t('number', { number: id })}</a>` : detail ?? nothing}</li>`)}</ul></div></div>`;
}
