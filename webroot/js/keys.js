/* Single keys run actions, unless somebody is typing or a dialog is open. */
import { actions } from './actions.js';
import { me } from './store.js';
import { ui } from './ui.js';

const typing = (target) => target.closest?.('input:not([type=radio],[type=checkbox]), textarea, select, [contenteditable], .phone-note'); // in the note's form no key may do something to the page behind it

function onKey(event) {
  if (!me() || event.defaultPrevented || event.altKey || event.isComposing) return;
  const control = event.ctrlKey || event.metaKey;
  if (control && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    return actions.find((one) => one.id === 'find').run();
  }
  const named = /^F\d+$/.test(event.key); // nobody types with these
  if (control || ui.dialog || ui.menu || ui.commands || ui.keys || ui.transfer || ui.why || ui.modal || (typing(event.target) && !named)) return;
  const arrow = event.key === 'ArrowDown' || event.key === 'ArrowUp';
  if (arrow && !event.target.closest?.('.list, .posts')) return; // arrows scroll wherever else they are pressed
  if (event.target.closest?.('.segments, [role=tablist]') && arrow) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const one = actions.find((each) => (each.key === key || each.alias === key) && each.enabled());
  if (!one || (event.repeat && !(one.again || ['up', 'down'].includes(one.id)))) return;
  event.preventDefault();
  one.run();
}

export const startKeys = () => document.addEventListener('keydown', onKey);
