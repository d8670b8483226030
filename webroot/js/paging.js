/* A list that grows at its end: pages by cursor, fetched when asked for, and again when something changed while it is looked at. */
import { get } from './api.js';
import { changed } from './signal.js';
import { epoch, once } from './store.js';
import { emptyList, withPage, cursorOf, outdated, complete, loaded } from './models/pages.js';

const PAGE = 50;

/** `source()` answers [path, query] of what is to be listed; `idOf` tells what distinguishes one row from another; `took` sees each page that came. */
export function paging(name, source, { took, idOf = ({ id }) => id } = {}) {
  let it;
  let at;
  const here = () => {
    if (at !== epoch()) {
      at = epoch();
      it = { list: emptyList(), extra: undefined, wanted: 0, problem: undefined };
    }
    return it;
  };

  const fetch = async (mine, index) => {
    const [path, query] = source();
    const page = await get(path, { ...query, cursor: cursorOf(mine.list, index), limit: PAGE });
    mine.list = withPage(mine.list, index, { ...page, items: page.items.map((item) => ({ ...item, id: idOf(item) })) });
    if (page.counts) mine.counts = page.counts;
    took?.(page);
  };

  const settle = () => once(name, async () => {
    const mine = here();
    try {
      for (let index = 0; index < mine.wanted && (index === 0 || !complete(mine.list) || index < mine.list.pages.length); index += 1)
        if (!mine.list.pages[index] || mine.list.pages[index].stale) await fetch(mine, index);
      mine.problem = undefined;
    } catch (problem) {
      mine.problem = problem;
    }
    changed();
  });

  return {
    get rows() { return here().list.rows; },
    get known() { return loaded(here().list); },
    get complete() { return complete(here().list); },
    get problem() { return here().problem; },
    get counts() { return here().counts; },
    /** It is looked at: fetch what is missing. Cheap when nothing is. */
    look() {
      const mine = here();
      if (mine.wanted === 0) mine.wanted = 1;
      if (mine.problem) return;
      if (!loaded(mine.list) || mine.list.pages.some((page) => page.stale)) settle();
    },
    more() {
      const mine = here();
      mine.wanted = mine.list.pages.length + 1;
      settle();
    },
    again() {
      here().problem = undefined;
      settle();
    },
    /** Something changed; it is fetched when it is next looked at. */
    outdate() {
      const mine = here();
      mine.list = outdated(mine.list);
      mine.problem = undefined;
      changed();
    },
  };
}
