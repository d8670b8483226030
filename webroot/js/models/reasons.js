/* The server keeps reasons as English sentences, often followed by what the other side said. Those we know get our words. */
const KNOWN = [
  ['There is no mail server of that name.', 'reason.host_unknown'],
  ['The mail server does not accept connections on this port.', 'reason.connection_refused'],
  ['The mail server did not answer in time.', 'reason.timed_out'],
  ['No encrypted connection to the mail server came about.', 'reason.tls_failed'],
  ['The certificate of the mail server is not trusted.', 'reason.certificate_untrusted'],
  ['The mail server refused the sign-in.', 'reason.sign_in_refused'],
  ['The mailbox has no such folder.', 'reason.folder_missing'],
  ['The connection to the mail server failed.', 'reason.failed'],
  ['the message is empty', 'reason.empty'],
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
];

/** { key, detail }: key of our sentence or undefined, and the rest in the words of the other side. */
export function reason(text = '') {
  const known = KNOWN.find(([sentence]) => text.startsWith(sentence));
  return known ? { key: known[1], detail: text.slice(known[0].length).trim() } : { key: undefined, detail: text };
}
