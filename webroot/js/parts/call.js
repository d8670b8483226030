/* Pieces that calls and callbacks share. */
import { html, nothing } from 'lit';
import { t, lang } from '../i18n.js';
import { due, full } from '../models/time.js';
import { ways, wayOf } from '../models/phone.js';
import { noteOfCallback } from '../phone-notes.js';
import { callbackMenu } from '../callbacks.js';
import { now } from '../clock.js';
import { icon } from './icon.js';

/** Which way the call went: its own shape, and the word for those who listen. */
export const wayMark = (call) => html`<span class="way ${call.missed ? 'is-missed' : ''}" title=${t(`call.way.${wayOf(call)}`)}>${icon(ways[wayOf(call)])}<span class="sr">${t(`call.way.${wayOf(call)}`)}</span></span>`;

/** A number to dial, or to read where it cannot be dialled. */
export function numberOf({ number, dial }) {
  if (!number) return html`<span class="muted">${t('callback.noNumber')}</span>`;
  return dial ? html`<a class="number link" href=${dial}>${number}</a>` : html`<span class="number">${number}</span>`;
}

/** When it is due, in words; red only when it is late. */
export function dueOf(one, word = 'callback.due') {
  const { state, icon: mark, text } = due(one.dueAt, lang(), now());
  return html`<span class="due ${state}" title=${full(one.dueAt, lang())}>${icon(mark ?? 'clock')} ${t(`${word}.${state}`, { text })}</span>`;
}

/** Dialling and the note go together: whoever hangs up finds the note begun. */
export function callbackActs(one, primary = true) {
  const name = one.customer.name;
  return html`${one.dial ? html`<a class="btn ${primary ? 'primary' : ''}" href=${one.dial} aria-label=${t('callback.callOf', { name })} @click=${() => noteOfCallback(one)}>${icon('phone-out')}${t('callback.call')}</a>` : nothing}
    <button class="btn" type="button" aria-label=${t('callback.noteOf', { name })} @click=${() => noteOfCallback(one)}>${icon('note')}${t('callback.note')}</button>
    <button class="btn quiet only" type="button" aria-haspopup="menu" aria-label="${t('callback.more')}: ${name}" title=${t('callback.more')} @click=${(event) => callbackMenu(one, event.currentTarget)}>${icon('more')}</button>`;
}
