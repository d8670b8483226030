/* The one menu of the page, at the button that asked for it. Items: { label, hint, icon | mark, key, checked, keep, run } | { line } | { title };
   a function of them is asked again at each drawing. `keep` leaves the menu open: for things switched on and off. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { ui, show } from '../ui.js';
import { icon } from '../parts/icon.js';

class FadenMenu extends FadenElement {
  render() {
    if (!ui.menu) return nothing;
    return html`<div class="menu" popover="manual" role="menu" aria-label=${ui.menu.label} @keydown=${this.onKey}>${this.items().map((item) => this.item(item))}</div>`;
  }

  items() {
    const { items } = ui.menu;
    return typeof items === 'function' ? items() : items;
  }

  item(item) {
    if (item.line) return html`<hr>`;
    if (item.title) return html`<h2>${item.title}</h2>`;
    return html`<button role=${item.checked === undefined ? 'menuitem' : item.keep ? 'menuitemcheckbox' : 'menuitemradio'} aria-checked=${item.checked === undefined ? nothing : String(item.checked)} tabindex="-1" @click=${() => this.choose(item)}>
      ${item.mark ?? (item.icon ? icon(item.icon) : html`<span></span>`)}<span>${item.label}${item.hint && item.sub ? html`<small>${item.hint}</small>` : nothing}</span>
      ${item.checked ? icon('check') : item.key ? html`<kbd>${item.key}</kbd>` : item.hint && !item.sub ? html`<span class="muted">${item.hint}</span>` : nothing}</button>`;
  }

  updated() {
    const box = this.querySelector('.menu');
    if (!box || this.shown === ui.menu) return;
    this.shown = ui.menu;
    box.showPopover();
    this.place(box, ui.menu.anchor);
    (box.querySelector('[aria-checked="true"]') ?? box.querySelector('button'))?.focus();
    this.outside ??= (event) => ui.menu && !event.target.closest?.('.menu') && this.close(false);
    setTimeout(() => document.addEventListener('pointerdown', this.outside));
    addEventListener('resize', () => this.close(false), { once: true });
  }

  place(box, anchor) {
    const a = anchor?.getBoundingClientRect() ?? { right: innerWidth - 16, bottom: 56, top: 56, left: 0 };
    const { width, height } = box.getBoundingClientRect();
    const below = a.bottom + 4 + height <= innerHeight - 8;
    const left = Math.min(Math.max(8, a.right - width), innerWidth - width - 8);
    Object.assign(box.style, { inset: 'auto', left: `${left}px`, top: `${below ? a.bottom + 4 : Math.max(8, a.top - 4 - height)}px` });
  }

  close(refocus = true) {
    const { anchor } = ui.menu ?? {};
    document.removeEventListener('pointerdown', this.outside);
    this.shown = undefined;
    show({ menu: undefined });
    if (refocus) anchor?.focus?.();
  }

  choose(item) {
    if (!item.keep) this.close();
    item.run();
  }

  onKey(event) {
    const buttons = [...this.querySelectorAll('button')];
    const at = buttons.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + buttons.length, Home: 0, End: buttons.length - 1 }[event.key];
    if (to !== undefined) buttons[to % buttons.length].focus();
    else if (event.key === 'Escape' || event.key === 'Tab') this.close();
    else if (event.key.length === 1 && event.key !== ' ') buttons.find((button) => button.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
    if (to !== undefined || event.key === 'Escape' || event.key === 'Tab') event.preventDefault();
    event.stopPropagation();
  }
}
customElements.define('faden-menu', FadenMenu);
