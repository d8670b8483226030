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
];

/** { key, detail }: key of our sentence or undefined, and the rest in the words of the other side. */
export function reason(text = '') {
  const known = KNOWN.find(([sentence]) => text.startsWith(sentence));
  return known ? { key: known[1], detail: text.slice(known[0].length).trim() } : { key: undefined, detail: text };
}
