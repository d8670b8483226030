/* English words of customers. Same keys as German. */
const of = (word, text) => (text ? `${word}: ${text}` : word);

export default {
  loading: 'Loading', look: 'Look', show: 'Show', date: 'Date', nobody: 'nobody', reason: 'Reason', reasonOptional: 'Reason (if needed)', 'undo.reason': 'Taken back at once', 'more.and': 'and {count} more', 'more.count': ({ count }) => `Show ${count} more`,
  'fault.choose': 'Please choose something.', 'fault.reason': 'Please give a reason. It stands in the history later.',

  'nav.customers': 'Customers', 'action.customers': 'Customers', 'action.customerPage': 'Open the customer’s page', 'action.newCustomer': 'New customer', 'action.renameCustomer': 'Change name', 'action.addWay': 'Add a contact point', 'action.same': 'Same customer as …', 'action.wish': 'Do not contact …', 'action.kind': 'Person or organisation', 'action.organisation': 'Belongs to an organisation …', 'action.personalAgent': 'Personal agent …',
  'action.dossier': 'Dossier as PDF', 'action.export': 'Export everything (ZIP)', 'action.erase': 'Erase data …', 'action.exportAll': 'All customers as CSV',

  'customers.find': 'Find customers', 'customers.hint': 'Name, number or address, or a part of one', 'customers.start': 'Who are you looking for?', 'customers.startNext': 'A part of a name, a number or an address will do.', 'customers.noneNext': 'Try a part of it, or create the customer.', 'customers.make': 'Create “{words}”', 'customers.count': ({ count }) => (count === 1 ? 'One customer found' : `${count} customers found`),

  'kind.label': 'Kind', 'kind.person': 'Person', 'kind.organisation': 'Organisation',
  'customer.number': 'Customer no. {number}', 'customer.of': 'at', 'customer.acts': 'What to do with the customer', 'customer.create': 'Create', 'customer.open': 'Open {name}', 'customer.erased': 'data erased', 'customer.erasedAt': 'data erased on {when}', 'customer.people': 'People there', 'customer.noteOf': 'Note about {name}', 'customer.noConversations': 'No conversation yet.',
  'customer.countConversations': ({ count, open }) => (count === 1 ? `One conversation${open ? ', open' : ''}` : `${count} conversations${open ? `, ${open} open` : ''}`),
  'customer.language': 'Language', 'customer.languageUnknown': 'unknown', 'customer.personalAgent': 'Personal agent', 'customer.personalAgentWho': 'Who looks after this customer?', 'customer.personalAgentHelp': 'New things go to this person first, if they are there.', 'customer.personalAgentNone': 'Nobody in particular',
  'customer.organisation': 'Organisation', 'customer.organisationWhich': 'Which organisation?', 'customer.organisationNone': 'None',
  'address.ask': 'Ask before you say du to anybody.', 'address.toEntry': 'To the message with this sentence',

  'way.phone': 'Phone', 'way.email': 'E-mail', 'way.postal': 'Postal address', 'way.customer_number': 'Customer number', 'way.external': 'Identifier', 'way.mastodon': 'Mastodon', 'way.bluesky': 'Bluesky', 'way.x': 'X', 'way.facebook': 'Facebook', 'way.instagram': 'Instagram', 'way.feed': 'Feed', 'way.chat': 'Chat', 'way.sms': 'SMS',
  'way.hint.phone': '0431 12 34-56', 'way.hint.email': 'name@example.org', 'way.hint.customer_number': 'K-100200', 'way.hint.external': 'identifier there',
  'way.add': 'Add a contact point', 'way.none': 'No contact point.', 'way.kind': 'Kind of contact point', 'way.system': 'Which system', 'way.labelHint': 'Label, “office” for example', 'way.label': 'Change label', 'way.labelOf': 'Label of {way}', 'way.acts': 'Actions', 'way.copy': 'Copy', 'way.call': 'Call {way}', 'way.write': 'Write to {way}',
  'way.verify': 'Mark as verified', 'way.unverify': 'No longer verified', 'way.verifiedBy': 'verified ({source})', 'way.bad': 'Does not work', 'way.badDo': 'Mark', 'way.good': 'Works again', 'way.isBad': 'does not work', 'way.remove': 'Remove',
  'way.move': 'Belongs to somebody else', 'way.moveTo': 'Whose is {way}?', 'way.moveHelp': 'Search for a name, a number or an address.', 'way.moveConversations': 'Conversations that began over it go along', 'way.moveDo': 'Assign',
  'postal.street': 'Street and number', 'postal.code': 'Postcode', 'postal.city': 'City',
  'source.message': 'from a message', 'source.agent': 'entered by us', 'source.call': 'from a call', 'source.import': 'from an import', 'source.link': 'left by a link', 'source.letter': 'from a letter', 'source.merge': 'from the merged customer',
  'number.mobile': '(mobile)', 'number.landline': '(landline)', 'number.toll_free': 'toll-free', 'number.premium': 'premium rate', 'number.shared_cost': 'shared cost', 'number.emergency': 'emergency', 'number.other': '',
  'read.invalid': 'Nobody can be reached like this.', 'read.nobody': 'Nobody has it yet.', 'read.own': 'This customer has it already.', 'read.others': 'Already with:',

  'wrong.name': 'A name needs a character that can be seen.', 'wrong.people': 'People belong to this organisation. Take them out of it first.', 'wrong.answered': 'The call was answered after all.',
  'wrong.email_blanks': 'An e-mail address has no blanks, commas or brackets.', 'wrong.emergency': 'An emergency number belongs to no customer.', 'wrong.premium': 'Nobody is called back at a premium-rate number.', 'wrong.no_such_number': 'No network has such a number.', 'wrong.too_long': 'That is too long.', 'wrong.hidden': 'The number is hidden or missing.', 'wrong.number_long': 'The number is too long.', 'wrong.area_code': 'The number is too short, or its area code is missing.', 'wrong.number_short': 'The number is too short.', 'wrong.country': 'There is no such country code.', 'wrong.nothing': 'There is nothing in it that could name somebody.', 'wrong.no_email': 'This is no e-mail address.', 'wrong.no_number': 'This is no telephone number.', 'wrong.domain': 'What stands behind the @ is no domain.',

  'same.strong': 'Very likely the same person as', 'same.fair': 'Probably the same person as', 'same.weak': 'Perhaps the same person as', 'same.maybe': 'Suggestion: {name}', 'same.is': 'Same person', 'same.isNot': 'Different people', 'same.more': ({ count }) => (count === 1 ? 'One more suggestion' : `${count} more suggestions`), 'same.toEntry': 'look',
  'same.title': 'Are these the same?', 'same.do': 'Merge', 'same.survives': 'Whose name stays?', 'same.help': 'Choose whose name stands for both. Nothing is lost, and it can be undone exactly.', 'same.find': 'Same customer as …', 'same.who': 'Who else is {name}?', 'same.compare': 'Compare',
  'same.members': 'Merged from', 'same.stands': 'stands for all', 'same.history': ({ count }) => (count === 1 ? 'One change of identity' : `${count} changes of identity`),
  'evidence.same_phone': 'Both have the number {value}.', 'evidence.same_address': 'Both have the address {value}.', 'evidence.same_name': 'Both are called {value}.', 'evidence.same_name_and_address': 'Same name and same address: {value}.', 'evidence.similar_name_and_city': 'Similar name in the same city: {value}.', 'evidence.same_contact_point': 'Both have {value}.',
  'evidence.left_contact_point': ({ value }) => `Left the other’s address as their own${value ? `: ${value}` : '.'}`,
  'evidence.mentions_contact_point': ({ value, sentence }) => `Wrote the other’s address${value ? `, ${value}` : ''}${sentence ? `: “${sentence}”` : '.'}`,
  'change.merge': ({ who, from, to }) => `${who ?? 'Faden'} merged ${from} with ${to}.`, 'change.move': ({ who, way, from, to, count }) => `${who ?? 'Faden'} gave ${way} from ${from} to ${to}${count ? `, with ${count === 1 ? 'one conversation' : `${count} conversations`}` : ''}.`,
  'change.merge.undo': 'Separate again', 'change.move.undo': 'Give back', 'change.undone': 'taken back by {who}, {when}',

  'wish.all': 'Do not contact.', 'wish.some': 'Do not contact by {channels}.', 'wish.help': 'This holds for all of us. Whoever answers all the same has to confirm it.', 'wish.which': 'Not wanted', 'wish.everything': 'Any contact',

  'said.wayAdded': '{way} is added.', 'said.wayThere': 'The customer had that already.', 'said.wayRemoved': '{way} is removed. What came over it stays.', 'said.wayVerified': '{way} is verified.', 'said.wayUnverified': '{way} is no longer verified.', 'said.wayBad': '{way} is marked as not working.', 'said.wayGood': '{way} is good again.', 'said.wayLabelled': 'Label changed.', 'said.wayMoved': '{way} belongs to {name} now.',
  'said.same': '{a} and {b} are one customer now.', 'said.mergeUndone': 'Two customers again.', 'said.moveUndone': 'Given back.', 'said.different': '{name} will not be suggested again.',

  'problem.contact_point_invalid': ({ detail }) => of('Nobody can be reached like this', detail), 'problem.contact_point_taken': 'That belongs to somebody else already. Move it, or merge the two.', 'problem.customer_not_found': 'This customer no longer exists.', 'problem.already_merged': 'The two are one customer already.', 'customer.erasedName': 'Erased customer no. {number}', 'problem.conversations_joined': ({ numbers }) => `Conversations of the two were put together (${numbers}). Take that back first, at the top of the conversation.`, 'problem.already_undone': 'That has been taken back already.', 'problem.customer_erased': 'The data of this customer is erased; there is nothing to restore.', 'problem.do_not_contact': 'The customer does not want to be contacted like this.',
};
