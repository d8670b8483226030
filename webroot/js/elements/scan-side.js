/* Whose letter it is: the choices with their clues, somebody else, somebody new; below it what was read. `of` is the letter's page. */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { SettingsForm } from './settings-form.js';
import { t, lang } from '../i18n.js';
import { go } from '../router.js';
import { file, free, isFiling, addFound, begin } from '../scans.js';
import { loadWhy, why } from '../whys.js';
import { heldSince } from '../models/why.js';
import { may } from '../models/roles.js';
import { me } from '../store.js';
import { decisionOf } from '../models/scans.js';
import { findCustomers } from '../customers.js';
import { toast } from '../ui.js';
import { now } from '../clock.js';
import { moment } from '../models/time.js';
import { icon } from '../parts/icon.js';
import { clues } from '../parts/clues.js';
import { reasonText } from '../parts/reason.js';
import { problem } from '../parts/door.js';
import { letterHref } from './letters-check.js';
import './faden-choice.js';
import './scan-new.js';
import './scan-read.js';

class ScanSide extends SettingsForm {
  static properties = { of: { attribute: false } };

  constructor() {
    super();
    this.mode = 'choices'; // or new, find
  }

  /** The letter's page draws this anew whenever something of it changed. */
  get row() { return this.of.data.letter; }

  render() {
    const { data, open, holder } = this.of;
    return html`${open ? html`<form aria-label=${t('scan.whose')} novalidate @submit=${this.submit}><section><h2>${t('scan.whose')}</h2><p>${this.why(data)}</p>
        ${holder ? this.held(holder) : nothing}
        ${this.mode === 'new' ? nothing : html`${this.choices()}${this.details()}${this.mode === 'find' ? this.finder() : nothing}${this.finish()}`}</section></form>
        ${this.mode === 'new' ? html`<scan-new .of=${this.of} .side=${this}></scan-new>` : nothing}` : this.outcome()}
      <scan-read .of=${this.of}></scan-read>`;
  }

  why({ candidates, returned, reference, letter }) {
    if (letter.state === 'quarantined') return html`<span class="bad-file">${icon('warning')}${letter.error ? reasonText(letter.error) : t('scan.unreadable')}</span> ${t('scan.byHand')}`;
    if (returned) return t('scan.whyReturned');
    if (reference) return t('scan.whyReference');
    return t(candidates.length ? 'scan.whyOpen' : 'scan.whyNobody');
  }

  held({ name }) {
    const { id, state } = this.row.workItem;
    const known = state === 'offered' ? undefined : why(id)?.data;
    const since = known && heldSince(known);
    return html`<div class="warning" role="status">${icon('lock')}<span>${t(state === 'offered' ? 'scan.offeredTo' : 'scan.heldBy', { name })}${since ? ` ${t('scan.heldSince', { at: moment(since, lang(), now()) })}` : nothing}
      ${may(me(), 'supervisor') ? html`<button class="btn" type="button" title=${t('scan.freeTitle', { name })} @click=${() => free(this.of.number)}>${t('scan.free')}</button>` : nothing}</span></div>`;
  }

  /** Whoever has it may have gone: since when is asked for whenever it changes hands. */
  willUpdate() {
    if (!this.of.holder) return;
    const { id, version, agent } = this.row.workItem;
    const hand = `${id}/${version}/${agent.id}`;
    if (this.hand === hand) return;
    this.hand = hand;
    loadWhy(id);
  }

  choices() {
    const { choices, choice, holder } = this.of;
    if (!choices.length) return nothing;
    const page = this.of.querySelector('scan-view')?.page ?? 1;
    return html`<div class="cands" role="radiogroup" aria-label=${t('scan.whose')}>${choices.map((one, index) => html`<div class="cand ${one === choice || one.key === choice?.key ? 'is-chosen' : ''}" @click=${(event) => event.target.closest('button, label, a') || this.of.choose(one.key)}>
      <label><input type="radio" name="whose" value=${one.key} .checked=${live(one.key === choice?.key)} ?disabled=${Boolean(holder)} @change=${() => this.of.choose(one.key)}>
        <span class="who">${this.who(one)}</span><span class="fits">${this.strength(one)}${index < 9 ? html` <kbd aria-hidden="true">${index + 1}</kbd>` : nothing}</span></label>
      ${clues(one.evidence, { lit: this.of.lit, page, point: (key, take) => this.of.point(key, take) })}</div>`)}</div>`;
  }

  who(one) {
    if (one.kind === 'return') {
      const { recipient, sentAt } = one.returned;
      return html`${t('scan.return')} <small>${[recipient?.filter(Boolean).join(', '), sentAt && t('scan.sentOn', { at: moment(sentAt, lang(), now()) })].filter(Boolean).join(' · ')}</small>`;
    }
    if (one.kind === 'conversation') {
      const { conversationId, subject, customer } = one.reference;
      return html`${t('scan.intoConversation', { number: conversationId })} <small><bdi>${[subject, customer?.name].filter(Boolean).join(' · ')}</bdi></small>`;
    }
    return html`<bdi>${one.customer.name}</bdi> <small>${[one.customer.address, t('customer.number', { number: one.customer.id })].filter(Boolean).join(' · ')}</small>`;
  }

  nameOf(one) {
    if (one.kind === 'return') return t('scan.return');
    return one.kind === 'conversation' ? t('scan.intoConversation', { number: one.reference.conversationId }) : one.customer.name;
  }

  strength(one) {
    if (one.strength) return t(`scan.strength.${one.strength}`);
    return one.kind === 'customer' ? t('scan.foundByYou') : nothing;
  }

