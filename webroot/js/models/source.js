/* A source of posts as a form sees it, and as the contract wants it. Pure. */
import { linesOf, wholeOf } from './routing.js';

/** Channels by the part of the contract that describes them. */
export const PARTS = { mastodon: 'mastodon', bluesky: 'bluesky', feed: 'feed', webhook: 'webhook', sms: 'webhook', chat: 'webhook' };
export const KINDS = ['mention', 'reply', 'quote', 'direct', 'found', 'item'];
export const THEN = ['answer', 'watch', 'none'];
/** Those that can search. */
export const searches = (channel) => channel === 'mastodon' || channel === 'bluesky';
/** Those that we ask; the others bring it themselves. */
export const isAsked = (channel) => PARTS[channel] !== 'webhook';

const BLUESKY = 'https://bsky.social';
let keys = 0;

export const emptyRule = () => ({ key: ++keys, name: '', kinds: [], words: '', authors: '', followers: '', known: '', then: 'none' });

export const emptySource = (channel) => ({
  name: '', address: '', queue: '', active: true, backfill: 'new', searches: '', contacts: '', rules: [],
  baseUrl: channel === 'bluesky' ? BLUESKY : '', token: '', stream: true, password: '', chat: true, minutes: '15', replyUrl: '', public: channel === 'webhook',
});

const ruleOf = ({ name, kinds = [], words = [], authors = [], minFollowers, knownCustomer, then }) => ({
  key: ++keys, name, kinds, words: words.join('\n'), authors: authors.join('\n'), followers: minFollowers === undefined ? '' : String(minFollowers), known: knownCustomer === undefined ? '' : knownCustomer ? 'yes' : 'no', then,
});

export function ofSource({ channel, name, address, queue, active, backfill, social = {}, ...rest }) {
  const part = rest[PARTS[channel]] ?? {};
  return {
    ...emptySource(channel), name, address: channel === 'bluesky' ? part.identifier ?? address : address, queue: String(queue.id), active, backfill: backfill ?? 'all',
    searches: (social.searches ?? []).join('\n'), contacts: (social.publicContacts ?? []).join('\n'), rules: (social.rules ?? []).map(ruleOf),
    baseUrl: part.baseUrl ?? (channel === 'bluesky' ? BLUESKY : ''), stream: part.stream ?? true, chat: part.chat ?? true, minutes: String(part.everyMinutes ?? 15), replyUrl: part.replyUrl ?? '', public: part.public ?? channel === 'webhook',
  };
}

const handle = (address) => address.trim().replace(/^@/, '');

/** What a change of one field suggests for others: a handle on Mastodon names its server. */
export function suggestedSource(before, name, value, channel) {
  const values = { ...before, [name]: value };
  const server = (address) => /^@?[^@\s]+@([^@\s/]+\.[^@\s/]+)$/.exec(address.trim())?.[1].toLowerCase();
  if (channel === 'mastodon' && name === 'address') {
    const [was, is] = [server(before.address), server(value)];
    if (is && (before.baseUrl === '' || (was && before.baseUrl === `https://${was}`))) values.baseUrl = `https://${is}`;
  }
  return values;
}

const plain = (url) => url.trim().replace(/\/+$/, '');

function partOf(values, channel) {
  switch (PARTS[channel]) {
    case 'mastodon': return { baseUrl: plain(values.baseUrl), stream: values.stream, ...(values.token.trim() ? { accessToken: values.token.trim() } : {}) };
    case 'bluesky': return { baseUrl: plain(values.baseUrl) || BLUESKY, identifier: handle(values.address), chat: values.chat, ...(values.password.trim() ? { appPassword: values.password.trim() } : {}) };
    case 'feed': return { url: values.address.trim(), everyMinutes: wholeOf(values.minutes) };
    default: return { public: values.public, ...(values.replyUrl.trim() ? { replyUrl: values.replyUrl.trim() } : {}) };
  }
}

const ruleBody = ({ name, kinds, words, authors, followers, known, then }) => ({
  name: name.trim(), then, ...(kinds.length ? { kinds } : {}), ...(linesOf(words).length ? { words: linesOf(words) } : {}), ...(linesOf(authors).length ? { authors: linesOf(authors).map(handle) } : {}),
  ...(wholeOf(followers) ? { minFollowers: wholeOf(followers) } : {}), ...(known ? { knownCustomer: known === 'yes' } : {}),
});

