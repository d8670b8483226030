/* What an item of each channel costs an agent. */
import { html, nothing } from 'lit';
import { DraftForm } from './settings-draft.js';
import { t } from '../i18n.js';
import { known, hold, load } from '../admin.js';
import { put } from '../api.js';
import { explain } from '../work.js';
import { wholeOf } from '../models/routing.js';
import { field } from '../parts/field.js';
import { channelMark } from '../parts/icon.js';

const LIMITS = { cost: [0, 100], cap: [1, 100], parked: [0, 100] };

class SettingsLoads extends DraftForm {
  get source() { return known('loads').items; }
  get name() { return 'all'; }
  valuesOf(items = []) {
    return Object.assign({}, ...items.map(({ channel, cost, cap, parkedPercent = 0 }) => ({ [`${channel}.cost`]: String(cost), [`${channel}.cap`]: cap === undefined ? '' : String(cap), [`${channel}.parked`]: String(parkedPercent) })));
  }

  render() {
    const { items, problem } = known('loads');
    if (!items) return problem ? html`<div class="empty"><b>${explain(problem)}</b><button class="btn" @click=${() => load('loads')}>${t('again')}</button></div>` : nothing;
    const number = (channel, column, more) => html`<td data-name=${t(`load.${column}`)}>${field(this, `${channel}.${column}`, { label: `${t(`load.${column}`)}, ${t(`channel.${channel}`)}`, unseen: true, mode: 'numeric', maxLength: 3, ...more })}</td>`;
    return html`<div class="middle-page"><div class="intro"><p>${t('load.about')}</p></div><form novalidate @submit=${this.save}>
      <table class="table set-table loads"><thead><tr><th scope="col">${t('q.channel')}</th>${Object.keys(LIMITS).map((column) => html`<th scope="col">${t(`load.${column}`)}<small>${t(`load.${column}.help`)}</small></th>`)}</tr></thead>
        <tbody>${items.map(({ channel }) => html`<tr><th scope="row">${channelMark(channel)} ${t(`channel.${channel}`)}</th>${number(channel, 'cost')}${number(channel, 'cap', { placeholder: t('load.noCap') })}${number(channel, 'parked')}</tr>`)}</tbody></table>
      <div class="finish sticky">${this.foot(html`${this.button(t('save'))}${this.dirty ? html`<button class="btn quiet" type="button" @click=${() => { this.take(this.source); this.check({}); }}>${t('discard')}</button>` : nothing}`)}</div></form></div>`;
  }

  async save(event) {
    event.preventDefault();
    const faults = {};
    for (const { channel } of this.source) for (const [column, [low, high]] of Object.entries(LIMITS)) {
      const value = wholeOf(this.values[`${channel}.${column}`]);
      if (value === undefined && column === 'cost') faults[`${channel}.${column}`] = t('fault.missing');
      else if (value !== undefined && !(value >= low && value <= high)) faults[`${channel}.${column}`] = t('fault.whole', { low, high });
    }
    if (!this.check(faults)) return;
    const items = this.source.map(({ channel }) => ({ channel, cost: wholeOf(this.values[`${channel}.cost`]), cap: wholeOf(this.values[`${channel}.cap`]), parkedPercent: wholeOf(this.values[`${channel}.parked`]) ?? 0 }));
    const saved = await this.send(() => put('/admin/channel-loads', { items }));
    if (!saved) return;
    this.forget();
    hold('loads', saved);
    this.saved(saved.items);
  }
}
customElements.define('settings-loads', SettingsLoads);
