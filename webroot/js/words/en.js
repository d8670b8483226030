/* English. Same keys as German. */
const waiting = (n) => (n === 1 ? 'one conversation is waiting' : `${n} conversations are waiting`);

export default {
  again: 'Try again', cancel: 'Cancel', close: 'Close', save: 'Save', undo: 'Undo', more: 'More actions', whole: 'Whole message', less: 'Show less',
  ctrl: 'Ctrl', name: 'Name', email: 'E-mail', password: 'Password', subject: 'Subject', customer: 'Customer', queue: 'Queue', someone: 'Somebody', unknown: 'Unknown', system: 'Faden',
  noSubject: '(no subject)', noText: 'No text.', skip: 'Skip to content', number: 'No. {number}', pasted: 'Pasted picture.png',

  'start.unreachable': 'The server does not answer.', 'start.unreachableNext': 'Try again in a moment. Replies you began are safe in this browser.',

  'sign.title': 'Sign in', 'sign.do': 'Sign in', 'sign.place': 'Where do you work today?',
  'sign.noPassword': 'Forgotten your password? An administrator can give you a new link.',
  'sign.demo': 'To try it out as',
  'sign.failed': ({ left }) => `E-mail or password is not right.${left === undefined ? '' : left === 1 ? ' One attempt left, then there is a short pause.' : ` ${left} attempts left, then there is a short pause.`}`,
  'sign.wait': ({ seconds }) => `Too many attempts. You can go on in ${seconds >= 120 ? `${Math.ceil(seconds / 60)} minutes` : `${seconds} s`}.`,
  'role.agent': 'Team', 'role.supervisor': 'Lead', 'role.admin': 'Administration',
  'door.phone': 'called', 'door.email': 'mailed', 'door.post': 'posted', 'door.letter': 'written',
  'link.title': 'Access', 'link.first': 'Welcome to Faden', 'link.firstNext': 'Create the first account. It may set up everything.', 'link.password': 'Set a password',
  'link.newPassword': 'New password', 'link.again': 'Once more', 'link.rule': 'At least 10 characters. A whole sentence is good.', 'link.create': 'Create account', 'link.set': 'Set password',
  'link.differ': 'The two entries differ.', 'link.invalid': 'This link is no longer good.', 'link.invalidNext': 'It has been used or has expired. An administrator can give you a new one.',
  'link.done': 'Done.', 'link.doneNext': 'You can sign in now.', 'link.toSignIn': 'To sign-in',

  'bar.waiting': ({ count }) => (count ? `${count} waiting in the team` : 'Nothing waiting in the team'),
  'line.open': 'connected', 'line.connecting': 'connecting', 'line.title': 'Connection to the server', 'line.lost': 'No connection for {gone} min, your draft is safe', 'line.lostSaid': 'Connection lost. Your draft is safe.',
  'me.settings': 'My settings',
  'place.title': 'Place', 'place.home': 'At home', 'place.office': 'Office', 'theme.title': 'Appearance', 'theme.system': 'As the system', 'theme.light': 'Light', 'theme.dark': 'Dark',

  'nav.label': 'Sections', 'nav.mine': 'My inbox', 'nav.failed': 'Not delivered', 'nav.resolved': 'Resolved', 'nav.all': 'All conversations', 'nav.queues': 'Queues', 'nav.lead': 'Lead',
  'nav.ledger': 'Intake ledger', 'nav.settings': 'Settings', 'nav.demo': 'Customer mailbox (demo)', 'nav.demoNetwork': 'Customers’ network (demo)', 'nav.keys': 'Keyboard shortcuts',
  'tab.label': 'View', 'tab.nav': 'Sections', 'tab.list': 'List', 'tab.timeline': 'Timeline', 'tab.context': 'Customer', 'tab.page': 'Page',
  find: 'Search', 'find.hint': 'Action, customer, address or conversation number', 'find.results': 'Results', 'find.none': 'Nothing found.', 'find.number': 'Open conversation {number}',
  'keys.work': 'On a conversation', 'keys.go': 'Moving', 'keys.send': 'Send, or add the note',

  'view.mine': 'Mine', 'view.team': 'Team', 'view.parked': 'Parked',
  'list.label': 'Conversations', 'list.more': 'More are being loaded', 'list.allQueues': 'Show all queues',
  'empty.mine': 'Nothing open with you', 'empty.mineNext': ({ count, keys }) => (count ? `In the team ${waiting(count)}.${keys ? ' N takes the next one.' : ''}` : 'Nothing waits in the team either. New things appear here by themselves.'),
  'empty.team': 'Nothing waiting in the team', 'empty.teamNext': 'New things appear here by themselves.', 'empty.queueNext': 'Everything in this queue is taken care of.',
  'empty.parked': 'Nothing parked', 'empty.parkedNext': 'Here lies what waits for customers or what you put off.',
  'empty.failed': 'Everything delivered', 'empty.failedNext': 'Replies that could not leave appear here.',
  'empty.resolved': 'Nothing resolved yet', 'empty.resolvedNext': 'Resolved conversations appear here.', 'empty.all': 'No conversations yet', 'empty.allNext': 'As soon as something arrives, it appears here.', 'empty.toTeam': 'Look at the team',
  'row.unread': 'unread', 'row.failed': 'not delivered', 'row.draft': 'draft by you', 'row.snoozed': 'snoozed', 'row.waiting': 'waiting for customer', 'row.resolved': 'resolved', 'row.waits': 'waiting {span}', 'row.open': 'open', 'row.take': 'Take the conversation of {name}',
  'channel.phone': 'Phone', 'channel.email': 'E-mail', 'channel.letter': 'Letter', 'channel.mastodon': 'Mastodon', 'channel.bluesky': 'Bluesky', 'channel.x': 'X', 'channel.facebook': 'Facebook', 'channel.feed': 'Feed', 'channel.chat': 'Chat', 'channel.sms': 'SMS',

  'desk.nothingOpen': 'No conversation open', 'desk.nothingOpenNext': ({ count }) => (count ? 'Choose one on the left, or take the next with N.' : 'What you choose on the left stands here.'),
  'status.open': 'open', 'status.waiting': 'waiting for customer', 'status.snoozed': 'snoozed', 'status.resolved': 'resolved', 'status.snoozedUntil': 'snoozed until {when}',
  'held.me': 'with you', heldBy: 'with {name}', 'held.nobody': 'in the team, waiting {span}', 'due.later': 'answer by {text}', 'due.soon': 'answer due {text}', 'due.late': 'answer overdue {text}',
  'filter.label': 'Filter the timeline', 'filter.all': 'All', 'filter.note': 'Internal', 'filter.only': 'Only this conversation',

  'action.next': 'Take the next', 'action.take': 'Take', 'action.reply': 'Reply', 'action.note': 'Write an internal note', 'action.resolve': 'Resolve', 'action.snooze': 'Later', 'action.reopen': 'Reopen', 'action.return': 'Give back',
  'action.move': 'To another queue', 'action.subject': 'Change subject', 'action.only': 'Show only this conversation', 'action.onlyOff': 'Show the whole timeline', 'action.undo': 'Take back', 'action.down': 'Next in the list', 'action.up': 'Previous in the list',
  'action.mine': 'Mine', 'action.team': 'Team', 'action.parked': 'Parked', 'action.failed': 'Undelivered replies', 'action.context': 'Show customer', 'action.find': 'Search and commands', 'action.keys': 'Show keyboard shortcuts',
  'action.language': 'Auf Deutsch umschalten', 'action.theme-light': 'Light appearance', 'action.theme-dark': 'Dark appearance', 'action.theme-system': 'Appearance as the system', 'action.signOut': 'Sign out',
  'snooze.inTwoHours': 'In two hours', 'snooze.evening': 'This evening', 'snooze.tomorrow': 'Tomorrow morning', 'snooze.monday': 'Monday morning', 'snooze.choose': 'Choose day and time', 'snooze.do': 'Snooze', 'snooze.until': 'Bring back on',

  'timeline.label': 'Timeline', 'timeline.entries': 'Entries, oldest first', 'timeline.loading': 'Loading older ones', 'timeline.older': 'Show older ones', 'timeline.new': ({ count }) => (count === 1 ? 'One new entry' : `${count} new entries`),
  'timeline.gone': 'This conversation does not exist', 'timeline.goneNext': 'Or it is not yours to see.',
  'entry.more': 'More about this entry', automated: 'automatic', quoted: 'Quoted history', truncated: 'The text is cut here.', raw: 'Download original', asText: 'Text only', asMail: 'As sent', cc: 'Copy to {to}',
  'how.out': '{channel} to {to}', 'mail.frame': 'Message from {name}', picture: 'Picture {name}', 'images.off': 'Pictures from the network are not loaded.', 'images.show': 'Load pictures',
  'note.seal': 'internal note, team only',
  events: '{count} events: {names}', 'event.by': '{words}, {who}',
  'event.status_changed': 'Status changed: {to}', 'event.to.open': 'reopened', 'event.to.waiting': 'waiting for customer', 'event.to.snoozed': ({ when }) => `snoozed${when ? ` until ${when}` : ''}`, 'event.to.resolved': 'resolved',
  'event.queue_changed': ({ from, to }) => (from ? `moved from ${from} to ${to}` : `moved to ${to}`), 'event.taken': ({ who }) => (who ? `${who} took it` : 'taken'), 'event.returned': ({ who }) => (who ? `${who} gave it back` : 'given back'),
  'event.reply_undone': 'Reply taken back', 'event.reply_failed': ({ detail }) => `Reply not delivered${detail ? `: ${detail}` : ''}`, 'event.subject_changed': ({ to }) => `Subject changed: ${to}`, 'event.woken': 'brought back',
  'event.short.status_changed': 'status', 'event.short.open': 'opened', 'event.short.waiting': 'waiting', 'event.short.snoozed': 'snoozed', 'event.short.resolved': 'resolved', 'event.short.queue_changed': 'moved', 'event.short.taken': 'taken', 'event.short.returned': 'given back',
  'event.short.reply_undone': 'taken back', 'event.short.reply_failed': 'not delivered', 'event.short.subject_changed': 'subject', 'event.short.woken': 'brought back',
  'delivery.sent': 'sent {at}', 'delivery.leaves': 'leaves in {seconds} s', 'delivery.sending': 'being sent', 'delivery.again': 'waiting for another attempt {at}', 'delivery.review': 'waiting for approval',
  'delivery.failed': 'Not delivered.', 'delivery.uncertain': 'It may have gone out.', 'delivery.uncertainNext': 'Look before you send it again.', 'delivery.retry': 'Try again', 'delivery.retryAnyway': 'Send again anyway',

  'composer.reply': 'Reply', 'composer.mode': 'Reply or note', 'composer.replyTo': 'Reply to {name}', 'composer.note': 'Internal note', 'composer.noteSeen': 'Team only, does not leave the house.',
  'composer.replyHint': 'Write a reply', 'composer.noteHint': 'Note for the team', 'composer.to': 'To {to}. Choose another address', 'composer.chooseTo': 'Where to', 'composer.from': 'From: {from}',
  'composer.send': 'Send e-mail', 'composer.sending': 'Being sent', 'composer.sendMore': 'Send differently', 'composer.sendResolve': 'Send and resolve', 'composer.sendResolveHint': 'the next conversation opens', 'composer.sendOpen': 'Send and keep open', 'composer.sendOpenHint': 'stays with you',
  'composer.keepNote': 'Add note', 'composer.noAddress': 'There is no address to answer to. An internal note is possible.', 'composer.fileMissing': 'A file is not attached. Take it out or try again.', 'composer.notSent': 'Not sent.',
  'draft.saved': 'saved {at}', 'draft.saving': 'saving', 'draft.offline': 'waiting for connection, safe here', 'draft.refused': 'saved in this browser only',
  attach: 'Attach a file', 'attach.remove': 'Remove {name}', 'attach.progress': '{name} is being uploaded', 'attach.limit': 'too large, 25 MB together at most', 'attach.empty': 'the file is empty',
  'movedOn.title': 'Something has arrived since.', 'movedOn.next': 'Your reply has not been sent.', 'movedOn.send': 'Send anyway', 'movedOn.edit': 'Keep editing',

  'customer.since': 'known since {when} · No. {number}', 'customer.rename': 'Change name', 'customer.ways': 'Contact points', 'customer.verified': 'verified', 'customer.conversations': 'Conversations', 'customer.note': 'Note about the customer', 'customer.noteHint': 'What everybody who speaks with this customer should know.',
  'customer.noteConflict': 'Somebody has changed the note meanwhile:', 'customer.noteEmpty': '(empty)', 'customer.noteMine': 'Save my version', 'customer.noteTheirs': 'Keep this one',
  'address.label': 'Form of address', 'address.du': 'du', 'address.Sie': 'Sie', 'address.unknown': 'open', 'address.du.title': 'We say du', 'address.Sie.title': 'We say Sie', 'address.unknown.title': 'Form of address not known yet',

  'said.taken': 'Conversation {number} is yours now.', 'said.returned': 'Conversation {number} is back in the team.', 'said.resolved': 'Conversation {number} is resolved.', 'said.snoozed': 'Conversation {number} comes back: {when}.', 'said.moved': 'Conversation {number} is now in {queue}.', 'said.nothingWaits': 'Nothing is waiting in the team right now.',
  'said.goesOut': ({ name, seconds }) => (seconds > 0 ? `E-mail to ${name} leaves in ${seconds} s` : `E-mail to ${name} is leaving`), 'said.takenBack': 'Taken back. The text is in the field again.', 'said.newMessage': 'New message from {name}.', 'said.noted': 'Note added.',

  'problem.unreachable': 'The server cannot be reached right now. Try again in a moment.', 'problem.internal': ({ id }) => `Something went wrong on the server.${id ? ` Reference ${id}.` : ''}`, 'problem.not_signed_in': 'You are no longer signed in.', 'problem.forbidden': 'You may not do that.', 'problem.not_found': 'That no longer exists.', 'problem.too_large': 'That is too large.',
  'problem.version_conflict': 'Somebody was faster. The new state is loaded, please try again.', 'problem.work_item_taken': '{name} was faster and took the conversation.', 'problem.work_item_not_yours': 'The conversation is no longer with you.', 'problem.work_item_not_closable': 'It cannot be closed like this.',
  'problem.reply_already_left': 'The reply has already left.', 'problem.reply_not_failed': 'This reply did not fail.', 'problem.no_address': 'There is no address to answer to.', 'problem.queue_not_found': 'This queue no longer exists.',
};
