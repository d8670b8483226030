/* Why a reply goes back to its author. `of`: { author, run(reason) }. */
import { html } from 'lit';
import { ModalForm } from './modal-form.js';
import { t } from '../i18n.js';
import { area } from '../parts/field.js';

class ModalReturn extends ModalForm {
  title() { return t('review.giveBackTo', { name: this.of.author }); }
  ok() { return t('review.giveBack'); }

  body() {
    return html`${area(this, 'reason', { label: t('review.why'), help: t('review.whyHelp', { name: this.of.author }), rows: 3, maxLength: 1000, code: false })}`;
  }

  async submit() {
    const reason = this.values.reason?.trim();
    if (!this.check({ reason: reason ? undefined : t('fault.reason') })) return;
    const done = await this.send(async () => { await this.of.run(reason); return true; });
    if (done) this.shut();
  }
}
customElements.define('modal-return', ModalReturn);
