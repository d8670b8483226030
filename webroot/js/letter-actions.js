/* What keys do while a scanned letter is open: the registry of actions takes them in before all others. */
import { go, route } from './router.js';
import { letter, neighbourOf } from './scans.js';
import { isOpen } from './models/scans.js';

const page = () => document.querySelector('letters-check');
const side = () => page()?.querySelector('scan-side');
const isHere = () => route().page === 'letters' && Boolean(route().params.letter) && Boolean(page()?.data);
/** Somebody else's, too: no key may then do what it does elsewhere. */
const deciding = () => isHere() && page().open;
/** From what is known, not from what is drawn: the bar is drawn before the page. */
export const hasKeys = () => route().page === 'letters' && Boolean(number()) && Boolean(letter(number()).data) && isOpen(letter(number()).data.letter);
const view = (key) => page().querySelector('scan-view').press(key);
const number = () => Number(route().params.letter);

/** Enter on something that has a press of its own is that press. */
const onSomething = () => document.activeElement?.closest('a, button, input, select, textarea, summary');

function turn(by) {
  const id = neighbourOf(number(), by);
  if (id) go(`/letters/${id}`);
}

/** Where the arrows choose among buttons, they do that. */
const paging = () => isHere() && !document.activeElement?.closest('[role=radiogroup], .segments');

const act = (id, key, icon, enabled, run, more) => ({ id, key, icon, group: 'letter', enabled, run, ...more });

export const letterActions = [
  ...Array.from({ length: 9 }, (_, index) => act(`candidate${index + 1}`, String(index + 1), 'user', deciding, () => page().chooseAt(index), { hidden: true })),
  act('fileLetter', 'Enter', 'check', () => deciding() && !page().holder && side()?.mode !== 'new' && Boolean(page().choice) && !onSomething(), () => side().submit()),
  act('letterOfNew', 'n', 'user-plus', deciding, () => side().makeNew()),
  act('letterOfOther', '/', 'search', deciding, () => side().seekOther()),
  act('nextLetter', 'j', 'right', isHere, () => turn(1)),
  act('previousLetter', 'k', 'left', isHere, () => turn(-1)),
  act('pageOn', 'ArrowRight', 'right', paging, () => view('ArrowRight')),
  act('pageBack', 'ArrowLeft', 'left', paging, () => view('ArrowLeft')),
  act('enlarge', '+', 'plus', isHere, () => view('+')),
  act('reduce', '-', 'minus', isHere, () => view('-')),
  act('fitWidth', '0', 'eye', isHere, () => view('0')),
  act('rotatePage', 'r', 'rotate', isHere, () => view('r')),
];
