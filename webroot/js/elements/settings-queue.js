/* One queue and everything that is set for it; saved as a whole. */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { DraftForm } from './settings-draft.js';
import { t } from '../i18n.js';
import { known, hold, load } from '../admin.js';
import { put } from '../api.js';
import { ofQueue, bodyOf, faultsOf, offerDefault, REVIEWED, placeOf, waitDefault, MINUTES, SECONDS } from '../models/queue-settings.js';
import { CHANNELS } from '../models/routing.js';
import { area, choices, field, segments, select, tick } from '../parts/field.js';
import { duration, hoursMinutes } from '../parts/duration.js';
import { icon, channelMark } from '../parts/icon.js';
import { people } from '../parts/people.js';
import { steps } from '../parts/steps.js';
import { among } from './faden-choice.js';
import './settings-letterhead.js';

const PLACES = { agent_not_found: 'members', skill_not_found: 'steps', hours_not_found: 'hours' };
const USUAL = ['phone', 'email', 'letter'];

class SettingsQueue extends DraftForm {
  static properties = { detail: { attribute: false } };

  get source() { return this.detail; }
  get name() { return this.detail.queue.id; }
  valuesOf(detail) { return ofQueue(detail); }
  firstUpdated() { this.querySelector('h2')?.focus(); }

  render() {
    const { queue } = this.detail;
    known('skills');
    const block = (id, content) => html`<section class="block"><header><h3>${t(`q.${id}`)}</h3><p>${t(`q.${id}.about`)}</p></header><div class="controls wide">${content}</div></section>`;
    return html`<form class="queue-form" novalidate @submit=${this.save}>
      <div class="title"><a class="btn quiet" href="/settings/queues">${icon('left')}${t('q.back')}</a><h2 tabindex="-1">${queue.name}</h2>${queue.isDefault ? html`<span class="chip">${t('queues.default')}</span>` : nothing}</div>
      ${block('who', this.who())}
      ${block('steps', steps(this))}
      ${block('order', this.order())}
      ${block('personal', this.personal())}
      ${block('channels', this.channels())}
      ${block('approval', this.approval())}
      ${block('wrapUp', this.wrapUp())}
      ${block('time', this.time())}
      <div class="finish sticky">${this.foot(html`${this.button(t('save'))}${this.dirty ? html`<button class="btn quiet" type="button" @click=${this.revert}>${t('discard')}</button><span class="muted">${t('unsaved')}</span>` : nothing}`)}${this.conflict()}</div></form>
      <settings-letterhead .queue=${queue}></settings-letterhead>`;
  }

  who() {
    return html`${choices(this, 'everybody', { label: t('q.serves'), options: ['yes', 'no'].map((value) => ({ value, label: t(`q.everybody.${value}`), help: t(`q.everybody.${value}.help`) })) })}
      ${this.values.everybody === 'no' ? html`<faden-choice .label=${t('q.members')} .none=${t('q.nobody')} .chosen=${this.values.members} .find=${among(people())} .change=${(members) => this.set('members', members)} .fault=${this.faults.members}></faden-choice>` : nothing}
      ${segments(this, 'place', { label: t('q.place'), help: t('q.place.help'), options: [{ value: 'anywhere', label: t('q.place.anywhere') }, { value: 'office', label: t('place.office'), icon: 'office' }, { value: 'home', label: t('place.home'), icon: 'home' }] })}`;
  }

  order() {
    return html`${duration(this, 'boost', { label: t('q.boost'), units: ['s', 'min', 'h'], placeholder: '10', help: t('q.boost.help') })}
      ${tick(this, 'strictPriority', { label: t('q.strict'), help: t('q.strict.help') })}
      ${tick(this, 'qualityFirst', { label: t('q.quality'), help: t('q.quality.help') })}`;
  }

  personal() {
    return html`${tick(this, 'personalAgent', { label: t('q.personalAgent'), help: t('q.personalAgent.help') })}
      ${this.values.personalAgent ? field(this, 'personalDays', { label: t('q.personalDays'), mode: 'numeric', maxLength: 3, placeholder: '30', narrow: true }) : nothing}`;
  }

  /** Channels that have an account or a setting, and the usual ones; the others unfold. */
  channels() {
    const used = new Set([...USUAL, ...(known('accounts').items ?? []).map(({ channel }) => channel), ...Object.keys(this.base.settings.channels ?? {})]);
    const rest = CHANNELS.filter((one) => !used.has(one));
    return html`${this.channelTable(CHANNELS.filter((one) => used.has(one)))}
      ${rest.length ? html`<details class="rest" ?open=${rest.some((one) => this.faults[`${one}.offer`] || this.faults[`${one}.wait`])}><summary>${t('q.moreChannels')}</summary>${this.channelTable(rest)}</details>` : nothing}`;
  }

