/* What the settings show: people, queues, channel accounts, one's own tokens. Fetched when first looked at, and again when an event says so. */
import { get } from './api.js';
import { changed } from './signal.js';
import { onEvent } from './live.js';
import { epoch, once } from './store.js';

const SOURCES = {
  people: { path: '/admin/agents', event: 'agent_changed' },
  queues: { path: '/queues', event: 'queue_changed' },
  accounts: { path: '/admin/channel-accounts', event: 'channel_account_changed' },
  tokens: { path: '/me/tokens' },
};
const kept = new Map(); // name -> { items, problem }
let at;

function entry(name) {
  if (at !== epoch()) { // somebody else may sit here now
    at = epoch();
    kept.clear();
  }
  if (!kept.has(name)) kept.set(name, {});
  return kept.get(name);
}

export function load(name) {
  const it = entry(name);
  it.asked = true;
  return once(`settings-${name}`, async () => {
    try {
      it.items = (await get(SOURCES[name].path)).items;
      it.problem = undefined;
    } catch (problem) {
      it.problem = problem;
    }
  });
}

/** { items, problem }: items are undefined until the first answer. */
export function known(name) {
  const it = entry(name);
  if (!it.asked) load(name);
  return it;
}

/** Takes in one that an answer carried. */
export function keep(name, item) {
  const it = entry(name);
  if (!it.items) return load(name);
  const found = it.items.some((one) => one.id === item.id);
  it.items = found ? it.items.map((one) => (one.id === item.id ? item : one)) : [...it.items, item];
  return changed();
}

export function drop(name, id) {
  const it = entry(name);
  it.items = it.items?.filter((one) => one.id !== id);
  changed();
}

onEvent(({ type }) => {
  for (const [name, source] of Object.entries(SOURCES)) if (kept.has(name) && (type === 'reload' || type === source.event)) load(name);
});
