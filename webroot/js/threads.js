/* Conversations that become two, or one: split, merge, and the way back. */
import { post } from './api.js';
import { t } from './i18n.js';
import { toast, closeToast, speak } from './ui.js';
import { keepConversation, loadConversation, loadWork, loadCustomer, rootOf } from './store.js';
import { refreshShown } from './timelines.js';
import { outdate } from './lists.js';
import { openConversation } from './desk.js';
import { stopSplit } from './splitting.js';
import { tell } from './work.js';

function afterwards(it) {
  refreshShown();
  loadWork();
  outdate();
  loadCustomer(rootOf(it.customer.id));
}

const newestLink = (it, relation, other) => (it.links ?? []).filter((link) => link.relation === relation && link.changeId && (!other || link.conversation.id === other)).reduce((last, link) => (!last || link.changeId > last.changeId ? link : last), undefined);
const back = (change) => (change ? { label: t('undo'), undo: () => undoChange(change.changeId) } : {});
const given = (values) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value?.trim?.() ?? value]).filter(([, value]) => value));

/** `values`: subject and reason, both may be empty. Throws the refusal. */
export async function split(it, entries, { subject, reason }) {
  try {
    const fresh = await post(`/conversations/${it.id}/split`, { entries, version: it.version, ...given({ subject, reason }) });
    stopSplit();
    keepConversation(fresh);
    loadConversation(it.id);
    afterwards(it);
    openConversation(fresh.id);
    toast({ text: t('said.split', { number: fresh.id }), ...back(newestLink(fresh, 'split_from', it.id)) });
  } catch (fault) {
    if (fault.code === 'version_conflict') loadConversation(it.id);
    throw fault;
  }
}

export async function mergeInto(it, into, reason) {
  const whole = await post(`/conversations/${it.id}/merge`, { into, version: it.version, ...given({ reason }) });
  keepConversation(whole);
  loadConversation(it.id);
  afterwards(it);
  openConversation(whole.id);
  toast({ text: t('said.merged', { number: it.id, into: whole.id }), ...back(newestLink(whole, 'merged_from', it.id)) });
}

export async function undoChange(changeId) {
  try {
    const there = await post(`/conversation-changes/${changeId}/undo`);
    closeToast(); // which may offer the same
    keepConversation(there);
    for (const link of there.links ?? []) loadConversation(link.conversation.id);
    afterwards(there);
    openConversation(there.id);
    speak(t('said.changeUndone', { number: there.id }));
    loadConversation(there.id);
  } catch (fault) {
    tell(fault);
  }
}
