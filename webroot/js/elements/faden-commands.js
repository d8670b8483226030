/* The command bar: every action that can be done now, and what the search finds while one types. What comes from the server stands last,
   so that nothing moves under the hand when it arrives. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { ui, show } from '../ui.js';
import { t } from '../i18n.js';
import { get } from '../api.js';
import { available, labelOf, keyWord } from '../actions.js';
import { hrefOf } from '../desk.js';
import { hrefOf as hrefOfSearch, hrefOfEntry } from '../models/search.js';
import { customerHit, conversationHit, entryHit } from '../parts/hits.js';
import { go } from '../router.js';
import { openCustomer, tell } from '../work.js';
import { icon } from '../parts/icon.js';

class FadenCommands extends FadenElement {
  constructor() {
    super();
    this.reset();
  }

  reset() {
    this.words = '';
    this.at = 0;
    this.found = undefined;
  }

  entries() {
    const words = this.words.trim().toLowerCase();
    const fits = (text) => words.split(/\s+/).every((word) => text.toLowerCase().includes(word));
    const acts = available().filter((one) => fits(labelOf(one))).map((one) => ({ label: labelOf(one), icon: one.icon, key: keyWord(one), run: () => one.run() }));
    if (!words) return acts;
    const number = /^#?(\d+)$/.exec(words)?.[1];
    const group = (kind, draw, open) => (this.found?.[kind]?.items ?? []).map((hit, index) => ({ ...draw(hit), group: index ? undefined : t(`search.kind.${kind}`), run: () => open(hit) }));
    return [
      ...(number ? [{ label: t('find.number', { number }), icon: 'right', run: () => go(hrefOf({ view: 'all', id: Number(number) })) }] : []),
      ...acts.slice(0, 5),
      { label: t('search.all'), hint: this.words.trim(), icon: 'search', run: () => go(hrefOfSearch({ q: this.words.trim() })) },
      ...group('customers', customerHit, ({ customer }) => openCustomer(customer.id).catch(tell)),
      ...group('conversations', conversationHit, ({ id }) => go(hrefOf({ view: 'all', id }))),
      ...group('entries', entryHit, (hit) => go(hrefOfEntry(hit))),
    ];
  }

  render() {
    if (!ui.commands) return nothing;
    const entries = this.entries();
    this.at = Math.min(this.at, Math.max(0, entries.length - 1));
    return html`<dialog class="dialog commands" aria-label=${t('find')} @close=${this.closed} @click=${(event) => event.target.localName === 'dialog' && event.target.close()}>
      <div class="inside ${this.words.trim() ? 'searching' : ''}">
        <label class="ask">${icon('search')}<span class="sr">${t('find')}</span><input type="text" role="combobox" aria-expanded="true" aria-controls="commands" aria-activedescendant="command-${this.at}" autocomplete="off" spellcheck="false"
          placeholder=${t('find.hint')} .value=${this.words} @input=${this.onInput} @keydown=${(event) => this.onKey(event, entries)}></label>
        <ul id="commands" role="listbox" aria-label=${t('find.results')}>${entries.map((entry, index) => html`${entry.group ? html`<li class="group" role="presentation">${entry.group}</li>` : nothing}
          <li role="option" id="command-${index}" aria-selected=${String(index === this.at)} @click=${() => this.choose(entry)}>${icon(entry.icon ?? 'right')}<span class="clip">${entry.title ?? entry.label}${entry.hint ? html` <span class="muted">${entry.hint}</span>` : nothing}
            ${entry.title ? html`<span class="under clip">${entry.line}</span>` : nothing}</span>${entry.key ? html`<kbd>${entry.key}</kbd>` : entry.end ?? nothing}</li>`)}
          ${entries.length ? nothing : html`<li class="none">${t('find.none')}</li>`}</ul>
      </div></dialog>`;
  }

  updated() {
    const box = this.querySelector('dialog');
    if (!box) return;
    if (!box.open) {
      box.showModal();
      box.querySelector('input').focus();
    }
    box.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  onInput(event) {
    this.words = event.target.value;
    this.at = 0;
    this.requestUpdate();
    clearTimeout(this.waiting);
    const words = this.words.trim();
    if (words.length < 2) this.found = undefined;
    else this.waiting = setTimeout(() => this.look(words), 150);
  }

  /** What stood there stays until the answer is here; one that comes late is thrown away. */
  async look(words) {
    const found = await get('/search', { q: words, limit: 5 }).catch(() => undefined);
    if (words !== this.words.trim()) return;
    this.found = found;
    this.requestUpdate();
  }

  onKey(event, entries) {
    const to = { ArrowDown: this.at + 1, ArrowUp: this.at - 1 }[event.key];
    if (to !== undefined && entries.length) this.at = (to + entries.length) % entries.length;
    else if (event.key === 'Enter' && entries[this.at]) this.choose(entries[this.at]);
    else return;
    event.preventDefault();
    this.requestUpdate();
  }

  choose(entry) {
    this.querySelector('dialog').close();
    entry.run();
  }

  closed() {
    clearTimeout(this.waiting);
    this.reset();
    show({ commands: false });
  }
}
customElements.define('faden-commands', FadenCommands);
