import { html, nothing } from 'lit';
import { t, lang } from '../i18n.js';
import { moment, full } from '../models/time.js';
import { now } from '../clock.js';
import { icon } from './icon.js';
import { reasonText } from './reason.js';
import { lasting } from '../models/network-reasons.js';

const MARKS = { ok: ['check', 'ok'], connecting: ['rotate', ''], failing: ['warning', 'bad'], off: ['moon', ''] };

/** State in words, with what it was last seen to be and by whom. */
export function accountState({ status, error, checkedAt, node, caughtUpAt, limitedUntil }) {
  const [name, tone] = MARKS[status];
  const when = checkedAt && html` <small title=${full(checkedAt, lang())}>${t('acc.checked', { when: moment(checkedAt, lang(), now()) })}${node && status !== 'off' ? `, ${t('acc.node', { node })}` : ''}</small>`;
  const limited = limitedUntil && Date.parse(limitedUntil) > now() ? html`<span class="why">${t('acc.limited', { when: moment(limitedUntil, lang(), now()) })}</span>` : nothing;
  const caughtUp = caughtUpAt && status !== 'off' ? html`<span class="why" title=${full(caughtUpAt, lang())}>${t('acc.caughtUp', { when: moment(caughtUpAt, lang(), now()) })}</span>` : nothing;
  const { what, since } = lasting(error);
  return html`<span class="state-mark ${tone}">${icon(name)}${t(`acc.state.${status}`)}</span>${error ? html`<span class="why">${reasonText(what)}${since ? html` <span title=${full(since, lang())}>(${t('acc.since', { when: moment(since, lang(), now()) })})</span>` : nothing}</span>` : nothing}${limited}${caughtUp}${when || nothing}`;
}
