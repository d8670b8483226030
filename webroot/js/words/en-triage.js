/* English words of looking through posts. */
export default {
  'nav.posts': 'Posts to sort', 'action.posts': 'Posts to sort', 'keys.triage': 'Sorting posts',
  'action.postAnswer': 'Answer needed', 'action.postWatch': 'Watch', 'action.postNone': 'No answer', 'action.postAbuse': 'Misuse', 'action.postBack': 'Take the last decision back', 'action.nextPost': 'Next post', 'action.previousPost': 'Previous post', 'action.postOpen': 'Open at the network',
  'triage.title': 'Posts to sort', 'triage.views': 'View', 'triage.view.open': 'Open', 'triage.view.watched': 'Watched', 'triage.view.decided': 'Decided', 'triage.list.open': 'Open posts', 'triage.list.watched': 'Watched posts', 'triage.list.decided': 'Decided posts',
  'triage.sums': ({ open, old, decided, answer }) => `${open.toLocaleString('en')} open${old ? `, the oldest waiting for ${old}` : ''}. Sorted today: ${decided}, answer needed: ${answer}`,
  'triage.channel': 'Network', 'triage.all': 'All', 'triage.more': 'Loading more', 'triage.postOf': 'Post by {who}', 'triage.ago': '{span} ago', 'triage.writtenAt': 'Written {written}', 'triage.bothTimes': 'Written {written}, received {received}', 'triage.around': 'About this post',
  'triage.kind.mention': 'mentions us', 'triage.kind.reply': 'answers us', 'triage.kind.quote': 'quotes us', 'triage.kind.direct': 'writes to us directly', 'triage.kind.found': 'found by a search', 'triage.kind.item': 'new post',
  'triage.customer': 'Customer: {name}', 'triage.followers': '{count} followers',
  'triage.verdict.open': 'Open', 'triage.verdict.answer': 'Answer needed', 'triage.verdict.watch': 'Watch', 'triage.verdict.none': 'No answer',
  'triage.reason.abuse': 'Misuse', 'triage.reason.spam': 'Advertising', 'triage.reason.not_us': 'Not about us', 'triage.reason.settled': 'Settled already', 'triage.reason.other': 'No answer',
  'triage.byRule': 'Rule “{rule}”', 'triage.leftElsewhere': 'Decided elsewhere', 'triage.just': 'Just decided', 'triage.back': 'Take back', 'triage.reopen': 'Open again', 'triage.toConversation': 'Open conversation {number}',
  'triage.said.answer': 'Answer needed.', 'triage.said.watch': 'Watched.', 'triage.said.none': 'No answer.', 'triage.said.abuse': 'Misuse, no answer.', 'triage.said.open': 'The post is open again.',
  'triage.notDecided': 'The post by {who} is back.', 'triage.notSaved': '“{verdict}” was not saved.', 'triage.lost': 'The connection is gone. What you decide now cannot be saved; the posts stay open.',
  'triage.aboveError': 'What stands above it cannot be read right now.', 'triage.author': 'Who writes', 'triage.noEarlier': 'We have read nothing from them before.', 'triage.decisions': 'Decisions', 'triage.keys': 'Keys',
  'triage.empty.open': 'Everything is sorted', 'triage.emptyNext.open': 'New posts appear here by themselves.', 'triage.empty.watched': 'Nothing is watched', 'triage.emptyNext.watched': 'With W you put a post here without making it a task.', 'triage.empty.decided': 'Nothing decided yet', 'triage.emptyNext.decided': 'What somebody decided stands here, the newest first.',
  'triage.noSource': 'No network is connected yet. Afterwards mentions and answers appear here.', 'triage.addSource': 'Add an account', 'triage.emptyChannel': 'Nothing from {channel}', 'triage.allChannels': 'Show all networks',
  'problem.post_decided': 'Somebody has decided otherwise meanwhile.', 'problem.post_gone': 'The post is not there any more.', 'problem.not_connected': 'The account is not signed in there.', 'problem.network_failed': ({ detail }) => `The network did not do it.${detail ? ` It says: ${detail}` : ''}`,
};
