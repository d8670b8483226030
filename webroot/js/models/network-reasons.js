/* What the server says of networks, as reasons.js knows the rest: why a source is not read, an answer did not leave, or a sign-in did not come about. */
export const KNOWN = [
  ['There is no server of that name.', 'verdict.network.host_unknown'],
  ['The server does not accept connections.', 'verdict.network.connection_refused'],
  ['The server did not answer in time.', 'verdict.network.timed_out'],
  ['No encrypted connection to the server came about.', 'verdict.network.tls_failed'],
  ['The certificate of the server is not trusted.', 'verdict.network.certificate_untrusted'],
  ['The answer of the server cannot be read.', 'verdict.network.unreadable'],
  ['The server refused the sign-in.', 'verdict.network.sign_in_refused'],
  ['Nobody has signed in there yet.', 'verdict.network.not_signed_in'],
  ['The server does not want to be asked for a while.', 'verdict.network.limited'],
  ['Only https is used; http for this machine only.', 'net.httpsOnly'],
  ['The connection to the server broke.', 'net.broke'],
  ['The server refused it.', 'net.refused'],
  ['The server leads to another address.', 'net.elsewhere'],
  ['It is not there any more.', 'net.gone'],
  ['The account is not active.', 'net.inactive'],
  ['The post that this answers is not there any more.', 'net.answeredGone'],
  ['A private message cannot be taken back on this network.', 'net.notTakenBack'],
  ['A private message cannot be looked at again.', 'net.notLookedAt'],
  ['They do not take private messages from us.', 'net.closed'],
  ['There are no private messages for this account.', 'net.noChat'],
  ['Nobody signs in at the other side for this account.', 'net.noSignIn'],
];

export const SHAPES = [
  [/^It did not get through within (?<hours>\d+) hours: (?<rest>[^]+)$/, 'net.inVain'],
  [/^The server is out of order \((?<status>\d+)\)\.(?<said>[^]*)$/, 'net.outOfOrder'],
  // In the address that leads back from signing in.
  [/^expired$/, 'net.back.expired'],
  [/^denied$/, 'net.back.denied'],
  [/^changed$/, 'net.back.changed'],
  [/^taken$/, 'net.back.taken'],
  [/^refused$/, 'net.back.refused'],
  [/^away$/, 'net.back.away'],
];