  channelTable(list) {
    return html`<table class="table set-table"><thead><tr><th scope="col">${t('q.channel')}</th><th scope="col">${t('q.offer')}</th><th scope="col">${t('q.wait')}</th><th scope="col">${t('q.auto')}</th></tr></thead><tbody>${list.map((channel) => {
      const word = t(`channel.${channel}`);
      const usual = waitDefault(channel);
      return html`<tr><th scope="row">${channelMark(channel)} ${word}</th>
        <td data-name=${t('q.offer')}>${field(this, `${channel}.offer`, { label: `${t('q.offer')}, ${word}`, unseen: true, mode: 'numeric', maxLength: 4, placeholder: String(offerDefault(channel)) })}</td>
        <td class="wait" data-name=${t('q.wait')}>${duration(this, `${channel}.wait`, { label: `${t('q.wait')}, ${word}`, unseen: true, units: SECONDS, placeholder: this.values[`${channel}.wait.unit`] === usual.unit ? String(usual.n) : '' })}</td>
        <td class="auto">${tick(this, `${channel}.auto`, { label: html`<span class="in-row" data-before=${t('q.auto')}>${t('q.auto.do')}</span><span class="sr">, ${word}</span>` })}</td></tr>`;
    })}</tbody></table>`;
  }

  /** Which answers somebody else looks at first, and how soon. */
  approval() {
    const { approval } = this.values;
    const turn = (one) => this.set('approval', REVIEWED.filter((other) => (other === one ? !approval.includes(one) : approval.includes(other))));
    return html`<fieldset class="control tick boxes"><legend>${t('q.reviewed')}</legend>${REVIEWED.map((one) => html`<label><input type="checkbox" name="approval" value=${one} .checked=${live(approval.includes(one))} @change=${() => turn(one)}><span>${t(`q.reviewed.${one}`)}</span></label>`)}
        ${this.faults.approval ? html`<p class="fault">${icon('warning')}<span>${this.faults.approval}</span></p>` : nothing}</fieldset>
      ${approval.length ? duration(this, 'approvalTime', { label: t('q.approvalTime'), units: MINUTES, placeholder: this.values['approvalTime.unit'] === 'min' ? '30' : '', help: t('q.approvalTime.help') }) : nothing}`;
  }

  wrapUp() {
    const { wrapUp } = this.values;
    return html`${choices(this, 'wrapUp', { label: t('q.wrapUpMode'), options: ['off', 'optional', 'timed'].map((value) => ({ value, label: t(`q.wrapUp.${value}`), help: t(`q.wrapUp.${value}.help`) })) })}
      ${wrapUp === 'off' ? nothing : html`${duration(this, 'wrapUpTime', { label: t('q.wrapUpTime'), units: ['s', 'min'], placeholder: this.values['wrapUpTime.unit'] === 's' ? '60' : '1' })}
        ${area(this, 'dispositions', { label: t('q.outcomes'), help: t('q.outcomes.help'), rows: 5, code: false, placeholder: t('q.outcomes.hint') })}`}`;
  }

  time() {
    const hours = known('hours').items ?? [];
    return html`${select(this, 'hours', { label: t('q.hours'), help: t('q.hours.help'), options: [{ value: '', label: t('q.hours.always') }, ...hours.map(({ id, name }) => ({ value: id, label: name }))] })}
      ${hoursMinutes(this, 'first', { label: t('q.first'), help: t('q.target.help') })}
      ${hoursMinutes(this, 'next', { label: t('q.next'), help: t('q.target.help') })}
      ${duration(this, 'warning', { label: t('q.warning'), units: MINUTES, placeholder: { min: '60', h: '1' }[this.values['warning.unit']] ?? '', help: t('q.warning.help') })}`;
  }

  placeOf(field) { return placeOf(field); }

  revert() {
    this.take(this.source);
    this.check({});
  }

  async save(event) {
    event.preventDefault();
    const faults = faultsOf(this.values);
    if (this.busy || !this.check(Object.fromEntries(Object.entries(faults).map(([name, [key, values]]) => [name, t(key, values)])))) return;
    const key = `queue/${this.detail.queue.id}`;
    const saved = await this.sendOver(() => put(`/admin/queues/${this.detail.queue.id}/settings`, bodyOf(this.values, this.base.version)), PLACES, async () => { await load(key); this.detail = known(key).item ?? this.detail; });
    if (!saved) return;
    this.forget();
    this.detail = saved;
    hold(key, saved);
    this.saved(saved);
  }
}
customElements.define('settings-queue', SettingsQueue);
