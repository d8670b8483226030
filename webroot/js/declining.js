/* Declining asks for the reason in one press; only "another reason" asks for words. */
import { openMenu, ask } from './ui.js';
import { decline } from './offers.js';
import { t } from './i18n.js';

const REASONS = ['busy', 'not_my_topic', 'conflict'];

async function other(offer) {
  const detail = await ask({ title: t('action.decline'), label: t('decline.why'), ok: t('action.decline'), maxLength: 500 });
  if (detail?.trim()) decline(offer, 'other', detail.trim());
}

export function declineMenu(offer, anchor) {
  openMenu({
    anchor, label: t('decline.title'),
    items: [{ title: t('decline.title') }, ...REASONS.map((reason) => ({ label: t(`decline.${reason}`), run: () => decline(offer, reason) })), { label: t('decline.other'), run: () => other(offer) }],
  });
}
