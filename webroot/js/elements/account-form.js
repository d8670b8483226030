/* What the forms of channel accounts share: the frame with title and state, trying what is typed, saving it. A subclass says what is in it:
   texts (keys of words), blocks(queues), body(version), wrong(), and where the contract's fields and refusals belong. */
import { html, nothing } from 'lit';
import { DraftForm } from './settings-draft.js';
import { t } from '../i18n.js';
import { known, keep, load } from '../admin.js';
import { call, post, put } from '../api.js';
import { go } from '../router.js';
import { icon } from '../parts/icon.js';
import { accountState } from '../parts/account-state.js';
import { verdict } from '../parts/verdict.js';
import { speak } from '../ui.js';

export const ACCOUNTS = '/settings/channel-accounts';

export class AccountForm extends DraftForm {
  static properties = { account: { attribute: false } };

  get source() { return this.account; }
  /** { add, create, test, trying, good }: without test nothing can be tried. */
  get texts() { return {}; }
  get places() { return {}; }
  /** How long the server may try, in milliseconds. */
  get patience() { return 40000; }
  state() { return accountState(this.account.state); }
  /** Below the form: what needs an account that is there. */
  after() { return nothing; }

  firstUpdated() { this.querySelector(this.account ? 'h2' : 'input')?.focus(); }

  render() {
    const { account, texts } = this;
    const queues = known('queues').items ?? [];
    if (!this.values.queue && queues.length) this.values.queue = String((queues.find((one) => one.isDefault) ?? queues[0]).id);
    return html`<form class="account" novalidate @submit=${this.save}>
      <div class="title"><a class="btn quiet" href=${ACCOUNTS}>${icon('left')}${t('acc.back')}</a><h2 tabindex="-1">${account?.name ?? t(texts.add)}</h2>${account ? html`<p class="state-line">${this.state()}</p>` : nothing}</div>
      ${this.blocks(queues.map(({ id, name }) => ({ value: id, label: name })))}
      <div class="finish">${this.trying ? html`<p class="trying" role="status">${t(texts.trying)}</p>` : nothing}${this.tried ? verdict(this.tried, this.values, { good: texts.good, bad: 'acc.testBad' }) : nothing}
        ${this.foot(html`${this.button(t(account ? 'save' : texts.create))}${texts.test ? this.button(t(texts.test), { primary: false, type: 'button', run: () => this.test() }) : nothing}<a class="btn quiet" href=${ACCOUNTS} @click=${() => this.forget()}>${t('cancel')}</a>`)}
        ${this.conflict()}</div>${account ? this.after() : nothing}</form>`;
  }

  block(title, about, controls) { return html`<section class="block"><header><h3>${title}</h3>${about ? html`<p>${about}</p>` : nothing}</header><div class="controls">${controls}</div></section>`; }

  good() {
    return this.check(Object.fromEntries(Object.entries(this.wrong()).map(([name, key]) => [name, t(key)])));
  }

  async test() {
    if (this.busy || !this.good()) return;
    this.tried = undefined;
    this.trying = true;
    const result = await this.send(() => call('POST', '/admin/channel-accounts/test', { query: { id: this.account?.id }, body: this.body(this.base?.version), timeout: this.patience }));
    this.trying = false;
    this.tried = result;
    if (result) speak(t(result.ok ? this.texts.good : 'acc.testBad'));
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector('.verdict')?.scrollIntoView({ block: 'nearest' });
  }

  async save(event) {
    event.preventDefault();
    if (this.busy || !this.good()) return;
    const body = this.body(this.base?.version);
    const places = { name_taken: 'name', address_taken: 'address', queue_not_found: 'queue', ...this.places };
    const saved = await this.sendOver(() => (this.account ? put(`/admin/channel-accounts/${this.account.id}`, body) : post('/admin/channel-accounts', body)), places, () => load('accounts'));
    if (!saved) return;
    const isNew = !this.account;
    this.forget();
    keep('accounts', saved);
    speak(t('saved'));
    if (isNew) go(`${ACCOUNTS}/${saved.id}`, { replace: true });
    else this.saved(saved);
  }
}
