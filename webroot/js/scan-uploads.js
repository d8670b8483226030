/* Scans on their way to the server: one after the other, in the order in which they came; a bad one never stops the rest. */
import { upload, Stopped } from './api.js';
import { changed } from './signal.js';
import { epoch, me } from './store.js';
import { letter, loadLetter, outdate } from './scans.js';
import { LIMIT } from './models/scans.js';
import { explain } from './work.js';
import { t } from './i18n.js';
import { speak } from './ui.js';

const LOOK = 3000; // how often we look what became of it, should the live line not tell
let all = [];
let counter = 0;
let at;
let running = false;
let looking;

/** Of whoever is signed in now; `conversation`: those that were added to it. */
export function uploadsOf(conversation) {
  if (at !== epoch()) {
    at = epoch();
    all.forEach((one) => one.stop?.abort());
    all = [];
  }
  return all.filter((one) => one.of.conversationId === conversation);
}

export const isPending = (one) => one.state === 'waiting' || one.state === 'sending';

/** of: { conversationId?, receivedOn?, originalPlace? } for all of these. */
export function add(files, of = {}) {
  uploadsOf(of.conversationId);
  for (const file of files) {
    counter += 1;
    const one = { key: counter, file, of, name: file.name.slice(0, 255), size: file.size, progress: 0, state: 'waiting' };
    if (!file.size) refuse(one, t('scanUp.empty'));
    else if (file.size > LIMIT) refuse(one, t('scanUp.tooLarge'));
    all = [...all, one];
  }
  next();
  changed();
}

function refuse(one, problem, again) {
  Object.assign(one, { state: 'refused', problem, again });
  speak(`${one.name}: ${problem}`);
}

async function next() {
  if (running) return;
  const one = all.find(({ state }) => state === 'waiting');
  if (!one) return;
  running = true;
  await send(one);
  running = false;
  next();
}

async function send(one) {
  one.state = 'sending';
  one.progress = 0;
  one.stop = new AbortController();
  changed();
  try {
    let known = false;
    const row = await upload('/letters', { name: one.name, ...one.of }, one.file, (done) => { one.progress = done; changed(); }, { signal: one.stop.signal, status: (status) => { known = status === 200; } });
    Object.assign(one, { state: 'taken', id: row.id, known, file: undefined });
    follow();
    outdate();
  } catch (fault) {
    if (!(fault instanceof Stopped)) refuse(one, fault.code === 'too_large' ? t('scanUp.tooLarge') : explain(fault), () => { one.state = 'waiting'; one.problem = undefined; next(); changed(); });
  }
  one.stop = undefined;
  changed();
}

/** What the server made of it, as far as it is known. */
export function outcome(one) {
  if (one.state !== 'taken') return undefined;
  return letter(one.id).data?.letter;
}

const settled = (one) => one.state !== 'taken' || !['received', undefined].includes(outcome(one)?.state);

/** Until each is filed or waits for somebody; the live line is faster, this is for when it is not there. */
function follow() {
  clearTimeout(looking);
  looking = setTimeout(() => {
    const open = all.filter((one) => !settled(one));
    open.forEach((one) => loadLetter(one.id));
    if (open.length && me()) follow();
  }, LOOK);
}

/** Takes it off the list; what the server has whole by then is there all the same. */
export function cancel(one) {
  one.stop?.abort();
  all = all.filter((other) => other !== one);
  changed();
}

/** Those that have come to an end are no longer listed. */
export function clear(conversation) {
  all = all.filter((one) => one.of.conversationId !== conversation || isPending(one));
  changed();
}

addEventListener('beforeunload', (event) => { if (all.some(isPending)) event.preventDefault(); });
