/* What the page says, by language; where it addresses somebody in German, once as Sie and once as du. */

const NETWORKS = { mastodon: 'Mastodon', bluesky: 'Bluesky', x: 'X', facebook: 'Facebook' };
const on = (before, channel) => NETWORKS[channel] ? ` ${before} ${NETWORKS[channel]}` : '';
const at = (handle) => `@${handle}`;

const de = {
  other: 'English', otherLanguage: 'en', loading: 'Einen Augenblick …', optional: '(freiwillig)',
  email: 'E-Mail-Adresse', phone: 'Telefonnummer', name: 'Name', message: 'Nachricht', either: 'Eines von beiden genügt.', send: 'Absenden', sending: 'Wird gesendet …',
  title: ({ company }) => `Privat weiter mit ${company}`, plainTitle: 'Privat weiter',
  consentText: ({ company }) => `Ja, ${company} darf mich in dieser Sache so erreichen und die Angaben dafür speichern.`,
  emailFault: 'Das ist keine E-Mail-Adresse.', phoneFault: 'Das ist keine Telefonnummer.', noneFault: 'Ohne Adresse oder Nummer können wir nicht antworten.', consentFault: 'Ohne Ihr Ja dürfen wir das nicht speichern.',
  sentTitle: 'Danke, das ist angekommen.', sentText: ({ company }) => `${company} meldet sich bei Ihnen.`, close: 'Diese Seite kann jetzt geschlossen werden.',
  invalidTitle: 'Dieser Link gilt nicht mehr', invalidText: 'Er gilt sieben Tage und nur ein einziges Mal. Schreiben Sie uns bitte dort, wo Sie ihn bekommen haben; dann schicken wir Ihnen einen neuen.',
  awayTitle: 'Gerade keine Verbindung', again: 'Noch einmal versuchen',
  intro: ({ handle, channel }) => `Sie haben uns${on('auf', channel)} als ${at(handle)} geschrieben. Hinterlassen Sie hier eine E-Mail-Adresse oder Telefonnummer, dann antworten wir Ihnen dort. Außer uns liest das niemand.`,
  stranger: ({ handle }) => `Sie sind nicht ${at(handle)}? Dann schließen Sie diese Seite bitte.`,
  offline: 'Ihr Gerät ist gerade offline.', unreachable: 'Wir sind gerade nicht zu erreichen.', refused: 'So ließ sich das nicht speichern.', tooMany: 'Das waren zu viele Versuche. Bitte warten Sie eine Minute.', kept: 'Was Sie geschrieben haben, steht noch hier.',
};

const du = {
  consentFault: 'Ohne dein Ja dürfen wir das nicht speichern.',
  sentText: ({ company }) => `${company} meldet sich bei dir.`,
  intro: ({ handle, channel }) => `Du hast uns${on('auf', channel)} als ${at(handle)} geschrieben. Hinterlass hier eine E-Mail-Adresse oder Telefonnummer, dann antworten wir dir dort. Außer uns liest das niemand.`,
  stranger: ({ handle }) => `Du bist nicht ${at(handle)}? Dann schließ diese Seite bitte.`,
  offline: 'Dein Gerät ist gerade offline.', tooMany: 'Das waren zu viele Versuche. Bitte warte eine Minute.', kept: 'Was du geschrieben hast, steht noch hier.',
};

const en = {
  other: 'Deutsch', otherLanguage: 'de', loading: 'One moment …', optional: '(optional)',
  email: 'E-mail address', phone: 'Phone number', name: 'Name', message: 'Message', either: 'One of the two is enough.', send: 'Send', sending: 'Sending …',
  title: ({ company }) => `Continue in private with ${company}`, plainTitle: 'Continue in private',
  consentText: ({ company }) => `Yes, ${company} may contact me like this about this matter and store these details for it.`,
  emailFault: 'This is no e-mail address.', phoneFault: 'This is no phone number.', noneFault: 'Without an address or a number we cannot answer.', consentFault: 'Without your yes we may not store this.',
  sentTitle: 'Thank you, we have it.', sentText: ({ company }) => `${company} will get back to you.`, close: 'You can close this page now.',
  invalidTitle: 'This link is no longer valid', invalidText: 'It is good for seven days and for a single use. Please write to us where you got it, and we will send you a new one.',
  awayTitle: 'No connection right now', again: 'Try again',
  intro: ({ handle, channel }) => `You wrote to us${on('on', channel)} as ${at(handle)}. Leave an e-mail address or a phone number here, and we will answer you there. Nobody but us reads this.`,
  stranger: ({ handle }) => `You are not ${at(handle)}? Then please close this page.`,
  offline: 'Your device is offline.', unreachable: 'We cannot be reached right now.', refused: 'This could not be stored as it stands.', tooMany: 'Too many attempts. Please wait a minute.', kept: 'What you wrote is still here.',
};

/** All words for a language and a form of address; who has not said du is a Sie. */
export const words = (language, form) => language === 'de' ? (form === 'du' ? { ...de, ...du } : de) : en;
