/* One telephone line: its number, where its callbacks wait, and the address its telephone system announces calls to, shown once. */
import { html, nothing } from 'lit';
import { DraftForm } from './settings-draft.js';
import { t } from '../i18n.js';
import { known, keep, load } from '../admin.js';
import { post, put } from '../api.js';
import { go } from '../router.js';
import { emptyLine, ofLine, bodyOfLine, faultsOfLine } from '../models/line.js';
import { field, select, tick } from '../parts/field.js';
import { icon } from '../parts/icon.js';
import { lineState } from '../parts/line-state.js';
import { speak } from '../ui.js';
import './settings-secret.js';

class SettingsLine extends DraftForm {
  static properties = { account: { attribute: false } };

  get source() { return this.account; }
  valuesOf(line) { return line ? ofLine(line) : emptyLine(); }

  firstUpdated() { this.querySelector(this.account ? 'h2' : 'input')?.focus(); }

  render() {
    const { account } = this;
    const queues = known('queues').items ?? [];
    if (!this.values.queue && queues.length) this.values.queue = String((queues.find((one) => one.isDefault) ?? queues[0]).id);
    return html`<form class="account" novalidate @submit=${this.save}>
      <div class="title"><a class="btn quiet" href="/settings/channel-accounts">${icon('left')}${t('acc.back')}</a><h2 tabindex="-1">${account?.name ?? t('acc.addLine')}</h2>${account ? html`<p class="state-line">${lineState(account)}</p>` : nothing}</div>
      <section class="block"><header><h3>${t('line.what')}</h3><p>${t('line.about')}</p></header><div class="controls">
        ${field(this, 'address', { label: t('line.number'), type: 'tel', maxLength: 254, required: true, help: t('line.numberHelp') })}
        ${field(this, 'name', { label: t('acc.name'), maxLength: 100, required: true, help: t('line.nameHelp') })}
        ${select(this, 'queue', { label: t('queue'), help: t('line.queueHelp'), options: queues.map(({ id, name }) => ({ value: id, label: name })) })}
        ${field(this, 'within', { label: t('line.within'), mode: 'numeric', maxLength: 5, help: t('line.withinHelp') })}
        ${account ? tick(this, 'active', { label: t('acc.active'), help: t('line.activeHelp') }) : nothing}
        ${this.foot(html`${this.button(t(account ? 'save' : 'line.create'))}<a class="btn quiet" href="/settings/channel-accounts" @click=${() => this.forget()}>${t('cancel')}</a>`)}${this.conflict()}</div></section>
      ${account ? html`<section class="block"><header><h3>${t('line.system')}</h3><p>${t('line.systemAbout')}</p></header><div class="controls">${this.token(account)}</div></section>` : nothing}</form>`;
  }

  token(account) {
    if (this.secret) return html`<settings-secret .title=${t('line.secret', { name: account.name })} .next=${t('line.secretNext')} .text=${this.secret} .done=${() => this.hide()}></settings-secret>`;
    const has = account.phone?.hasToken;
    return html`<p>${t(has ? 'line.hasToken' : 'line.noToken')}</p>${has ? html`<p class="help">${t('line.newTokenHelp')}</p>` : nothing}
      <div class="acts-line">${this.button(t(has ? 'line.newToken' : 'line.token'), { primary: !has, type: 'button', run: () => this.renew() })}</div>`;
  }

  hide() {
    this.secret = undefined;
    this.requestUpdate();
  }

  async renew() {
    const made = await this.send(() => post(`/admin/channel-accounts/${this.account.id}/token`));
    if (!made) return;
    this.secret = new URL(made.url, location.href).href;
    load('accounts');
    this.requestUpdate();
  }

  async save(event) {
    event.preventDefault();
    const faults = faultsOfLine(this.values);
    if (this.busy || !this.check(Object.fromEntries(Object.entries(faults).map(([name, key]) => [name, t(key)])))) return;
    const body = bodyOfLine(this.values, this.base?.version);
    const places = { name_taken: 'name', address_taken: 'address', queue_not_found: 'queue', contact_point_invalid: { field: 'address', words: 'fault.line.number' } };
    const saved = await this.sendOver(() => (this.account ? put(`/admin/channel-accounts/${this.account.id}`, body) : post('/admin/channel-accounts', body)), places, () => load('accounts'));
    if (!saved) return;
    const isNew = !this.account;
    this.forget();
    keep('accounts', saved);
    speak(t('saved'));
    if (isNew) go(`/settings/channel-accounts/${saved.id}`, { replace: true });
    else this.saved(saved);
  }

  placeOf(name) { return { 'phone.callBackWithinMinutes': 'within' }[name] ?? name; }
}
customElements.define('settings-line', SettingsLine);
