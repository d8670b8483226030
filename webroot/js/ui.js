/* What is open on the screen right now; gone with the page. */
import { changed } from './signal.js';
import { seconds } from './clock.js';

export const ui = {
  pane: undefined,        // narrow screens: which pane, undefined = what the address says
  context: false,         // middle widths: is the customer shown over the timeline
  letterHidden: false,    // wide screens: is the letter that is being written put away
  menu: undefined,        // { anchor, items, label }
  dialog: undefined,      // { title, ... , resolve }
  commands: false,
  keys: false,
  transfer: undefined,    // { conversation, workItem, queue, holder, name }: the dialog that hands work on
  why: undefined,         // { item, title }: the sheet that explains a work item
  modal: undefined,       // { name, ... }: a dialog with a form of its own (faden-modal)
  toast: undefined,       // { text() or string, until, label, undo }
  spoken: '',             // for the live region
};

export function show(part) {
  Object.assign(ui, part);
  changed();
}

export const openMenu = (menu) => show({ menu });

/** Asks one thing; resolves to the answer, or undefined when dismissed. */
export const ask = (dialog) => new Promise((resolve) => {
  ui.dialog?.resolve(undefined);
  show({ dialog: { ...dialog, resolve: (value) => { show({ dialog: undefined }); resolve(value); } } });
});

/** Says something to people who listen to the page. */
export function speak(text) {
  show({ spoken: '' });
  setTimeout(() => show({ spoken: text }), 60);
}

let ending;
let stopSeconds;

/** One line that says what happened and offers the way back. `until` in milliseconds since the epoch. */
export function toast({ text, until = Date.now() + 8000, label, undo, problem = false }) {
  clearTimeout(ending);
  stopSeconds?.();
  stopSeconds = typeof text === 'function' ? seconds() : undefined;
  const mine = { text, until, label, undo, problem };
  show({ toast: mine });
  ending = setTimeout(() => ui.toast === mine && closeToast(), until - Date.now());
}

export function closeToast() {
  clearTimeout(ending);
  stopSeconds?.();
  stopSeconds = undefined;
  show({ toast: undefined });
}
