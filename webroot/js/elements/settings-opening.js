/* One set of business hours: the week, the zone, holidays, days closed besides, and what comes of it in the next 30 days. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { DraftForm } from './settings-draft.js';
import { t, lang } from '../i18n.js';
import { known, keep, drop, load } from '../admin.js';
import { post, put, remove } from '../api.js';
import { go } from '../router.js';
import { speak } from '../ui.js';
import { DAYS, bodyOf, closedDay, copyOf, emptyHours, faultsOf, nextSpan, ofHours } from '../models/opening.js';
import { dayAt, dayName, dayOf } from '../models/days.js';
import { timeOf } from '../models/routing.js';
import { field, select } from '../parts/field.js';
import { icon } from '../parts/icon.js';
import { removal } from '../parts/removal.js';

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;
const zones = (chosen) => [...new Set([chosen, 'Europe/Berlin', 'Europe/Vienna', 'Europe/Zurich', ...(Intl.supportedValuesOf?.('timeZone') ?? []), 'UTC'])];

class SettingsOpening extends DraftForm {
  static properties = { hours: { attribute: false } };

  get source() { return this.hours; }
  valuesOf(hours) { return hours ? ofHours(hours) : emptyHours(ZONE); }
  firstUpdated() { this.querySelector(this.hours ? 'h2' : 'input')?.focus(); }

  render() {
    const { hours } = this;
    const regions = known('regions').items ?? [];
    const block = (id, content) => html`<section class="block"><header><h3>${t(`hours.${id}`)}</h3><p>${t(`hours.${id}.about`)}</p></header><div class="controls wide">${content}</div></section>`;
    return html`<form novalidate @submit=${this.save}>
      <div class="title"><a class="btn quiet" href="/settings/business-hours">${icon('left')}${t('hours.back')}</a><h2 tabindex="-1">${hours?.name ?? t('hours.add')}</h2></div>
      ${block('what', html`${field(this, 'name', { label: t('name'), maxLength: 100, required: true, placeholder: t('hours.hint') })}
        ${select(this, 'timeZone', { label: t('hours.zone'), help: t('hours.zone.help'), options: zones(this.values.timeZone).map((value) => ({ value, label: value.replace(/_/g, ' ') })) })}`)}
      ${block('week', html`<div class="week">${DAYS.map((day) => this.day(day))}</div>
        <div class="acts-line"><button class="btn" type="button" @click=${this.likeMonday}>${t('hours.likeMonday')}</button></div>`)}
      ${block('holidays', html`${select(this, 'holidayRegion', { label: t('hours.region'), options: [{ value: '', label: t('hours.region.none') }, ...regions.map(({ code, name }) => ({ value: code, label: name }))] })}
        <div class="control" role="group" aria-label=${t('hours.closed')}><b>${t('hours.closed')}</b>${this.values.closed.length ? nothing : html`<p class="none">${t('hours.closed.none')}</p>`}
        <ul class="closed-days">${repeat(this.values.closed, ({ key }) => key, (one, index) => this.closed(one, index))}</ul>
        <div class="acts-line"><button class="btn" type="button" data-add-closed @click=${this.addClosed}>${icon('plus')}${t('hours.closed.add')}</button></div></div>`)}
      <div class="finish sticky">${this.foot(html`${this.button(t(hours ? 'save' : 'add'))}<a class="btn quiet" href="/settings/business-hours" @click=${() => this.forget()}>${t(this.dirty ? 'cancel' : 'close')}</a>
        ${hours ? removal(this, 'hours', { name: hours.name, run: () => this.takeAway() }) : nothing}`)}${this.conflict()}</div></form>
      ${hours ? this.preview() : nothing}`;
  }

  day(day) {
    const spans = this.values.week[day];
    const name = dayName(day, lang());
    const change = (to) => this.set('week', { ...this.values.week, [day]: to });
    const put = (index, part) => change(spans.map((one, at) => (at === index ? { ...one, ...part } : one)));
    const time = (index, end) => field(this, `${day}.${index}.${end}`, { label: t(`hours.${end}`, { day: name }), unseen: true, mode: 'numeric', maxLength: 5, placeholder: end === 'from' ? '08:00' : '18:00', value: spans[index][end], onInput: (value) => put(index, { [end]: value }) });
    return html`<div class="weekday" role="group" aria-label=${name} @focusout=${() => this.tidy(day)}><b>${name}</b><div class="spans">${repeat(spans, ({ key }) => key, (one, index) => html`<div class="span">${time(index, 'from')}<span aria-hidden="true">–</span>${time(index, 'to')}
        <button class="btn quiet only" type="button" aria-label="${t('hours.drop')}: ${name}, ${one.from}–${one.to}" title=${t('hours.drop')} @click=${() => this.dropSpan(day, index, change)}>${icon('close')}</button></div>`)}
      ${spans.length ? nothing : html`<span class="muted">${t('hours.shut')}</span>`}</div>
      <button class="btn quiet" type="button" data-add-span=${day} aria-label="${t('hours.more')}: ${name}" @click=${() => this.addSpan(day, change)}>${icon('plus')}${t(spans.length ? 'hours.more' : 'hours.opens')}</button></div>`;
  }

  /** What was typed briefly is shown in full: "8" becomes "08:00". */
  tidy(day) {
    const tidied = this.values.week[day].map((one) => ({ ...one, from: timeOf(one.from) ?? one.from, to: timeOf(one.to) ?? one.to }));
    if (tidied.some((one, index) => one.from !== this.values.week[day][index].from || one.to !== this.values.week[day][index].to)) this.set('week', { ...this.values.week, [day]: tidied });
  }

  async addSpan(day, change) {
    change([...this.values.week[day], nextSpan(this.values.week[day])]);
    await this.updateComplete;
    [...this.querySelectorAll(`[name^="${day}."][name$=".from"]`)].at(-1)?.focus();
  }

  async dropSpan(day, index, change) {
    change(this.values.week[day].filter((_, at) => at !== index));
    await this.updateComplete;
    this.querySelector(`[data-add-span="${day}"]`)?.focus();
  }

  likeMonday() {
    this.set('week', { ...this.values.week, ...Object.fromEntries(['tue', 'wed', 'thu', 'fri'].map((day) => [day, copyOf(this.values.week.mon)])) });
    speak(t('hours.likeMonday.done'));
  }

  closed(one, index) {
    return html`<li>${field(this, `closed.${index}.date`, { label: t('hours.closed.date'), type: 'date', value: one.date, onInput: (date) => this.setIn('closed', index, { date }) })}
      ${field(this, `closed.${index}.name`, { label: t('hours.closed.name'), maxLength: 100, placeholder: t('hours.closed.hint'), value: one.name, onInput: (name) => this.setIn('closed', index, { name }) })}
      <button class="btn quiet only" type="button" aria-label="${t('hours.closed.drop')}: ${one.name || one.date || index + 1}" title=${t('hours.closed.drop')} @click=${() => this.dropClosed(index)}>${icon('close')}</button></li>`;
  }

  async addClosed() {
    this.set('closed', [...this.values.closed, closedDay()]);
    await this.updateComplete;
    this.querySelector('.closed-days li:last-child input')?.focus();
  }

  async dropClosed(index) {
    this.set('closed', this.values.closed.filter((_, at) => at !== index));
    await this.updateComplete;
    this.querySelector('[data-add-closed]')?.focus();
  }

  preview() {
    const { items } = known(`days/${this.hours.id}`);
    if (!items) return nothing;
    return html`<section class="block preview"><header><h3>${t('hours.preview')}</h3><p>${t(this.dirty ? 'hours.preview.saved' : 'hours.preview.about')}</p></header>
      <ul class="days">${items.map(({ date, open, holiday }) => {
        const { weekday, date: word } = dayOf(date, lang());
        return html`<li class="on-${dayAt(date)} ${open.length ? '' : 'shut'}"><b>${weekday}</b><span>${word}</span><span>${open.length ? open.map(({ from, to }) => html`<span class="time">${from}–${to}</span>`) : holiday ? html`<span class="holiday">${holiday}</span>` : t('hours.shut')}</span></li>`;
      })}</ul></section>`;
  }

  async save(event) {
    event.preventDefault();
    const faults = faultsOf(this.values);
    if (this.busy || !this.check(Object.fromEntries(Object.entries(faults).map(([name, key]) => [name, t(key)])))) return;
    const { hours } = this;
    const body = bodyOf(this.values, hours ? this.base.version : undefined);
    const saved = await this.sendOver(() => (hours ? put(`/admin/business-hours/${hours.id}`, body) : post('/admin/business-hours', body)), { name_taken: 'name' }, () => load('hours'));
    if (!saved) return;
    this.forget();
    keep('hours', saved);
    if (!hours) return void go(`/settings/business-hours/${saved.id}`, { replace: true });
    this.hours = saved;
    this.saved(saved);
    load(`days/${saved.id}`);
  }

  async takeAway() {
    const done = await this.send(async () => { await remove(`/admin/business-hours/${this.hours.id}`); return true; });
    if (!done) return;
    this.forget();
    drop('hours', this.hours.id);
    speak(t('removed', { name: this.hours.name }));
    go('/settings/business-hours');
  }
}
customElements.define('settings-opening', SettingsOpening);