export const bodyOfSource = (values, channel, version) => ({
  channel, name: values.name.trim(), address: channel === 'bluesky' ? handle(values.address) : values.address.trim(), active: values.active, ...(values.queue ? { queue: Number(values.queue) } : {}), ...(isAsked(channel) ? { backfill: values.backfill } : {}),
  [PARTS[channel]]: partOf(values, channel),
  social: { searches: searches(channel) ? linesOf(values.searches) : [], rules: values.rules.map(ruleBody), publicContacts: linesOf(values.contacts) },
  ...(version === undefined ? {} : { version }),
});

/** Only this machine may be asked without encryption. */
const isServer = (url) => /^https:\/\/[^\s/]+/i.test(url.trim()) || /^http:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?(\/|$)/i.test(url.trim());
const isPage = (url) => /^https?:\/\/[^\s/]+/i.test(url.trim());

/** Has the stored password a place to go to? It never leaves for another server or account. */
export const keepsSecret = (values, account, channel) => {
  const stored = account?.[PARTS[channel]];
  if (!stored?.hasSecret) return false;
  return plain(values.baseUrl) === stored.baseUrl && (channel !== 'bluesky' || handle(values.address) === stored.identifier);
};

/** A rule that nothing narrows would decide on everything. */
export const fitsAll = ({ kinds, words, authors, followers, known }) => !kinds.length && !linesOf(words).length && !linesOf(authors).length && !followers.trim() && !known;

/** What is wrong before anybody is asked: field -> key of a sentence. */
export function faultsOfSource(values, channel, account) {
  const faults = {};
  const need = (name) => { if (!values[name].trim()) faults[name] = 'fault.missing'; };
  ['name', 'address'].forEach(need);
  const short = !faults.address && handle(values.address).length < 3;
  if (channel === 'feed') {
    if (!faults.address && !isPage(values.address)) faults.address = 'fault.source.page';
    const minutes = wholeOf(values.minutes);
    if (!(minutes >= 1 && minutes <= 1440)) faults.minutes = 'fault.source.minutes';
  } else if (short) faults.address = 'fault.source.short';
  if (channel === 'mastodon') need('baseUrl');
  if (PARTS[channel] === 'mastodon' || PARTS[channel] === 'bluesky') if (!faults.baseUrl && values.baseUrl.trim() && !isServer(values.baseUrl)) faults.baseUrl = 'fault.source.server';
  if (channel === 'bluesky' && !values.password.trim() && !keepsSecret(values, account, channel)) faults.password = account?.bluesky?.hasSecret ? 'fault.source.passwordAgain' : 'fault.missing';
  if (PARTS[channel] === 'webhook' && values.replyUrl.trim() && !isServer(values.replyUrl)) faults.replyUrl = 'fault.source.server';
  if (linesOf(values.searches).length > 20) faults.searches = 'fault.source.searches';
  if (linesOf(values.contacts).length > 50) faults.contacts = 'fault.source.contacts';
  values.rules.forEach((rule, index) => {
    if (!rule.name.trim()) faults[`rules.${index}.name`] = 'fault.missing';
    if (rule.followers.trim() && !(wholeOf(rule.followers) >= 1)) faults[`rules.${index}.followers`] = 'fault.source.followers';
    if (fitsAll(rule)) faults[`rules.${index}.fits`] = 'fault.source.all';
  });
  return faults;
}

/** A line for a shell that sends one message, signed as it must be; the secret itself is a variable in it. */
export const sample = (url, body) => `secret='…'; body='${body}'; at=$(date +%s); curl -i "${url}" -H 'Content-Type: application/json' -H "Faden-Timestamp: $at" -H "Faden-Signature: sha256=$(printf '%s.%s' "$at" "$body" | openssl dgst -sha256 -hmac "$secret" -hex | sed 's/^.* //')" -d "$body"`;

/** How a source stands: signed in or not comes before everything else. */
export const missing = ({ channel, ...rest }) => PARTS[channel] !== 'feed' && rest[PARTS[channel]] && rest[PARTS[channel]].hasSecret === false;
