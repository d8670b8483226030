/* How far a reply is on its way, in words; red only when a hand is needed. */
import { html, nothing } from 'lit';
import { t, lang } from '../i18n.js';
import { icon } from './icon.js';
import { clock, moment } from '../models/time.js';
import { calendarDay } from '../models/days.js';
import { reasonText } from './reason.js';
import { retry, takeBack } from '../work.js';
import { ui } from '../ui.js';

export function delivery(entry, now) {
  const onPaper = entry.channel === 'letter';
  const { status, sendAt, sentAt, nextAttemptAt, error, uncertain, attempts } = entry.reply;
  const left = sendAt ? Math.ceil((Date.parse(sendAt) - now) / 1000) : 0;
  const undo = () => takeBack({ id: entry.conversationId }, entry); // which may be another than the open one
  switch (status) {
    case 'ready': return html`<span class="soon">${icon('printer')}${t('delivery.ready')}</span><button @click=${undo}>${t('action.undo')}</button>`;
    case 'printed': return html`<span>${icon('printer')}${t('delivery.printed', { at: entry.letter?.printedAt ? moment(entry.letter.printedAt, lang(), now) : '' })}</span>`;
    case 'sent': if (onPaper && entry.letter?.postedOn) return html`<span class="ok">${icon('check')}${t('delivery.posted', { day: calendarDay(entry.letter.postedOn, lang()) })}</span>`;
      return html`<span class="ok">${icon('check')}${t('delivery.sent', { at: moment(sentAt ?? entry.occurredAt, lang(), now) })}</span>`;
    case 'scheduled':
    case 'approved':
      if (attempts > 0 && nextAttemptAt) return html`<span class="soon">${icon('clock')}${t('delivery.again', { at: clock(nextAttemptAt, lang()) })}${error ? `: ${error}` : ''}</span>`;
      return left > 0 ? html`<span>${t(onPaper ? 'delivery.toPrintList' : 'delivery.leaves', { seconds: left })}</span>${ui.toast?.undo ? nothing : html`<button @click=${undo}>${t('action.undo')}</button>`}` : html`<span>${t(onPaper ? 'delivery.layingOut' : 'delivery.sending')}</span>`;
    case 'sending':
      return nextAttemptAt && Date.parse(nextAttemptAt) > now ? html`<span class="soon">${icon('clock')}${t('delivery.again', { at: clock(nextAttemptAt, lang()) })}${error ? `: ${error}` : ''}</span>`
        : html`<span>${t(onPaper ? 'delivery.layingOut' : 'delivery.sending')}</span>`;
    case 'in_review': return html`<span>${icon('checks')}${t('delivery.review')}</span>`;
    case 'failed': return failed(entry, error, uncertain);
    default: return nothing;
  }
}

/** What is wrong with a letter, and what pressing means, is another thing than with a message. */
function failed(entry, error, uncertain) {
  const returned = entry.channel === 'letter' && Boolean(entry.letter?.postedOn);
  const kind = returned ? 'returned' : uncertain ? 'uncertain' : 'failed';
  const label = entry.channel === 'letter' ? 'post.again' : uncertain ? 'delivery.retryAnyway' : 'delivery.retry';
  return html`<div class="failed ${uncertain ? 'uncertain' : ''} ${entry.channel === 'letter' ? 'on-paper' : ''}" role="note">${icon('warning')}
    <p><b>${t(`delivery.${kind}`)}</b>${error ? html` ${reasonText(error)}` : nothing}${uncertain ? html` ${t('delivery.uncertainNext')}` : nothing}</p>
    <button class="btn" @click=${() => retry(entry)}>${t(label)}</button></div>`;
}
