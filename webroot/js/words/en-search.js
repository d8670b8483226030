/* English words of the search. */
export default {
  'search.title': 'Search', 'search.words': 'Words to search for', 'search.hint': 'Words, "a phrase", an address or a number', 'search.start': 'What are you looking for?', 'search.startNext': 'Words in any form, "a phrase" in quotes, -without this word, parts of names, addresses and numbers.',
  'search.noneNext': 'Try fewer words, or a part of one.', 'search.noneNarrowed': 'Nothing fits these filters. Remove one, or search for fewer words.',
  'search.kinds': 'What to search', 'search.kind.all': 'Everything', 'search.kind.customers': 'Customers', 'search.kind.conversations': 'Conversations', 'search.kind.entries': 'Entries',
  'search.all': 'All results', 'search.all.customers': 'Show all customers', 'search.all.conversations': 'Show all conversations', 'search.all.entries': 'Show all entries', 'search.more': 'More results',
  'search.by.status': 'Status', 'search.by.queue': 'Queue', 'search.by.channel': 'Channel', 'search.by.direction': 'Direction', 'search.by.from': 'From', 'search.by.to': 'To', 'search.clear': 'Clear filters',
  'search.status.open': 'open', 'search.status.waiting': 'waiting for the customer', 'search.status.snoozed': 'snoozed', 'search.status.resolved': 'resolved',
  'search.direction.in': 'from the customer', 'search.direction.out': 'from us', 'search.direction.internal': 'internal', 'search.note': 'Note by {name}', 'search.to': 'to',
  'search.alias': 'also', 'search.lookedBackTo': 'Searched back to {when}.', 'search.further': 'Search further back',
};
