/* The phone note: beside the page, so that the timeline stays in sight. From the keyboard: who, Enter, what was said, Ctrl+Enter. */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { me, customer, loadCustomer } from '../store.js';
import { note, otherNotes, setNote, closeNote, throwAway, turnTo, saveNote, callbackOf, conversationOf, upToDate } from '../phone-notes.js';
import { callOf } from '../calls.js';
import { others, loadColleagues } from '../presence.js';
import { explain } from '../work.js';
import { ui, speak } from '../ui.js';
import { isBegun, faultsOf, promiseTimes } from '../models/phone.js';
import { moment, localInput } from '../models/time.js';
import { now } from '../clock.js';
import { icon } from '../parts/icon.js';
import { field, select, segments, tick } from '../parts/field.js';
import { reasonText } from '../parts/reason.js';
import { dueOf, numberOf } from '../parts/call.js';
import './faden-caller.js';

const OUTCOMES = ['reached', 'not_reached', 'voicemail'];

class FadenPhoneNote extends FadenElement {
  constructor() {
    super();
    this.faults = {};
  }

  /** What the fields read, with what the call says by now. */
  get values() { return upToDate(this.note); }

  set(name, value) {
    this.faults = { ...this.faults, [name]: undefined };
    setNote(this.note, { [name]: value, ...(name === 'length' ? { lengthTyped: true } : {}), ...(name === 'started' ? { startedAt: undefined } : {}) });
  }

  willUpdate() {
    const it = note();
    if (it?.key !== this.note?.key) this.faults = {};
    if (it && !this.note) this.from = document.activeElement;
    this.isOver = Boolean(this.note && !it);
    this.note = it;
  }

  render() {
    const it = this.note;
    if (!it) return nothing;
    const call = it.call && callOf(it.call);
    return html`<form class="phone-note" novalidate aria-label=${t('phone.title')} @submit=${this.save} @keydown=${this.onKey}>
      <div class="head"><h2>${icon('phone')}${t('phone.title')}</h2>${call ? html`<span class="of-call">${numberOf(call)}${call.line ? html` <span class="muted">${call.line.name}</span>` : nothing}</span>` : nothing}
        <button class="btn quiet only" type="button" aria-label=${t('phone.close')} title=${t('phone.close')} @click=${this.close}>${icon('close')}</button></div>
      <div class="fields">
        <faden-caller .values=${it} .fault=${this.faults.who} .done=${(card) => this.known(card)}></faden-caller>
        ${this.said(it)}${this.callback(it)}${this.promise(it)}
        <div class="row-of">${segments(this, 'direction', { label: t('phone.direction'), unseen: true, options: ['in', 'out'].map((value) => ({ value, label: t(`phone.direction.${value}`), icon: `phone-${value}` })) })}
          ${segments(this, 'outcome', { label: t('phone.outcome'), unseen: true, options: OUTCOMES.map((value) => ({ value, label: t(`phone.outcome.${value}`) })) })}</div>
        <div class="pair when">${field(this, 'started', { label: t('phone.started'), type: 'datetime-local' })}${field(this, 'length', { label: t('phone.length'), mode: 'numeric', maxLength: 8, placeholder: t('phone.lengthHint') })}</div>
        ${this.where(it)}
      </div>
      ${this.foot(it)}</form>`;
  }

  said(it) {
    return html`<div class="control"><label for="phone-text">${t('phone.text')}</label>
      <textarea class="field" id="phone-text" rows="4" maxlength="20000" placeholder=${t('phone.textHint')} .value=${live(it.text)} aria-invalid=${this.faults.text ? 'true' : nothing} aria-describedby=${this.faults.text ? 'phone-text-fault' : nothing} @input=${(event) => this.set('text', event.target.value)}></textarea>
      ${this.faults.text ? html`<p class="fault" id="phone-text-fault">${icon('warning')}<span>${this.faults.text}</span></p>` : nothing}</div>`;
  }

  callback(it) {
    const open = callbackOf(it);
    if (!open) return nothing;
    return html`<section class="of-callback">${tick(this, 'closes', { label: t('phone.closes') })}
      <p class="muted">${dueOf(open)} ${open.promise ?? ''}</p>${it.closes && it.outcome !== 'reached' ? html`<p class="help">${t('phone.stays')}</p>` : nothing}</section>`;
  }

  where(it) {
    const at = conversationOf(it);
    const theirs = (it.customer && customer(it.customer.id)?.conversations) ?? [];
    const open = theirs.filter(({ id, status }) => status !== 'resolved' || String(id) === at);
    const name = ({ id, subject }) => `${subject || t('noSubject')} · ${t('number', { number: id })}`;
    return html`<div class="pair where">${select(this, 'conversation', { label: t('phone.conversation'), value: at, options: [...open.map((one) => ({ value: String(one.id), label: name(one) })), { value: 'new', label: t('phone.newConversation') }] })}
      ${select(this, 'then', { label: t('phone.then'), options: ['', ...['open', 'waiting', 'resolved'].filter((value) => at !== 'new' || value !== 'open')].map((value) => ({ value, label: t(`phone.then.${value || (at === 'new' ? 'asNew' : 'asIs')}`) })) })}</div>
      ${at === 'new' ? field(this, 'subject', { label: t('phone.subject'), maxLength: 500, placeholder: t('phone.subjectHint') }) : nothing}`;
  }

