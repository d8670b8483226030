/* German words of the settings. */
export default {
  saved: 'Gespeichert.', copy: 'Kopieren', copied: 'Kopiert', 'secret.done': 'Fertig, ausblenden',
  'set.own': 'Meine Einstellungen', 'set.people': 'Menschen', 'set.queues': 'Warteschlangen', 'set.accounts': 'Zugänge', 'set.docs': 'API-Beschreibung',
  'set.forbidden': 'Das ist der Administration vorbehalten.', 'set.forbiddenNext': 'Wenn du etwas ändern möchtest, sprich jemanden aus der Administration an.',

  'own.language': 'Sprache', 'own.place': 'Wo du arbeitest', 'own.placeHelp': 'Das Team sieht, ob du zuhause oder im Büro bist.', 'own.themeHelp': 'Gilt nur in diesem Browser.',
  'pw.about': 'Nach dem Ändern bleibst du hier angemeldet; auf anderen Geräten nicht.', 'pw.current': 'Jetziges Passwort', 'pw.next': 'Neues Passwort', 'pw.show': 'Passwörter zeigen', 'pw.change': 'Passwort ändern', 'pw.changed': 'Das Passwort ist geändert. Auf anderen Geräten bist du abgemeldet.',
  'pw.short': 'Das ist zu kurz. Mindestens 10 Zeichen.', 'pw.own': 'Dein Name oder deine E-Mail-Adresse ist kein gutes Passwort.', 'pw.same': 'Das ist das jetzige Passwort.', 'pw.guessable': 'Dieses Passwort würden viele zuerst probieren. Nimm ein anderes, zum Beispiel einen ganzen Satz.',

  'token.title': 'API-Schlüssel', 'token.about': 'Damit greifen Programme in deinem Namen auf Faden zu. Sie dürfen, was du darfst.', 'token.none': 'Noch kein Schlüssel. Leg einen an, wenn ein Programm auf Faden zugreifen soll.',
  'token.name': 'Wofür', 'token.nameHint': 'Monatsbericht', 'token.lasts': 'Gilt', 'token.lasts.30': '30 Tage', 'token.lasts.90': '90 Tage', 'token.lasts.365': 'ein Jahr', 'token.lasts.ever': 'ohne Ablauf', 'token.create': 'Schlüssel anlegen',
  'token.created': 'angelegt {when}', 'token.used': 'zuletzt benutzt {when}', 'token.unused': 'noch nicht benutzt', 'token.until': 'gilt bis {when}', 'token.over': 'abgelaufen {when}', 'token.ever': 'läuft nicht ab',
  'token.revoke': 'Widerrufen', 'token.revokeDo': 'Endgültig widerrufen', 'token.revokeAsk': '{name} widerrufen', 'token.revoked': '{name} ist widerrufen.',
  'token.secret': 'Schlüssel „{name}“', 'token.secretNext': 'Er ist nur jetzt zu sehen. Kopiere ihn in das Programm; es sendet ihn als „Authorization: Bearer …“.',

  'people.about': 'Wer sich anmelden kann und was er oder sie darf.', 'people.add': 'Person hinzufügen', 'people.create': 'Hinzufügen und Link zeigen', 'people.role': 'Rolle', 'people.state': 'Anmeldung', 'people.seen': 'Zuletzt da', 'people.never': 'noch nie da', 'people.you': 'du',
  'people.on': 'darf sich anmelden', 'people.off': 'gesperrt', 'people.noPassword': 'noch kein Passwort', 'people.gone': 'Diese Person gibt es nicht.', 'people.back': 'Zu allen',
  'role.agent.help': 'Bearbeitet Vorgänge.', 'role.supervisor.help': 'Dazu: Posteingangsbuch und alles, was liegen bleibt.', 'role.admin.help': 'Dazu: Menschen, Warteschlangen und Zugänge einrichten.',
  'people.emailFixed': 'Damit meldet sich die Person an. Sie lässt sich nicht ändern.', 'people.emailHelp': 'Damit meldet sich die Person an.', 'people.active': 'Darf sich anmelden', 'people.activeHelp': 'Wer gesperrt wird, ist sofort überall abgemeldet. Alles Geschriebene bleibt.', 'people.activeSelf': 'Das bist du: ohne Haken bist du sofort abgemeldet.',
  'people.link': 'Link für {name}', 'people.linkNext': 'Gib ihn {name} persönlich weiter, Faden verschickt ihn nicht. Damit wird das Passwort festgelegt: einmal, innerhalb von 7 Tagen. Hier ist er nur jetzt zu sehen.',
  'people.access': 'Passwort', 'people.newLink': 'Neuen Link zeigen', 'people.newLinkHelp': 'Passwort vergessen? Mit einem neuen Link legt die Person es neu fest. Ältere Links gelten dann nicht mehr.', 'people.firstLinkHelp': 'Das Passwort ist noch nicht festgelegt. Ist der Link verloren, zeig einen neuen; ältere gelten dann nicht mehr.',
  'conflict.mine': 'Jemand hat das inzwischen geändert. Noch einmal speichern überschreibt es mit deiner Fassung.', 'conflict.theirs': 'Neuen Stand übernehmen',

  'queues.about': 'Vorgänge warten in Warteschlangen, bis sie jemand nimmt. Neues ohne eigene Warteschlange kommt in die Standard-Warteschlange.', 'queues.new': 'Neue Warteschlange', 'queues.hint': 'Rechnung und Abschlag', 'queues.add': 'Hinzufügen', 'queues.added': '{name} ist hinzugefügt.',
  'queues.default': 'Standard', 'queues.makeDefault': 'Zum Standard machen', 'queues.isDefault': '{name} ist jetzt der Standard.', 'queues.rename': 'Umbenennen', 'queues.renameLabel': 'Neuer Name für {name}',

  'acc.about': 'Die Adressen und Telefonnummern, unter denen Kunden euch erreichen.', 'acc.add': 'Postfach hinzufügen',
  'acc.account': 'Zugang', 'acc.state': 'Zustand', 'acc.acts': 'Aktionen', 'acc.gone': 'Diesen Zugang gibt es nicht.', 'acc.back': 'Alle Zugänge', 'acc.pause': 'Pausieren', 'acc.activate': 'Einschalten', 'acc.paused': '{name} ist pausiert.', 'acc.activated': '{name} ist eingeschaltet.',
  'acc.state.ok': 'in Ordnung', 'acc.state.connecting': 'verbindet', 'acc.state.failing': 'gestört', 'acc.state.off': 'aus', 'acc.checked': 'Stand {when}', 'acc.node': 'Server {node}',
  'acc.mailbox': 'Postfach', 'acc.mailboxAbout': 'Wie die Adresse heißt und wohin ihre E-Mails kommen.', 'acc.address': 'E-Mail-Adresse', 'acc.addressHelp': 'An sie schreiben Kunden; von ihr kommen die Antworten.', 'acc.name': 'Name im Team', 'acc.nameHelp': 'So heißt das Postfach in Faden.',
  'acc.displayName': 'Absendername', 'acc.displayNameHelp': 'Steht bei Kunden vor der Adresse, zum Beispiel der Name der Firma. Darf leer sein.', 'acc.queueHelp': 'Hier wartet, was neu hereinkommt.',
  'acc.backfill': 'Beim ersten Verbinden', 'acc.backfill.all': 'Alles übernehmen', 'acc.backfill.all.help': 'Auch was schon im Ordner liegt, wird zu Vorgängen. Das kann bei vollen Postfächern viele Aufgaben ergeben.', 'acc.backfill.new': 'Nur Neues', 'acc.backfill.new.help': 'Was schon im Ordner liegt, bleibt dort. Faden beginnt mit der nächsten E-Mail.',
  'acc.active': 'Eingeschaltet', 'acc.activeHelp': 'Ausgeschaltet holt Faden nichts ab. Auf dem Server geht dabei nichts verloren.',
  'acc.imap': 'Empfangen (IMAP)', 'acc.imapAbout': 'Woher Faden die E-Mails holt. Sie werden als gelesen markiert, sonst bleibt das Postfach, wie es ist.', 'acc.smtp': 'Senden (SMTP)', 'acc.smtpAbout': 'Worüber Antworten hinausgehen.',
  'acc.tls': 'Verschlüsselung', 'acc.tls.implicit': 'TLS', 'acc.tls.starttls': 'STARTTLS', 'acc.tls.none': 'keine', 'acc.tlsNone': 'Passwort und Nachrichten gehen lesbar übers Netz. Nur für einen Server auf demselben Rechner.',
  'acc.host': 'Server', 'acc.port': 'Port', 'acc.user': 'Benutzer', 'acc.passwordKept': 'gespeichert', 'acc.passwordHelp': 'Leer lassen behält das gespeicherte.', 'acc.folder': 'Ordner', 'acc.folderHelp': 'Meistens INBOX.',
  'acc.signIn': 'Anmeldung', 'acc.signIn.same': 'wie beim Empfangen', 'acc.signIn.own': 'eigene', 'acc.signIn.none': 'ohne',
  'acc.trust': 'Zertifikat', 'acc.trust.system': 'allgemein anerkanntes', 'acc.trust.own': 'eigenes', 'acc.pem': 'Zertifikat, dem Faden trauen soll', 'acc.pemHelp': 'Im PEM-Format, mit BEGIN- und END-Zeile.',
  'acc.create': 'Postfach anlegen', 'acc.test': 'Verbindung testen', 'acc.trying': 'Beide Server werden gefragt. Das dauert höchstens eine Minute.', 'acc.testGood': 'Die Verbindung steht.', 'acc.testBad': 'So geht es noch nicht.',

  'verdict.step.imap_connect': 'Empfangsserver erreichen:', 'verdict.step.imap_sign_in': 'Zum Empfangen anmelden:', 'verdict.step.imap_folder': 'Ordner öffnen:', 'verdict.step.smtp_connect': 'Sendeserver erreichen:', 'verdict.step.smtp_sign_in': 'Zum Senden anmelden:',
  'verdict.connected': 'geht.', 'verdict.noSignIn': 'nicht nötig.', 'verdict.messages': ({ count }) => (count === 1 ? 'geht, eine Nachricht darin.' : `geht, ${count} Nachrichten darin.`), 'verdict.not_tried': 'nicht versucht, weil es vorher nicht weiterging.',
  'verdict.host_unknown': 'Einen Server „{host}“ gibt es nicht. Ist der Name richtig geschrieben?', 'verdict.connection_refused': '{host} nimmt auf Port {port} keine Verbindung an. Passen Port und Verschlüsselung zusammen?', 'verdict.timed_out': '{host} antwortet auf Port {port} nicht. Vielleicht hält eine Firewall die Verbindung auf.',
  'verdict.tls_failed': 'Die Verschlüsselung kommt nicht zustande. Passt sie zum Port {port}?', 'verdict.certificate_untrusted': 'Dem Zertifikat von {host} traut dieser Rechner nicht. Wenn es euer eigenes ist, füge es oben unter „Zertifikat: eigenes“ ein.', 'verdict.sign_in_refused': 'Benutzer oder Passwort wird abgelehnt. Manche Anbieter verlangen ein eigenes App-Passwort.',
  'verdict.folder_missing': 'Einen Ordner „{folder}“ gibt es dort nicht.', 'verdict.failed': 'ging nicht.', 'verdict.said': 'Die Gegenseite sagt: {detail}',

  'reason.host_unknown': 'Den Mailserver gibt es unter diesem Namen nicht.', 'reason.connection_refused': 'Der Mailserver nimmt auf diesem Port keine Verbindung an.', 'reason.timed_out': 'Der Mailserver hat nicht rechtzeitig geantwortet.', 'reason.tls_failed': 'Die Verschlüsselung kam nicht zustande.',
  'reason.certificate_untrusted': 'Dem Zertifikat des Mailservers wird nicht vertraut.', 'reason.sign_in_refused': 'Der Mailserver lehnt die Anmeldung ab.', 'reason.folder_missing': 'Den Ordner gibt es im Postfach nicht.', 'reason.failed': 'Die Verbindung zum Mailserver ist gescheitert.',
  'reason.empty': 'Die Nachricht ist leer.', 'reason.unreadable': 'Die Nachricht ist nicht zu lesen.', 'reason.unstorable': 'Die Nachricht ließ sich nicht ablegen.',

  'fault.missing': 'Bitte ausfüllen.', 'fault.name': 'Ein Name hat sichtbare Zeichen und keine Zeilenumbrüche.', 'fault.email': 'Das ist keine E-Mail-Adresse.', 'fault.address': 'Das ist keine E-Mail-Adresse.', 'fault.displayName': 'Ohne Zeilenumbrüche und Steuerzeichen.', 'fault.port': 'Eine Zahl von 1 bis 65535.',
  'fault.imap.host': 'Das ist kein Servername.', 'fault.smtp.host': 'Das ist kein Servername.', 'fault.imap.trust': 'Das ist kein Zertifikat im PEM-Format.', 'fault.smtp.trust': 'Das ist kein Zertifikat im PEM-Format.',
  'fault.passwordAgain': 'Server oder Benutzer sind andere als bisher. Gib das Passwort dafür ein; das gespeicherte wird nicht dorthin geschickt.', 'fault.passwordBoth': 'Gib das Passwort einmal ein, dann gilt es auch fürs Senden.',

  'problem.invalid_request': ({ detail }) => `Der Server nimmt das so nicht an.${detail ? ` (${detail})` : ''}`, 'problem.name_taken': 'Diesen Namen gibt es schon.', 'problem.address_taken': 'Für diese Adresse gibt es schon einen Zugang.', 'problem.email_taken': 'Mit dieser E-Mail-Adresse gibt es schon jemanden.',
  'problem.last_admin': 'Eine Person muss die Administration behalten. Gib die Rolle erst jemand anderem.', 'problem.password_wrong': 'Das jetzige Passwort stimmt nicht.', 'problem.too_many_attempts': ({ seconds }) => `Zu viele Versuche. Weiter geht es in ${seconds ?? 60} s.`, 'problem.foreign_origin': 'Die Änderung kam nicht von dieser Seite. Lade die Seite neu.',
  'problem.method_not_allowed': 'Das geht hier nicht.', 'problem.link_invalid': 'Dieser Link gilt nicht mehr.', 'problem.sign_in_failed': 'E-Mail oder Passwort stimmt nicht.', 'problem.conversation_moved_on': 'Im Vorgang ist inzwischen etwas dazugekommen.', 'problem.arrival_not_quarantined': 'Dieser Eingang ist nicht mehr in Quarantäne.',
};
