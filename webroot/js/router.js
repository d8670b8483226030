/* URL = state. Paths with :names; the query is part of the route. */
import { changed } from './signal.js';

let table = [];
let current = { path: '/', params: {}, query: new URLSearchParams() };

const compile = (path) => new RegExp(`^${path.replace(/\/:(\w+)\?/g, '(?:/(?<$1>[^/]+))?').replace(/:(\w+)/g, '(?<$1>[^/]+)')}/?$`);

export const route = () => current;

function read() {
  const path = location.pathname;
  for (const entry of table) {
    const match = entry.regex.exec(path);
    if (!match) continue;
    if (entry.redirect) return go(entry.redirect, { replace: true });
    const params = Object.fromEntries(Object.entries(match.groups ?? {}).filter(([, value]) => value !== undefined));
    current = { ...entry, at: path, params, query: new URLSearchParams(location.search) };
    return changed();
  }
  return go('/', { replace: true });
}

export function go(href, { replace = false } = {}) {
  if (href === location.pathname + location.search) return replace ? undefined : changed();
  history[replace ? 'replaceState' : 'pushState']({}, '', href);
  read();
}

/** Plain left clicks on our own links stay in the page; everything else is the browser's. */
function onClick(event) {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest?.('a[href]');
  if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
  if (link.getAttribute('href').startsWith('#') || link.pathname.startsWith('/api/')) return;
  event.preventDefault();
  go(link.pathname + link.search);
}

export function start(routes) {
  table = routes.map((entry) => ({ ...entry, regex: compile(entry.path) }));
  addEventListener('popstate', read);
  document.addEventListener('click', onClick);
  read();
}
