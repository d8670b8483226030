/* Who called: found while any part of a name, number or customer number is typed; new or unknown without leaving the field. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t } from '../i18n.js';
import { findCaller, setNote } from '../phone-notes.js';
import { isNumber } from '../models/phone.js';
import { speak } from '../ui.js';
import { icon } from '../parts/icon.js';

const PAUSE = 120;

class FadenCaller extends FadenElement {
  /** values: the note; fault: what is wrong with the field, in words; done(): who it is stands. */
  static properties = { values: { attribute: false }, fault: { attribute: false }, done: { attribute: false } };

  constructor() {
    super();
    this.at = 0;
    this.found = undefined;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.waiting);
  }

  render() {
    const { values } = this;
    const who = values.customer ?? (values.newName ? { name: values.newName } : undefined);
    return html`<div class="control"><label id="caller-label" for="caller">${t('phone.who')}</label>
      ${who ? this.chosen(who) : this.search()}
      ${values.number ? html`<p class="caller-number">${icon('phone')}<bdi class="number">${values.number}</bdi><span class="muted">${this.owner()}</span>
        <button class="btn quiet only" type="button" aria-label=${t('phone.dropNumber')} title=${t('phone.dropNumber')} @click=${() => setNote(values, { number: '' })}>${icon('close')}</button></p>` : nothing}
      ${this.fault ? html`<p class="fault" id="caller-fault">${icon('warning')}<span>${this.fault}</span></p>` : nothing}</div>`;
  }

  owner() {
    const { numberOf: names, customer } = this.values;
    if (names === undefined || customer) return '';
    return names ? t('phone.has', { names }) : t('phone.nobodyHas');
  }

  chosen(who) {
    return html`<p class="caller-chosen"><span class="avatar" aria-hidden="true">${who.initials ?? '+'}</span><span class="clip"><b><bdi>${who.name}</bdi></b> <span class="muted">${who.id ? who.address ?? '' : t('phone.newOne')}</span></span>
      <button class="btn quiet" type="button" id="caller" @click=${this.forget}>${t('phone.other')}</button></p>`;
  }

  search() {
    const { values } = this;
    const options = this.open ? this.options() : [];
    this.at = Math.min(this.at, Math.max(0, options.length - 1));
    const none = this.open && values.who.trim() && !options.length;
    return html`<div class="finding"><input class="field" id="caller" type="text" role="combobox" autocomplete="off" spellcheck="false" aria-autocomplete="list" maxlength="200" aria-expanded=${String(Boolean(options.length))} aria-controls="caller-list"
        aria-activedescendant=${options.length ? `caller-${this.at}` : nothing} aria-invalid=${this.fault ? 'true' : nothing} aria-describedby=${this.fault ? 'caller-fault' : 'caller-help'} placeholder=${t(values.number ? 'phone.nameHint' : 'phone.whoHint')} .value=${values.who}
        @input=${(event) => this.look(event.target.value)} @blur=${() => this.shut()} @keydown=${(event) => this.onKey(event, options)}>
      <ul class="found" id="caller-list" role="listbox" aria-label=${t('phone.who')} ?hidden=${!options.length} @pointerdown=${(event) => event.preventDefault()}>${options.map((one, index) => html`
        <li role="option" id="caller-${index}" aria-selected=${String(index === this.at)} @click=${() => this.choose(one)}>${icon(one.icon)}<span class="clip"><bdi>${one.label}</bdi>${one.hint ? html` <span class="muted">${one.hint}</span>` : nothing}</span></li>`)}</ul></div>
      <p class="help" id="caller-help">${none && this.found ? t('phone.nobody') : none ? t('phone.looking') : t('phone.whoHelp')}</p>`;
  }

  options() {
    const { values, found } = this;
    const words = values.who.trim();
    if (!words || !found || found.words !== words) return this.offered ?? [];
    const { number } = found;
    const dialled = isNumber(words);
    this.offered = [
      ...found.customers.map((card) => ({ label: card.name, hint: card.address, icon: card.kind === 'organisation' ? 'users' : 'user', part: { customer: card, ...(dialled && number?.valid ? { number: number.display ?? words } : {}) } })),
      ...(dialled ? [{ label: t('phone.unknown', { number: number?.display ?? words }), hint: number?.valid ? '' : number?.detail ?? '', icon: 'phone', part: { number: number?.display ?? words, numberOf: number?.valid ? number.customers.map(({ name }) => name).join(', ') : undefined } }] : []),
      ...(!dialled && words.length > 1 ? [{ label: t('phone.new', { name: words }), icon: 'user-plus', part: { newName: words } }] : []),
    ];
    return this.offered;
  }

  look(words) {
    setNote(this.values, { who: words });
    this.open = true;
    this.at = 0;
    clearTimeout(this.waiting);
    if (!words.trim()) {
      this.found = this.offered = undefined;
      return;
    }
    const asked = words.trim();
    this.waiting = setTimeout(async () => {
      const found = await findCaller(asked, isNumber(asked));
      if (this.values.who.trim() !== asked) return; // a newer question is under way
      this.found = { ...found, words: asked };
      this.requestUpdate();
      this.enter?.();
    }, PAUSE);
  }

  shut() {
    this.open = false;
    this.enter = undefined;
    this.requestUpdate();
  }

  onKey(event, options) {
    const to = { ArrowDown: this.at + 1, ArrowUp: this.at - 1 }[event.key];
    if (event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape' && options.length) this.shut();
    else if (to !== undefined && options.length) this.at = (to + options.length) % options.length;
    else if (event.key === 'Enter' && this.values.who.trim()) this.enterWhenFound();
    else if (event.key === 'Enter') this.done(); // nobody to choose: on to what was said
    else if (event.key === 'Tab' && !event.shiftKey && options.length && this.found?.words === this.values.who.trim()) this.choose(options[this.at]);
    else return;
    event.preventDefault();
    event.stopPropagation();
    this.requestUpdate();
  }

  /** Fast fingers press Enter before the answer is there: it is taken up when it comes. */
  enterWhenFound() {
    const take = () => {
      this.enter = undefined;
      const option = this.options()[this.at];
      if (option) this.choose(option);
    };
    if (this.found?.words === this.values.who.trim()) take();
    else this.enter = take;
  }

  choose({ label, part }) {
    setNote(this.values, { who: '', ...part });
    this.found = this.offered = undefined;
    this.shut();
    speak(label);
    this.done(part.customer);
  }

  async forget() {
    setNote(this.values, { customer: undefined, newName: undefined, conversation: undefined, callback: undefined });
    await this.updateComplete;
    this.querySelector('input')?.focus();
  }
}
customElements.define('faden-caller', FadenCaller);
