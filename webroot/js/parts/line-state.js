import { html } from 'lit';
import { t, lang } from '../i18n.js';
import { moment, full } from '../models/time.js';
import { stateOfLine } from '../models/line.js';
import { now } from '../clock.js';
import { icon } from './icon.js';

const MARKS = { ok: ['check', 'ok'], waiting: ['clock', ''], missing: ['warning', 'warn'], off: ['moon', ''] };

/** How a telephone line stands, and when its system last spoke. */
export function lineState(line) {
  const state = stateOfLine(line);
  const at = line.phone?.lastEventAt;
  return html`<span class="state-mark ${MARKS[state][1]}">${icon(MARKS[state][0])}${t(state === 'off' ? 'acc.state.off' : `line.state.${state}`)}</span> <small title=${at ? full(at, lang()) : ''}>${at ? t('line.lastEvent', { when: moment(at, lang(), now()) }) : t('line.noEvent')}</small>`;
}
