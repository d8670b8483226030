/* German. Plain words, du; labels short, sentences whole. */
const waiting = (n) => (n === 1 ? 'wartet ein Vorgang' : `warten ${n} Vorgänge`);

export default {
  again: 'Noch einmal', cancel: 'Abbrechen', close: 'Schließen', save: 'Speichern', undo: 'Rückgängig', more: 'Weitere Aktionen', whole: 'Ganze Nachricht', less: 'Weniger zeigen',
  ctrl: 'Strg', name: 'Name', email: 'E-Mail', password: 'Passwort', subject: 'Betreff', customer: 'Kunde', queue: 'Warteschlange', someone: 'Jemand', unknown: 'Unbekannt', system: 'Faden',
  noSubject: '(ohne Betreff)', noText: 'Kein Text.', skip: 'Zum Inhalt', number: 'Nr. {number}', pasted: 'Eingefügtes Bild.png',

  'start.unreachable': 'Der Server antwortet nicht.', 'start.unreachableNext': 'Versuch es gleich noch einmal. Angefangene Antworten sind in diesem Browser sicher.',

  'sign.title': 'Anmelden', 'sign.do': 'Anmelden', 'sign.place': 'Wo arbeitest du heute?',
  'sign.noPassword': 'Passwort vergessen? Jemand aus der Administration kann dir einen neuen Link geben.',
  'sign.demo': 'Zum Ausprobieren als',
  'sign.failed': ({ left }) => `E-Mail oder Passwort stimmt nicht.${left === undefined ? '' : left === 1 ? ' Noch ein Versuch, dann ist kurz Pause.' : ` Noch ${left} Versuche, dann ist kurz Pause.`}`,
  'sign.wait': ({ seconds }) => `Zu viele Versuche. Weiter geht es in ${seconds >= 120 ? `${Math.ceil(seconds / 60)} Minuten` : `${seconds} s`}.`,
  'role.agent': 'Team', 'role.supervisor': 'Leitung', 'role.admin': 'Administration',
  'door.phone': 'angerufen', 'door.email': 'gemailt', 'door.post': 'gepostet', 'door.letter': 'geschrieben',
  'link.title': 'Zugang', 'link.first': 'Willkommen bei Faden', 'link.firstNext': 'Lege den ersten Zugang an. Er darf alles einrichten.', 'link.password': 'Passwort festlegen',
  'link.newPassword': 'Neues Passwort', 'link.again': 'Noch einmal', 'link.rule': 'Mindestens 10 Zeichen. Ein ganzer Satz ist gut.', 'link.create': 'Zugang anlegen', 'link.set': 'Passwort festlegen',
  'link.differ': 'Die beiden Eingaben sind verschieden.', 'link.invalid': 'Dieser Link gilt nicht mehr.', 'link.invalidNext': 'Er wurde schon benutzt oder ist abgelaufen. Jemand aus der Administration kann dir einen neuen geben.',
  'link.done': 'Fertig.', 'link.doneNext': 'Jetzt kannst du dich anmelden.', 'link.toSignIn': 'Zur Anmeldung',

  'bar.waiting': ({ count }) => (count ? `${count} ${count === 1 ? 'wartet' : 'warten'} im Team` : 'Im Team wartet nichts'),
  'line.open': 'verbunden', 'line.connecting': 'verbindet', 'line.title': 'Verbindung zum Server', 'line.lost': 'Verbindung weg seit {gone} Min., Entwurf ist sicher', 'line.lostSaid': 'Verbindung weg. Dein Entwurf ist sicher.',
  'me.settings': 'Meine Einstellungen',
  'place.title': 'Ort', 'place.home': 'Zuhause', 'place.office': 'Büro', 'theme.title': 'Aussehen', 'theme.system': 'Wie das System', 'theme.light': 'Hell', 'theme.dark': 'Dunkel',

  'nav.label': 'Bereiche', 'nav.mine': 'Mein Eingang', 'nav.failed': 'Nicht zugestellt', 'nav.resolved': 'Erledigt', 'nav.all': 'Alle Vorgänge', 'nav.queues': 'Warteschlangen', 'nav.lead': 'Leitung',
  'nav.ledger': 'Posteingangsbuch', 'nav.settings': 'Einstellungen', 'nav.demo': 'Kunden-Postfach (Demo)', 'nav.demoNetwork': 'Netz der Kunden (Demo)', 'nav.keys': 'Tastenkürzel',
  'tab.label': 'Ansicht', 'tab.nav': 'Bereiche', 'tab.list': 'Liste', 'tab.timeline': 'Verlauf', 'tab.context': 'Kunde', 'tab.page': 'Seite',
  find: 'Suchen', 'find.hint': 'Aktion, Kunde, Adresse oder Vorgangsnummer', 'find.results': 'Treffer', 'find.none': 'Nichts gefunden.', 'find.number': 'Vorgang {number} öffnen',
  'keys.work': 'Am Vorgang', 'keys.go': 'Bewegen', 'keys.send': 'Senden oder Notiz ablegen',

  'view.mine': 'Bei mir', 'view.team': 'Team', 'view.parked': 'Geparkt',
  'list.label': 'Vorgänge', 'list.more': 'Weitere werden geladen', 'list.allQueues': 'Alle Warteschlangen zeigen',
  'empty.mine': 'Nichts offen bei dir', 'empty.mineNext': ({ count, keys }) => (count ? `Im Team ${waiting(count)}.${keys ? ' Mit N nimmst du den nächsten.' : ''}` : 'Auch im Team wartet nichts. Neues erscheint hier von selbst.'),
  'empty.team': 'Im Team wartet nichts', 'empty.teamNext': 'Neues erscheint hier von selbst.', 'empty.queueNext': 'In dieser Warteschlange ist alles verteilt.',
  'empty.parked': 'Nichts geparkt', 'empty.parkedNext': 'Hier liegt, was auf Kunden wartet oder was du zurückgestellt hast.',
  'empty.failed': 'Alles zugestellt', 'empty.failedNext': 'Antworten, die nicht hinausgehen konnten, erscheinen hier.',
  'empty.resolved': 'Noch nichts erledigt', 'empty.resolvedNext': 'Erledigte Vorgänge erscheinen hier.', 'empty.all': 'Noch keine Vorgänge', 'empty.allNext': 'Sobald etwas eingeht, erscheint es hier.', 'empty.toTeam': 'Team ansehen',
  'row.unread': 'ungelesen', 'row.failed': 'nicht zugestellt', 'row.draft': 'Entwurf von dir', 'row.snoozed': 'zurückgestellt', 'row.waiting': 'wartet auf Kunden', 'row.resolved': 'erledigt', 'row.waits': 'wartet {span}', 'row.open': 'offen', 'row.take': 'Vorgang von {name} nehmen',
  'channel.phone': 'Telefon', 'channel.email': 'E-Mail', 'channel.letter': 'Brief', 'channel.mastodon': 'Mastodon', 'channel.bluesky': 'Bluesky', 'channel.x': 'X', 'channel.facebook': 'Facebook', 'channel.feed': 'Feed', 'channel.chat': 'Chat', 'channel.sms': 'SMS',

  'desk.nothingOpen': 'Kein Vorgang offen', 'desk.nothingOpenNext': ({ count }) => (count ? 'Wähl links einen aus, oder nimm mit N den nächsten.' : 'Was du links auswählst, steht hier.'),
  'status.open': 'offen', 'status.waiting': 'wartet auf Kunden', 'status.snoozed': 'zurückgestellt', 'status.resolved': 'erledigt', 'status.snoozedUntil': 'zurückgestellt bis {when}',
  'held.me': 'bei dir', heldBy: 'bei {name}', 'held.nobody': 'im Team, wartet {span}', 'due.later': 'Antwort bis {text}', 'due.soon': 'Antwort {text}', 'due.late': 'Antwort fällig {text}',
  'filter.label': 'Verlauf filtern', 'filter.all': 'Alles', 'filter.note': 'Intern', 'filter.only': 'Nur dieser Vorgang',

  'action.next': 'Nächsten nehmen', 'action.take': 'Nehmen', 'action.reply': 'Antworten', 'action.note': 'Interne Notiz schreiben', 'action.resolve': 'Erledigen', 'action.snooze': 'Später', 'action.reopen': 'Wieder öffnen', 'action.return': 'Zurückgeben',
  'action.move': 'In andere Warteschlange', 'action.subject': 'Betreff ändern', 'action.only': 'Nur diesen Vorgang zeigen', 'action.onlyOff': 'Ganzen Verlauf zeigen', 'action.undo': 'Zurückholen', 'action.down': 'Nächster in der Liste', 'action.up': 'Voriger in der Liste',
  'action.mine': 'Bei mir', 'action.team': 'Team', 'action.parked': 'Geparkt', 'action.failed': 'Nicht zugestellte Antworten', 'action.context': 'Kunde zeigen', 'action.find': 'Suchen und Befehle', 'action.keys': 'Tastenkürzel zeigen',
  'action.language': 'Switch to English', 'action.theme-light': 'Helles Aussehen', 'action.theme-dark': 'Dunkles Aussehen', 'action.theme-system': 'Aussehen wie das System', 'action.signOut': 'Abmelden',
  'snooze.inTwoHours': 'In zwei Stunden', 'snooze.evening': 'Heute Abend', 'snooze.tomorrow': 'Morgen früh', 'snooze.monday': 'Montag früh', 'snooze.choose': 'Tag und Uhrzeit wählen', 'snooze.do': 'Zurückstellen', 'snooze.until': 'Wieder vorlegen am',

  'timeline.label': 'Verlauf', 'timeline.entries': 'Einträge, älteste zuerst', 'timeline.loading': 'Ältere werden geladen', 'timeline.older': 'Ältere zeigen', 'timeline.new': ({ count }) => (count === 1 ? 'Ein neuer Eintrag' : `${count} neue Einträge`),
  'timeline.gone': 'Diesen Vorgang gibt es nicht', 'timeline.goneNext': 'Oder er ist für dich nicht zu sehen.',
  'entry.more': 'Mehr zu diesem Eintrag', automated: 'automatisch', quoted: 'Zitierter Verlauf', truncated: 'Der Text ist hier gekürzt.', raw: 'Original herunterladen', asText: 'Nur Text', asMail: 'Wie gesendet', cc: 'Kopie an {to}',
  'how.out': '{channel} an {to}', 'mail.frame': 'Nachricht von {name}', picture: 'Bild {name}', 'images.off': 'Bilder aus dem Netz sind nicht geladen.', 'images.show': 'Bilder laden',
  'note.seal': 'interne Notiz, nur fürs Team',
  events: '{count} Ereignisse: {names}', 'event.by': '{words}, {who}',
  'event.status_changed': 'Stand geändert: {to}', 'event.to.open': 'wieder geöffnet', 'event.to.waiting': 'wartet auf Kunden', 'event.to.snoozed': ({ when }) => `zurückgestellt${when ? ` bis ${when}` : ''}`, 'event.to.resolved': 'erledigt',
  'event.queue_changed': ({ from, to }) => (from ? `von ${from} nach ${to} gegeben` : `nach ${to} gegeben`), 'event.taken': ({ who }) => (who ? `${who} hat übernommen` : 'übernommen'), 'event.returned': ({ who }) => (who ? `${who} hat zurückgegeben` : 'zurückgegeben'),
  'event.reply_undone': 'Antwort zurückgeholt', 'event.reply_failed': ({ detail }) => `Antwort nicht zugestellt${detail ? `: ${detail}` : ''}`, 'event.subject_changed': ({ to }) => `Betreff geändert: ${to}`, 'event.woken': 'wieder vorgelegt',
  'event.short.status_changed': 'Stand', 'event.short.open': 'geöffnet', 'event.short.waiting': 'wartet', 'event.short.snoozed': 'zurückgestellt', 'event.short.resolved': 'erledigt', 'event.short.queue_changed': 'weitergegeben', 'event.short.taken': 'übernommen', 'event.short.returned': 'zurückgegeben',
  'event.short.reply_undone': 'zurückgeholt', 'event.short.reply_failed': 'nicht zugestellt', 'event.short.subject_changed': 'Betreff', 'event.short.woken': 'vorgelegt',
  'delivery.sent': 'gesendet {at}', 'delivery.leaves': 'geht in {seconds} s hinaus', 'delivery.sending': 'wird gesendet', 'delivery.again': 'wartet auf neuen Versuch {at}', 'delivery.review': 'wartet auf Freigabe',
  'delivery.failed': 'Nicht zugestellt.', 'delivery.uncertain': 'Vielleicht hinausgegangen.', 'delivery.uncertainNext': 'Sieh nach, bevor du sie noch einmal sendest.', 'delivery.retry': 'Erneut versuchen', 'delivery.retryAnyway': 'Trotzdem noch einmal senden',

  'composer.reply': 'Antworten', 'composer.mode': 'Antwort oder Notiz', 'composer.replyTo': 'Antwort an {name}', 'composer.note': 'Interne Notiz', 'composer.noteSeen': 'Nur fürs Team, geht nicht hinaus.',
  'composer.replyHint': 'Antwort schreiben', 'composer.noteHint': 'Notiz fürs Team', 'composer.to': 'An {to}. Andere Adresse wählen', 'composer.chooseTo': 'Wohin', 'composer.from': 'Absender: {from}',
  'composer.send': 'E-Mail senden', 'composer.sending': 'Wird gesendet', 'composer.sendMore': 'Anders senden', 'composer.sendResolve': 'Senden und erledigen', 'composer.sendResolveHint': 'der nächste Vorgang öffnet sich', 'composer.sendOpen': 'Senden und offen lassen', 'composer.sendOpenHint': 'bleibt bei dir',
  'composer.keepNote': 'Notiz ablegen', 'composer.noAddress': 'Es gibt keine Adresse für eine Antwort. Eine interne Notiz geht.', 'composer.fileMissing': 'Eine Datei ist nicht angehängt. Nimm sie heraus oder versuch es noch einmal.', 'composer.notSent': 'Nicht gesendet.',
  'draft.saved': 'gesichert {at}', 'draft.saving': 'sichert', 'draft.offline': 'wartet auf Verbindung, hier sicher', 'draft.refused': 'nur hier im Browser gesichert',
  attach: 'Datei anhängen', 'attach.remove': '{name} entfernen', 'attach.progress': '{name} wird hochgeladen', 'attach.limit': 'zu groß, zusammen höchstens 25 MB', 'attach.empty': 'die Datei ist leer',
  'movedOn.title': 'Inzwischen ist etwas dazugekommen.', 'movedOn.next': 'Deine Antwort ist noch nicht gesendet.', 'movedOn.send': 'Trotzdem senden', 'movedOn.edit': 'Weiter bearbeiten',

  'customer.since': 'bekannt seit {when} · Nr. {number}', 'customer.rename': 'Namen ändern', 'customer.ways': 'Kontaktwege', 'customer.verified': 'bestätigt', 'customer.conversations': 'Vorgänge', 'customer.note': 'Notiz zum Kunden', 'customer.noteHint': 'Was alle wissen sollten, die mit diesem Kunden sprechen.',
  'customer.noteConflict': 'Jemand hat die Notiz inzwischen geändert:', 'customer.noteEmpty': '(leer)', 'customer.noteMine': 'Meine Fassung speichern', 'customer.noteTheirs': 'Diese übernehmen',
  'address.label': 'Anrede', 'address.du': 'du', 'address.Sie': 'Sie', 'address.unknown': 'offen', 'address.du.title': 'Wir duzen uns', 'address.Sie.title': 'Wir siezen uns', 'address.unknown.title': 'Anrede noch nicht bekannt',

  'said.taken': 'Vorgang {number} ist jetzt bei dir.', 'said.returned': 'Vorgang {number} ist wieder im Team.', 'said.resolved': 'Vorgang {number} ist erledigt.', 'said.snoozed': 'Vorgang {number} kommt wieder: {when}.', 'said.moved': 'Vorgang {number} ist jetzt in {queue}.', 'said.nothingWaits': 'Im Team wartet gerade nichts.',
  'said.goesOut': ({ name, seconds }) => (seconds > 0 ? `E-Mail an ${name} geht in ${seconds} s hinaus` : `E-Mail an ${name} geht hinaus`), 'said.takenBack': 'Zurückgeholt. Der Text steht wieder im Feld.', 'said.newMessage': 'Neue Nachricht von {name}.', 'said.noted': 'Notiz abgelegt.',

  'problem.unreachable': 'Der Server ist gerade nicht zu erreichen. Versuch es gleich noch einmal.', 'problem.internal': ({ id }) => `Auf dem Server ist etwas schiefgegangen.${id ? ` Kennung ${id}.` : ''}`, 'problem.not_signed_in': 'Du bist nicht mehr angemeldet.', 'problem.forbidden': 'Das darfst du nicht.', 'problem.not_found': 'Das gibt es nicht mehr.', 'problem.too_large': 'Das ist zu groß.',
  'problem.version_conflict': 'Jemand war schneller. Der neue Stand ist geladen, bitte noch einmal.', 'problem.work_item_taken': '{name} war schneller und hat den Vorgang genommen.', 'problem.work_item_not_yours': 'Der Vorgang ist nicht mehr bei dir.', 'problem.work_item_not_closable': 'Das lässt sich so nicht abschließen.',
  'problem.reply_already_left': 'Die Antwort ist schon hinausgegangen.', 'problem.reply_not_failed': 'Diese Antwort ist nicht liegen geblieben.', 'problem.no_address': 'Es gibt keine Adresse für eine Antwort.', 'problem.queue_not_found': 'Diese Warteschlange gibt es nicht mehr.',
};
