/* What keys do while posts are looked through: the registry of actions takes them in before all others, so that none does then what it does elsewhere. */
import { route } from './router.js';
import { lang } from './i18n.js';
import { decide, move, seen, undo } from './triage.js';
import { pageOf } from './models/triage.js';

const isHere = () => route().page === 'posts';
const current = () => { const { rows, current: id } = seen(); return rows.find((one) => one.id === id); };

function on(verdict, reason) {
  const post = current();
  if (post) decide(post, verdict, reason);
}

/** At the network, which does not learn where one comes from. */
function open() {
  const url = pageOf(current()?.url);
  if (url) window.open(url, '_blank', 'noopener,noreferrer');
}

const act = (id, key, icon, run, more) => ({ id, key, icon, group: 'triage', enabled: isHere, run, ...more });

export const triageActions = [
  act('postAnswer', 'a', 'send', () => on('answer')),
  // B as in Beobachten, W as in watch: both do it in either language, each says its own.
  { ...act('postWatch', 'b', 'eye', () => on('watch'), { alias: 'w' }), get shown() { return lang() === 'en' ? 'w' : 'b'; } },
  act('postNone', 'n', 'close', () => on('none')),
  act('postAbuse', 'm', 'slash', () => on('none', 'abuse')),
  act('postBack', 'z', 'undo', () => undo()),
  act('nextPost', 'j', 'down', () => move(1), { alias: 'ArrowDown', again: true }),
  act('previousPost', 'k', 'down', () => move(-1), { alias: 'ArrowUp', again: true }),
  act('postOpen', 'o', 'link', open),
];
