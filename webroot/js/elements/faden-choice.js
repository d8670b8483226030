/* Choosing several of many: what is chosen as a row of chips, and a field that finds more. Keys: arrows, Enter, Escape. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t } from '../i18n.js';
import { speak } from '../ui.js';
import { icon } from '../parts/icon.js';

const MOST = 50;
let count = 0;

class FadenChoice extends FadenElement {
  /** chosen: [{ id, label }]; find(words) answers such a list, now or later; change(chosen) is told. */
  static properties = { label: { attribute: false }, help: { attribute: false }, fault: { attribute: false }, none: { attribute: false }, hint: { attribute: false }, chosen: { attribute: false }, find: { attribute: false }, change: { attribute: false } };

  constructor() {
    super();
    this.nr = ++count;
    this.words = '';
    this.at = 0;
    this.found = [];
  }

  render() {
    const id = `choice-${this.nr}`;
    const options = this.open ? this.options() : [];
    this.at = Math.min(this.at, Math.max(0, options.length - 1));
    return html`<div class="control" role="group" aria-labelledby="${id}-label"><label id="${id}-label" for=${id}>${this.label}</label>
      ${this.chosen.length ? html`<ul class="picked">${this.chosen.map((one) => html`<li class="chip">${one.label}<button type="button" aria-label="${t('choice.remove', { name: one.label })}" @click=${() => this.drop(one)}>${icon('close')}</button></li>`)}</ul>`
        : this.none ? html`<p class="none">${this.none}</p>` : nothing}
      <div class="finding"><input class="field" id=${id} type="text" role="combobox" autocomplete="off" spellcheck="false" aria-autocomplete="list" aria-expanded=${String(Boolean(this.open))} aria-controls="${id}-list"
          aria-activedescendant=${options.length ? `${id}-${this.at}` : nothing} aria-describedby=${this.help ? `${id}-help` : nothing} placeholder=${this.hint ?? t('choice.find')} .value=${this.words}
          @input=${(event) => this.look(event.target.value)} @click=${() => this.open || this.look(this.words)} @blur=${() => this.shut()} @keydown=${(event) => this.onKey(event, options)}>
        <ul class="found" id="${id}-list" role="listbox" aria-label=${this.label} ?hidden=${!this.open} @pointerdown=${(event) => event.preventDefault()}>${options.map((one, index) => html`
          <li role="option" id="${id}-${index}" aria-selected=${String(index === this.at)} @click=${() => this.add(one)}>${one.label}${one.hint ? html` <span class="muted">${one.hint}</span>` : nothing}</li>`)}
          ${options.length ? nothing : html`<li class="nobody">${t(this.found.length ? 'choice.all' : 'choice.nothing')}</li>`}</ul></div>
      ${this.help ? html`<p class="help" id="${id}-help">${this.help}</p>` : nothing}
      ${this.fault ? html`<p class="fault">${icon('warning')}<span>${this.fault}</span></p>` : nothing}</div>`;
  }

  options() {
    const taken = new Set(this.chosen.map(({ id }) => id));
    return this.found.filter(({ id }) => !taken.has(id)).slice(0, MOST);
  }

  updated() {
    if (this.open) this.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  async look(words) {
    this.words = words;
    this.open = true;
    this.requestUpdate();
    const found = await this.find(words.trim());
    if (words !== this.words) return; // a newer question is under way
    this.found = found;
    this.at = 0;
    this.requestUpdate();
  }

  shut() {
    this.open = false;
    this.words = '';
    this.requestUpdate();
  }

  onKey(event, options) {
    const to = { ArrowDown: this.at + 1, ArrowUp: this.at - 1 }[event.key];
    if (event.key === 'Escape' && this.open) this.shut();
    else if (to !== undefined && !this.open) this.look(this.words);
    else if (to !== undefined && options.length) this.at = (to + options.length) % options.length;
    else if (event.key === 'Enter') { // never sends the form from here
      if (options[this.at]) this.add(options[this.at]);
    } else if (event.key === 'Backspace' && !this.words && this.chosen.length) this.drop(this.chosen.at(-1));
    else return;
    event.preventDefault();
    event.stopPropagation();
    this.requestUpdate();
  }

  add({ id, label }) {
    this.change([...this.chosen, { id, label }]);
    this.shut(); // what lies below is free again
    speak(t('choice.added', { name: label }));
  }

  drop(one) {
    this.change(this.chosen.filter(({ id }) => id !== one.id));
    speak(t('choice.removed', { name: one.label }));
    this.querySelector('input').focus();
  }
}
customElements.define('faden-choice', FadenChoice);

export { among } from '../models/find.js';
