/* One telephone line: its number, where its callbacks wait, and the address its telephone system announces calls to, shown once. */
import { html, nothing } from 'lit';
import { AccountForm } from './account-form.js';
import { t } from '../i18n.js';
import { load } from '../admin.js';
import { post } from '../api.js';
import { emptyLine, ofLine, bodyOfLine, faultsOfLine } from '../models/line.js';
import { field, select, tick } from '../parts/field.js';
import { lineState } from '../parts/line-state.js';
import './settings-secret.js';

class SettingsLine extends AccountForm {
  valuesOf(line) { return line ? ofLine(line) : emptyLine(); }
  get texts() { return { add: 'acc.addLine', create: 'line.create' }; }
  get places() { return { contact_point_invalid: { field: 'address', words: 'fault.line.number' } }; }
  body(version) { return bodyOfLine(this.values, version); }
  wrong() { return faultsOfLine(this.values); }
  state() { return lineState(this.account); }

  blocks(queues) {
    return this.block(t('line.what'), t('line.about'), html`
        ${field(this, 'address', { label: t('line.number'), type: 'tel', maxLength: 254, required: true, help: t('line.numberHelp') })}
        ${field(this, 'name', { label: t('acc.name'), maxLength: 100, required: true, help: t('line.nameHelp') })}
        ${select(this, 'queue', { label: t('queue'), help: t('line.queueHelp'), options: queues })}
        ${field(this, 'within', { label: t('line.within'), mode: 'numeric', maxLength: 5, help: t('line.withinHelp') })}
        ${this.account ? tick(this, 'active', { label: t('acc.active'), help: t('line.activeHelp') }) : nothing}`);
  }

  after() { return this.block(t('line.system'), t('line.systemAbout'), this.token(this.account)); }

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

  placeOf(name) { return { 'phone.callBackWithinMinutes': 'within' }[name] ?? name; }
}
customElements.define('settings-line', SettingsLine);
