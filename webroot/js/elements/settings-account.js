/* One mailbox: what it is, how mail comes in, how it goes out; tried before it is saved. Stored passwords are never shown. */
import { html, nothing } from 'lit';
import { SettingsForm } from './settings-form.js';
import { t } from '../i18n.js';
import { epoch } from '../store.js';
import { known, keep, load } from '../admin.js';
import { call, post, put } from '../api.js';
import { go } from '../router.js';
import { empty, ofAccount, bodyOf, faultsOf, suggested } from '../models/mailbox.js';
import { field, select, segments, choices, tick } from '../parts/field.js';
import { server } from '../parts/server.js';
import { icon } from '../parts/icon.js';
import { verdict } from '../parts/verdict.js';
import { accountState } from '../parts/account-state.js';
import { speak } from '../ui.js';

const PATIENCE = 90000; // the server tries for a minute at most
const drafts = new Map(); // what was typed survives a look elsewhere; gone with the page and with who is signed in

class SettingsAccount extends SettingsForm {
  static properties = { account: { attribute: false } };

  get key() { return `${epoch()}/${this.account?.id ?? 'new'}`; }

  willUpdate() {
    if (this.begun) return;
    this.begun = true;
    const draft = drafts.get(this.key);
    this.base = draft?.base ?? this.account;
    this.values = draft?.values ?? (this.account ? ofAccount(this.account) : empty());
  }

  firstUpdated() { this.querySelector(this.account ? 'h2' : 'input')?.focus(); }

  set(name, value) {
    const values = suggested(this.values, name, value);
    super.set(name, value);
    this.values = values;
    this.tried = undefined;
    drafts.clear();
    drafts.set(this.key, { values, base: this.base });
  }

  render() {
    const { account } = this;
    const queues = known('queues').items ?? [];
    if (!this.values.queue && queues.length) this.values.queue = String((queues.find((one) => one.isDefault) ?? queues[0]).id);
    return html`<form class="account" novalidate @submit=${this.save}>
      <div class="title"><a class="btn quiet" href="/settings/channel-accounts">${icon('left')}${t('acc.back')}</a><h2 tabindex="-1">${account?.name ?? t('acc.add')}</h2>${account ? html`<p class="state-line">${accountState(account.state)}</p>` : nothing}</div>
      <section class="block"><header><h3>${t('acc.mailbox')}</h3><p>${t('acc.mailboxAbout')}</p></header><div class="controls">
        ${field(this, 'address', { label: t('acc.address'), type: 'email', maxLength: 254, required: true, help: t('acc.addressHelp'), placeholder: 'service@…' })}
        ${field(this, 'name', { label: t('acc.name'), maxLength: 100, required: true, help: t('acc.nameHelp') })}
        ${field(this, 'displayName', { label: t('acc.displayName'), maxLength: 200, help: t('acc.displayNameHelp') })}
        ${select(this, 'queue', { label: t('queue'), help: t('acc.queueHelp'), options: queues.map(({ id, name }) => ({ value: id, label: name })) })}
        ${choices(this, 'backfill', { label: t('acc.backfill'), options: ['all', 'new'].map((value) => ({ value, label: t(`acc.backfill.${value}`), help: t(`acc.backfill.${value}.help`) })) })}
        ${account ? tick(this, 'active', { label: t('acc.active'), help: t('acc.activeHelp') }) : nothing}</div></section>
      <section class="block"><header><h3>${t('acc.imap')}</h3><p>${t('acc.imapAbout')}</p></header><div class="controls">${server(this, 'imap', account)}</div></section>
      <section class="block"><header><h3>${t('acc.smtp')}</h3><p>${t('acc.smtpAbout')}</p></header><div class="controls">${server(this, 'smtp', account,
        segments(this, 'smtp.signIn', { label: t('acc.signIn'), options: ['same', 'own', 'none'].map((value) => ({ value, label: t(`acc.signIn.${value}`) })) }))}</div></section>
      <div class="finish">${this.trying ? html`<p class="trying" role="status">${t('acc.trying')}</p>` : nothing}${this.tried ? verdict(this.tried, this.values) : nothing}
        ${this.foot(html`${this.button(t(account ? 'save' : 'acc.create'))}${this.button(t('acc.test'), { primary: false, type: 'button', run: () => this.test() })}<a class="btn quiet" href="/settings/channel-accounts" @click=${() => drafts.clear()}>${t('cancel')}</a>`)}
        ${this.conflict()}</div></form>`;
  }

  conflict() {
    if (this.refusal?.code !== 'version_conflict' || !this.problem) return nothing;
    return html`<div class="acts-line"><button class="btn" type="button" @click=${this.takeTheirs}>${t('conflict.theirs')}</button></div>`;
  }

  takeTheirs() {
    drafts.clear();
    this.values = ofAccount(this.account);
    this.check({});
  }

  good() {
    const faults = faultsOf(this.values, this.account);
    return this.check(Object.fromEntries(Object.entries(faults).map(([name, key]) => [name, t(key)])));
  }

  async test() {
    if (this.busy || !this.good()) return;
    this.tried = undefined;
    this.trying = true;
    const result = await this.send(() => call('POST', '/admin/channel-accounts/test', { query: { id: this.account?.id }, body: bodyOf(this.values, this.base?.version), timeout: PATIENCE }));
    this.trying = false;
    this.tried = result;
    if (result) speak(t(result.ok ? 'acc.testGood' : 'acc.testBad'));
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector('.verdict')?.scrollIntoView({ block: 'nearest' });
  }

  async save(event) {
    event.preventDefault();
    if (this.busy || !this.good()) return;
    const body = bodyOf(this.values, this.base?.version);
    const places = { name_taken: 'name', address_taken: 'address', queue_not_found: 'queue' };
    const saved = await this.send(() => (this.account ? put(`/admin/channel-accounts/${this.account.id}`, body) : post('/admin/channel-accounts', body)), places);
    if (this.refusal?.code === 'version_conflict' && !saved) {
      await load('accounts');
      this.base = this.account; // saving again means it
    }
    if (!saved) return;
    drafts.clear();
    keep('accounts', saved);
    speak(t('saved'));
    go('/settings/channel-accounts');
  }
}
customElements.define('settings-account', SettingsAccount);
