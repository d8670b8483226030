/* The customers' side of the demo: choose who you are, write to the company, read what it answers. The address bar holds who you are. */
import { el, icon } from './dom.js';
import { words } from './words.js';
import { writing } from './write.js';
import { full, moment, stamp } from '/js/models/time.js';
import { size } from '/js/models/size.js';
import { show as showTheme } from '/js/theme.js';

const LANGUAGE = 'faden.locale';
const POLL = 2000;

let locale = localStorage.getItem(LANGUAGE) ?? (navigator.language?.startsWith('en') ? 'en' : 'de');
const t = (key, values = {}) => (words[locale][key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');

const state = { company: [], customers: [], mails: [], loaded: false, off: false, lost: false, seen: '' };
let draft;      // { at: 'new' | mail id, form, focus }
let sentNote = false;

const address = () => decodeURIComponent(location.hash.slice(1));
const person = () => state.customers.find((one) => one.address === address()) ?? (address().includes('@') ? { address: address(), name: '', mails: 0 } : undefined);
const initials = (name) => name.split(/[\s,]+/).filter((part) => /^\p{L}/u.test(part)).map((part) => [...part][0]).filter((_, i, all) => i === 0 || i === all.length - 1).join('').toUpperCase() || '@';

showTheme();
document.documentElement.lang = locale;

const shell = el('div', { class: 'outside' });
const bar = el('header', { class: 'bar' });
const people = el('nav', { class: 'people' });
const mailbox = el('main', { class: 'mailbox', id: 'mailbox' });
const spoken = el('p', { class: 'sr', role: 'status' });
shell.append(bar, people, mailbox);
document.body.prepend(spoken, shell);

function draw() {
  document.title = `${t('title')} · Faden`;
  shell.classList.toggle('at-mailbox', address() !== '');
  drawBar();
  drawPeople();
  drawMailbox();
}

function drawBar() {
  bar.replaceChildren(
    el('span', { class: 'left' }, el('span', { class: 'brand' }, icon('faden'), 'Faden'), el('span', { class: 'where clip' }, t('title'))),
    el('span', { class: 'bar-end' },
      state.lost && el('span', { class: 'line-state off' }, icon('unplugged'), el('span', {}, t('lost'))),
      el('a', { class: 'btn quiet desk-link', href: '/demo/network' }, t('network')),
      el('a', { class: 'btn quiet desk-link', href: '/' }, t('desk')),
      el('button', { class: 'btn quiet', lang: locale === 'de' ? 'en' : 'de', onclick: switchLanguage }, t('language'))));
}

function switchLanguage() {
  locale = locale === 'de' ? 'en' : 'de';
  localStorage.setItem(LANGUAGE, locale);
  document.documentElement.lang = locale;
  draw();
}

function drawPeople() {
  const list = people.querySelector('ul');
  const scrolled = list?.scrollTop ?? 0;
  const focused = people.contains(document.activeElement) ? document.activeElement.dataset.address : undefined;
  people.setAttribute('aria-label', t('people'));
  people.replaceChildren(
    el('header', {}, el('h2', {}, t('who')), el('p', {}, t('whoHelp')),
      el('button', { class: 'btn', onclick: () => go('new') }, icon('user-plus'), t('newPerson'))),
    el('ul', {}, state.customers.map(row)));
  const now = people.querySelector('ul');
  now.scrollTop = scrolled;
  if (focused) [...now.querySelectorAll('a')].find((one) => one.dataset.address === focused)?.focus();
}

const row = (one) => el('li', {}, el('a', { class: 'person', href: `#${encodeURIComponent(one.address)}`, 'data-address': one.address, 'aria-current': one.address === address() ? 'true' : undefined },
  el('span', { class: 'avatar', 'aria-hidden': 'true' }, initials(one.name || one.address)),
  el('span', { class: 'clip' }, el('span', { class: 'name' }, one.name || one.address), el('br'), el('span', { class: 'about' }, one.lastSubject || t('noSubject'))),
  el('time', { datetime: one.lastAt, title: full(one.lastAt, locale) }, stamp(one.lastAt, locale, Date.now()))));

function drawMailbox() {
  mailbox.setAttribute('aria-label', t('mailbox'));
  const who = person();
  if (state.off || (!who && address() !== 'new')) return drawEmpty();
  const scroll = mailbox.querySelector('.mails')?.scrollTop ?? 0;
  const open = new Set([...mailbox.querySelectorAll('details[open]')].map((one) => one.dataset.mail));
  const focus = keepFocus();
  if (address() === 'new' && state.loaded && draft?.at !== 'new') begin('new');
  const list = el('div', { class: 'mails', tabindex: '-1' }, el('div', { class: 'column' },
    sentNote && el('p', { class: 'sent' }, icon('check'), t('sent')),
    draft?.at === 'new' && draft.form,
    who && exchanges().map((mails) => exchange(mails, open)),
    who && state.loaded && !state.mails.length && !draft && empty('mail', t('noMail'), t('noMailNext'))));
  mailbox.replaceChildren(head(who), list);
  list.scrollTop = scroll;
  focus();
}

/** The form moves with what is drawn around it; moving takes the focus away. */
function keepFocus() {
  const element = document.activeElement;
  if (!draft?.form.contains(element)) return () => {};
  const { selectionStart, selectionEnd } = element;
  return () => {
    element.focus({ preventScroll: true });
    if (typeof selectionStart === 'number') element.setSelectionRange(selectionStart, selectionEnd);
  };
}

const head = (who) => el('header', {},
  el('a', { class: 'btn quiet only back', href: '#', 'aria-label': t('back') }, icon('left')),
  el('div', { class: 'clip' }, el('h1', { class: 'clip' }, who ? who.name || who.address : t('newPerson')), who?.name && el('p', { class: 'address clip' }, who.address)),
  who && el('span', { class: 'acts' }, el('button', { class: 'btn primary', onclick: () => { begin('new'); draw(); draft.focus(); } }, icon('pencil'), t('newMail'))));

const empty = (name, first, next) => el('div', { class: 'empty' }, icon(name), el('b', {}, first), el('span', {}, next));

function drawEmpty() {
  const [first, next] = state.off ? ['off', 'offNext'] : state.loaded && !state.customers.length ? ['nobody', 'nobodyNext'] : ['choose', 'chooseNext'];
  mailbox.replaceChildren(el('header', { hidden: true }), empty(state.off ? 'unplugged' : 'mail', t(first), t(next)));
}

/** Newest exchange first, and in it the newest letter. */
function exchanges() {
  const threads = new Map();
  for (const mail of state.mails) threads.set(mail.thread, [...(threads.get(mail.thread) ?? []), mail]);
  return [...threads.values()];
}

function exchange(mails, open) {
  const newest = mails[0];
  const subject = mails.at(-1).subject || t('noSubject');
  const answering = mails.some((mail) => mail.id === draft?.at);
  return el('section', { class: 'exchange' },
    el('h2', {}, el('span', { class: 'clip', title: subject }, subject),
      !answering && el('button', { class: 'btn', 'aria-label': `${t('reply')}: ${subject}`, onclick: () => { begin(newest.id, newest); draw(); draft.focus(); } }, icon('pencil'), t('reply'))),
    answering && draft.form,
    mails.map((mail) => letter(mail, open)));
}

function letter(mail, open) {
  const company = state.company.find((one) => one.address === mail.to)?.name ?? mail.to;
  return el('article', { class: mail.sent ? 'letter' : 'letter theirs' },
    el('span', { class: 'node', 'aria-hidden': 'true' }, icon(mail.sent ? 'send' : 'mail')),
    el('div', {},
      el('div', { class: 'head' }, el('b', {}, mail.sent ? t('you') : mail.from.name || mail.from.address), el('span', {}, mail.sent ? t('to', { name: company }) : t('from')),
        el('time', { datetime: mail.at, title: full(mail.at, locale) }, moment(mail.at, locale, Date.now()))),
      el('div', { class: 'body' }, mail.text),
      mail.quoted && el('details', { class: 'aside', 'data-mail': mail.id, open: open.has(mail.id) }, el('summary', {}, t('quoted')), el('div', { class: 'quoted' }, mail.quoted)),
      mail.files.length > 0 && el('div', { class: 'files aside' }, mail.files.map((file, number) => el('a', { class: 'file', download: file.name, href: `/demo/api/mailboxes/${encodeURIComponent(address())}/mails/${encodeURIComponent(mail.id)}/files/${number}` },
        icon('clip'), el('span', { class: 'clip' }, file.name), el('span', { class: 'muted' }, size(file.size, locale)))))));
}

function begin(at, answers) {
  if (draft?.at === at) return;
  sentNote = false;
  draft = { at, ...writing({ t, locale, company: state.company, person: at === 'new' && address() === 'new' ? undefined : person(), answers, done, cancel }) };
}

function cancel() {
  draft = undefined;
  if (address() === 'new') go('');
  else draw();
}

async function done(mine) {
  draft = undefined;
  sentNote = true;
  spoken.textContent = t('sent');
  setTimeout(() => { sentNote = false; draw(); }, 8000);
  if (address() === mine) await look(true);
  else go(encodeURIComponent(mine));
}

const go = (where) => { location.hash = where; };

addEventListener('hashchange', () => {
  draft = undefined;
  state.mails = [];
  draw();
  if (address() === 'new') draft?.focus();
  look(true);
});

async function read(path) {
  const answer = await fetch(path);
  if (answer.status === 404) throw Object.assign(new Error('off'), { off: true });
  return answer.json();
}

/** Asks for everything that is shown; draws only when something is different. */
async function look(always = false) {
  const mine = address();
  try {
    const [directory, box] = await Promise.all([
      read('/demo/api/mailboxes'),
      mine.includes('@') ? read(`/demo/api/mailboxes/${encodeURIComponent(mine)}`) : { mails: [] },
    ]);
    if (mine !== address()) return;
    const seen = JSON.stringify([directory, box]);
    if (!always && seen === state.seen && !state.lost && !state.off) return;
    Object.assign(state, { company: directory.company, customers: directory.customers, mails: box.mails ?? [], loaded: true, off: false, lost: false, seen });
  } catch (fault) {
    if (state.lost === !fault.off && state.off === Boolean(fault.off)) return;
    Object.assign(state, { off: Boolean(fault.off), lost: !fault.off });
  }
  draw();
}

async function watch() {
  if (document.visibilityState === 'visible') await look();
  setTimeout(watch, POLL);
}

document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look());
draw();
await look(true);
watch();