  promise(it) {
    const again = Boolean(callbackOf(it)) && it.closes && it.outcome !== 'reached';
    const times = promiseTimes(now());
    const options = [...(again ? [] : [{ value: '', label: t('promise.none') }]), ...times.map(({ id, at }) => ({ value: id, label: t(`promise.${id}`), title: moment(at, lang(), now()) })), { value: 'own', label: t('promise.own') }];
    const people = (others()?.items ?? []).map(({ person }) => person).filter(({ id }) => id !== me().id);
    return html`${segments(this, 'promised', { label: t(again ? 'phone.again' : 'phone.promised'), value: it.promised || (again ? times[0].id : ''), options, onChange: (value) => this.promised(value, times) })}
      ${it.promised === 'own' ? field(this, 'promisedAt', { label: t('phone.promisedAt'), type: 'datetime-local' }) : nothing}
      ${it.promised && !again ? html`<div class="pair promise">${field(this, 'promise', { label: t('phone.promise'), maxLength: 1000 })}${select(this, 'agent', { label: t('phone.agent'), options: [{ value: '', label: t('phone.anybody') }, { value: String(me().id), label: t('callback.me') }, ...people.map(({ id, name }) => ({ value: String(id), label: name }))] })}</div>` : nothing}`;
  }

  /** The hour counts from the press, not from when the note is kept. */
  promised(value, times) {
    loadColleagues();
    this.faults = { ...this.faults, promisedAt: undefined };
    setNote(this.note, { promised: value, promisedTo: times.find(({ id }) => id === value)?.at, ...(value === 'own' && !this.note.promisedAt ? { promisedAt: localInput(now() + 2 * 36e5) } : {}) });
  }

  foot(it) {
    return html`<div class="foot">${this.problem(it)}
      <div class="acts"><button class="btn primary" aria-disabled=${it.busy ? 'true' : nothing}>${t(it.busy ? 'phone.saving' : 'phone.save')} <kbd>${t('ctrl')} ⏎</kbd></button>
        ${isBegun(it) ? html`<button class="btn quiet" type="button" @click=${() => throwAway(it)}>${t('phone.throwAway')}</button><span class="saved">${t('phone.safe')}</span>` : nothing}</div>
      ${this.rest()}</div>`;
  }

  problem({ problem }) {
    if (!problem) return nothing;
    const { code, body } = problem;
    const taken = code === 'contact_point_taken' && body.customer;
    const text = taken ? t('phone.taken', { name: body.customer.name }) : code === 'contact_point_invalid' ? t('phone.badNumber', { detail: body.detail && reasonText(body.detail) }) : code === 'other_customer' ? t('phone.otherConversation') : explain(problem);
    return html`<div class="problem" role="alert">${icon('warning')}<div><p>${text} ${t('phone.unsafe')}</p>
      <div class="acts">${taken ? html`<button class="btn" type="button" @click=${() => this.take(body.customer)}>${t('phone.takeThem', { name: body.customer.name })}</button>` : nothing}
        ${taken || code === 'contact_point_invalid' ? html`<button class="btn" type="button" @click=${() => this.retry({ number: '' })}>${t('phone.withoutNumber')}</button>` : html`<button class="btn" type="button" @click=${() => this.retry({})}>${t('again')}</button>`}</div></div></div>`;
  }

  rest() {
    const rest = otherNotes();
    if (!rest.length) return nothing;
    return html`<p class="rest">${t('phone.others')}: ${rest.map((one) => html`<button class="link" type="button" @click=${() => turnTo(one.key)}>${one.customer?.name ?? one.newName ?? (one.number || t('unknown'))}</button> `)}</p>`;
  }

  known(card) {
    if (card) loadCustomer(card.id);
    this.faults = { ...this.faults, who: undefined };
    this.querySelector('#phone-text')?.focus();
  }

  take(card) {
    setNote(this.note, { customer: card, newName: undefined, conversation: undefined });
    loadCustomer(card.id);
  }

  retry(part) {
    setNote(this.note, part);
    this.save();
  }

  onKey(event) {
    if (event.key === 'Escape') {
      event.preventDefault();
      this.close();
    }
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.save();
  }

  close() {
    closeNote();
    document.querySelector('[data-action="phoneNote"]')?.focus();
  }

  async save(event) {
    event?.preventDefault();
    const it = this.note;
    if (it.busy) return;
    const faults = Object.fromEntries(Object.entries(faultsOf(this.values)).map(([name, key]) => [name, t(key)]));
    this.faults = faults;
    this.requestUpdate();
    if (!Object.values(faults).some(Boolean)) return saveNote(it);
    speak(Object.values(faults)[0]);
    await this.updateComplete;
    const at = this.querySelector('[aria-invalid="true"]');
    at?.focus();
    return undefined;
  }

  /** Back to where one was; if that is gone, to the story. */
  giveBack() {
    if (document.activeElement && document.activeElement !== document.body) return;
    const { from } = this;
    const was = from?.isConnected && from !== document.body ? from : undefined;
    (was ?? document.querySelector('faden-timeline [tabindex="0"], #content [tabindex="0"], #content a, #content button'))?.focus();
  }

  updated() {
    if (this.isOver) this.giveBack();
    if (!ui.noteFocus || !this.note) return;
    ui.noteFocus = false;
    const { customer: card, newName, number } = this.note;
    const target = card || newName || (number && this.note.text) ? '#phone-text' : '#caller';
    this.querySelector('faden-caller').updateComplete.then(() => this.querySelector(target)?.focus());
  }
}
customElements.define('faden-phone-note', FadenPhoneNote);
