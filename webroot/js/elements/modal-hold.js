/* Why an erasure has to wait, and until when. */
import { html } from 'lit';
import { ModalForm } from './modal-form.js';
import { t } from '../i18n.js';
import { area, field } from '../parts/field.js';

class ModalHold extends ModalForm {
  title() { return t('erasures.hold'); }
  ok() { return t('erasures.hold'); }

  body() {
    return html`${area(this, 'reason', { label: t('erasures.holdWhy'), rows: 2, maxLength: 500, code: false })}${field(this, 'until', { label: t('erasures.holdUntil'), type: 'date' })}`;
  }

  async submit() {
    const { reason, until } = this.values;
    if (!this.check({ reason: reason?.trim() ? undefined : t('fault.reason') })) return;
    const done = await this.send(async () => { await this.of.run({ reason: reason.trim(), ...(until ? { until } : {}) }); return true; });
    if (done) this.shut();
  }
}
customElements.define('modal-hold', ModalHold);
