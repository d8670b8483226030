/* German words of the intake ledger. */
const arrivals = (n) => (n === 1 ? 'Ein Eingang konnte' : `${n} Eingänge konnten`);

export default {
  'nav.ledger': 'Posteingangs\u00adbuch', 'ledger.title': 'Posteingangsbuch', 'ledger.about': 'Alles, was ankam, so wie es ankam. Nichts wird gelöscht.', 'ledger.balance': 'Bilanz',
  'ledger.received': 'angenommen', 'ledger.pending': 'wird abgelegt', 'ledger.checking': 'zu prüfen', 'ledger.filed': 'abgelegt', 'ledger.duplicate': 'doppelt', 'ledger.quarantined': 'in Quarantäne',
  'ledger.holds': 'geht auf', 'ledger.fails': ({ by }) => `geht nicht auf, ${Math.abs(by)} ${by > 0 ? 'fehlen' : 'zu viel'}`, 'ledger.failsNext': 'Gib das bitte an die Administration weiter. Die Eingänge selbst sind gesichert.',
  'ledger.stuck': ({ count }) => `${arrivals(count)} nicht abgelegt werden.`, 'ledger.stuckNext': 'Der Inhalt ist gesichert. Sieh das Original an und versuch es erneut.', 'ledger.look': 'Ansehen',
  'ledger.filter': 'Nach Stand filtern', 'ledger.all': 'Alle', 'ledger.state.received': 'wird abgelegt', 'ledger.state.checking': 'zu prüfen', 'ledger.state.filed': 'abgelegt', 'ledger.state.duplicate': 'doppelt', 'ledger.state.quarantined': 'Quarantäne',
  'ledger.number': 'Nr.', 'ledger.at': 'Eingegangen', 'ledger.account': 'Zugang', 'ledger.state': 'Stand', 'ledger.size': 'Größe', 'ledger.attempts': 'Versuche', 'ledger.outcome': 'Ergebnis', 'ledger.acts': 'Aktionen',
  'ledger.conversation': 'Vorgang {number}', 'ledger.same': 'wie Nr. {number}', 'ledger.open': 'Eingang Nr. {number}', 'ledger.more': 'Weitere werden geladen',
  'ledger.retry': 'Erneut versuchen', 'ledger.retrying': 'Wird versucht', 'ledger.told.filed': 'Nr. {number} ist jetzt abgelegt.', 'ledger.told.duplicate': 'Nr. {number} gab es schon, sie ist als doppelt vermerkt.', 'ledger.told.quarantined': 'Nr. {number} bleibt in Quarantäne: {reason}', 'ledger.told.received': 'Nr. {number} wird noch abgelegt.', 'ledger.told.checking': 'Nr. {number} ist lesbar: Jemand muss sagen, von wem sie ist.',
  'ledger.empty': 'Noch nichts eingegangen', 'ledger.emptyNext': 'Sobald ein Postfach verbunden ist, steht hier jede E-Mail.', 'ledger.emptyAct': 'Zugänge einrichten',
  'ledger.empty.received': 'Nichts wartet auf Ablage', 'ledger.empty.checking': 'Kein Brief ist zu prüfen', 'ledger.empty.filed': 'Noch nichts abgelegt', 'ledger.empty.duplicate': 'Nichts kam doppelt', 'ledger.empty.quarantined': 'Nichts in Quarantäne', 'ledger.emptyFilter': 'Alle Eingänge zeigen',
  'reason.scan.kind': 'Das ist keine PDF-, TIFF-, PNG- oder JPEG-Datei.', 'reason.scan.empty': 'Die Datei ist leer.', 'reason.scan.encrypted': 'Die Datei ist verschlüsselt: Ohne Passwort liest sie niemand.', 'reason.scan.broken': 'Die Datei ist beschädigt.',
  'reason.scan.large': 'Die Datei hat {size} MB, das ist mehr, als ein Brief haben darf.', 'reason.scan.pages': 'Die Datei hat mehr als {count} Seiten.', 'reason.scan.costly': 'Die Datei zu öffnen braucht mehr Speicher oder Zeit, als ein Brief brauchen darf.', 'reason.scan.notice': 'Die Datei ist größer als 100 MB. Sie wurde nicht übernommen und liegt im Ordner {place} ihres Scan-Ordners.', 'reason.slow': 'Das Lesen hat länger als {count} Sekunden gedauert.',
  'ledger.gone': 'Diesen Eingang gibt es nicht.', 'ledger.back': 'Zum Posteingangsbuch', 'ledger.reason': 'Grund', 'ledger.filedAt': 'Abgelegt', 'ledger.source': 'Kennung an der Quelle', 'ledger.sha': 'SHA-256', 'ledger.channel': 'Kanal',
  'raw.title': 'Original', 'raw.show': 'Original zeigen', 'raw.download': 'Herunterladen', 'raw.about': 'Nur als Text gezeigt, nichts davon wird ausgeführt. Steuerzeichen sind sichtbar gemacht.', 'raw.cut': 'Gezeigt sind die ersten {shown} von {size}. Der Rest ist im Download.', 'raw.empty': 'Das Original ist leer.', 'raw.loading': 'Wird geladen',
  'forbidden.ledger': 'Das Posteingangsbuch ist der Leitung vorbehalten.',
};
