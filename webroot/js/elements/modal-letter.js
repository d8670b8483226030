/* The pages of a letter, large. `of`: { title, page, pages, of(page) -> address of an image, pdf? }. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t } from '../i18n.js';
import { ui, show } from '../ui.js';
import { sheet, turning } from '../parts/sheet.js';
import { icon } from '../parts/icon.js';

class ModalLetter extends FadenElement {
  static properties = { of: { attribute: false } };

  willUpdate() {
    if (this.page) return;
    this.page = this.of.page ?? 1;
    this.load();
  }

  render() {
    const { title, pages, pdf } = this.of;
    return html`<dialog class="dialog is-letter" aria-labelledby="modal-title" @close=${this.shut} @keydown=${this.onKey}>
      <header><h2 id="modal-title">${title}</h2>${turning(this.page, pages, (page) => this.turn(page))}
        ${pdf ? html`<a class="btn quiet" href=${pdf} target="_blank" rel="noopener">${t('post.pdf')}</a>` : nothing}
        <button class="btn quiet only" type="button" aria-label=${t('close')} title=${t('close')} @click=${this.shut}>${icon('close')}</button></header>
      <div class="letter-large" tabindex="0" role="region" aria-label=${t('sheet.alt', { page: this.page })}>${this.failed ? html`<p class="empty"><b>${t('sheet.failed')}</b><button class="btn" type="button" @click=${() => this.load()}>${t('again')}</button></p>` : sheet({ src: this.src, alt: t('sheet.alt', { page: this.page }), behind: this.waiting, onError: () => this.fail() })}</div></dialog>`;
  }

  turn(page) {
    this.page = page;
    this.load();
    this.querySelector('.letter-large').scrollTop = 0;
  }

  async load() {
    const { page } = this;
    this.failed = false;
    this.waiting = true;
    this.requestUpdate();
    const src = await Promise.resolve(this.of.of(page)).catch(() => undefined);
    if (page !== this.page) return;
    this.waiting = false;
    if (src) this.src = src;
    else this.fail();
    this.requestUpdate();
  }

  fail() {
    this.failed = true;
    this.requestUpdate();
  }

  onKey(event) {
    const to = { ArrowLeft: this.page - 1, PageUp: this.page - 1, ArrowRight: this.page + 1, PageDown: this.page + 1 }[event.key];
    if (to === undefined || to < 1 || to > this.of.pages) return;
    event.preventDefault();
    this.turn(to);
  }

  shut() { if (ui.modal === this.of) show({ modal: undefined }); }

  updated() {
    const box = this.querySelector('dialog');
    if (box.open) return;
    box.showModal();
    box.querySelector('.letter-large').focus();
  }
}
customElements.define('modal-letter', ModalLetter);
