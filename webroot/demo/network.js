/* The customers' side of the small network: choose who you are, write where everybody reads, see what the company answers. */
import { el, icon } from './dom.js';
import { words } from './network-words.js';
import { full, moment } from '/js/models/time.js';
import { show as showTheme } from '/js/theme.js';

const LANGUAGE = 'faden.locale';
const POLL = 2000;
const LONGEST = 500;

let locale = localStorage.getItem(LANGUAGE) ?? (navigator.language?.startsWith('en') ? 'en' : 'de');
const t = (key, values = {}) => (words[locale][key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');

const state = { company: '', people: [], posts: [], loaded: false, off: false, lost: false, seen: '' };
let draft = fresh();

function fresh() {
  return { at: '', edits: '', text: '', direct: false, problem: '' };
}

const me = () => decodeURIComponent(location.hash.slice(1));
const person = (handle) => state.people.find((one) => one.handle === handle) ?? { handle, name: handle, followers: 0 };
const initials = (name) => [...name].filter((c) => /\p{L}/u.test(c)).slice(0, 2).join('').toUpperCase() || '@';
const mayRead = (post) => !post.to || post.from === me() || post.to === me();

showTheme();

const bar = el('header', { class: 'bar' });
const people = el('nav', { class: 'people' });
const square = el('main', { class: 'mailbox', id: 'square' });
const shell = el('div', { class: 'outside' }, bar, people, square);
document.body.prepend(shell);

function draw() {
  document.documentElement.lang = locale;
  document.title = `${t('title')} · Faden`;
  shell.classList.toggle('at-mailbox', me() !== '');
  drawBar();
  drawPeople();
  drawSquare();
}

function drawBar() {
  bar.replaceChildren(
    el('span', { class: 'left' }, el('span', { class: 'brand' }, icon('faden'), 'Faden'), el('span', { class: 'where clip' }, t('title'))),
    el('span', { class: 'bar-end' },
      state.lost && el('span', { class: 'line-state off' }, icon('unplugged'), el('span', {}, t('lost'))),
      el('a', { class: 'btn quiet desk-link', href: '/demo/mailbox' }, t('mailbox')),
      el('a', { class: 'btn quiet desk-link', href: '/' }, t('desk')),
      el('button', { class: 'btn quiet', lang: locale === 'de' ? 'en' : 'de', onclick: () => { locale = locale === 'de' ? 'en' : 'de'; localStorage.setItem(LANGUAGE, locale); draw(); } }, t('language'))));
}

function drawPeople() {
  const others = state.people.filter((one) => one.handle !== state.company);
  people.setAttribute('aria-label', t('who'));
  people.replaceChildren(
    el('header', {}, el('h2', {}, t('who')), el('p', {}, t('whoHelp')),
      el('a', { class: 'btn', href: '#new' }, icon('user-plus'), t('newPerson'))),
    el('ul', {}, others.map((one) => el('li', {}, el('a', { class: 'person', href: `#${encodeURIComponent(one.handle)}`, 'aria-current': one.handle === me() ? 'true' : undefined },
      el('span', { class: 'avatar', 'aria-hidden': 'true' }, initials(one.name)),
      el('span', { class: 'clip' }, el('span', { class: 'name' }, one.name), el('br'), el('span', { class: 'about' }, `@${one.handle}, ${t('followers', { count: one.followers })}`)))))));
}

function drawSquare() {
  if (state.off || !me()) return drawEmpty();
  if (me() === 'new') return drawNew();
  const focus = square.contains(document.activeElement) ? document.activeElement : undefined;
  const at = focus?.selectionStart;
  const scroll = square.querySelector('.square')?.scrollTop ?? 0;
  const one = person(me());
  const list = el('div', { class: 'square', tabindex: '-1' }, el('div', { class: 'column' }, !draft.at && !draft.edits && form(), threads().flatMap(thread)));
  square.replaceChildren(
    el('header', {}, el('a', { class: 'btn quiet only back', href: '#', 'aria-label': t('back') }, icon('left')),
      el('div', { class: 'clip' }, el('h1', { class: 'clip' }, one.name), el('p', { class: 'address clip' }, `@${one.handle}`))),
    list);
  list.scrollTop = scroll;
  if (focus?.name === 'text') {
    const field = list.querySelector('textarea');
    field?.focus({ preventScroll: true });
    field?.setSelectionRange(at, at);
  }
}

function drawEmpty() {
  const [first, next] = state.off ? ['off', 'offNext'] : ['choose', 'chooseNext'];
  square.replaceChildren(el('header', { hidden: true }), el('div', { class: 'empty' }, icon(state.off ? 'unplugged' : 'globe'), el('b', {}, t(first)), el('span', {}, t(next))));
}

function drawNew() {
  const field = el('input', { class: 'field', name: 'handle', autocapitalize: 'none', autocomplete: 'off', maxlength: '40' });
  const wrong = el('p', { class: 'problem', hidden: true }, t('handleWrong'));
  const done = (event) => {
    event.preventDefault();
    if (/^[a-z0-9_]{2,40}$/.test(field.value)) location.hash = field.value;
    else wrong.hidden = false;
  };
  square.replaceChildren(el('header', {}, el('a', { class: 'btn quiet only back', href: '#', 'aria-label': t('back') }, icon('left')), el('h1', {}, t('newPerson'))),
    el('div', { class: 'square' }, el('form', { class: 'write short column', onsubmit: done }, wrong, el('label', { class: 'label' }, t('handle'), field), el('div', { class: 'acts' }, el('button', { class: 'btn primary' }, t('be'))))));
  field.focus();
}

/** Newest thread first; in it as it was said. */
function threads() {
  const known = new Map(state.posts.map((post) => [post.id, post]));
  const root = (post) => (post.answers && known.has(post.answers) ? root(known.get(post.answers)) : post);
  const groups = new Map();
  for (const post of state.posts.filter(mayRead)) {
    const first = root(post).id;
    groups.set(first, [...(groups.get(first) ?? []), post]);
  }
  return [...groups.values()].sort((a, b) => b.at(-1).at.localeCompare(a.at(-1).at));
}

const thread = (posts) => posts.flatMap(said);

function said(post, place) {
  const one = person(post.from);
  const ours = post.from === state.company;
  if (draft.edits === post.id) return form();
  return [
    el('article', { class: `said${place ? ' below' : ''}${ours ? ' ours' : ''}`, id: `post-${post.id}` },
      el('span', { class: 'avatar', 'aria-hidden': 'true' }, initials(one.name)),
      el('div', {},
        el('div', { class: 'by' }, el('b', {}, one.name), el('span', {}, `@${post.from}`), ours && el('span', {}, t('company')), post.to && el('span', {}, icon('lock'), ' ', t('directMark')), post.edited && el('span', {}, t('edited')),
          el('time', { datetime: post.at, title: full(post.at, locale) }, moment(post.at, locale, Date.now()))),
        el('div', { class: 'text' }, post.text),
        el('div', { class: 'acts' },
          el('button', { class: 'btn quiet', onclick: () => begin({ at: post.id, text: `@${post.from} `, direct: Boolean(post.to) }) }, t('answer')),
          post.from === me() && el('button', { class: 'btn quiet', onclick: () => begin({ edits: post.id, text: post.text }) }, t('edit')),
          post.from === me() && el('button', { class: 'btn quiet', onclick: () => change(post.id, {}) }, t('wipe'))))),
    draft.at === post.id && form(),
  ];
}

function begin(next) {
  draft = { ...fresh(), ...next };
  drawSquare();
  const field = square.querySelector('textarea');
  field?.focus();
  field?.setSelectionRange(field.value.length, field.value.length);
}

function form() {
  const count = el('span', { class: 'count' }, String(LONGEST - [...draft.text].length));
  const field = el('textarea', { class: 'field', name: 'text', 'aria-label': t('post'), placeholder: t('placeholder'), oninput: () => { draft.text = field.value; count.textContent = String(LONGEST - [...field.value].length); } });
  field.value = draft.text;
  const direct = el('input', { type: 'checkbox', onchange: () => { draft.direct = direct.checked; drawSquare(); } });
  direct.checked = draft.direct;
  return el('form', { class: 'write short', onsubmit: send },
    draft.problem && el('p', { class: 'problem' }, draft.problem),
    field,
    el('div', { class: 'acts' }, !draft.edits && el('label', { class: 'choice' }, direct, t('direct')), count,
      el('span', { class: 'end' }, (draft.at || draft.edits) && el('button', { class: 'btn', type: 'button', onclick: () => begin({}) }, t('cancel')),
        el('button', { class: 'btn primary' }, draft.edits ? t('save') : draft.direct ? t('sendDirect') : t('send')))));
}

async function send(event) {
  event.preventDefault();
  if (!draft.text.trim()) return;
  if (draft.edits) return change(draft.edits, { text: draft.text });
  await tell('/demo/api/town/posts', { from: me(), text: draft.text, answers: draft.at || undefined, direct: draft.direct });
}

const change = (id, what) => tell(`/demo/api/town/posts/${encodeURIComponent(id)}`, { from: me(), ...what });

async function tell(path, body) {
  try {
    const answer = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error((await answer.json()).detail);
    draft = fresh();
    await look(true);
  } catch (fault) {
    draft.problem = fault.message || t('failed');
    drawSquare();
  }
}

addEventListener('hashchange', () => { draft = fresh(); draw(); });

/** Draws only when something is different. */
async function look(always = false) {
  try {
    const answer = await fetch('/demo/api/town');
    if (answer.status === 404) throw Object.assign(new Error('off'), { off: true });
    const found = await answer.json();
    const seen = JSON.stringify(found);
    if (!always && seen === state.seen && !state.lost && !state.off) return;
    Object.assign(state, found, { loaded: true, off: false, lost: false, seen });
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
