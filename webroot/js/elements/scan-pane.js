/* The pages of a letter as a column of their own: timeline and composer stay in sight. */
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { againPane, closePane, paneOf } from '../scan-pane.js';
import { explain } from '../work.js';
import { moment } from '../models/time.js';
import { now } from '../clock.js';
import { icon } from '../parts/icon.js';
import './scan-view.js';

class ScanPane extends FadenElement {
  render() {
    const it = paneOf();
    if (!it) return nothing;
    const { entry, pages, problem, source, name } = it;
    return html`<section class="pane-box" aria-label=${t('scan.pagesOf', { name })} @keydown=${this.onKey}><header><h2 tabindex="-1" class="clip">${t('scan.pagesOf', { name })} <small>${moment(entry.occurredAt, lang(), now())}</small></h2>
        <button class="btn quiet only" type="button" aria-label=${t('close')} title=${t('close')} @click=${closePane}>${icon('close')}</button></header>
      ${problem ? html`<div class="empty"><b>${explain(problem)}</b><button class="btn" @click=${againPane}>${t('again')}</button></div>`
        : pages ? keyed(entry.id, html`<scan-view class="desk-top" .pages=${pages} .image=${source.image} .words=${source.words} .file=${source.file} .sharpest=${source.sharpest}></scan-view>`) : nothing}</section>`;
  }

  onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') closePane();
    else if (!this.querySelector('scan-view')?.press(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  updated() {
    const entry = paneOf()?.entry.id;
    if (entry && entry !== this.shown) this.querySelector('h2').focus({ preventScroll: true });
    this.shown = entry;
  }
}
customElements.define('scan-pane', ScanPane);
