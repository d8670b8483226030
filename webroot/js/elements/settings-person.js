/* One person: name, role, whether they may sign in, and the one-time link with which they set a password. Without a person: a new one. */
import { html, nothing } from 'lit';
import { SettingsForm } from './settings-form.js';
import { t } from '../i18n.js';
import { me } from '../store.js';
import { known, keep, load } from '../admin.js';
import { patch, post } from '../api.js';
import { go } from '../router.js';
import { show, ui } from '../ui.js';
import { icon } from '../parts/icon.js';
import { field, choices, tick } from '../parts/field.js';
import './settings-secret.js';
import './settings-person-routing.js';

const ROLES = ['agent', 'supervisor', 'admin'];
const CONTROL = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** A link just made is shown with its person, also after the address changed to theirs. */
const links = new Map();

class SettingsPerson extends SettingsForm {
  static properties = { person: { attribute: false } };

  willUpdate() {
    if (this.begun) return;
    this.begun = true;
    this.take(this.person);
  }

  take(person) {
    const { name = '', email = '', role = 'agent', active = true } = person ?? {};
    this.base = person;
    this.values = { name, email, role, active };
  }

  firstUpdated() {
    if (!links.has(this.person?.id)) this.querySelector(this.person ? 'h2' : 'input')?.focus();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    links.delete(this.person?.id);
  }

  render() {
    const person = this.person;
    const link = links.get(person?.id);
    return html`<form novalidate @submit=${this.save}>
      <header><h2 tabindex="-1">${person?.name ?? t('people.add')}</h2><a class="btn quiet only" href="/settings/people" aria-label=${t('close')} title=${t('close')}>${icon('close')}</a></header>
      ${link ? html`<settings-secret .title=${t('people.link', { name: person.name })} .next=${t('people.linkNext', { name: person.name })} .text=${link} .done=${() => this.forget()}></settings-secret>` : nothing}
      ${field(this, 'name', { label: t('name'), maxLength: 200, required: true })}
      ${field(this, 'email', { label: t('email'), type: 'email', maxLength: 254, required: !person, readonly: Boolean(person), help: t(person ? 'people.emailFixed' : 'people.emailHelp') })}
      ${choices(this, 'role', { label: t('people.role'), options: ROLES.map((value) => ({ value, label: t(`role.${value}`), help: t(`role.${value}.help`) })) })}
      ${person ? tick(this, 'active', { label: t('people.active'), help: t(person.id === me().id ? 'people.activeSelf' : 'people.activeHelp') }) : nothing}
      ${this.foot(html`${this.button(t(person ? 'save' : 'people.create'))}<a class="btn quiet" href="/settings/people">${t(person ? 'close' : 'cancel')}</a>`)}
      ${this.conflict()}
      ${person ? html`<div class="more-acts"><h3>${t('people.access')}</h3><p>${t(person.hasPassword ? 'people.newLinkHelp' : 'people.firstLinkHelp')}</p>
        <button class="btn" type="button" aria-disabled=${this.busy ? 'true' : nothing} @click=${this.newLink}>${icon('link')}${t('people.newLink')}</button></div>` : nothing}</form>
      ${person ? html`<settings-person-routing .person=${person}></settings-person-routing>` : nothing}`;
  }

  /** Somebody changed the same person meanwhile: what was typed stays, the new state is one press away. */
  conflict() {
    if (this.refusal?.code !== 'version_conflict' || !this.problem) return nothing;
    return html`<div class="acts-line"><button class="btn" type="button" @click=${() => { this.take(this.person); this.check({}); }}>${t('conflict.theirs')}</button></div>`;
  }

  async save(event) {
    event.preventDefault();
    const name = this.values.name.trim();
    const email = this.values.email.trim();
    const faults = { name: !name ? t('fault.missing') : CONTROL.test(name) ? t('fault.name') : undefined };
    if (!this.person) faults.email = !email ? t('fault.missing') : /^[^\s@]+@[^\s@]+$/.test(email) ? undefined : t('fault.email');
    if (!this.check(faults)) return;
    if (this.person) await this.change(name);
    else await this.create(name, email);
  }

  async create(name, email) {
    const made = await this.send(() => post('/admin/agents', { name, email, role: this.values.role }), { email_taken: 'email' });
    if (!made) return;
    links.set(made.agent.id, location.origin + made.link);
    keep('people', made.agent);
    go(`/settings/people/${made.agent.id}`, { replace: true });
  }

  async change(name) {
    const { role, active } = this.values;
    const place = role !== this.person.role && active ? 'role' : 'active';
    const version = this.base.version;
    const changed = await this.send(() => patch(`/admin/agents/${this.person.id}`, { version, name, role, active }), { last_admin: place });
    if (this.refusal?.code === 'version_conflict') {
      await load('people');
      this.base = known('people').items.find((one) => one.id === this.person.id) ?? this.base; // saving again means it
    }
    if (!changed) return;
    this.refusal = undefined;
    keep('people', changed);
    this.take(changed);
    this.said = t('saved');
    this.requestUpdate();
  }

  async newLink() {
    const made = await this.send(() => post(`/admin/agents/${this.person.id}/link`));
    if (!made) return;
    links.set(this.person.id, location.origin + made.link);
    this.requestUpdate();
  }

  forget() {
    links.delete(this.person.id);
    show(ui);
    this.requestUpdate();
  }
}
customElements.define('settings-person', SettingsPerson);
