/* Text modules at a slash: found while typing, chosen by arrows and Enter. The text keeps the focus; the composer hands the keys on. */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { current, currentCustomer } from '../desk.js';
import { draft } from '../drafts.js';
import { me } from '../store.js';
import { may } from '../models/roles.js';
import { modulesFor, formFor, textFor } from '../text-modules.js';
import { handleOf } from '../models/reply-ways.js';
import { filled, fitting, isAll, nameFor, slashAt, variant } from '../models/text-modules.js';
import { explain } from '../work.js';
import { speak } from '../ui.js';

export const LIST_ID = 'composer-module-list';

class ComposerModules extends FadenElement {
  constructor() {
    super();
    this.at = 0;
  }

  get field() { return this.closest('form').querySelector('textarea'); }

  /** Something was typed, or the caret stands elsewhere. */
  follow() { this.ask(slashAt(this.field.value, this.field.selectionStart)); }

  /** A slash where the caret stands opens it; pressed again, a slash that only the button wrote goes. */
  begin() {
    if (this.isOpen) return this.leave();
    const { value, selectionStart: at, selectionEnd: end } = this.field;
    this.put(at && !/\s$/.test(value.slice(0, at)) ? ' /' : '/', at, end);
    this.byButton = true;
    return undefined;
  }

  leave() {
    const { asked, byButton } = this;
    this.ask(undefined);
    if (byButton && asked) this.put('', asked.from, asked.from + asked.words.length + 1);
  }

  put(words, from, to) {
    this.field.focus();
    this.field.setRangeText(words, from, to, 'end');
    this.field.dispatchEvent(new Event('input', { bubbles: true }));
  }

  /** Where in the text the slash stands; undefined shuts it. */
  ask(asked) {
    if (asked?.words !== this.asked?.words) this.at = 0;
    if (!asked) this.form = this.byButton = undefined;
    this.asked = asked;
    this.requestUpdate();
  }

  get isOpen() { return Boolean(this.asked); }
  /** Nothing is written yet but what one looks for. */
  get isAll() { return this.isOpen && isAll(draft(current().id).reply, this.asked); }
  get activeId() { return this.isOpen && this.options().length ? `${LIST_ID}-${this.at}` : undefined; }
  get own() { return this.form ?? formFor(current()); }

  options() {
    const it = current();
    return fitting(modulesFor(it.queue.id).items ?? [], { words: this.asked.words, queue: it.queue.id, language: currentCustomer()?.language ?? lang() });
  }

  render() {
    const it = current();
    if (!it || !this.asked) return nothing;
    const { items, problem } = modulesFor(it.queue.id);
    const options = this.options();
    this.at = Math.min(this.at, Math.max(0, options.length - 1));
    return html`<div class="modules" @pointerdown=${(event) => event.target.localName !== 'input' && event.preventDefault()}>
      <div class="modules-head"><b>${t('module.insert')}</b><span class="segments" role="radiogroup" aria-label=${t('module.form')}>${['du', 'Sie'].map((form) => html`<label><input type="radio" name="module-form" value=${form} .checked=${live(this.own === form)} @change=${() => this.turn(form)}>${form}</label>`)}</span></div>
      <ul id=${LIST_ID} role="listbox" aria-label=${t('module.insert')}>${options.map((one, index) => this.option(it, one, index))}
        ${options.length ? nothing : html`<li class="none">${problem && !items ? explain(problem) : items ? t(items.length ? 'module.none' : 'module.noneYet') : nothing}${items && !items.length && may(me(), 'supervisor') ? html` <a class="link" href="/settings/text-modules/new">${t('module.add')}</a>` : nothing}</li>`}</ul></div>`;
  }

  option(it, one, index) {
    const { text, form } = variant(one, this.own);
    const words = filled(text, { customer: nameFor(it.customer, form, handleOf(it)), agent: me().name, conversation: String(it.id), link: t('module.linkComes') });
    return html`<li role="option" id="${LIST_ID}-${index}" aria-selected=${String(index === this.at)} @click=${() => this.take(one)}><span class="l1"><b class="clip">${one.name}</b><code>/${one.shortcut}</code>${form === this.own ? nothing : html`<span class="chip">${t('module.only', { form })}</span>`}</span><span class="said clip">${words}</span></li>`;
  }

  updated() {
    this.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
    const { isOpen, activeId } = this;
    if (isOpen === this.wasOpen && activeId === this.wasAt) return; // the text field says what is open and chosen
    Object.assign(this, { wasOpen: isOpen, wasAt: activeId });
    this.dispatchEvent(new CustomEvent('modules-moved', { bubbles: true }));
  }

  turn(form) {
    this.form = form;
    this.requestUpdate();
    this.field.focus();
  }

  /** Answers whether the key was for here. */
  press(event) {
    if (!this.isOpen || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
    const options = this.options();
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by && options.length) this.at = (this.at + by + options.length) % options.length;
    else if (['Enter', 'Tab'].includes(event.key) && options.length) this.take(options[this.at]);
    else if (event.key === 'Escape') this.leave();
    else return false;
    this.requestUpdate();
    return true;
  }

  async take(module) {
    const it = current();
    const { asked } = this;
    const text = await textFor(it, module, this.own);
    if (text === undefined || current()?.id !== it.id) return;
    speak(t('module.inserted', { name: module.name }));
    this.ask(undefined);
    this.put(text, asked.from, asked.from + asked.words.length + 1);
  }
}
customElements.define('composer-modules', ComposerModules);
