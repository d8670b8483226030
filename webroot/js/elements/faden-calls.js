/* Calls that concern me, below the bar: who rings, whom I speak with, and what ended and waits for its note. Takes no focus and covers nothing. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { me } from '../store.js';
import { liveCalls, owedCalls, foremostCall, nameOfCall, chooseCustomer, claim, dismiss, isShown, showCall } from '../calls.js';
import { noteOfCall, note, callOfNow } from '../phone-notes.js';
import { isSpoken, whoCalls, sinceOf, spoken, lengthOf } from '../models/phone.js';
import { clock, stopwatch } from '../models/time.js';
import { icon } from '../parts/icon.js';
import { wayMark } from '../parts/call.js';

const MOST = 4; // candidates shown as buttons

class FadenCalls extends FadenElement {
  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.ticking);
  }

  get calls() { return [...liveCalls(), ...owedCalls().filter((call) => note()?.call !== call.id)]; }

  render() {
    const { calls } = this;
    if (!calls.length) return nothing;
    return html`<ul>${repeat(calls, (call) => call.id, (call) => this.line(call, call.id === foremostCall()?.id))}</ul>`;
  }

  updated() {
    clearTimeout(this.ticking);
    this.classList.toggle('is-open', Boolean(this.calls.length));
    if (liveCalls().length) this.ticking = setTimeout(() => this.requestUpdate(), 1000 - (Date.now() % 1000) + 20);
  }

  line(call, isFirst) {
    const name = nameOfCall(call);
    const over = call.state === 'ended';
    return html`<li class="call is-${call.state}" data-call=${call.id}>
      <span class="ch-phone">${wayMark(call)}</span>
      <p class="clip"><span class="what">${this.what(call)}</span> <b><bdi>${name}</bdi></b>${call.number && call.number !== name ? html` <span class="number ${call.customer ? 'is-more' : ''}">${call.number}</span>` : nothing}
        ${call.line ? html`<span class="muted">${t('call.line', { name: call.line.name })}</span>` : nothing} <span class="since">${over ? `${lengthOf(spoken(call))}, ${clock(call.endedAt, lang())}` : t('call.since', { time: stopwatch(Math.max(0, Date.now() - Date.parse(sinceOf(call)))) })}</span></p>
      ${over ? nothing : this.candidates(call)}
      <span class="acts">${over ? this.afterwards(call, call.id === callOfNow()?.id) : this.meanwhile(call, isFirst)}</span></li>`;
  }

  what({ state, direction }) {
    return t(state === 'ringing' ? `call.ringing.${direction}` : `call.${state}`);
  }

  candidates(call) {
    const who = whoCalls(call);
    if (who.kind !== 'several') return nothing;
    return html`<span class="choice" role="group" aria-label=${t('call.whose')}>${who.candidates.slice(0, MOST).map((card) => html`
      <button class="btn" title=${card.address ?? card.name} @click=${() => chooseCustomer(call, card)}>${card.name}</button>`)}</span>`;
  }

  meanwhile(call, isFirst) {
    return html`${!call.agent && call.state === 'answered' ? html`<button class="btn" @click=${() => claim(call)}>${t('call.mine')}</button>` : nothing}
      ${call.customer && !isShown(call) ? html`<button class="btn" @click=${() => showCall(call)}>${t('call.open')}${isFirst ? html` <kbd>F9</kbd>` : nothing}</button>` : nothing}
      <button class="btn ${isSpoken(call, me().id) ? 'primary' : ''}" @click=${() => noteOfCall(call)}>${icon('note')}${t('call.note')}${isFirst ? html` <kbd>P</kbd>` : nothing}</button>`;
  }

  afterwards(call, isFirst) {
    return html`<button class="btn primary" @click=${() => noteOfCall(call)}>${icon('note')}${t('call.write')}${isFirst ? html` <kbd>P</kbd>` : nothing}</button>
      <button class="btn quiet" @click=${() => dismiss(call)}>${t('call.noNote')}</button>`;
  }
}
customElements.define('faden-calls', FadenCalls);
