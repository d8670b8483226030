/* A customer's postal address, entered where a letter is being written. `of`: { customer, run(body) }. */
import { ModalForm } from './modal-form.js';
import { t } from '../i18n.js';
import { postalFields } from '../parts/postal.js';
import { bodyOf } from '../models/ways.js';

class ModalAddress extends ModalForm {
  title() { return t('post.addressOf', { name: this.of.customer.name || t('unknown') }); }
  ok() { return t('post.addressDo'); }
  body() { return postalFields(this); }

  async submit() {
    if (!this.check({ city: this.values.city?.trim() ? undefined : t('fault.missing') })) return;
    const done = await this.send(async () => { await this.of.run(bodyOf({ ...this.values, channel: 'postal' })); return true; }, { contact_point_invalid: 'city', contact_point_taken: 'city' });
    if (done) this.shut();
  }
}
customElements.define('modal-address', ModalAddress);
