/* Asks one thing: a title, one field, two buttons. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { ui } from '../ui.js';
import { t } from '../i18n.js';

class FadenDialog extends FadenElement {
  render() {
    const it = ui.dialog;
    if (!it) return nothing;
    return html`<dialog class="dialog" aria-label=${it.title} @close=${() => ui.dialog === it && it.resolve(undefined)}>
      <form method="dialog" @submit=${(event) => this.submit(event, it)}>
        <h2>${it.title}</h2>
        <label class="label">${it.label}<input class="field" name="value" type=${it.type ?? 'text'} .value=${it.value ?? ''} min=${it.min ?? nothing} maxlength=${it.maxLength ?? nothing} ?required=${!it.optional}></label>
        <div class="acts"><button class="btn quiet" type="button" @click=${() => it.resolve(undefined)}>${t('cancel')}</button><button class="btn primary">${it.ok}</button></div>
      </form></dialog>`;
  }

  updated() {
    const box = this.querySelector('dialog');
    if (!box || box.open) return;
    box.showModal();
    const field = box.querySelector('input');
    field.focus();
    if (field.type === 'text') field.select();
  }

  submit(event, it) {
    event.preventDefault();
    it.resolve(new FormData(event.target).get('value'));
  }
}
customElements.define('faden-dialog', FadenDialog);
