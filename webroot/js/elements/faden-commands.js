/* The command bar: every action that can be done now, the conversations of the list, and customers by name or address. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { ui, show } from '../ui.js';
import { t } from '../i18n.js';
import { get } from '../api.js';
import { available, labelOf, keyWord } from '../actions.js';
import { currentList, openConversation, looking, hrefOf } from '../desk.js';
import { go } from '../router.js';
import { openCustomer, tell } from '../work.js';
import { icon, channelIcon } from '../parts/icon.js';

class FadenCommands extends FadenElement {
  constructor() {
    super();
    this.reset();
  }

  reset() {
    this.words = '';
    this.at = 0;
    this.customers = [];
  }

  entries() {
    const words = this.words.trim().toLowerCase();
    const fits = (text) => words.split(/\s+/).every((word) => text.toLowerCase().includes(word));
    const acts = available().filter((one) => fits(labelOf(one))).map((one) => ({ label: labelOf(one), icon: one.icon, key: keyWord(one), run: () => one.run() }));
    if (!words) return acts;
    const rows = looking().active ? currentList().rows.filter((row) => fits(`${row.customer.name} ${row.subject} ${row.id}`)).slice(0, 6) : [];
    const number = /^#?(\d+)$/.exec(words)?.[1];
    return [
      ...(number ? [{ label: t('find.number', { number }), icon: 'right', run: () => go(hrefOf({ view: 'all', id: Number(number) })) }] : []),
      ...rows.map((row) => ({ label: row.customer.name, hint: row.subject, icon: channelIcon(row.channel), run: () => openConversation(row.id) })),
      ...this.customers.map((card) => ({ label: card.name, hint: card.address ?? t('customer'), icon: 'user', run: () => openCustomer(card.id).catch(tell) })),
      ...acts,
    ];
  }

  render() {
    if (!ui.commands) return nothing;
    const entries = this.entries();
    this.at = Math.min(this.at, Math.max(0, entries.length - 1));
    return html`<dialog class="dialog commands" aria-label=${t('find')} @close=${this.closed} @click=${(event) => event.target.localName === 'dialog' && event.target.close()}>
      <div class="inside">
        <label class="ask">${icon('search')}<span class="sr">${t('find')}</span><input type="text" role="combobox" aria-expanded="true" aria-controls="commands" aria-activedescendant="command-${this.at}" autocomplete="off" spellcheck="false"
          placeholder=${t('find.hint')} .value=${this.words} @input=${this.onInput} @keydown=${(event) => this.onKey(event, entries)}></label>
        <ul id="commands" role="listbox" aria-label=${t('find.results')}>${entries.map((entry, index) => html`
          <li role="option" id="command-${index}" aria-selected=${String(index === this.at)} @click=${() => this.choose(entry)}>${icon(entry.icon ?? 'right')}<span class="clip">${entry.label}${entry.hint ? html` <span class="muted">${entry.hint}</span>` : nothing}</span>${entry.key ? html`<kbd>${entry.key}</kbd>` : nothing}</li>`)}
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
    if (words.length < 2) this.customers = [];
    else this.waiting = setTimeout(() => get('/customers', { q: words, limit: 8 }).then(({ items }) => {
      if (words === this.words.trim()) this.customers = items;
      this.requestUpdate();
    }, () => {}), 150);
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
    this.reset();
    show({ commands: false });
  }
}
customElements.define('faden-commands', FadenCommands);
