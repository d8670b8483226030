/* Finished, but not yet let go: how long still, with what outcome, and the button that ends it. One strip for each.
   `only` shows that of one conversation, `except` all others. */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { FadenElement } from './base.js';
import { t } from '../i18n.js';
import { wrapUps, endWrapUp, ranOut } from '../offers.js';
import { hrefOf } from '../desk.js';
import { left } from '../models/offers.js';
import { stopwatch } from '../models/time.js';
import { icon } from '../parts/icon.js';

const LAST = 1100; // the clock is about to end it: what was chosen or noted goes along, or it would be lost
const begun = new Map(); // work item -> { disposition, note, noting, busy, problem }: survives moving to another page

const hasWords = (mine) => Boolean(mine && !mine.problem && (mine.disposition || mine.note.trim()));

class FadenWrapUp extends FadenElement {
  static properties = { only: { type: Number }, except: { type: Number } };

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.ticking);
  }

  get shown() {
    return wrapUps().filter(({ workItem: { conversationId } }) => (this.only === undefined ? conversationId !== this.except || conversationId === undefined : conversationId === this.only));
  }

  render() {
    return repeat(this.shown, (one) => one.workItem.id, (one) => this.strip(one));
  }

  updated() {
    clearTimeout(this.ticking);
    const at = performance.now();
    const running = this.shown.filter((one) => one.remainingMs > 0);
    running.filter((one) => left(one, at) <= 0).forEach(ranOut);
    running.filter((one) => left(one, at) <= LAST && hasWords(begun.get(one.workItem.id))).forEach((one) => this.finish(one));
    const next = Math.min(...running.map((one) => left(one, at)).filter((rest) => rest > 0).map((rest) => rest % 1000));
    if (Number.isFinite(next)) this.ticking = setTimeout(() => this.requestUpdate(), next + 20);
  }

  mine(one) {
    const { id } = one.workItem;
    if (!begun.has(id)) begun.set(id, { disposition: '', note: '' });
    return begun.get(id);
  }

  strip(one) {
    const mine = this.mine(one);
    const { conversationId } = one.workItem;
    const name = one.subject || t('noSubject');
    const rest = Math.ceil(left(one, performance.now()) / 1000) * 1000;
    return html`<form class="wrap-up" aria-label=${t('wrapUp.of', { name })} @submit=${(event) => this.end(event, one)}>
      <p class="what">${icon('pencil')}<span class="clip"><b>${t('presence.wrapping')}</b> ${conversationId && this.only === undefined ? html`<a href=${hrefOf({ view: 'all', id: conversationId })} title=${name}>${name}</a>` : name}</span>
        ${one.remainingMs > 0 ? html`<span class="rest" title=${t(one.timed ? 'wrapUp.timed' : 'wrapUp.free')}><span class="sr">${t('wrapUp.left')}</span>${stopwatch(rest)}</span>` : nothing}</p>
      <div class="do">${one.dispositions.length ? html`<select class="field" aria-label=${t('wrapUp.disposition')} .value=${live(mine.disposition)} @change=${(event) => { mine.disposition = event.target.value; }}>
          <option value="">${t('wrapUp.disposition')}</option>${one.dispositions.map((word) => html`<option value=${word}>${word}</option>`)}</select>` : nothing}
        ${mine.noting ? nothing : html`<button class="btn quiet" type="button" @click=${() => this.noting(mine)}>${t('wrapUp.note')}</button>`}
        <button class="btn" ?disabled=${mine.busy} aria-label=${t('wrapUp.endLabel')} title=${t('wrapUp.endLabel')}>${t('wrapUp.end')}</button></div>
      ${mine.noting ? html`<textarea class="field" rows="2" maxlength="10000" aria-label=${t('wrapUp.noteLabel')} placeholder=${t('wrapUp.noteLabel')} .value=${live(mine.note)} @input=${(event) => { mine.note = event.target.value; }}></textarea>` : nothing}
      ${mine.problem ? html`<p class="fault" role="alert">${icon('warning')}<span>${mine.problem}</span></p>` : nothing}</form>`;
  }

  async noting(mine) {
    mine.noting = true;
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector('textarea')?.focus();
  }

  end(event, one) {
    event.preventDefault();
    this.finish(one);
  }

  async finish(one) {
    const mine = this.mine(one);
    if (mine.busy) return;
    mine.busy = true;
    this.requestUpdate();
    const note = mine.note.trim();
    mine.problem = await endWrapUp(one, { ...(mine.disposition ? { disposition: mine.disposition } : {}), ...(note ? { note } : {}) });
    mine.busy = false;
    if (!mine.problem) begun.delete(one.workItem.id);
    this.requestUpdate();
  }
}
customElements.define('faden-wrap-up', FadenWrapUp);
