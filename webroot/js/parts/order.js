/* Moving one of an ordered list, by buttons that keep the focus. */
import { html, nothing } from 'lit';
import { t } from '../i18n.js';
import { icon } from './icon.js';

export const moved = (list, index, by) => {
  const next = [...list];
  next.splice(index + by, 0, ...next.splice(index, 1));
  return next;
};

/** `key` names the moved one for good, so that the focus can follow it. */
export function order(form, key, { index, count, name, move }) {
  const go = async (by) => {
    await move(by);
    await form.updateComplete;
    const at = (way) => form.querySelector(`[data-move="${key}"][data-by="${way}"]`);
    const button = at(by)?.getAttribute('aria-disabled') ? at(-by) : at(by);
    button?.focus();
  };
  const one = (by, label, off) => html`<button class="btn quiet only" type="button" data-move=${key} data-by=${by} aria-disabled=${off ? 'true' : nothing} aria-label="${t(label)}: ${name}" title=${t(label)} @click=${() => !off && go(by)}>${icon('down', by < 0 ? 'up' : '')}</button>`;
  return html`<span class="order">${one(-1, 'moveUp', index === 0)}${one(1, 'moveDown', index === count - 1)}</span>`;
}
