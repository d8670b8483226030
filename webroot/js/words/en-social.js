/* English words of posts on the timeline. */
const why = (detail) => (detail ? `: ${detail}` : '');

export default {
  'channel.webhook': 'Integration', 'way.webhook': 'Integration',
  'social.private': 'private', 'social.us': 'We', 'social.above': 'The thread above', 'social.before': 'What stood there before', 'social.showBefore': 'Show the earlier version', 'social.until': 'until {when}',
  'social.edited': 'edited {when}', 'social.deleted': 'deleted there {when}', 'social.retracted': 'taken away by us {when}', 'social.atNetwork': 'See it on {channel}', 'social.atSource': 'See it there',
  'social.pictureOf': 'Picture {number} by {who}', 'social.noDescription': 'Without a description', 'social.pictureMissing': 'The picture cannot be loaded.', 'social.previousPicture': 'Previous picture', 'social.nextPicture': 'Next picture',
  'social.retract': 'Take the post away there', 'social.retractWhy': 'Reason. The timeline keeps the text.', 'social.retractDo': 'Take it away', 'social.isRetracted': 'The post is taken away there.',
  'event.post_edited': 'Post edited there', 'event.post_deleted': 'Post deleted there', 'event.post_retracted': ({ detail }) => `Our post taken away there${why(detail)}`,
  'event.triaged': ({ to, detail }) => `sorted: ${VERDICTS[to] ?? to ?? ''}${why(REASONS[detail] ?? detail)}`, 'event.no_answer': ({ to, detail }) => `no answer${why(REASONS[to ?? detail] ?? to ?? detail)}${to && detail ? ` (${detail})` : ''}`,
  'event.private_link_made': 'Link for private details made', 'event.private_link_used': 'The customer left details through the link',
  'event.short.post_edited': 'edited', 'event.short.post_deleted': 'deleted there', 'event.short.post_retracted': 'taken away', 'event.short.triaged': 'sorted', 'event.short.no_answer': 'no answer', 'event.short.private_link_made': 'link made', 'event.short.private_link_used': 'link used',
};

const VERDICTS = { answer: 'answer needed', watch: 'watch', none: 'no answer', open: 'open again' };
const REASONS = { abuse: 'misuse', spam: 'advertising', not_us: 'not about us', settled: 'settled already', other: 'another reason' };
