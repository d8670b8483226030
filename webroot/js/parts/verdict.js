/* What came of trying a connection: each step, in order, and what the other side said. */
import { html, nothing } from 'lit';
import { t } from '../i18n.js';
import { icon } from './icon.js';

const SKIPPED = 'not_tried';

function words({ step, ok, code, messages }, values) {
  const side = step.split('_')[0];
  if (ok && step === 'imap_folder') return t('verdict.messages', { count: messages ?? 0 });
  if (ok && step === 'smtp_sign_in' && values['smtp.signIn'] === 'none') return t('verdict.noSignIn');
  if (ok) return t('verdict.connected');
  return t(`verdict.${code ?? 'failed'}`, { host: values[`${side}.host`], port: values[`${side}.port`], folder: values['imap.folder'] });
}

const line = (step, values) => html`<li class=${step.ok ? 'ok' : step.code === SKIPPED ? 'skipped' : 'bad'}>${icon(step.ok ? 'check' : step.code === SKIPPED ? 'more' : 'warning')}
  <div><b>${t(`verdict.step.${step.step}`)}</b> <span>${words(step, values)}</span>${step.detail && !step.ok ? html`<p class="said-there">${t('verdict.said', { detail: step.detail })}</p>` : nothing}</div></li>`;

export const verdict = ({ ok, steps }, values) => html`<section class="verdict" aria-label=${t('acc.test')}><h3>${t(ok ? 'acc.testGood' : 'acc.testBad')}</h3><ol>${steps.map((step) => line(step, values))}</ol></section>`;
