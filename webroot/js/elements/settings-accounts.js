/* The channel accounts with their state; one of them, or a new one, as a form of its own. */
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { SettingsForm } from './settings-form.js';
import { t } from '../i18n.js';
import { known, keep, load } from '../admin.js';
import { put } from '../api.js';
import { route } from '../router.js';
import { explain } from '../work.js';
import { bodyOf, ofAccount } from '../models/mailbox.js';
import { bodyOfLine, ofLine } from '../models/line.js';
import { bodyOfBox, ofBox } from '../models/letterbox.js';
import { icon, channelMark } from '../parts/icon.js';
import { accountState } from '../parts/account-state.js';
import { lineState } from '../parts/line-state.js';
import { problem as problemLine } from '../parts/door.js';
import { speak } from '../ui.js';
import './settings-account.js';
import './settings-line.js';
import './settings-letterbox.js';

const NEW = { new: 'email', 'new-line': 'phone', 'new-letters': 'letter' }; // what stands in the address in place of an account
const isLine = ({ channel }) => channel === 'phone';
const isBox = ({ channel }) => channel === 'letter';
const wholeBody = (account) => (isLine(account) ? bodyOfLine(ofLine(account), account.version) : isBox(account) ? bodyOfBox(ofBox(account), account.version) : bodyOf(ofAccount(account), account.version));

class SettingsAccounts extends SettingsForm {
  render() {
    const { items, problem } = known('accounts');
    const chosen = route().params.account;
    if (problem && !items) return html`<div class="empty"><b>${explain(problem)}</b><button class="btn" @click=${() => load('accounts')}>${t('again')}</button></div>`;
    if (!items) return nothing;
    if (!chosen) return this.list(items);
    const account = items.find((one) => String(one.id) === chosen);
    if (!account && !(chosen in NEW)) return html`<div class="empty"><b>${t('acc.gone')}</b><a class="btn" href="/settings/channel-accounts">${t('acc.back')}</a></div>`;
    const kind = account ?? { channel: NEW[chosen] };
    if (isLine(kind)) return keyed(chosen, html`<settings-line .account=${account}></settings-line>`);
    if (isBox(kind)) return keyed(chosen, html`<settings-letterbox .account=${account}></settings-letterbox>`);
    return keyed(chosen, html`<settings-account .account=${account}></settings-account>`);
  }

  list(items) {
    if (!items.length) return html`<div class="empty">${icon('mail')}<b>${t('acc.none')}</b><p>${t('acc.noneNext')}</p><a class="btn primary" href="/settings/channel-accounts/new">${t('acc.add')}</a><p class="or">${t('acc.noneLine')}</p><a class="btn" href="/settings/channel-accounts/new-line">${t('acc.addLine')}</a><p class="or">${t('acc.noneBox')}</p><a class="btn" href="/settings/channel-accounts/new-letters">${t('acc.addBox')}</a></div>`;
    return html`<div class="intro"><p>${t('acc.about')}</p><a class="btn primary" href="/settings/channel-accounts/new">${icon('plus')}${t('acc.add')}</a><a class="btn" href="/settings/channel-accounts/new-line">${icon('plus')}${t('acc.addLine')}</a><a class="btn" href="/settings/channel-accounts/new-letters">${icon('plus')}${t('acc.addBox')}</a></div>${problemLine(this.problem)}
      <table class="table accounts-table"><thead><tr><th scope="col">${t('acc.account')}</th><th scope="col">${t('queue')}</th><th scope="col">${t('acc.state')}</th><th scope="col"><span class="sr">${t('acc.acts')}</span></th></tr></thead>
      <tbody>${items.map((one) => html`<tr>
        <td class="first"><div class="who">${channelMark(one.channel)}<div><a class="row-link" href="/settings/channel-accounts/${one.id}">${one.name}</a><small class="clip" title=${one.address}>${one.address}</small></div></div></td>
        <td data-name=${t('queue')}>${one.queue.name}</td>
        <td class="state-cell">${isLine(one) ? lineState(one) : accountState(one.state)}</td>
        <td class="acts-cell"><button class="btn quiet" aria-label="${t(one.active ? 'acc.pause' : 'acc.activate')}: ${one.name}" @click=${() => this.toggle(one)}>${t(one.active ? 'acc.pause' : 'acc.activate')}</button></td></tr>`)}</tbody></table>`;
  }

  async toggle(account) {
    const body = { ...wholeBody(account), active: !account.active };
    const changed = await this.send(() => put(`/admin/channel-accounts/${account.id}`, body));
    if (!changed) return void load('accounts');
    keep('accounts', changed);
    speak(t(changed.active ? 'acc.activated' : 'acc.paused', { name: changed.name }));
  }
}
customElements.define('settings-accounts', SettingsAccounts);
