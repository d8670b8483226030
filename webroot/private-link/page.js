/* A customer leaves an address behind a one-time link. Stands alone: no sign-in, nothing of the product's own page. */
import { words } from './words.js';

const PATIENCE = 20_000;
const token = location.pathname.split('/').filter(Boolean).at(-1) ?? '';
const address = `/api/private-links/${encodeURIComponent(token)}`;
const $ = (id) => document.getElementById(id);
const STATES = ['loading', 'good', 'sent', 'invalid', 'away'];

let link = { company: '', form: 'unknown', handle: '', channel: '' };
let language = navigator.language?.toLowerCase().startsWith('de') ? 'de' : 'en';
let state = 'loading';
let failure = null;
let faults = {};
let sending = false;

/** Says everything again in the words of now; what somebody typed stays as it is. */
function say() {
  const w = words(language, link.form);
  const company = link.company || (language === 'de' ? 'das Haus' : 'the company');
  document.documentElement.lang = language;
  for (const each of document.querySelectorAll('[data-word]')) each.textContent = w[each.dataset.word];
  $('company').textContent = link.company;
  $('title').textContent = link.company ? w.title(link) : w.plainTitle;
  $('intro').textContent = w.intro(link);
  $('stranger').textContent = w.stranger(link);
  $('consent-text').textContent = w.consentText({ company });
  $('sent-text').textContent = w.sentText({ company });
  $('away-text').textContent = why(w);
  $('failed').textContent = failure ? `${why(w)} ${w.kept}` : '';
  $('failed').hidden = !failure;
  $('send').textContent = sending ? w.sending : w.send;
  $('send').setAttribute('aria-disabled', String(sending));
  $('language').textContent = w.other;
  $('language').lang = w.otherLanguage;
  for (const field of ['email', 'phone', 'consent']) {
    const word = faults[field];
    $(`${field}-fault`).textContent = word ? w[word] : '';
    $(`${field}-fault`).hidden = !word;
    $(field).setAttribute('aria-invalid', String(Boolean(word)));
  }
  for (const each of STATES) $(each).hidden = each !== state;
  const heading = $(state).querySelector('h1');
  document.title = heading?.textContent || w.plainTitle;
}

const why = (w) => w[failure ?? 'unreachable'];

function become(next) {
  state = next;
  say();
  $(state).querySelector('h1')?.focus();
}

/** The answer, or nothing where there was none; says why in `failure`. */
async function ask(method, body) {
  failure = null;
  try {
    const answer = await fetch(address, {
      method, cache: 'no-store', credentials: 'omit', signal: AbortSignal.timeout(PATIENCE),
      ...(body ? { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) } : {}),
    });
    if (answer.status === 429) failure = 'tooMany';
    else if (answer.status >= 500) failure = 'unreachable';
    return failure ? null : answer;
  } catch {
    failure = navigator.onLine ? 'unreachable' : 'offline';
    return null;
  }
}

async function look() {
  become('loading');
  const answer = await ask('GET');
  if (!answer) return become('away');
  if (!answer.ok) return become('invalid');
  link = await answer.json();
  language = link.language;
  become('good');
}

function read() {
  const body = { consent: true };
  for (const field of ['email', 'phone', 'name', 'message']) {
    const text = $(field).value.trim();
    if (text) body[field] = text;
  }
  return body;
}

function complain(found) {
  faults = found;
  say();
  $(['email', 'phone', 'consent'].find((field) => faults[field]) ?? 'send').focus();
}

async function send(event) {
  event.preventDefault();
  if (sending) return;
  const body = read();
  const found = {};
  if (!body.email && !body.phone) found.email = 'noneFault';
  if (!$('consent').checked) found.consent = 'consentFault';
  if (Object.keys(found).length) return complain(found);
  faults = {};
  sending = true;
  failure = null;
  say();
  const answer = await ask('POST', body);
  sending = false;
  if (!answer) return say();
  if (answer.ok) {
    $('form').reset();
    return become('sent');
  }
  if (answer.status === 404) return become('invalid');
  const problem = await answer.json().catch(() => ({}));
  const fields = (problem.errors ?? []).map((each) => each.field);
  const known = Object.fromEntries(['email', 'phone', 'consent'].filter((field) => fields.includes(field)).map((field) => [field, `${field}Fault`]));
  if (Object.keys(known).length) return complain(known);
  failure = 'refused';
  say();
}

$('form').addEventListener('submit', send);
$('again').addEventListener('click', look);
$('language').addEventListener('click', () => {
  language = words(language, link.form).otherLanguage;
  say();
});
look();
