/* A new contact point in any spelling: what it means and who has it stands below while one types. */
import { html, nothing } from 'lit';
import { SettingsForm } from './settings-form.js';
import { t } from '../i18n.js';
import { show } from '../ui.js';
import { customer } from '../store.js';
import { addWay, readWay, same } from '../customers.js';
import { ADDABLE, bodyOf, guess } from '../models/ways.js';
import { field, select } from '../parts/field.js';
import { postalFields } from '../parts/postal.js';
import { icon } from '../parts/icon.js';
import { reasonText } from '../parts/reason.js';

const PAUSE = 200;

class CustomerWayNew extends SettingsForm {
  static properties = { customerId: { attribute: false } };

  constructor() {
    super();
    this.values = { channel: 'phone' };
  }

  firstUpdated() { this.querySelector('[name=value]').focus(); }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.waiting);
  }

  render() {
    const { channel } = this.values;
    return html`<form class="way-new" novalidate @submit=${this.submit} @keydown=${this.onKey}>
      ${select(this, 'channel', { label: t('way.kind'), unseen: true, options: ADDABLE.map((value) => ({ value, label: t(`way.${value}`) })), onChange: (value) => { this.chosen = true; this.turn(value); } })}
      ${channel === 'postal' ? postalFields(this) : html`${channel === 'external' ? field(this, 'system', { label: t('way.system'), maxLength: 100, required: true }) : nothing}
        ${field(this, 'value', { label: t(`way.${channel}`), unseen: true, maxLength: 500, required: true, placeholder: t(`way.hint.${channel}`), onInput: (value) => this.typed(value) })}${this.reading()}`}
      ${field(this, 'label', { label: t('way.labelHint'), unseen: true, placeholder: t('way.labelHint'), maxLength: 100 })}
      ${this.foot(html`${this.button(t('add'))}<button class="btn quiet" type="button" @click=${this.close}>${t('cancel')}</button>`)}</form>`;
  }

  reading() {
    const it = this.read;
    if (!it || it.of !== this.question) return html`<p class="reading" role="status"></p>`;
    if (!it.valid && !it.customers.length) return html`<p class="reading is-wrong" role="status">${icon('warning', 's')} ${it.detail ? reasonText(it.detail) : t('read.invalid')}</p>`;
    const others = it.customers.filter((one) => one.id !== this.customerId && !customer(this.customerId)?.members?.some((member) => member.id === one.id));
    const own = it.customers.length > others.length;
    return html`<p class="reading" role="status">${it.valid ? html`<b><bdi>${it.display ?? it.value}</bdi></b>${it.numberKind ? ` ${t(`number.${it.numberKind}`)}` : ''} · ` : it.detail ? `${reasonText(it.detail)} · ` : nothing}
      ${own ? t('read.own') : others.length ? t('read.others') : t('read.nobody')}
      ${others.slice(0, 3).map((one) => html`<span class="holder"><a class="link" href="/customers/${one.id}"><bdi>${one.name}</bdi></a> <button class="link" type="button" @click=${() => same(customer(this.customerId), one.id)}>${t('same.is')}</button></span>`)}</p>`;
  }

  turn(channel) {
    this.set('channel', channel);
    this.ask();
  }

  typed(value) {
    this.set('value', value);
    const looks = guess(value);
    if (!this.chosen && looks && looks !== this.values.channel) this.set('channel', looks);
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.ask(), PAUSE);
  }

  /** The newest question wins. */
  async ask() {
    const { channel, value = '' } = this.values;
    const question = `${channel} ${value.trim()}`;
    this.question = question;
    if (channel === 'postal' || value.trim().length < 2) return this.requestUpdate();
    const read = await readWay(channel, value.trim()).catch(() => undefined);
    if (question !== this.question) return undefined;
    this.read = read && { ...read, of: question };
    return this.requestUpdate();
  }

  onKey(event) {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.close();
  }

  close() {
    show({ addingWay: undefined });
    document.querySelector('customer-ways .add')?.focus();
  }

  async submit(event) {
    event.preventDefault();
    const { channel, value, city, system } = this.values;
    const missing = (text) => (text?.trim() ? undefined : t('fault.missing'));
    if (!this.check(channel === 'postal' ? { city: missing(city) } : { value: missing(value), system: channel === 'external' ? missing(system) : undefined })) return;
    const place = channel === 'postal' ? 'city' : 'value';
    const done = await this.send(async () => { await addWay(this.customerId, bodyOf(this.values)); return true; }, { contact_point_invalid: place, contact_point_taken: place });
    if (done) this.close();
  }
}
customElements.define('customer-way-new', CustomerWayNew);
