/* German words of customers: who they are, how to reach them, who is one with whom. */
const of = (word, text) => (text ? `${word}: ${text}` : word);

export default {
  loading: 'Wird geladen', look: 'Ansehen', show: 'Zeigen', date: 'Datum', nobody: 'niemand', reason: 'Grund', reasonOptional: 'Grund (wenn nötig)', 'undo.reason': 'Gleich zurückgenommen', 'more.and': 'und {count} weitere', 'more.count': ({ count }) => `${count} weitere zeigen`,
  'fault.choose': 'Bitte wähl etwas aus.', 'fault.reason': 'Bitte gib einen Grund an. Er steht später in der Geschichte.',

  'nav.customers': 'Kunden', 'action.customers': 'Kunden', 'action.customerPage': 'Seite des Kunden öffnen', 'action.newCustomer': 'Neuer Kunde', 'action.renameCustomer': 'Namen ändern', 'action.addWay': 'Kontaktweg hinzufügen', 'action.same': 'Derselbe Kunde wie …', 'action.wish': 'Nicht kontaktieren …', 'action.kind': 'Person oder Organisation', 'action.organisation': 'Gehört zu Organisation …', 'action.personalAgent': 'Fester Ansprechpartner …',
  'action.dossier': 'Akte als PDF', 'action.export': 'Alles exportieren (ZIP)', 'action.erase': 'Daten löschen …', 'action.exportAll': 'Alle Kunden als CSV',

  'customers.find': 'Kunden suchen', 'customers.hint': 'Name, Nummer, Adresse, auch nur ein Teil davon', 'customers.start': 'Wen suchst du?', 'customers.startNext': 'Ein Teil des Namens, einer Nummer oder Adresse genügt.', 'customers.noneNext': 'Versuch es mit einem Teil, oder leg den Kunden an.', 'customers.make': '„{words}“ anlegen', 'customers.count': ({ count }) => (count === 1 ? 'Ein Kunde gefunden' : `${count} Kunden gefunden`),

  'kind.label': 'Art', 'kind.person': 'Person', 'kind.organisation': 'Organisation',
  'customer.number': 'Kunde Nr. {number}', 'customer.of': 'bei', 'customer.acts': 'Aktionen zum Kunden', 'customer.create': 'Anlegen', 'customer.open': '{name} öffnen', 'customer.erased': 'Daten gelöscht', 'customer.erasedAt': 'Daten gelöscht am {when}', 'customer.people': 'Menschen dort', 'customer.noteOf': 'Notiz zu {name}', 'customer.noConversations': 'Noch kein Vorgang.',
  'customer.countConversations': ({ count, open }) => (count === 1 ? `Ein Vorgang${open ? ', offen' : ''}` : `${count} Vorgänge${open ? `, ${open} offen` : ''}`),
  'customer.language': 'Sprache', 'customer.languageUnknown': 'unbekannt', 'customer.personalAgent': 'Fester Ansprechpartner', 'customer.personalAgentWho': 'Wer betreut diesen Kunden?', 'customer.personalAgentHelp': 'Neues kommt zuerst zu dieser Person, wenn sie da ist.', 'customer.personalAgentNone': 'Niemand fest',
  'customer.organisation': 'Organisation', 'customer.organisationWhich': 'Zu welcher Organisation?', 'customer.organisationNone': 'Zu keiner',
  'address.ask': 'Frag nach, bevor du jemanden duzt.', 'address.toEntry': 'Zur Nachricht mit diesem Satz',

  'way.phone': 'Telefon', 'way.email': 'E-Mail', 'way.postal': 'Anschrift', 'way.customer_number': 'Kundennummer', 'way.external': 'Kennung', 'way.mastodon': 'Mastodon', 'way.bluesky': 'Bluesky', 'way.x': 'X', 'way.facebook': 'Facebook', 'way.instagram': 'Instagram', 'way.feed': 'Feed', 'way.chat': 'Chat', 'way.sms': 'SMS',
  'way.hint.phone': '0431 12 34-56', 'way.hint.email': 'name@example.org', 'way.hint.customer_number': 'K-100200', 'way.hint.external': 'Kennung dort',
  'way.add': 'Kontaktweg hinzufügen', 'way.none': 'Kein Kontaktweg.', 'way.kind': 'Art des Kontaktwegs', 'way.system': 'Welches System', 'way.labelHint': 'Beschriftung, zum Beispiel „Büro“', 'way.label': 'Beschriftung ändern', 'way.labelOf': 'Beschriftung von {way}', 'way.acts': 'Aktionen', 'way.copy': 'Kopieren', 'way.call': '{way} anrufen', 'way.write': 'An {way} schreiben',
  'way.verify': 'Als bestätigt kennzeichnen', 'way.unverify': 'Bestätigung zurücknehmen', 'way.verifiedBy': 'bestätigt ({source})', 'way.bad': 'Funktioniert nicht', 'way.badDo': 'Kennzeichnen', 'way.good': 'Funktioniert wieder', 'way.isBad': 'funktioniert nicht', 'way.remove': 'Entfernen',
  'way.move': 'Gehört jemand anderem', 'way.moveTo': 'Wem gehört {way}?', 'way.moveHelp': 'Such nach Namen, Nummer oder Adresse.', 'way.moveConversations': 'Vorgänge, die darüber begannen, gehen mit', 'way.moveDo': 'Zuordnen',
  'postal.street': 'Straße und Hausnummer', 'postal.code': 'PLZ', 'postal.city': 'Ort',
  'source.message': 'aus einer Nachricht', 'source.agent': 'von uns eingetragen', 'source.call': 'aus einem Anruf', 'source.import': 'aus einem Import', 'source.letter': 'aus einem Brief', 'source.merge': 'vom zusammengeführten Kunden',
  'number.mobile': '(Mobil)', 'number.landline': '(Festnetz)', 'number.toll_free': 'kostenfrei', 'number.premium': 'kostet extra', 'number.shared_cost': 'kostet geteilt', 'number.emergency': 'Notruf', 'number.other': '',
  'read.invalid': 'Das ist so nicht zu erreichen.', 'read.nobody': 'Hat noch niemand.', 'read.own': 'Hat dieser Kunde schon.', 'read.others': 'Hat schon:',

  'wrong.name': 'Ein Name braucht ein Zeichen, das man sieht.', 'wrong.people': 'Zu dieser Organisation gehören Menschen. Löse sie erst von ihr.', 'wrong.answered': 'Der Anruf wurde doch noch angenommen.',
  'wrong.email_blanks': 'In einer E-Mail-Adresse stehen keine Leerzeichen, Kommas oder Klammern.', 'wrong.emergency': 'Eine Notrufnummer gehört keinem Kunden.', 'wrong.premium': 'Teure Sondernummern (0900, 0137) rufen wir nicht zurück.', 'wrong.no_such_number': 'Eine solche Nummer gibt es in keinem Netz.', 'wrong.too_long': 'Das ist zu lang.', 'wrong.hidden': 'Die Nummer ist unterdrückt oder fehlt.', 'wrong.number_long': 'Die Nummer ist zu lang.', 'wrong.area_code': 'Die Nummer ist zu kurz, oder die Vorwahl fehlt.', 'wrong.number_short': 'Die Nummer ist zu kurz.', 'wrong.country': 'Diese Landesvorwahl gibt es nicht.', 'wrong.nothing': 'Darin steht nichts, was jemanden kenntlich macht.', 'wrong.no_email': 'Das ist keine E-Mail-Adresse.', 'wrong.no_number': 'Das ist keine Telefonnummer.', 'wrong.domain': 'Hinter dem @ steht keine gültige Domain.',

  'same.strong': 'Sehr wahrscheinlich dieselbe Person wie', 'same.fair': 'Wahrscheinlich dieselbe Person wie', 'same.weak': 'Vielleicht dieselbe Person wie', 'same.maybe': 'Vorschlag: {name}', 'same.is': 'Dieselbe Person', 'same.isNot': 'Verschiedene', 'same.more': ({ count }) => (count === 1 ? 'Noch ein Vorschlag' : `Noch ${count} Vorschläge`), 'same.toEntry': 'ansehen',
  'same.title': 'Sind das dieselben?', 'same.do': 'Zusammenführen', 'same.survives': 'Wessen Name bleibt?', 'same.help': 'Wähl, wessen Name für beide steht. Es geht nichts verloren, und es lässt sich genau zurücknehmen.', 'same.find': 'Derselbe Kunde wie …', 'same.who': 'Wer ist {name} noch?', 'same.compare': 'Vergleichen',
  'same.members': 'Zusammengeführt aus', 'same.stands': 'steht für alle', 'same.history': ({ count }) => (count === 1 ? 'Eine Änderung an der Zuordnung' : `${count} Änderungen an der Zuordnung`),
  'evidence.same_phone': 'Beide haben die Nummer {value}.', 'evidence.same_address': 'Beide haben die Anschrift {value}.', 'evidence.same_name': 'Beide heißen {value}.', 'evidence.same_name_and_address': 'Gleicher Name und gleiche Anschrift: {value}.', 'evidence.similar_name_and_city': 'Ähnlicher Name am selben Ort: {value}.', 'evidence.same_contact_point': 'Beide haben {value}.',
  'evidence.mentions_contact_point': ({ value, sentence }) => `Schrieb selbst die Adresse des anderen${value ? `, ${value}` : ''}${sentence ? `: „${sentence}“` : '.'}`,
  'change.merge': ({ who, from, to }) => `${who ?? 'Faden'} hat ${from} mit ${to} zusammengeführt.`, 'change.move': ({ who, way, from, to, count }) => `${who ?? 'Faden'} hat ${way} von ${from} zu ${to} gegeben${count ? `, mit ${count === 1 ? 'einem Vorgang' : `${count} Vorgängen`}` : ''}.`,
  'change.merge.undo': 'Wieder trennen', 'change.move.undo': 'Zurückgeben', 'change.undone': 'zurückgenommen von {who}, {when}',

  'wish.all': 'Nicht kontaktieren.', 'wish.some': 'Nicht kontaktieren per {channels}.', 'wish.help': 'Gilt für uns alle. Wer trotzdem antwortet, muss das ausdrücklich bestätigen.', 'wish.which': 'Nicht gewünscht', 'wish.everything': 'Jeder Kontakt',

  'said.wayAdded': '{way} ist hinzugefügt.', 'said.wayThere': 'Das hatte der Kunde schon.', 'said.wayRemoved': '{way} ist entfernt. Was darüber kam, bleibt.', 'said.wayVerified': '{way} ist bestätigt.', 'said.wayUnverified': '{way} ist nicht mehr bestätigt.', 'said.wayBad': '{way} ist als gestört gekennzeichnet.', 'said.wayGood': '{way} gilt wieder.', 'said.wayLabelled': 'Beschriftung geändert.', 'said.wayMoved': '{way} gehört jetzt zu {name}.',
  'said.same': '{a} und {b} sind jetzt ein Kunde.', 'said.mergeUndone': 'Wieder zwei Kunden.', 'said.moveUndone': 'Zurückgegeben.', 'said.different': '{name} wird nicht mehr vorgeschlagen.',

  'problem.contact_point_invalid': ({ detail }) => of('Das ist so nicht zu erreichen', detail), 'problem.contact_point_taken': 'Das gehört schon jemand anderem. Ordne es um oder führe beide zusammen.', 'problem.customer_not_found': 'Diesen Kunden gibt es nicht mehr.', 'problem.already_merged': 'Die beiden sind schon ein Kunde.', 'problem.already_undone': 'Das ist schon zurückgenommen.', 'problem.customer_erased': 'Die Daten dieses Kunden sind gelöscht, da ist nichts wiederherzustellen.', 'problem.do_not_contact': 'Der Kunde möchte so nicht kontaktiert werden.',
};
