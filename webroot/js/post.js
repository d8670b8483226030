/* Letters on their way out: what lies ready, what is printed, posted and came back; and what people do with it. */
import { get, post } from './api.js';
import { onChange } from './signal.js';
import { onEvent } from './live.js';
import { epoch, me, once } from './store.js';
import { paced } from './pace.js';
import { paging } from './paging.js';
import { speak, toast } from './ui.js';
import { tell } from './work.js';
import { askWhereTo } from './letters-again.js';
import { t } from './i18n.js';

export const STATES = ['ready', 'printed', 'posted', 'returned'];
const list = (state) => paging(`post-${state}`, () => ['/print-list', { state }], { idOf: ({ entryId }) => entryId });
export const letters = Object.fromEntries(STATES.map((state) => [state, list(state)]));
export const runs = paging('post-runs', () => ['/print-runs', {}]);

let counts;
let at;

/** { ready, printed, returned }; undefined until known. */
export function postCounts() {
  const who = `${epoch()}/${me()?.id}`;
  if (at !== who) {
    at = who;
    counts = undefined;
    if (me()) loadCounts();
  }
  return counts;
}

const loadCounts = () => once('post-counts', async () => { ({ counts } = await get('/print-list', { state: 'ready', limit: 1 })); }).catch(() => {});
const countsChanged = paced(() => me() && loadCounts());

function everything() {
  countsChanged();
  for (const one of Object.values(letters)) one.outdate();
  runs.outdate();
}

/** Runs one act; whatever becomes of it, the lists are fetched again. Answers undefined after a refusal, which has been told, or which `asks` how to go on. */
async function attempt(act, asks) {
  try {
    return await act();
  } catch (fault) {
    if (!asks?.(fault)) tell(fault);
    return undefined;
  } finally {
    everything();
  }
}

export const pdfOf = (run) => `/api/print-runs/${run}/pdf`;
/** A print as the page knows it right after it was made, before it is in the list. */
export const run = (id) => runs.rows.find((one) => one.id === id);

/** Prints these letters, or all that are ready. The PDF opens in a tab that must be made while the press still counts. */
export async function print(entries, bothSides) {
  const tab = open('', '_blank');
  const made = await attempt(() => post('/print-runs', { bothSides, ...(entries.length ? { entries } : {}) }));
  if (!made) {
    tab?.close();
    return undefined;
  }
  if (tab) tab.location.replace(pdfOf(made.id));
  const damaged = made.leftOut ?? [];
  const missed = entries.length - made.letters - damaged.length;
  const said = missed > 0 ? t('post.printedSome', { count: made.letters, missed }) : t('post.printedAll', { count: made.letters });
  toast({ text: damaged.length ? `${said} ${t('reason.damagedSome', { references: damaged.join(', ') })}` : said, problem: damaged.length > 0 });
  return made;
}

/** Says that these letters of a print, or all that are printed, were posted on a day. */
export async function posted(id, postedOn, entries) {
  const done = await attempt(() => post(`/print-runs/${id}/posting`, { postedOn, ...(entries.length ? { entries } : {}) }));
  if (done) toast({ text: done.open ? t('post.postedSome', { count: done.open }) : t('post.postedAll', { id }) });
  return done;
}

/** Its paper is spoilt. */
export async function printAgain(letter) {
  const done = await attempt(() => post(`/print-list/${letter.entryId}/reprint`));
  if (done) speak(t('post.readyAgain', { to: letter.recipient[0] ?? '' }));
  return done;
}

/** A letter that came back goes on the list once more, with the address as it is now; `body` says where else. */
export async function sendAgain(letter, body) {
  const done = await attempt(() => post(`/replies/${letter.entryId}/retry`, body), (fault) => askWhereTo(fault, letter.customer, (chosen) => sendAgain(letter, chosen)));
  if (done) toast({ text: t('post.onListAgain') });
}

export async function takeBack(letter) {
  const done = await attempt(() => post(`/replies/${letter.entryId}/undo`));
  if (done) toast({ text: t('post.takenBack', { id: letter.conversationId }) });
  return done;
}

onEvent(({ type }) => ['print_list_changed', 'reload'].includes(type) && everything());
onChange(postCounts);
