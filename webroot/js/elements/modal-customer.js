/* A customer made by hand. Whoever has the address already is shown: nothing is made twice. */
import { html, nothing } from 'lit';
import { ModalForm } from './modal-form.js';
import { t } from '../i18n.js';
import { post } from '../api.js';
import { go } from '../router.js';
import { readWay, takeIn } from '../customers.js';
import { field, segments } from '../parts/field.js';
import { icon } from '../parts/icon.js';
import { reasonText } from '../parts/reason.js';

const PAUSE = 250;

class ModalCustomer extends ModalForm {
  willUpdate() {
    if (this.begun) return;
    this.begun = true;
    this.values = { kind: 'person', formOfAddress: 'unknown', ...this.of.values };
    this.read = {};
  }

  title() { return t('action.newCustomer'); }
  ok() { return t('customer.create'); }

  body() {
    const way = (name, extra) => html`<div>${field(this, name, { label: t(`way.${name}`), maxLength: 254, placeholder: t(`way.hint.${name}`), onInput: (value) => this.typed(name, value), ...extra })}${this.reading(name)}</div>`;
    return html`${segments(this, 'kind', { label: t('kind.label'), unseen: true, options: ['person', 'organisation'].map((value) => ({ value, label: t(`kind.${value}`), icon: value === 'person' ? 'user' : 'office' })) })}
      ${field(this, 'name', { label: t('name'), maxLength: 200, required: true })}
      ${way('phone', { mode: 'tel' })}${way('email', { mode: 'email' })}
      ${this.values.kind === 'person' ? segments(this, 'formOfAddress', { label: t('address.label'), options: ['du', 'Sie', 'unknown'].map((value) => ({ value, label: t(`address.${value}`) })) }) : nothing}
      ${this.refusal?.code === 'contact_point_taken' && this.refusal.body.customer && !this.busy ? html`<p class="reading is-wrong">${icon('warning', 's')} <a class="link" href="/customers/${this.refusal.body.customer.id}" @click=${() => this.shut()}>${t('customer.open', { name: this.refusal.body.customer.name })}</a></p>` : nothing}`;
  }

  reading(name) {
    const it = this.read[name];
    if (!it || it.of !== this.values[name]?.trim()) return nothing;
    if (it.customers.length) return html`<p class="reading" role="status">${t('read.others')} ${it.customers.slice(0, 3).map((one) => html`<a class="link" href="/customers/${one.id}" @click=${() => this.shut()}><bdi>${one.name}</bdi></a> `)}</p>`;
    if (!it.valid) return html`<p class="reading is-wrong" role="status">${icon('warning', 's')} ${it.detail ? reasonText(it.detail) : t('read.invalid')}</p>`;
    return html`<p class="reading" role="status"><b><bdi>${it.display ?? it.value}</bdi></b> · ${t('read.nobody')}</p>`;
  }

  typed(name, value) {
    this.set(name, value);
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.ask(name, value.trim()), PAUSE);
  }

  async ask(name, value) {
    if (value.length < 4) return;
    const read = await readWay(name, value).catch(() => undefined);
    this.read = { ...this.read, [name]: read && { ...read, of: value } };
    this.requestUpdate();
  }

  async submit() {
    const { name, kind, formOfAddress, phone, email } = this.values;
    if (!this.check({ name: name?.trim() ? undefined : t('fault.missing') })) return;
    const contactPoints = Object.entries({ phone, email }).filter(([, value]) => value?.trim()).map(([channel, value]) => ({ channel, value: value.trim() }));
    const place = phone?.trim() && !email?.trim() ? 'phone' : 'email';
    const made = await this.send(() => post('/customers', { name: name.trim(), kind, formOfAddress, contactPoints }), { contact_point_taken: place, contact_point_invalid: phone?.trim() ? 'phone' : 'email' });
    if (!made) return;
    takeIn(made);
    this.shut();
    go(`/customers/${made.id}`);
  }
}
customElements.define('modal-customer', ModalCustomer);
