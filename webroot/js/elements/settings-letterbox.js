/* One account for letters: the address on the letters, the folder that scans come from, how soon to answer, and what customer numbers look like. */
import { html, nothing } from 'lit';
import { DraftForm } from './settings-draft.js';
import { t } from '../i18n.js';
import { known, keep, load } from '../admin.js';
import { call, post, put } from '../api.js';
import { go } from '../router.js';
import { emptyBox, ofBox, bodyOfBox, faultsOfBox, tryForms } from '../models/letterbox.js';
import { linesOf } from '../models/routing.js';
import { field, area, select, tick } from '../parts/field.js';
import { icon } from '../parts/icon.js';
import { accountState } from '../parts/account-state.js';
import { verdict } from '../parts/verdict.js';
import { speak } from '../ui.js';

const PATIENCE = 40000; // text recognition is asked as well

class SettingsLetterbox extends DraftForm {
  static properties = { account: { attribute: false } };

  get source() { return this.account; }
  valuesOf(box) { return box ? ofBox(box) : emptyBox(); }

  firstUpdated() { this.querySelector(this.account ? 'h2' : 'input')?.focus(); }

  set(name, value) {
    super.set(name, value);
    if (name !== 'sample') this.tried = undefined;
  }

  render() {
    const { account } = this;
    const queues = known('queues').items ?? [];
    if (!this.values.queue && queues.length) this.values.queue = String((queues.find((one) => one.isDefault) ?? queues[0]).id);
    return html`<form class="account" novalidate @submit=${this.save}>
      <div class="title"><a class="btn quiet" href="/settings/channel-accounts">${icon('left')}${t('acc.back')}</a><h2 tabindex="-1">${account?.name ?? t('acc.addBox')}</h2>${account ? html`<p class="state-line">${accountState(account.state)}</p>` : nothing}</div>
      <section class="block"><header><h3>${t('box.what')}</h3><p>${t('box.about')}</p></header><div class="controls">
        ${field(this, 'address', { label: t('box.address'), maxLength: 254, required: true, help: t('box.addressHelp'), placeholder: t('box.addressHint') })}
        ${field(this, 'name', { label: t('acc.name'), maxLength: 100, required: true, help: t('box.nameHelp') })}
        ${field(this, 'displayName', { label: t('acc.displayName'), maxLength: 200, help: t('box.displayNameHelp') })}
        ${select(this, 'queue', { label: t('queue'), help: t('box.queueHelp'), options: queues.map(({ id, name }) => ({ value: id, label: name })) })}
        ${field(this, 'within', { label: t('box.within'), mode: 'numeric', maxLength: 3, narrow: true, help: t('box.withinHelp') })}
        ${account ? tick(this, 'active', { label: t('acc.active'), help: t('box.activeHelp') }) : nothing}</div></section>
      <section class="block"><header><h3>${t('box.scans')}</h3><p>${t('box.scansAbout')}</p></header><div class="controls">
        ${field(this, 'folder', { label: t('acc.folder'), maxLength: 100, help: t('box.folderHelp') })}
        ${account?.letter?.path ? html`<p class="path">${t('box.path')} <code>${account.letter.path}</code></p>` : nothing}</div></section>
      <section class="block"><header><h3>${t('box.numbers')}</h3><p>${t('box.numbersAbout')}</p></header><div class="controls">
        ${area(this, 'numbers', { label: t('box.forms'), maxLength: 2010, rows: 3, placeholder: 'KD-\\d{6}', help: t('box.formsHelp') })}
        ${field(this, 'sample', { label: t('box.sample'), maxLength: 300, help: t('box.sampleHelp') })}${this.sample()}</div></section>
      <div class="finish">${this.trying ? html`<p class="trying" role="status">${t('box.trying')}</p>` : nothing}${this.tried ? verdict(this.tried, this.values, { good: 'box.testGood', bad: 'acc.testBad' }) : nothing}
        ${this.foot(html`${this.button(t(account ? 'save' : 'box.create'))}${this.button(t('box.test'), { primary: false, type: 'button', run: () => this.test() })}<a class="btn quiet" href="/settings/channel-accounts" @click=${() => this.forget()}>${t('cancel')}</a>`)}
        ${this.conflict()}</div></form>`;
  }

  /** What the forms make of the sample, at once. */
  sample() {
    const { numbers, sample } = this.values;
    if (!sample.trim() || !linesOf(numbers).length) return nothing;
    const { found, unknown } = tryForms(numbers, sample);
    const words = found.length ? t('box.found', { numbers: found.join(', ') }) : t('box.notFound');
    return html`<p class="tried-form ${found.length ? 'ok' : ''}" role="status">${icon(found.length ? 'check' : 'warning')}<span>${words}${unknown.length ? html` <small>${t('box.unknownForm', { forms: unknown.join(' ') })}</small>` : nothing}</span></p>`;
  }

  good() {
    const faults = faultsOfBox(this.values);
    return this.check(Object.fromEntries(Object.entries(faults).map(([name, key]) => [name, t(key)])));
  }

  async test() {
    if (this.busy || !this.good()) return;
    this.tried = undefined;
    this.trying = true;
    const result = await this.send(() => call('POST', '/admin/channel-accounts/test', { query: { id: this.account?.id }, body: bodyOfBox(this.values, this.base?.version), timeout: PATIENCE }));
    this.trying = false;
    this.tried = result;
    if (result) speak(t(result.ok ? 'box.testGood' : 'acc.testBad'));
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector('.verdict')?.scrollIntoView({ block: 'nearest' });
  }

  async save(event) {
    event.preventDefault();
    if (this.busy || !this.good()) return;
    const body = bodyOfBox(this.values, this.base?.version);
    const places = { name_taken: 'name', address_taken: 'address', queue_not_found: 'queue' };
    const saved = await this.sendOver(() => (this.account ? put(`/admin/channel-accounts/${this.account.id}`, body) : post('/admin/channel-accounts', body)), places, () => load('accounts'));
    if (!saved) return;
    const isNew = !this.account;
    this.forget();
    keep('accounts', saved);
    speak(t('saved'));
    if (isNew) go(`/settings/channel-accounts/${saved.id}`, { replace: true });
    else this.saved(saved);
  }

  placeOf(name) { return { 'letter.folder': 'folder', 'letter.answerWithinDays': 'within', 'letter.customerNumbers': 'numbers' }[name] ?? name; }
  sentence(field, message) { return field === 'letter.folder' && message.startsWith('Another') ? t('fault.box.folderTaken') : field.startsWith('letter.customerNumbers') ? t('fault.box.form', { form: message.split(': ').slice(1).join(': ') }) : super.sentence(field === 'address' ? 'displayName' : field, message); }
}
customElements.define('settings-letterbox', SettingsLetterbox);
