/* A long list as keyset pages. Pure: every function returns a new list.
   page: { cursor, items, next, stale }; `cursor` is where it starts, undefined for the first. */

export const emptyList = () => ({ pages: [], rows: [] });

export const complete = (list) => list.pages.length > 0 && list.pages.at(-1).next === undefined;
export const loaded = (list) => list.pages.length > 0;

/** Rows seen once, the fresher (earlier) page wins: a row that moved up may still lie in an older page below. */
function flatten(pages) {
  const seen = new Set();
  const rows = [];
  for (const page of pages)
    for (const item of page.items)
      if (!seen.has(item.id)) {
        seen.add(item.id);
        rows.push(item);
      }
  return rows;
}

const of = (pages) => ({ pages, rows: flatten(pages) });

/** Puts a fetched page at its place. When its end moved, the page below starts elsewhere and is stale. */
export function withPage(list, index, { items, nextCursor }) {
  const pages = list.pages.slice();
  pages[index] = { cursor: pages[index]?.cursor ?? list.pages[index - 1]?.next, items, next: nextCursor, stale: false };
  if (nextCursor === undefined) pages.length = index + 1;
  else if (pages[index + 1] && pages[index + 1].cursor !== nextCursor) pages[index + 1] = { ...pages[index + 1], cursor: nextCursor, stale: true };
  return of(pages);
}

export const cursorOf = (list, index) => list.pages[index]?.cursor ?? list.pages[index - 1]?.next;

export const outdated = (list) => ({ ...list, pages: list.pages.map((page) => ({ ...page, stale: true })) });

/** Pages that hold rows from..to (positions in `rows`) and are stale. */
export function stalePages(list, from, to) {
  const result = [];
  let start = 0;
  list.pages.forEach((page, index) => {
    const end = start + page.items.length;
    if (page.stale && (index === 0 || (start < to && end >= from))) result.push(index);
    start = end;
  });
  return result;
}

/** The row to show when this one leaves the list: the one below, else the one above. */
export function neighbour(list, id) {
  const at = list.rows.findIndex((row) => row.id === id);
  return at < 0 ? list.rows[0] : list.rows[at + 1] ?? list.rows[at - 1];
}

export function step(list, id, by) {
  const at = list.rows.findIndex((row) => row.id === id);
  if (at < 0) return list.rows[0];
  return list.rows[Math.min(list.rows.length - 1, Math.max(0, at + by))];
}
