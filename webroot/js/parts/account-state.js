import { html, nothing } from 'lit';
import { t, lang } from '../i18n.js';
import { moment, full } from '../models/time.js';
import { now } from '../clock.js';
import { icon } from './icon.js';
import { reasonText } from './reason.js';

const MARKS = { ok: ['check', 'ok'], connecting: ['rotate', ''], failing: ['warning', 'bad'], off: ['moon', ''] };

/** State in words, with what it was last seen to be and by whom. */
export function accountState({ status, error, checkedAt, node }) {
  const [name, tone] = MARKS[status];
  const when = checkedAt && html` <small title=${full(checkedAt, lang())}>${t('acc.checked', { when: moment(checkedAt, lang(), now()) })}${node && status !== 'off' ? `, ${t('acc.node', { node })}` : ''}</small>`;
  return html`<span class="state-mark ${tone}">${icon(name)}${t(`acc.state.${status}`)}</span>${error ? html`<span class="why">${reasonText(error)}</span>` : nothing}${when || nothing}`;
}