  /** What a choice needs besides. */
  details() {
    const { choice, data } = this.of;
    if (choice?.kind === 'return') return html`<div class="control detail"><label for="return-reason">${t('scan.reason')}</label><input class="field" id="return-reason" maxlength="200" autocomplete="off" .value=${live(this.values.reason ?? data.returned.reason ?? '')} @input=${(event) => this.set('reason', event.target.value)}><p class="help">${t('scan.reasonHelp')}</p></div>`;
    if (choice?.kind !== 'customer' || !data.sender?.postal) return nothing;
    const { street, postalCode, city } = data.sender.postal;
    return html`<div class="control tick detail"><label><input type="checkbox" .checked=${live(this.values.takeAddress ?? true)} @change=${(event) => this.set('takeAddress', event.target.checked)}><span>${t('scan.takeAddress', { address: [street, [postalCode, city].filter(Boolean).join(' ')].filter(Boolean).join(', ') })}</span></label></div>`;
  }

  finder() {
    return html`<div class="detail finder" @keydown=${(event) => event.key === 'Escape' && this.backToChoices(true)}><faden-choice .hint=${t('find')} .label=${t('scan.findLabel')} .help=${t('scan.findHelp')} .chosen=${[]} .find=${this.find} .change=${(chosen) => this.found(chosen.at(-1))}></faden-choice></div>`;
  }

  get find() {
    this.seek ??= async (words) => {
      const items = await findCustomers()(words);
      this.offered = new Map(items.map((one) => [one.id, one]));
      return items;
    };
    return this.seek;
  }

  found(one) {
    if (!one) return;
    const hint = this.offered?.get(one.id)?.hint ?? '';
    addFound(this.of.number, { id: one.id, name: one.label, address: hint.split(' · ').slice(0, -1).join(' · ') || undefined, initials: '' });
    this.mode = 'choices';
    this.of.choose(`customer-${one.id}`);
    this.updateComplete.then(() => this.querySelector('.deciding .primary')?.focus());
  }

  finish() {
    const { choice, choices, holder } = this.of;
    const busy = isFiling(this.of.number);
    return html`${holder ? nothing : problem(this.problem)}<div class="deciding">${choices.length ? html`<button class="btn primary" aria-disabled=${!choice || holder || busy ? 'true' : nothing}>${busy ? t('scan.filing') : this.doWord(choice)} <kbd>⏎</kbd></button>` : nothing}
      <span class="others"><button class="btn ${choices.length ? '' : 'primary'}" type="button" ?disabled=${Boolean(holder)} @click=${() => this.makeNew()}>${icon('user-plus')}${t('scan.new')} <kbd>N</kbd></button>
      <button class="btn quiet" type="button" ?disabled=${Boolean(holder)} @click=${() => this.seekOther()}>${icon('search')}${t('scan.other')} <kbd>/</kbd></button></span></div>`;
  }

  doWord(choice) {
    if (!choice) return t('scan.chooseFirst');
    if (choice.kind === 'return') return t('scan.doReturn');
    return choice.kind === 'conversation' ? t('scan.doConversation', { number: choice.reference.conversationId }) : t('scan.doCustomer', { name: choice.customer.name });
  }

  /** What became of it. */
  outcome() {
    const { conversationId, entryId, customer, state } = this.row;
    const word = state === 'received' ? 'scan.stateReceived' : state === 'duplicate' ? 'scan.stateDuplicate' : 'scan.stateFiled';
    return html`<section><h2>${t('scan.whoseWas')}</h2><p class="outcome">${icon(state === 'filed' ? 'check' : 'clock')}<span>${t(word)}${customer && state === 'filed' ? html` <a class="link" href="/customers/${customer.id}"><bdi>${customer.name}</bdi></a>` : nothing}</span></p>
      ${conversationId ? html`<div class="deciding"><a class="btn" href="/inbox/all/${conversationId}${entryId ? `?entry=${entryId}` : ''}">${icon('right')}${t('scan.toConversation', { number: conversationId })}</a></div>` : nothing}</section>`;
  }

  // What keys and buttons do

  backToChoices(focus = false) {
    if (this.mode === 'choices') return;
    this.mode = 'choices';
    this.requestUpdate();
    if (focus) this.updateComplete.then(() => (this.querySelector('.cand input:checked') ?? this.querySelector('.cand input') ?? this.querySelector('.deciding .btn'))?.focus());
  }

  makeNew() {
    if (!this.of.open || this.of.holder) return;
    this.mode = 'new';
    begin(this.of.number);
    this.requestUpdate();
  }

  async seekOther() {
    if (!this.of.open || this.of.holder) return;
    this.mode = 'find';
    begin(this.of.number);
    this.requestUpdate();
    await this.updateComplete;
    const choice = this.querySelector('faden-choice');
    await choice.updateComplete;
    choice.querySelector('input').focus();
  }

  submit(event) {
    event?.preventDefault();
    const { choice, holder, data } = this.of;
    if (!choice || holder) return;
    const { reason, subject } = this.values;
    this.decide(decisionOf(choice, { reason: reason ?? data.returned?.reason, subject, takeAddress: data.sender?.postal ? this.values.takeAddress ?? true : undefined }));
  }

  /** Sends what was decided, and opens the next one. Answers whether it is filed. */
  async decide(decision, places, form = this) {
    const id = this.of.number;
    const done = await form.send(() => file(id, decision), places);
    if (!done) return false;
    const { customer, conversationId } = done.filed.letter;
    toast({ text: decision.returnOf ? t('scan.saidReturn') : t('scan.said', { name: customer?.name ?? '' }), ...(conversationId ? { label: t('scan.open'), undo: () => go(`/inbox/all/${conversationId}`) } : {}) });
    if (this.of.isConnected) go(done.next ? letterHref({ id: done.next }) : letterHref({}));
    return true;
  }
}
customElements.define('scan-side', ScanSide);
