/* The server keeps reasons as English sentences, often followed by what the other side said. Those we know get our words. */
import * as letters from './letter-reasons.js';
import * as networks from './network-reasons.js';

const KNOWN = [
  ...letters.KNOWN,
  ...networks.KNOWN,
  ['There is no mail server of that name.', 'reason.host_unknown'],
  ['The mail server does not accept connections on this port.', 'reason.connection_refused'],
  ['The mail server did not answer in time.', 'reason.timed_out'],
  ['No encrypted connection to the mail server came about.', 'reason.tls_failed'],
  ['The certificate of the mail server is not trusted.', 'reason.certificate_untrusted'],
  ['The mail server refused the sign-in.', 'reason.sign_in_refused'],
  ['The mailbox has no such folder.', 'reason.folder_missing'],
  ['The connection to the mail server failed.', 'reason.failed'],
  ['The scan folder is not there:', 'reason.scan.gone'],
  ['The scan folder cannot be made:', 'reason.scan.notMade'],
  ['This is not a folder:', 'reason.scan.noFolder'],
  ['The scan folder cannot be read:', 'reason.scan.unreadable'],
  ['The folder cannot be written to:', 'reason.scan.unwritable'],
  ['A file cannot be read:', 'reason.scan.file'],
  ['A file is recorded and cannot be moved:', 'reason.scan.stuck'],
  ['There is not enough memory for a file:', 'reason.scan.memory'],
  ['The database refuses a file:', 'reason.scan.refused'],
  ['An erased letter cannot be deleted:', 'reason.scan.erased'],
  ['the message is empty', 'reason.empty'],
  ['This is no PDF, TIFF, PNG or JPEG file.', 'reason.scan.kind'],
  ['The file is empty.', 'reason.scan.empty'],
  ['The file is encrypted: nobody reads it without its password.', 'reason.scan.encrypted'],
  ['The file is damaged.', 'reason.scan.broken'],
  ['Opening the file takes more memory or time than a letter may take.', 'reason.scan.costly'],
  ['The letter came back undelivered.', 'reason.cameBack'],
  ['Nothing is known of this scan.', 'reason.scan.unknown'],
  ['It could not be read:', 'reason.unreadable'],
  ['It could not be stored:', 'reason.unstorable'],
  ['An e-mail address has no blanks, commas or brackets.', 'wrong.email_blanks'],
  ['An emergency number belongs to no customer.', 'wrong.emergency'],
  ['Nobody is called back at a premium-rate number.', 'wrong.premium'],
  ['No numbering plan has such a number.', 'wrong.no_such_number'],
  ['That is too long.', 'wrong.too_long'],
  ['The number is hidden or missing.', 'wrong.hidden'],
  ['The number is too long.', 'wrong.number_long'],
  ['The number is too short, or its area code is missing.', 'wrong.area_code'],
  ['The number is too short.', 'wrong.number_short'],
  ['There is no such country code.', 'wrong.country'],
  ['There is nothing in it that could name somebody.', 'wrong.nothing'],
  ['This is no e-mail address.', 'wrong.no_email'],
  ['This is no telephone number.', 'wrong.no_number'],
  ['What stands behind the @ is no domain.', 'wrong.domain'],
  ['A name needs a character that can be seen.', 'wrong.name'],
  ['People belong to this organisation.', 'wrong.people'],
  ['The call was answered after all.', 'wrong.answered'],
  ['There is nothing in this file.', 'line.nothing'],
  ['This is no text, and so no CSV file.', 'line.binary'],
  ['The quotation marks of this line do not fit together.', 'line.quotes'],
  ['This line has too many columns.', 'line.columns'],
  ['Its addresses belong to different customers.', 'line.several'],
  ['An address of it is known.', 'line.known'],
  ['Left as it is.', 'line.left'],
  ['There is neither a name nor an address in it.', 'line.nobody'],
  ['The postal address has no city.', 'line.city'],
  ['There is no postal address to write to.', 'post.problem.no_address'],
  ['The address has no name.', 'post.problem.no_name'],
  ['The address has no town.', 'post.problem.no_town'],
  ['The letter has no text that can be printed.', 'reason.noText'],
  ['The letter has more than 100 pages.', 'post.problem.too_long'],
  ['The document of this letter is damaged. It can be made anew.', 'reason.damaged'],
  ['Letters cannot be posted on a day to come.', 'reason.dayToCome'],
  ['Letters cannot be posted before they are printed.', 'reason.dayBefore'],
];

/** With figures or words of the other side within. */
const SHAPES = [
  ...letters.SHAPES,
  ...networks.SHAPES,
  [/^No font has these signs: (?<signs>.+)$/, 'reason.signs'],
  [/^This enclosure cannot be printed: (?<name>[^]+)$/, 'reason.enclosure'],
  [/^These letters are damaged: (?<references>.+)$/, 'reason.damagedSome'],
  [/^The file has (?<size>\d+) MB, which is more than a letter may have\.$/, 'reason.scan.large'],
  [/^The file has more than (?<count>\d+) pages\.$/, 'reason.scan.pages'],
  [/^The file is larger than 100 MB\. It was not taken and lies in the folder (?<place>[^]+) of its scan folder\.$/, 'reason.scan.notice'],
  [/^Reading it took longer than (?<count>\d+) seconds\.$/, 'reason.slow'],
  [/^There are more than (?<count>\d+) lines in this file\.$/, 'line.many'],
  [/^This line has (?<cells>\d+) cells, the file (?<columns>\d+) columns\.$/, 'line.cells'],
  [/^The name is longer than (?<count>\d+) characters\.$/, 'line.nameLong'],
  [/^The note is longer than (?<count>\d+) characters\.$/, 'line.noteLong'],
  [/^The same as line (?<line>\d+)\.$/, 'line.same'],
  [/^It could not go on: (?<fault>.+)\.$/, 'line.stopped'],
  [/^(?<text>[^]+) is neither a person nor an organisation\.$/, 'line.kind'],
  [/^(?<text>[^]+) is neither du nor Sie\.$/, 'line.form'],
  [/^(?<text>[^]+) is no language that is known\.$/, 'line.language'],
  [/^(?<text>[^]+) is no country that is known\.$/, 'line.country'],
];

/** { key, detail, values }: key of our sentence or undefined, what it names, and the rest in the words of the other side. */
export function reason(text = '') {
  const known = KNOWN.find(([sentence]) => text.startsWith(sentence));
  if (known) return { key: known[1], detail: text.slice(known[0].length).trim() };
  for (const [shape, key] of SHAPES) {
    const found = shape.exec(text);
    if (found) return { key, detail: found.groups?.rest ?? '', values: { ...found.groups } };
  }
  // A value and what is wrong with it.
  const wrong = KNOWN.find(([sentence]) => text.includes(`: ${sentence}`));
  return wrong ? { key: wrong[1], detail: text.slice(0, text.indexOf(`: ${wrong[0]}`)) } : { key: undefined, detail: text };
}
