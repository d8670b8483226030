/* What the settings show: people, queues, channel accounts, routing, one's own tokens. Fetched when first looked at; once an event says that it
   changed, again when it is next drawn, so what nobody looks at costs nothing. */
import { get } from './api.js';
import { changed } from './signal.js';
import { onEvent } from './live.js';
import { epoch, once } from './store.js';

const SOURCES = {
  people: { path: '/admin/agents', event: 'agent_changed' },
  queues: { path: '/queues', event: 'queue_changed' },
  accounts: { path: '/admin/channel-accounts', event: 'channel_account_changed' },
  tokens: { path: '/me/tokens' },
  skills: { path: '/skills', event: 'routing_changed' },
  teams: { path: '/teams', event: 'routing_changed' },
  hours: { path: '/admin/business-hours', event: 'routing_changed' },
  regions: { path: '/admin/holiday-regions' },
  rules: { path: '/admin/entry-rules', event: 'routing_changed' },
  loads: { path: '/admin/channel-loads', event: 'routing_changed' },
  person: { path: (id) => `/admin/agents/${id}/routing`, event: 'routing_changed' },
  queue: { path: (id) => `/admin/queues/${id}/settings`, event: 'routing_changed' },
  letterhead: { path: (id) => `/queues/${id}/letterhead`, event: 'queue_changed' },
  modules: { path: '/text-modules', event: 'text_modules_changed' },
  days: { path: (id) => `/admin/business-hours/${id}/days`, event: 'routing_changed' },
};
const kept = new Map(); // name, or name/id -> { items, item, problem }

const sourceOf = (name) => {
  const [source, id] = name.split('/');
  const { path } = SOURCES[source];
  return { ...SOURCES[source], path: id ? path(id) : path };
};
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
      it.item = await get(sourceOf(name).path);
      it.items = it.item.items;
      it.problem = undefined;
    } catch (problem) {
      it.problem = problem;
    }
  });
}

/** { items, problem }, or { item, problem } of one; undefined until the first answer. */
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

/** Takes in the whole of one, or the list that an answer carried. */
export function hold(name, item) {
  Object.assign(entry(name), { asked: true, item, items: item.items, problem: undefined });
  changed();
}

export function drop(name, id) {
  const it = entry(name);
  it.items = it.items?.filter((one) => one.id !== id);
  changed();
}

onEvent(({ type }) => {
  for (const [name, it] of kept) if (type === 'reload' || type === sourceOf(name).event) it.asked = false;
  changed();
});
