/* What every dialog with a form does: open, take the focus, send, close. A subclass gives title(), body(), ok() and submit(). */
import { html, nothing } from 'lit';
import { SettingsForm } from './settings-form.js';
import { t } from '../i18n.js';
import { ui, show } from '../ui.js';

export class ModalForm extends SettingsForm {
  static properties = { of: { attribute: false } };

  render() {
    return html`<dialog class="dialog ${this.wide ? 'is-wide' : ''}" aria-labelledby="modal-title" @close=${this.shut} @cancel=${(event) => this.busy && event.preventDefault()}>
      <form novalidate @submit=${(event) => { event.preventDefault(); this.submit(); }}><h2 id="modal-title">${this.title()}</h2>${this.body()}
      ${this.foot(html`${this.beside?.() ?? nothing}<span class="grow"></span><button class="btn quiet" type="button" @click=${this.shut}>${t('cancel')}</button>${this.ok ? html`<button class="btn ${this.danger ? 'danger' : 'primary'}" aria-disabled=${this.busy ? 'true' : nothing}>${this.ok()}</button>` : nothing}`)}</form></dialog>`;
  }

  shut() { if (ui.modal === this.of) show({ modal: undefined }); }

  async updated() {
    const box = this.querySelector('dialog');
    if (!box?.isConnected || box.open) return;
    box.showModal();
    await Promise.all([...box.querySelectorAll('faden-choice')].map((one) => one.updateComplete)); // what is inside draws itself afterwards
    box.querySelector('input:not([type=hidden]), textarea, select')?.focus();
  }
}
