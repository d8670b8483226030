/* Things the page says of its own accord wait until the way back from one's own act has gone: a toast is never pushed away by news. */
import { ui, toast } from './ui.js';
import { onChange } from './signal.js';

const waiting = [];

function next() {
  if (!ui.toast && waiting.length) toast(waiting.shift()());
}

/** `news` is a toast, or a function that makes one when its turn comes. */
export function tellLater(news) {
  waiting.push(typeof news === 'function' ? news : () => ({ ...news, until: Date.now() + 10000 }));
  next();
}

export function forgetTold() { waiting.length = 0; }

onChange(next);
