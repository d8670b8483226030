/* German words of the search. */
export default {
  'search.title': 'Suche', 'search.words': 'Suchwörter', 'search.hint': 'Wörter, „Wortfolge“, Adresse oder Nummer', 'search.start': 'Wonach suchst du?', 'search.startNext': 'Wörter in jeder Form, „eine Wortfolge“ in Anführungszeichen, -ohne dieses Wort, Teile von Namen, Adressen und Nummern.',
  'search.noneNext': 'Versuch es mit weniger Wörtern oder einem Teil davon.', 'search.noneNarrowed': 'Mit diesen Filtern passt nichts. Nimm einen weg oder such mit weniger Wörtern.',
  'search.kinds': 'Was gesucht wird', 'search.kind.all': 'Alles', 'search.kind.customers': 'Kunden', 'search.kind.conversations': 'Vorgänge', 'search.kind.entries': 'Einträge',
  'search.all': 'Alle Treffer', 'search.all.customers': 'Alle Kunden zeigen', 'search.all.conversations': 'Alle Vorgänge zeigen', 'search.all.entries': 'Alle Einträge zeigen', 'search.more': 'Weitere Treffer',
  'search.by.status': 'Stand', 'search.by.queue': 'Warteschlange', 'search.by.channel': 'Kanal', 'search.by.direction': 'Richtung', 'search.by.from': 'Von', 'search.by.to': 'Bis', 'search.clear': 'Filter aufheben',
  'search.status.open': 'offen', 'search.status.waiting': 'wartet auf Kunden', 'search.status.snoozed': 'zurückgestellt', 'search.status.resolved': 'erledigt',
  'search.direction.in': 'vom Kunden', 'search.direction.out': 'von uns', 'search.direction.internal': 'intern', 'search.note': 'Notiz von {name}', 'search.to': 'an',
  'search.alias': 'auch', 'search.lookedBackTo': 'Durchsucht bis {when}.', 'search.further': 'Weiter zurück suchen',
};
