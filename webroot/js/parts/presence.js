/* A state as people see it: its own shape, always beside its word. */
import { html } from 'lit';
import { icon } from './icon.js';
import { t } from '../i18n.js';
import { markOf, stateOf } from '../models/presence.js';

export function stateMark(presence) {
  const mark = markOf(presence);
  if (mark === 'dot' || mark === 'ring') return html`<span class="dot state-${presence.state}" aria-hidden="true"></span>`;
  return html`<span class="mark state-${presence.state}">${icon(mark)}</span>`;
}

/** State and place in words with their marks, as in a list of people. */
export const stateWords = (presence) => html`<span class="where">${stateMark(presence)}<span>${t(`presence.${stateOf(presence)}`)}</span>${presence.state === 'offline' ? '' : html` <span class="at">${icon(presence.location)}${t(`place.${presence.location}`)}</span>`}</span>`;
