/* What I am doing and where: as the server has it, and the wish to change it. */
import { get, put, ApiProblem } from './api.js';
import { changed } from './signal.js';
import { once, me } from './store.js';
import { paced } from './pace.js';
import { tellLater } from './told.js';
import { explain } from './work.js';
import { toast } from './ui.js';
import { t } from './i18n.js';
import { stateOf } from './models/presence.js';

let state;      // { data, since: on the steady clock }
let colleagues; // { items } | { problem }

export const presence = () => state?.data;
/** Milliseconds in this state, by the steady clock of this page and the server's count. */
export const lasts = () => (state?.since === undefined ? undefined : performance.now() - state.since);

function keep(data) {
  if (state && data.version < state.data.version) return;
  const before = state?.data;
  state = { data, since: data.forSeconds === undefined ? undefined : performance.now() - data.forSeconds * 1000 };
  const other = data.setBy && data.setBy.id !== me()?.id ? data.setBy : undefined;
  if (other && before && before.version !== data.version) tellLater({ text: t('presence.setBy', { name: other.name, state: t(`presence.${stateOf(data)}`) }) });
  changed();
}

export async function loadPresence() {
  try {
    await once('presence', async () => keep(await get('/me/presence')));
  } catch (fault) {
    if (!(fault instanceof ApiProblem)) return;
    console.warn(fault);
  }
}
export const presenceChanged = paced(() => me() && loadPresence());

/** Resolves to whether it was granted. */
export async function wish(body) {
  try {
    keep(await put('/me/presence', body));
    return true;
  } catch (fault) {
    toast({ text: explain(fault), problem: true });
    loadPresence();
    return false;
  }
}

export const others = () => colleagues;

export async function loadColleagues() {
  try {
    await once('colleagues', async () => { colleagues = await get('/colleagues'); });
  } catch (problem) {
    if (!colleagues?.items) colleagues = { problem };
    changed();
  }
}
export const colleaguesChanged = paced(() => me() && loadColleagues());

export function forgetPresence() {
  state = undefined;
  colleagues = undefined;
}
