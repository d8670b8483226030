/* Says what became mine without my doing: accepted by itself, handed over, an answer to what I had parked. */
import { get } from './api.js';
import { me } from './store.js';
import { list, complete } from './lists.js';
import { looking, current, held, openConversation, hrefOf } from './desk.js';
import { go } from './router.js';
import { hasText } from './drafts.js';
import { onChange } from './signal.js';
import { ui, speak } from './ui.js';
import { tellLater } from './told.js';
import { call } from './alerts.js';
import { t } from './i18n.js';
import { arrived, ids, way } from './models/news.js';

const MOMENT = 1200; // one's own act opens it within that time

let before;
let rows;

/** Would opening something take anybody's eyes off their work? */
function isIdle() {
  const { active, id } = looking();
  if (!active || ui.dialog || ui.menu || ui.transfer || ui.commands) return false;
  return !id || (!hasText(id) && current() && !held());
}

async function tell(row) {
  if (looking().id === row.id || !list({ view: 'mine' }).rows.some((one) => one.id === row.id)) return;
  let came = { how: 'here' };
  try {
    came = way((await get(`/work-items/${row.workItem.id}/why`)).history, me()?.id);
  } catch { /* the short sentence does without */ }
  if (!came) return undefined;
  const text = t(`news.${came.how}`, { name: row.customer.name, by: came.by?.name });
  const isNew = ['auto', 'transferred', 'given'].includes(came.how);
  if (isNew) call({ title: text, body: row.subject, tag: `work-${row.id}` });
  if (isNew && isIdle()) {
    go(hrefOf({ view: 'mine', id: row.id }));
    speak(text);
    return tellLater({ text });
  }
  return tellLater({ text, label: t('news.open'), undo: () => (looking().active ? openConversation(row.id) : go(hrefOf({ view: 'mine', id: row.id }))) });
}

function notice() {
  const mine = list({ view: 'mine' });
  if (mine.rows === rows) return;
  rows = mine.rows;
  if (!me() || !complete(mine)) { // with pages still to come, a row that appears need not be new
    before = undefined;
    return;
  }
  for (const row of arrived(before, rows)) if (row.workItem) setTimeout(() => me() && tell(row), MOMENT);
  before = ids(rows);
}

export function forgetNews() {
  before = undefined;
  rows = undefined;
}

onChange(notice);
