/* Erasures and imports as the settings show them: fetched when looked at, again when an event says so, and while something runs. */
import { get, post, put, upload } from './api.js';
import { changed } from './signal.js';
import { onEvent } from './live.js';
import { epoch, once } from './store.js';
import { isRunning } from './models/imports.js';

const PAGE = 50;
const AGAIN = 1500; // while an import works, its count is asked for
const kept = new Map(); // path -> { items, next, problem, asked }
const singles = new Map(); // import id -> { item, problem, asked, timer }
let at;

function here() {
  if (at === epoch()) return;
  at = epoch();
  kept.clear();
  for (const it of singles.values()) clearTimeout(it.timer);
  singles.clear();
}

/** One list by its address: { items, next, problem }. */
export function listed(path) {
  here();
  if (!kept.has(path)) kept.set(path, {});
  const it = kept.get(path);
  if (!it.asked) load(path);
  return it;
}

export function load(path) {
  const it = kept.get(path);
  it.asked = true;
  const [bare, query] = path.split('?');
  return once(`records-${path}`, async () => {
    try {
      const page = await get(bare, { ...Object.fromEntries(new URLSearchParams(query)), limit: PAGE });
      Object.assign(it, { items: page.items, next: page.nextCursor, problem: undefined });
    } catch (problem) {
      it.problem = problem;
    }
  });
}

export async function more(path) {
  const it = kept.get(path);
  const [bare, query] = path.split('?');
  const cursor = it.next;
  try {
    const page = await get(bare, { ...Object.fromEntries(new URLSearchParams(query)), limit: PAGE, cursor });
    if (it.next === cursor) Object.assign(it, { items: [...it.items, ...page.items], next: page.nextCursor, problem: undefined });
  } catch (problem) {
    it.problem = problem;
  }
  changed();
}

/** One import: { item, problem }. */
export function oneImport(id) {
  here();
  if (!singles.has(id)) singles.set(id, {});
  const it = singles.get(id);
  if (!it.asked) loadImport(id);
  return it;
}

function loadImport(id) {
  singles.get(id).asked = true;
  return once(`import-${id}`, async () => {
    try {
      keepImport(await get(`/admin/customer-imports/${id}`));
    } catch (problem) {
      Object.assign(singles.get(id), { problem });
    }
  });
}

/** What it says of its lines is out of date whenever it has got on. */
export function keepImport(item) {
  here();
  const before = singles.get(item.id);
  const it = before ?? {};
  clearTimeout(it.timer);
  singles.set(item.id, Object.assign(it, { item, problem: undefined, asked: true }));
  if (isRunning(item)) it.timer = setTimeout(() => loadImport(item.id), AGAIN);
  for (const [path, list] of kept) if (path.startsWith(`/admin/customer-imports/${item.id}/`) || path === '/admin/customer-imports') list.asked = false;
  changed();
}

export const uploadImport = async (file, progress) => {
  const item = await upload('/admin/customer-imports', { name: file.name.slice(0, 255) }, file, progress);
  keepImport(item);
  return item;
};
export const mapImport = async (id, body) => keepImport(await put(`/admin/customer-imports/${id}/mapping`, body));
export const runImport = async (id) => keepImport(await post(`/admin/customer-imports/${id}/run`));
export const undoImport = async (id) => keepImport(await post(`/admin/customer-imports/${id}/undo`));

/** hold, release or cancel; the answer takes its place in every list. */
export async function changeErasure(id, verb, body) {
  const item = await post(`/erasures/${id}/${verb}`, body);
  for (const [path, list] of kept) if (path.startsWith('/erasures')) list.asked = false;
  changed();
  return item;
}

onEvent(({ type }) => {
  if (type === 'reload' || type === 'import_changed') {
    for (const [path, list] of kept) if (path.startsWith('/admin/customer-imports')) list.asked = false;
    for (const it of singles.values()) it.asked = false;
  }
  if (type === 'reload' || type === 'erasure_changed') for (const [path, list] of kept) if (path.startsWith('/erasures')) list.asked = false;
  changed();
});
