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
import { PARTS, bodyOfSource, missing, ofSource } from '../models/source.js';
import { icon, channelMark } from '../parts/icon.js';
import { accountState } from '../parts/account-state.js';
import { lineState } from '../parts/line-state.js';
import { problem as problemLine } from '../parts/door.js';
import { speak } from '../ui.js';
import './settings-account.js';
import './settings-line.js';
import './settings-letterbox.js';
import './settings-source.js';

/** What stands in the address in place of an account, by kind and in the order in which they are offered. */
const KINDS = [
  { group: 'mail', kinds: [['new', 'email'], ['new-line', 'phone'], ['new-letters', 'letter']] },
  { group: 'posts', kinds: ['mastodon', 'bluesky', 'feed'].map((channel) => [`new-${channel}`, channel]) },
  { group: 'hooks', kinds: ['webhook', 'sms', 'chat'].map((channel) => [`new-${channel}`, channel]) },
];
const NEW = Object.fromEntries(KINDS.flatMap(({ kinds }) => kinds));
const ADD = '/settings/channel-accounts/add';
const isLine = ({ channel }) => channel === 'phone';
const isBox = ({ channel }) => channel === 'letter';
const isSource = ({ channel }) => channel in PARTS;

function wholeBody(account) {
  const { channel, version } = account;
  if (isLine(account)) return bodyOfLine(ofLine(account), version);
  if (isBox(account)) return bodyOfBox(ofBox(account), version);
  return isSource(account) ? bodyOfSource(ofSource(account), channel, version) : bodyOf(ofAccount(account), version);
}

class SettingsAccounts extends SettingsForm {
  render() {
    const { items, problem } = known('accounts');
    const chosen = route().params.account;
    if (problem && !items) return html`<div class="empty"><b>${explain(problem)}</b><button class="btn" @click=${() => load('accounts')}>${t('again')}</button></div>`;
    if (!items) return nothing;
    if (!chosen) return this.list(items);
    if (chosen === 'add') return this.kinds();
    const account = items.find((one) => String(one.id) === chosen);
    if (!account && !(chosen in NEW)) return html`<div class="empty"><b>${t('acc.gone')}</b><a class="btn" href="/settings/channel-accounts">${t('acc.back')}</a></div>`;
    const kind = account ?? { channel: NEW[chosen] };
    if (isLine(kind)) return keyed(chosen, html`<settings-line .account=${account}></settings-line>`);
    if (isBox(kind)) return keyed(chosen, html`<settings-letterbox .account=${account}></settings-letterbox>`);
    if (isSource(kind)) return keyed(chosen, html`<settings-source .account=${account} .channel=${kind.channel}></settings-source>`);
    return keyed(chosen, html`<settings-account .account=${account}></settings-account>`);
  }

  /** First the kind: each asks for something else. */
  kinds() {
    return html`<div class="account"><div class="title"><a class="btn quiet" href="/settings/channel-accounts">${icon('left')}${t('acc.back')}</a><h2>${t('acc.addOne')}</h2></div>
      ${KINDS.map(({ group, kinds }) => html`<section class="block"><header><h3>${t(`acc.kinds.${group}`)}</h3></header><ul class="kind-list">${kinds.map(([place, channel]) => html`<li><a href="/settings/channel-accounts/${place}">${channelMark(channel)}<span><b>${t(`acc.kind.${channel}`)}</b><small>${t(`acc.kind.${channel}.help`)}</small></span>${icon('right')}</a></li>`)}</ul></section>`)}</div>`;
  }

  list(items) {
    if (!items.length) return html`<div class="empty">${icon('mail')}<b>${t('acc.noneYet')}</b><p>${t('acc.noneYetNext')}</p><a class="btn primary" href=${ADD}>${t('acc.addOne')}</a></div>`;
    return html`<div class="intro"><p>${t('acc.about')}</p><a class="btn primary" href=${ADD}>${icon('plus')}${t('acc.addOne')}</a></div>${problemLine(this.problem)}
      <table class="table accounts-table"><thead><tr><th scope="col">${t('acc.account')}</th><th scope="col">${t('queue')}</th><th scope="col">${t('acc.state')}</th><th scope="col"><span class="sr">${t('acc.acts')}</span></th></tr></thead>
      <tbody>${items.map((one) => html`<tr>
        <td class="first"><div class="who">${channelMark(one.channel)}<div><a class="row-link" href="/settings/channel-accounts/${one.id}">${one.name}</a><small class="clip" title=${one.address}>${one.address}</small></div></div></td>
        <td data-name=${t('queue')}>${one.queue.name}</td>
        <td class="state-cell">${this.state(one)}</td>
        <td class="acts-cell"><button class="btn quiet" aria-label="${t(one.active ? 'acc.pause' : 'acc.activate')}: ${one.name}" @click=${() => this.toggle(one)}>${t(one.active ? 'acc.pause' : 'acc.activate')}</button></td></tr>`)}</tbody></table>`;
  }

  state(one) {
    if (isLine(one)) return lineState(one);
    if (one.active && isSource(one) && missing(one)) return html`<span class="state-mark warn">${icon('warning')}${t(PARTS[one.channel] === 'webhook' ? 'src.noSecret' : 'src.notSignedIn')}</span>`;
    return accountState(one.state);
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
