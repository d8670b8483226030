/* Scans that belong into one conversation, whatever they say: added here, and shown on its timeline. */
import { html } from 'lit';
import { FadenElement } from './base.js';
import { t } from '../i18n.js';
import { ui, show } from '../ui.js';
import { clear } from '../scan-uploads.js';
import { icon } from '../parts/icon.js';
import './scan-upload.js';

class ModalLetters extends FadenElement {
  static properties = { of: { attribute: false } };

  render() {
    const { conversation } = this.of;
    return html`<dialog class="dialog is-wide letters-dialog" aria-labelledby="letters-title" @close=${() => this.shut()}><div class="inside"><header><h2 id="letters-title">${t('scanUp.into', { number: conversation })}</h2><button class="btn quiet only" type="button" aria-label=${t('close')} @click=${() => this.shut()}>${icon('close')}</button></header>
      <scan-upload .conversation=${conversation} .shut=${() => this.shut()}></scan-upload></div></dialog>`;
  }

  shut() {
    if (ui.modal !== this.of) return;
    clear(this.of.conversation);
    show({ modal: undefined });
  }

  updated() {
    const box = this.querySelector('dialog');
    if (!box?.isConnected || box.open) return;
    box.showModal();
    this.querySelector('scan-upload').updateComplete.then(() => this.querySelector('.drop .btn')?.focus());
  }
}
customElements.define('modal-letters', ModalLetters);
