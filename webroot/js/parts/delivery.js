/* How far a reply is on its way, in words; red only when a hand is needed. */
import { html, nothing } from 'lit';
import { t, lang } from '../i18n.js';
import { icon } from './icon.js';
import { clock, moment } from '../models/time.js';
import { retry, takeBack } from '../work.js';
import { current } from '../desk.js';
import { ui } from '../ui.js';

export function delivery(entry, now) {
  const { status, sendAt, sentAt, nextAttemptAt, error, uncertain, attempts } = entry.reply;
  const left = sendAt ? Math.ceil((Date.parse(sendAt) - now) / 1000) : 0;
  const undo = () => takeBack(current(), entry);
  switch (status) {
    case 'sent': return html`<span class="ok">${icon('check')}${t('delivery.sent', { at: moment(sentAt ?? entry.occurredAt, lang(), now) })}</span>`;
    case 'scheduled':
    case 'approved':
      if (attempts > 0 && nextAttemptAt) return html`<span class="soon">${icon('clock')}${t('delivery.again', { at: clock(nextAttemptAt, lang()) })}${error ? `: ${error}` : ''}</span>`;
      return left > 0 ? html`<span>${t('delivery.leaves', { seconds: left })}</span>${ui.toast?.undo ? nothing : html`<button @click=${undo}>${t('action.undo')}</button>`}` : html`<span>${t('delivery.sending')}</span>`;
    case 'sending':
      return nextAttemptAt && Date.parse(nextAttemptAt) > now ? html`<span class="soon">${icon('clock')}${t('delivery.again', { at: clock(nextAttemptAt, lang()) })}${error ? `: ${error}` : ''}</span>`
        : html`<span>${t('delivery.sending')}</span>`;
    case 'in_review': return html`<span>${icon('checks')}${t('delivery.review')}</span>`;
    case 'failed': return failed(entry, error, uncertain);
    default: return nothing;
  }
}

const failed = (entry, error, uncertain) => html`<div class="failed ${uncertain ? 'uncertain' : ''}" role="note">${icon('warning')}
  <p><b>${t(uncertain ? 'delivery.uncertain' : 'delivery.failed')}</b>${error ? html` ${error}` : nothing}${uncertain ? html` ${t('delivery.uncertainNext')}` : nothing}</p>
  <button class="btn" @click=${() => retry(entry)}>${t(uncertain ? 'delivery.retryAnyway' : 'delivery.retry')}</button></div>`;
