/* What kind of entry it is, at a glance. Pure: words and language are passed in. */
const POSTS = new Set(['mastodon', 'bluesky', 'x', 'facebook', 'feed']);

/** public, private, or undefined on channels where that makes no difference. Older posts say nothing of it: they are public. */
export const visibilityOf = (entry) => (entry.kind === 'message' ? entry.visibility ?? (POSTS.has(entry.channel) ? 'public' : undefined) : undefined);

export function callIcon({ direction, call }) {
  if (call && call.outcome !== undefined && call.outcome !== 'reached') return 'phone-missed';
  return direction === 'out' ? 'phone-out' : 'phone-in';
}

/** "8 Min.", "45 s" */
function length(seconds, { t, lang }) {
  if (seconds < 60) return t('call.seconds', { count: seconds });
  return t('call.minutes', { count: Math.round(seconds / 60).toLocaleString(lang) });
}

/** Which way, how long, what came of it, and who wrote it down. */
export function callWords({ direction, call, author, to }, words) {
  const { t } = words;
  return [
    t(direction === 'out' ? 'call.out' : 'call.in', { to: (to ?? []).join(', ') }),
    call?.seconds ? length(call.seconds, words) : undefined,
    call?.outcome ? t(`call.${call.outcome}`) : undefined,
    direction !== 'out' && author ? t('call.noted', { name: author.name }) : undefined,
  ].filter(Boolean).join(' · ');
}
