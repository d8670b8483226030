/* German words of looking through posts. */
export default {
  'nav.posts': 'Beiträge sichten', 'action.posts': 'Beiträge sichten', 'keys.triage': 'Beiträge sichten',
  'action.postAnswer': 'Antwort nötig', 'action.postWatch': 'Beobachten', 'action.postNone': 'Keine Antwort', 'action.postAbuse': 'Missbrauch', 'action.postBack': 'Letzte Entscheidung zurück', 'action.nextPost': 'Nächster Beitrag', 'action.previousPost': 'Voriger Beitrag', 'action.postOpen': 'Im Netz öffnen',
  'triage.title': 'Beiträge sichten', 'triage.views': 'Ansicht', 'triage.view.open': 'Offen', 'triage.view.watched': 'Beobachtet', 'triage.view.decided': 'Entschieden', 'triage.list.open': 'Offene Beiträge', 'triage.list.watched': 'Beobachtete Beiträge', 'triage.list.decided': 'Entschiedene Beiträge',
  'triage.sums': ({ open, old, decided, answer }) => `${open.toLocaleString('de')} offen${old ? `, ältester seit ${old.replace(/\.$/, '')}` : ''}. Heute gesichtet: ${decided}, Antwort nötig: ${answer}`,
  'triage.channel': 'Netz', 'triage.all': 'Alle', 'triage.more': 'Weitere werden geladen', 'triage.postOf': 'Beitrag von {who}', 'triage.ago': 'vor {span}', 'triage.around': 'Zum Beitrag',
  'triage.kind.mention': 'erwähnt uns', 'triage.kind.reply': 'antwortet uns', 'triage.kind.quote': 'zitiert uns', 'triage.kind.direct': 'schreibt uns direkt', 'triage.kind.found': 'bei einer Suche gefunden', 'triage.kind.item': 'neuer Beitrag',
  'triage.customer': 'Kunde: {name}', 'triage.followers': '{count} folgen',
  'triage.verdict.open': 'Offen', 'triage.verdict.answer': 'Antwort nötig', 'triage.verdict.watch': 'Beobachten', 'triage.verdict.none': 'Keine Antwort',
  'triage.reason.abuse': 'Missbrauch', 'triage.reason.spam': 'Werbung', 'triage.reason.not_us': 'Betrifft uns nicht', 'triage.reason.settled': 'Schon geklärt', 'triage.reason.other': 'Keine Antwort',
  'triage.byRule': 'Regel „{rule}“', 'triage.leftElsewhere': 'Anderswo entschieden', 'triage.just': 'Eben entschieden', 'triage.back': 'Zurück', 'triage.reopen': 'Wieder öffnen', 'triage.toConversation': 'Vorgang {number} öffnen',
  'triage.said.answer': 'Antwort nötig.', 'triage.said.watch': 'Wird beobachtet.', 'triage.said.none': 'Keine Antwort.', 'triage.said.abuse': 'Missbrauch, keine Antwort.', 'triage.said.open': 'Der Beitrag ist wieder offen.',
  'triage.notDecided': 'Der Beitrag von {who} ist wieder da.', 'triage.notSaved': '„{verdict}“ ist nicht gespeichert.', 'triage.lost': 'Die Verbindung ist weg. Was du jetzt entscheidest, lässt sich nicht speichern; die Beiträge bleiben offen.',
  'triage.aboveError': 'Was davor steht, ist gerade nicht zu lesen.', 'triage.author': 'Wer schreibt', 'triage.noEarlier': 'Vorher haben wir nichts gelesen.', 'triage.decisions': 'Entscheidungen', 'triage.keys': 'Tasten',
  'triage.empty.open': 'Alles gesichtet', 'triage.emptyNext.open': 'Neue Beiträge erscheinen hier von selbst.', 'triage.empty.watched': 'Nichts wird beobachtet', 'triage.emptyNext.watched': 'Mit B legst du einen Beitrag hierher, ohne dass er eine Aufgabe wird.', 'triage.empty.decided': 'Noch nichts entschieden', 'triage.emptyNext.decided': 'Was jemand entschieden hat, steht hier, das Neueste zuerst.',
  'triage.noSource': 'Noch ist kein Netz verbunden. Danach erscheinen hier Erwähnungen und Antworten.', 'triage.addSource': 'Zugang hinzufügen', 'triage.emptyChannel': 'Nichts von {channel}', 'triage.allChannels': 'Alle Netze zeigen',
  'problem.post_decided': 'Jemand hat inzwischen anders entschieden.', 'problem.post_gone': 'Den Beitrag gibt es dort nicht mehr.', 'problem.not_connected': 'Der Zugang ist dort nicht angemeldet.', 'problem.network_failed': ({ detail }) => `Das Netz hat es nicht getan.${detail ? ` Es sagt: ${detail}` : ''}`,
};
