/* Something ends without an answer: with a reason, and with a way back. */
import { post } from './api.js';
import { t } from './i18n.js';
import { show } from './ui.js';
import { keepConversation, loadWork } from './store.js';
import { refreshShown } from './timelines.js';
import { draftMark } from './drafts.js';
import { after, open } from './desk.js';
import { resolvedWith } from './work.js';

export const askNoAnswer = (it) => show({ modal: { name: 'noAnswer', conversation: it.id, replySeq: open().readSeq ?? it.replySeq } });

/** Throws the refusal. */
export async function closeWithoutAnswer(it, { reason, note, replySeq }) {
  const next = after(it.id);
  const mark = draftMark(it.id);
  const data = await post(`/conversations/${it.id}/no-answer`, { reason, replySeq, ...(note ? { note } : {}) });
  keepConversation(data, mark);
  refreshShown();
  loadWork();
  resolvedWith(it, data, next, t('said.noAnswer', { number: it.id }));
}
