/* A letter on the timeline: its first page small, how many there are, its dates, and the way to the pages. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { openPane, paneOf, sourceOf } from '../scan-pane.js';
import { dayStart } from '../models/scans.js';
import { date } from '../models/time.js';
import { now } from '../clock.js';
import { icon } from '../parts/icon.js';
import { reasonText } from '../parts/reason.js';

class ScanLetter extends FadenElement {
  static properties = { entry: { attribute: false }, name: { attribute: false } };

  render() {
    const { letter } = this.entry;
    const { pages, receivedOn, writtenOn, postedOn, unread, originalPlace } = letter;
    const on = (day) => date(dayStart(day), lang(), now());
    const open = paneOf()?.entry.id === this.entry.id;
    // "of today" is no date of a letter
    const facts = [t('scans.pages', { count: pages }), writtenOn && t('scan.writtenOn', { day: date(dayStart(writtenOn), lang(), 0) }), receivedOn && t('scans.received', { day: on(receivedOn) }), postedOn && t('scan.postedOn', { day: on(postedOn) }), originalPlace && t('scan.lies', { place: originalPlace })].filter(Boolean);
    return html`<div class="paper-entry"><button class="first-page" type="button" aria-hidden="true" tabindex="-1" @click=${this.show}>${this.failed ? icon('letter') : html`<img src=${sourceOf(this.entry).image(1, 50)} alt="" loading="lazy" width="84" height="119" @error=${() => { this.failed = true; this.requestUpdate(); }}>`}</button>
      <div><p class="paper-facts">${facts.map((fact) => html`<span>${fact}</span>`)}</p>
        ${unread ? html`<p class="reading-state is-poor">${icon('warning')}<span>${t('scan.text.unread', { reason: reasonText(unread) })}</span></p>` : nothing}
        <button class="btn" type="button" aria-expanded=${String(open)} @click=${this.show}>${icon('eye')}${t('scan.showPages')}</button></div></div>`;
  }

  show() { openPane(this.entry, this.name); }
}
customElements.define('scan-letter', ScanLetter);
