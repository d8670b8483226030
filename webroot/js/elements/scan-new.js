/* A new customer from what stands on the paper; made and given the letter in one go. */
import { html, nothing } from 'lit';
import { SettingsForm } from './settings-form.js';
import { t } from '../i18n.js';
import { addFound, isFiling } from '../scans.js';
import { shownNumber } from '../numbers.js';
import { fromSender, newCustomerOf } from '../models/scans.js';
import { field, segments } from '../parts/field.js';
import { icon } from '../parts/icon.js';

class ScanNew extends SettingsForm {
  /** of: the letter's page; side: what stands beside it. */
  static properties = { of: { attribute: false }, side: { attribute: false } };

  willUpdate() {
    if (this.begun) return;
    this.begun = true;
    const { phone, ...rest } = fromSender(this.of.data.sender);
    this.values = { ...rest, phone: phone && shownNumber(phone) };
  }

  firstUpdated() {
    const name = this.querySelector('[name=name]');
    name.focus();
    name.select();
  }

  render() {
    const taken = this.refusal?.code === 'contact_point_taken' && !this.busy ? this.refusal.body.customer : undefined;
    return html`<form class="new-customer" novalidate aria-label=${t('scan.newTitle')} @submit=${this.submit} @keydown=${(event) => event.key === 'Escape' && this.back(event)}>
      <h3>${t('scan.newTitle')}</h3>
      ${segments(this, 'kind', { label: t('kind.label'), unseen: true, options: ['person', 'organisation'].map((value) => ({ value, label: t(`kind.${value}`), icon: value === 'person' ? 'user' : 'office' })) })}
      ${field(this, 'name', { label: t('name'), maxLength: 200, required: true })}
      ${field(this, 'street', { label: t('postal.street'), maxLength: 200 })}
      <div class="pair postal">${field(this, 'postalCode', { label: t('postal.code'), maxLength: 20 })}${field(this, 'city', { label: t('postal.city'), maxLength: 100 })}</div>
      <div class="pair even">${field(this, 'phone', { label: t('way.phone'), maxLength: 254, mode: 'tel' })}${field(this, 'customer_number', { label: t('way.customer_number'), maxLength: 100 })}</div>
      ${field(this, 'email', { label: t('way.email'), maxLength: 254, mode: 'email' })}
      ${this.values.kind === 'person' ? segments(this, 'formOfAddress', { label: t('address.label'), options: ['du', 'Sie', 'unknown'].map((value) => ({ value, label: t(`address.${value}`) })) }) : nothing}
      ${taken ? html`<p class="reading is-wrong">${icon('warning', 's')} <button class="link" type="button" @click=${() => this.takeTheirs(taken)}>${t('scan.doCustomer', { name: taken.name })}</button></p>` : nothing}
      ${this.foot(html`<button class="btn primary" aria-disabled=${isFiling(this.of.number) || this.of.holder ? 'true' : nothing}>${t(isFiling(this.of.number) ? 'scan.filing' : 'scan.doNew')} <kbd>⏎</kbd></button><button class="btn quiet" type="button" @click=${() => this.back()}>${t('cancel')}</button>`)}</form>`;
  }

  back(event) {
    event?.stopPropagation();
    this.side.backToChoices(true);
  }

  /** Somebody has the address already: it is theirs. */
  takeTheirs(card) {
    addFound(this.of.number, card);
    this.side.backToChoices();
    this.of.choose(`customer-${card.id}`);
  }

  async submit(event) {
    event.preventDefault();
    const { name, street, postalCode, city } = this.values;
    const address = street?.trim() || postalCode?.trim();
    if (!this.check({ name: name?.trim() ? undefined : t('fault.missing'), city: address && !city?.trim() ? t('fault.missing') : undefined }) || this.of.holder) return;
    const place = ['phone', 'email', 'customer_number'].find((one) => this.values[one]?.trim()) ?? 'name';
    await this.side.decide({ newCustomer: newCustomerOf(this.values), ...(this.side.values.subject ? { subject: this.side.values.subject } : {}) }, { contact_point_taken: place, contact_point_invalid: place }, this);
  }
}
customElements.define('scan-new', ScanNew);
