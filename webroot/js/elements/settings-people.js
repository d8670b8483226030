/* Everybody who can sign in, and beside the list the one who is looked at. */
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { me } from '../store.js';
import { known, load } from '../admin.js';
import { route } from '../router.js';
import { explain } from '../work.js';
import { moment, full } from '../models/time.js';
import { now } from '../clock.js';
import { icon } from '../parts/icon.js';
import './settings-person.js';

class SettingsPeople extends FadenElement {
  render() {
    const { items, problem } = known('people');
    const chosen = route().params.person;
    const person = items?.find((one) => String(one.id) === chosen);
    return html`<div class="beside ${chosen ? 'is-open' : ''}"><div class="beside-main">
        <div class="intro"><p>${t('people.about')}</p><a class="btn primary" href="/settings/people/new">${icon('user-plus')}${t('people.add')}</a></div>
        ${problem && !items ? html`<div class="empty"><b>${explain(problem)}</b><button class="btn" @click=${() => load('people')}>${t('again')}</button></div>` : nothing}
        ${items ? this.table(items, chosen) : nothing}</div>
      ${chosen && (person || chosen === 'new') ? keyed(chosen, html`<settings-person class="beside-side" .person=${person}></settings-person>`) : nothing}
      ${chosen && items && !person && chosen !== 'new' ? html`<div class="beside-side empty"><b>${t('people.gone')}</b><a class="btn" href="/settings/people">${t('people.back')}</a></div>` : nothing}</div>`;
  }

  table(items, chosen) {
    return html`<table class="table people-table"><thead><tr><th scope="col">${t('name')}</th><th scope="col">${t('people.role')}</th><th scope="col">${t('people.state')}</th><th scope="col">${t('people.seen')}</th></tr></thead>
      <tbody>${items.map((one) => this.row(one, String(one.id) === chosen))}</tbody></table>`;
  }

  row(one, current) {
    return html`<tr class=${current ? 'current' : ''}>
      <td class="first"><div class="who"><span class="avatar" aria-hidden="true">${one.initials}</span><div><a class="row-link" href="/settings/people/${one.id}" aria-current=${current ? 'true' : nothing}>${one.name}</a>${one.id === me().id ? html` <span class="chip">${t('people.you')}</span>` : nothing}<small class="clip" title=${one.email}>${one.email}</small></div></div></td>
      <td data-name=${t('people.role')}>${t(`role.${one.role}`)}</td>
      <td class="state-cell">${this.state(one)}</td>
      <td class="last-seen muted" data-name=${one.lastSeenAt ? t('people.seen') : nothing} title=${one.lastSeenAt ? full(one.lastSeenAt, lang()) : nothing}>${one.lastSeenAt ? moment(one.lastSeenAt, lang(), now()) : t('people.never')}</td></tr>`;
  }

  state({ active, hasPassword }) {
    if (!active) return html`<span class="state-mark">${icon('lock')}${t('people.off')}</span>`;
    return hasPassword ? html`<span class="state-mark ok">${icon('check')}${t('people.on')}</span>` : html`<span class="state-mark warn">${icon('clock')}${t('people.noPassword')}</span>`;
  }
}
customElements.define('settings-people', SettingsPeople);
