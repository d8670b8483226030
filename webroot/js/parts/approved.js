/* Who released what left, in words. */
import { html, nothing } from 'lit';
import { t } from '../i18n.js';
import { icon } from './icon.js';

export function approvedBy({ approval }) {
  if (approval?.state !== 'approved') return nothing;
  return html`<span class="ok">${icon('checks')}${t(approval.alone ? 'review.byAlone' : 'review.by', { name: approval.decidedBy?.name ?? t('someone') })}</span>`;
}
