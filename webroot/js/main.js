/* Wires the page: who is here, what the address asks for, and the live line. */
import { get, onSignedOut } from './api.js';
import { lang, setLang } from './i18n.js';
import { start } from './router.js';
import { routes } from './routes.js';
import { show as showTheme } from './theme.js';
import { setMe, me, apply, refresh, loadWork, loadQueues, signedOut } from './store.js';
import { keepMine } from './lists.js';
import { saveAll, setOwner } from './drafts.js';
import { startLive, stopLive, onEvent } from './live.js';
import { hear, refreshRouted, forgetRouted } from './routed.js';
import { onChange, changed } from './signal.js';
import { startKeys } from './keys.js';
import { session } from './session.js';
import { loadIcons } from './parts/icon.js';
import './elements/faden-app.js';

let here;

/** Runs whenever who is signed in changes. */
function follow() {
  const id = me()?.id;
  if (id === here) return;
  here = id;
  forgetRouted();
  if (!id) return stopLive();
  setOwner(id);
  if (me().locale !== lang()) setLang(me().locale);
  loadWork();
  loadQueues();
  keepMine();
  refreshRouted();
  const everything = () => { refresh(); refreshRouted(); };
  startLive({ apply, reload: everything, regained: () => { saveAll(); everything(); } });
}

showTheme();
loadIcons().catch(() => {}); // words stand beside every icon
onSignedOut(signedOut);
onChange(follow);
onEvent(hear);
startKeys();
try {
  setMe(await get('/me', undefined, { quiet: true, timeout: 10000 }));
} catch (fault) {
  if (fault.status !== 401) session.problem = fault;
}
session.known = true;
start(routes);
changed();
