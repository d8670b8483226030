/* One entry rule: its conditions, where what it catches goes, and a message to try it on before it is saved. */
import { html, nothing } from 'lit';
import { DraftForm } from './settings-draft.js';
import { t, lang } from '../i18n.js';
import { known, keep, drop, load } from '../admin.js';
import { get, post, put, remove } from '../api.js';
import { go } from '../router.js';
import { customer, loadCustomer } from '../store.js';
import { speak } from '../ui.js';
import { CHANNELS } from '../models/routing.js';
import { PRIORITIES, bodyOf, conditionsOf, emptyRule, faultsOf, ofRule } from '../models/rule.js';
import { languageName, languages } from '../models/languages.js';
import { area, field, segments, select, tick } from '../parts/field.js';
import { icon, channelMark } from '../parts/icon.js';
import { needs } from '../parts/needs.js';
import { removal } from '../parts/removal.js';
import { among } from './faden-choice.js';
import './settings-trial.js';

const FOUND = { name_taken: 'name', queue_not_found: 'queue', skill_not_found: 'needs' };

class SettingsRule extends DraftForm {
  static properties = { rule: { attribute: false } };

  get source() { return this.rule; }
  valuesOf(rule) { return rule ? ofRule(rule, (list, id) => this.named(list, id)) : emptyRule(); }

  firstUpdated() {
    this.querySelector(this.rule ? 'h2' : 'input')?.focus();
    for (const id of this.rule?.conditions.customers ?? []) if (!customer(id)) loadCustomer(id);
  }

  /** "conditions.subject.0" is shown at "subject". */
  placeOf(field) { return field.replace(/^conditions\.(\w+).*/, '$1'); }

  named(list, id) {
    if (list === 'languages') return languageName(id, lang());
    const one = list === 'customers' ? customer(id) : known('accounts').items?.find((account) => account.id === id);
    return one?.name ?? t('number', { number: id }); // until it is here
  }

  render() {
    const { rule } = this;
    const queues = known('queues').items ?? [];
    if (!this.values.queue && queues.length) this.values.queue = String((queues.find((one) => one.isDefault) ?? queues[0]).id);
    known('skills');
    const block = (id, content) => html`<section class="block"><header><h3>${t(`rule.${id}`)}</h3><p>${t(`rule.${id}.about`)}</p></header><div class="controls wide">${content}</div></section>`;
    return html`<form novalidate @submit=${this.save}>
      <div class="title"><a class="btn quiet" href="/settings/entry-rules">${icon('left')}${t('rule.back')}</a><h2 tabindex="-1">${rule?.name ?? t('rule.add')}</h2></div>
      ${block('what', html`${field(this, 'name', { label: t('name'), maxLength: 100, required: true, placeholder: t('rule.hint') })}${tick(this, 'active', { label: t('rule.active'), help: t('rule.active.help') })}`)}
      ${block('conditions', this.conditions())}
      ${block('result', html`${select(this, 'queue', { label: t('queue'), options: queues.map(({ id, name }) => ({ value: id, label: name })) })}
        ${segments(this, 'priority', { label: t('rule.priority'), help: t('rule.priority.help'), options: PRIORITIES.map((value) => ({ value, label: value })) })}
        <div class="control" role="group" aria-label=${t('rule.needs')}><b>${t('rule.needs')}</b>${this.values.needs.length ? nothing : html`<p class="none">${t('rule.needs.none')}</p>`}
          ${needs(this, 'needs', this.values.needs, (list) => this.set('needs', list))}${this.faults.needs ? html`<p class="fault">${icon('warning')}<span>${this.faults.needs}</span></p>` : nothing}</div>`)}
      <div class="finish sticky">${this.foot(html`${this.button(t(rule ? 'save' : 'add'))}<a class="btn quiet" href="/settings/entry-rules" @click=${() => this.forget()}>${t(this.dirty ? 'cancel' : 'close')}</a>
        ${rule ? removal(this, 'rule', { name: rule.name, run: () => this.takeAway() }) : nothing}`)}${this.conflict()}</div></form>
      <settings-trial .conditions=${() => conditionsOf(this.values)} .rule=${rule?.id}></settings-trial>`;
  }

  /** The name as it is known by now; one just found by searching keeps the one it was found by. */
  newest(list) {
    return (one) => {
      const label = this.named(list, one.id);
      return label === t('number', { number: one.id }) ? one : { ...one, label };
    };
  }

  conditions() {
    const accounts = (known('accounts').items ?? []).map(({ id, name, address }) => ({ id, label: name, hint: address }));
    const many = (name, find, help) => html`<faden-choice .label=${t(`rule.${name}`)} .help=${help} .chosen=${this.values[name].map(this.newest(name))} .find=${find} .change=${(list) => this.set(name, list)} .fault=${this.faults[name]}></faden-choice>`;
    const lines = (name) => area(this, name, { label: t(`rule.${name}`), help: t(`rule.${name}.help`), rows: 3, code: false, placeholder: t(`rule.${name}.hint`) });
    const pick = (channel, on) => this.set('channels', on ? [...this.values.channels, channel] : this.values.channels.filter((one) => one !== channel));
    return html`${many('channelAccounts', among(accounts))}
      <fieldset class="control"><legend>${t('rule.channels')}</legend><div class="ticks">${CHANNELS.map((channel) => tick(this, `channels.${channel}`, { label: html`${channelMark(channel)} ${t(`channel.${channel}`)}`, value: this.values.channels.includes(channel), onChange: (on) => pick(channel, on) }))}</div></fieldset>
      <div class="two">${lines('from')}${lines('to')}</div><div class="two">${lines('subject')}${lines('text')}</div>
      ${many('languages', among(languages(lang())), t('rule.languages.help'))}
      ${many('customers', this.customers, t('rule.customers.help'))}`;
  }

  /** The server finds customers from two letters on. */
  async customers(words) {
    if (words.length < 2) return [];
    try {
      return (await get('/customers', { q: words, limit: 20 })).items.map(({ id, name, address }) => ({ id, label: name, hint: address }));
    } catch {
      return [];
    }
  }

  async save(event) {
    event.preventDefault();
    if (this.busy || !this.check(Object.fromEntries(Object.entries(faultsOf(this.values)).map(([name, [key, values]]) => [name, t(key, values)])))) return;
    const { rule } = this;
    const body = bodyOf(this.values, rule ? this.base.version : undefined);
    const saved = await this.sendOver(() => (rule ? put(`/admin/entry-rules/${rule.id}`, body) : post('/admin/entry-rules', body)), FOUND, () => load('rules'));
    if (!saved) return;
    this.forget();
    keep('rules', saved);
    speak(t('saved'));
    go('/settings/entry-rules');
  }

  async takeAway() {
    const done = await this.send(async () => { await remove(`/admin/entry-rules/${this.rule.id}`); return true; });
    if (!done) return;
    this.forget();
    drop('rules', this.rule.id);
    speak(t('removed', { name: this.rule.name }));
    go('/settings/entry-rules');
  }
}
customElements.define('settings-rule', SettingsRule);
