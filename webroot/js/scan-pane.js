/* The pages of a letter beside the timeline: which, and from where it was opened. It stays while the same page of ours is looked at. */
import { get } from './api.js';
import { changed } from './signal.js';
import { epoch } from './store.js';
import { route } from './router.js';

const A4 = { widthMillimetres: 210, heightMillimetres: 297 };
let state; // { entry, at, epoch, pages, problem, from }

export const paneOf = () => (state && state.at === route().at && state.epoch === epoch() ? state : undefined);

/** What the viewer needs of an entry on paper, theirs or ours. */
export const sourceOf = ({ id, letter }) => (letter.arrivalId
  ? { image: (page, dpi) => `/api/letters/${letter.arrivalId}/pages/${page}/image?dpi=${dpi}`, words: async (page) => (await get(`/letters/${letter.arrivalId}/pages/${page}/words`)).lines, file: `/api/letters/${letter.arrivalId}/file` }
  : { image: (page, dpi) => `/api/entries/${id}/letter/pages/${page}?dpi=${dpi}`, file: `/api/entries/${id}/letter`, sharpest: 200 });

const sheets = (count) => Array.from({ length: count }, (_, index) => ({ number: index + 1, ...A4 }));

export function openPane(entry, name) {
  const mine = { entry, name, at: route().at, epoch: epoch(), from: document.activeElement, source: sourceOf(entry), pages: entry.letter.arrivalId ? undefined : sheets(entry.letter.pages) };
  state = mine;
  changed();
  if (entry.letter.arrivalId) load(mine);
}

async function load(mine) {
  try {
    mine.pages = (await get(`/letters/${mine.entry.letter.arrivalId}`)).pages;
  } catch (problem) {
    mine.problem = problem;
  }
  changed();
}

export function againPane() {
  state.problem = undefined;
  load(state);
  changed();
}

export function closePane() {
  const from = state?.from;
  state = undefined;
  changed();
  if (from?.isConnected) from.focus();
}
