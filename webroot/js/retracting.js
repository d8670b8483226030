/* Taking a post of ours away from its network: asked for a reason, because the timeline keeps it. */
import { post } from './api.js';
import { ask, toast } from './ui.js';
import { t } from './i18n.js';
import { explain } from './work.js';
import { refreshEntry } from './timelines.js';

export const canRetract = (entry) => Boolean(entry.post?.canRetract) && !entry.post.retractedAt;

export async function retract(entry) {
  const reason = (await ask({ title: t('social.retract'), label: t('social.retractWhy'), ok: t('social.retractDo'), maxLength: 500 }))?.trim();
  if (!reason) return;
  try {
    await post(`/entries/${entry.id}/retraction`, { reason }, { timeout: 60000 });
    toast({ text: t('social.isRetracted') });
  } catch (fault) {
    toast({ text: explain(fault), problem: true });
  }
  refreshEntry(entry.customerId, entry.conversationId, entry.id);
}
