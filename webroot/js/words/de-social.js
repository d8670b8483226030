/* German words of posts on the timeline. */
const why = (detail) => (detail ? `: ${detail}` : '');

export default {
  'channel.webhook': 'Anbindung', 'way.webhook': 'Anbindung',
  'social.private': 'privat', 'social.us': 'Wir', 'social.above': 'Das Gespräch davor', 'social.before': 'Was vorher dort stand', 'social.showBefore': 'Frühere Fassung zeigen', 'social.until': 'bis {when}',
  'social.edited': 'bearbeitet {when}', 'social.deleted': 'dort gelöscht {when}', 'social.retracted': 'von uns zurückgezogen {when}', 'social.atNetwork': 'Bei {channel} ansehen', 'social.atSource': 'Dort ansehen',
  'social.pictureOf': 'Bild {number} von {who}', 'social.noDescription': 'Ohne Bildbeschreibung', 'social.pictureMissing': 'Das Bild ist nicht zu laden.', 'social.previousPicture': 'Voriges Bild', 'social.nextPicture': 'Nächstes Bild',
  'social.retract': 'Beitrag dort zurückziehen', 'social.retractWhy': 'Grund. Der Verlauf behält den Text.', 'social.retractDo': 'Zurückziehen', 'social.isRetracted': 'Der Beitrag ist dort zurückgezogen.',
  'event.post_edited': 'Beitrag dort bearbeitet', 'event.post_deleted': 'Beitrag dort gelöscht', 'event.post_retracted': ({ detail }) => `Unser Beitrag dort zurückgezogen${why(detail)}`,
  'event.triaged': ({ to, detail }) => `gesichtet: ${VERDICTS[to] ?? to ?? ''}${why(REASONS[detail] ?? detail)}`, 'event.no_answer': ({ to, detail }) => `keine Antwort${why(REASONS[to ?? detail] ?? to ?? detail)}${to && detail ? ` (${detail})` : ''}`,
  'event.private_link_made': 'Link für private Angaben erstellt', 'event.private_link_used': 'Der Kunde hat über den Link Angaben gemacht',
  'event.short.post_edited': 'bearbeitet', 'event.short.post_deleted': 'dort gelöscht', 'event.short.post_retracted': 'zurückgezogen', 'event.short.triaged': 'gesichtet', 'event.short.no_answer': 'keine Antwort', 'event.short.private_link_made': 'Link erstellt', 'event.short.private_link_used': 'Link benutzt',
};

const VERDICTS = { answer: 'Antwort nötig', watch: 'beobachten', none: 'keine Antwort', open: 'wieder offen' };
const REASONS = { abuse: 'Missbrauch', spam: 'Werbung', not_us: 'betrifft uns nicht', settled: 'schon geklärt', other: 'anderer Grund' };
