/* On which channels a customer does not want to be contacted, and why. */
import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import { ModalForm } from './modal-form.js';
import { t } from '../i18n.js';
import { customer, loadCustomer } from '../store.js';
import { takeIn } from '../customers.js';
import { patch } from '../api.js';
import { area } from '../parts/field.js';

const CHANNELS = ['phone', 'email', 'letter', 'sms', 'chat', 'mastodon', 'bluesky', 'x', 'facebook'];

class ModalWish extends ModalForm {
  willUpdate() {
    if (this.begun) return;
    this.begun = true;
    const { doNotContact } = customer(this.of.id);
    this.values = { channels: new Set(doNotContact?.channels ?? []), reason: doNotContact?.reason ?? '' };
  }

  title() { return t('action.wish'); }
  ok() { return t('save'); }

  body() {
    const { channels } = this.values;
    const box = (value, label, off = false) => html`<label><input type="checkbox" .checked=${live(channels.has(value))} ?disabled=${off} @change=${() => this.turn(value)}><span>${label}</span></label>`;
    return html`<p class="help">${t('wish.help')}</p>
      <fieldset class="control tick boxes"><legend>${t('wish.which')}</legend>${box('all', t('wish.everything'))}<div class="columns">${CHANNELS.map((one) => box(one, t(`channel.${one}`), channels.has('all')))}</div></fieldset>
      ${area(this, 'reason', { label: t('reasonOptional'), rows: 2, maxLength: 500, code: false })}`;
  }

  turn(value) {
    const channels = new Set(this.values.channels);
    channels[channels.has(value) ? 'delete' : 'add'](value);
    this.set('channels', channels);
  }

  async submit() {
    const { channels, reason } = this.values;
    const wanted = channels.has('all') ? ['all'] : [...channels];
    const body = { doNotContact: { channels: wanted, reason: reason.trim() } };
    const done = await this.send(async () => takeIn(await patch(`/customers/${this.of.id}`, { version: customer(this.of.id).version, ...body })));
    if (done) return this.shut();
    if (this.refusal?.code === 'version_conflict') await loadCustomer(this.of.id);
    return undefined;
  }
}
customElements.define('modal-wish', ModalWish);
