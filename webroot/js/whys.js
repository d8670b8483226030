/* Explanations of work items, fetched when somebody asks and again while they look. */
import { get } from './api.js';
import { changed } from './signal.js';
import { once } from './store.js';
import { paced } from './pace.js';

const KEEP = 8;
const whys = new Map();    // work item -> { data } | { problem }
const watchers = new Map(); // work item -> how many look

export const why = (id) => whys.get(id);

export const loadWhy = (id) => once(`why-${id}`, async () => {
  try {
    const data = await get(`/work-items/${id}/why`);
    whys.delete(id); // re-inserted last: the map is ordered by use
    whys.set(id, { data });
    while (whys.size > KEEP) whys.delete(whys.keys().next().value);
  } catch (problem) {
    if (problem.status || !whys.get(id)?.data) whys.set(id, { problem });
  }
}).catch(() => {});

/** Somebody looks at it until the answer is called. */
export function watchWhy(id) {
  watchers.set(id, (watchers.get(id) ?? 0) + 1);
  loadWhy(id);
  return () => {
    const left = watchers.get(id) - 1;
    if (left) watchers.set(id, left);
    else watchers.delete(id);
  };
}

const again = paced(() => { for (const id of watchers.keys()) loadWhy(id); });
export const whyChanged = (id) => watchers.has(id) && again();

export function forgetWhys() {
  whys.clear();
  changed();
}
