/* A picture of a post, large, with what its author wrote of it; the arrows go to the next. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t } from '../i18n.js';
import { ui, show } from '../ui.js';
import { icon } from '../parts/icon.js';
import { pictureOf } from '../parts/posts.js';

class ModalPicture extends FadenElement {
  static properties = { of: { attribute: false }, at: { state: true } };

  willUpdate() { this.at ??= this.of.index; }

  render() {
    const { id, list, who } = this.of;
    const one = list[this.at];
    const turn = (by, name, label) => html`<button class="btn only" type="button" aria-label=${t(label)} title=${t(label)} aria-disabled=${list[this.at + by] ? nothing : 'true'} @click=${() => this.turn(by)}>${icon(name)}</button>`;
    return html`<dialog class="dialog picture-large" aria-label=${t('social.pictureOf', { number: this.at + 1, who })} @close=${this.shut} @click=${(event) => event.target.localName === 'dialog' && this.shut()} @keydown=${this.onKey}>
      <figure><img src=${pictureOf(id, one.number)} alt=${one.description || t('social.pictureOf', { number: this.at + 1, who })}><figcaption>${one.description || html`<span class="muted">${t('social.noDescription')}</span>`}</figcaption></figure>
      <div class="acts">${list.length > 1 ? html`${turn(-1, 'left', 'social.previousPicture')}<span>${this.at + 1} / ${list.length}</span>${turn(1, 'right', 'social.nextPicture')}` : nothing}<span class="grow"></span><button class="btn" type="button" @click=${this.shut}>${t('close')}</button></div></dialog>`;
  }

  turn(by) { if (this.of.list[this.at + by]) this.at += by; }

  onKey(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by) this.turn(by);
  }

  shut() { if (ui.modal === this.of) show({ modal: undefined }); }

  updated() {
    const box = this.querySelector('dialog');
    if (box?.isConnected && !box.open) box.showModal();
  }
}
customElements.define('modal-picture', ModalPicture);
