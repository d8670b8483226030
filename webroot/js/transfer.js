/* Handing work on: who could have it, and the request. */
import { get, post } from './api.js';
import { changed } from './signal.js';
import { once, loadConversation, loadWork } from './store.js';
import { loadColleagues } from './presence.js';
import { loadOffers } from './offers.js';
import { show, toast } from './ui.js';
import { explain } from './work.js';
import { looking, after, openConversation, hrefOf } from './desk.js';
import { go } from './router.js';
import { outdate } from './lists.js';
import { connection } from './live.js';
import { t } from './i18n.js';

let teams;
export const knownTeams = () => teams;

const loadTeams = () => once('teams', async () => { teams = (await get('/teams')).items; }).catch(() => { teams ??= []; changed(); });

export function startTransfer(it) {
  loadColleagues();
  loadTeams();
  show({ transfer: { conversation: it.id, workItem: it.workItem.id, queue: it.queue.id, holder: it.workItem.agent?.id, name: it.customer.name } });
}

/** `to`: { queue | agent | team }, each { id, name }. Resolves to undefined, or to why not, in words. */
export async function transfer({ conversation, workItem }, to, note) {
  const [kind] = Object.keys(to);
  const next = after(conversation);
  try {
    await post(`/work-items/${workItem}/transfer`, { [kind]: to[kind].id, ...(note ? { note } : {}) });
  } catch (fault) {
    if (['work_item_not_yours', 'not_found'].includes(fault.code)) loadConversation(conversation);
    if (fault.code === 'agent_offline') loadColleagues();
    return explain(fault);
  }
  show({ transfer: undefined });
  toast({ text: t(`transferred.${kind}`, { number: conversation, name: to[kind].name }) });
  if (looking().view === 'mine' && looking().id === conversation) {
    if (next && next !== conversation) openConversation(next, { replace: true });
    else go(hrefOf({ view: 'mine' }), { replace: true });
  }
  loadConversation(conversation);
  loadWork();
  loadOffers();
  if (connection.state !== 'open') outdate();
  return undefined;
}

