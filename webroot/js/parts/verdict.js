/* What came of trying a connection: each step, in order, and what the other side said. */
import { html, nothing } from 'lit';
import { t, lang } from '../i18n.js';
import { moment } from '../models/time.js';
import { now } from '../clock.js';
import { icon } from './icon.js';
import { reasonText } from './reason.js';

const SKIPPED = 'not_tried';

function words({ step, ok, code, at, messages }, values) {
  const side = step.split('_')[0];
  if (ok && step === 'imap_folder') return t('verdict.messages', { count: messages ?? 0 });
  if (ok && step === 'scan_folder') return code === 'no_folder' ? t('verdict.no_folder') : t('verdict.files', { count: messages ?? 0 });
  if (ok && step === 'smtp_sign_in' && values['smtp.signIn'] === 'none') return t('verdict.noSignIn');
  if (side === 'network' || side === 'hook') return ofSource({ ok, code, at });
  if (ok) return t('verdict.connected');
  return t(`verdict.${code ?? 'failed'}`, { host: values[`${side}.host`], port: values[`${side}.port`], folder: values['imap.folder'] });
}

/** Of networks and what brings messages by itself: no port and no folder to speak of. */
function ofSource({ ok, code, at }) {
  if (ok) return at ? t('verdict.heard', { when: moment(at, lang(), now()) }) : t('verdict.connected');
  return t(`verdict.network.${code ?? 'failed'}`);
}

/** What is only missed does not stop anything. */
const tone = ({ ok, code }) => (ok ? 'ok' : [SKIPPED, 'not_installed', 'not_offered', 'never_heard'].includes(code) ? 'skipped' : 'bad');

/** Folders are ours: nobody is on another side. */
const ours = ({ step }) => step.startsWith('scan_') || step === 'text_recognition';
const said = (step) => (ours(step) ? t('verdict.system', { detail: reasonText(step.detail) }) : t('verdict.said', { detail: reasonText(step.detail) }));

const line = (step, values) => html`<li class=${tone(step)}>${icon(step.ok ? 'check' : step.code === SKIPPED ? 'more' : 'warning')}
  <div><b>${t(`verdict.step.${step.step}`)}</b> <span>${words(step, values)}</span>${step.detail && !step.ok ? html`<p class="said-there">${said(step)}</p>` : nothing}</div></li>`;

export const verdict = ({ ok, steps }, values, { good = 'acc.testGood', bad = 'acc.testBad' } = {}) => html`<section class="verdict" aria-label=${t('acc.test')}><h3>${t(ok ? good : bad)}</h3><ol>${steps.map((step) => line(step, values))}</ol></section>`;
