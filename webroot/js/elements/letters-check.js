/* One scanned letter: its pages, and beside them whose it is. What was chosen here is kept while the letter is open. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { me } from '../store.js';
import { go } from '../router.js';
import { giveBack, letter, lists, neighbourOf, positionOf, begin, letGo, wordsOf, loadLetter, foundFor } from '../scans.js';
import { choicesOf, clearChoice, holderOf, isOpen, marksOf } from '../models/scans.js';
import { explain } from '../work.js';
import { speak } from '../ui.js';
import { dueDay } from '../models/time.js';
import { now } from '../clock.js';
import { icon } from '../parts/icon.js';
import { reasonText } from '../parts/reason.js';
import { beginsWith, pageImage, waitingSheet } from '../parts/waiting.js';
import './scan-view.js';
import './scan-side.js';

export const letterHref = ({ id, filter }) => `/letters${id ? `/${id}` : ''}${filter && filter !== 'checking' ? `?state=${filter}` : ''}`;

class LettersCheck extends FadenElement {
  static properties = { number: { attribute: false }, filter: { attribute: false } };

  constructor() {
    super();
    this.chosen = undefined; // key of a choice; undefined: as the clues say
    this.lit = undefined;
    this.image = (page, dpi) => pageImage(this.number, page, dpi);
    this.first = beginsWith();
    this.words = (page) => wordsOf(this.number, page);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    letGo(this.number);
  }

  get data() { return letter(this.number).data; }
  get choices() { return this.data ? choicesOf(this.data, foundFor(this.number)) : []; }
  get choice() {
    const key = this.chosen ?? (this.data && clearChoice(this.data));
    return this.choices.find((one) => one.key === key);
  }
  get open() { return Boolean(this.data) && isOpen(this.data.letter); }
  get holder() { return this.data && holderOf(this.data.letter, me()); }

  render() {
    lists.checking.look();
    const { data, problem, elsewhere, by } = letter(this.number);
    if (!data && !problem) return waitingSheet(this.number);
    if (!data) return html`<header class="page-head"><h1 tabindex="-1">${t('scan.title')}</h1></header><div class="empty"><b>${problem.status === 404 ? t('scan.gone') : explain(problem)}</b>
      ${problem.status === 404 ? nothing : html`<button class="btn" @click=${() => loadLetter(this.number)}>${t('again')}</button>`}<a class="btn" href=${letterHref({})}>${t('scan.toList')}</a></div>`;
    const { letter: row } = data;
    const limit = row.dueAt && row.state !== 'duplicate' ? dueDay(row.dueAt, lang(), now()) : undefined;
    return html`<header class="page-head"><h1 tabindex="-1">${t(this.open ? 'scan.title' : 'scan.letter')}</h1><p class="clip file-name" title=${row.name}><bdi>${row.name}</bdi></p>
        <span class="end">${limit && this.open ? html`<span class="due ${limit.state}">${icon(limit.icon ?? 'clock')} ${t(`scan.due.${limit.state}`, { text: limit.text })}</span>` : nothing}${this.back(row)}${this.steps()}</span></header>
      ${elsewhere ? this.news(by, row) : nothing}
      <div class="letter-view"><scan-view class="desk-top" .pages=${data.pages} .image=${this.image} .first=${this.first} .words=${this.words} .marks=${marksOf(data)} .lit=${this.lit} .text=${data.text ?? ''} .file="/api/letters/${this.number}/file"
          .none=${row.error ? reasonText(row.error) : data.reading.state === 'waiting' ? t('scan.reading') : undefined}></scan-view>
        <scan-side .of=${this}></scan-side></div>`;
  }

  steps() {
    const place = positionOf(this.number);
    const count = lists.checking.rows.length;
    const [before, next] = [neighbourOf(this.number, -1), neighbourOf(this.number, 1)];
    if (!place || count < 2) return nothing;
    const one = (id, label, key, name) => html`<button class="btn quiet only" type="button" aria-label=${t(label)} title="${t(label)} (${key})" aria-disabled=${id ? nothing : 'true'} @click=${() => id && this.goTo(id)}>${icon(name)}</button>`;
    return html`<span class="steps">${one(before, 'action.previousLetter', 'K', 'left')}<span>${t('scan.place', { place, count: lists.checking.complete ? count : `${count}+` })}</span>${one(next, 'action.nextLetter', 'J', 'right')}</span>`;
  }

  /** Accepted or taken, and not for them after all. */
  back({ workItem }) {
    if (!this.open || workItem?.agent?.id !== me().id || workItem.state !== 'assigned') return nothing;
    return html`<button class="btn quiet" type="button" title=${t('held.me')} @click=${() => giveBack(this.number)}>${t('action.return')}</button>`;
  }

  goTo(id) { go(letterHref({ id })); }

  /** Somebody else was faster while it was open here. */
  news(by, row) {
    const name = by?.name ?? t('someone');
    return html`<p class="told good elsewhere" role="status">${icon('check')}<span>${row.customer ? t('scan.filedElsewhere', { name, customer: row.customer.name }) : t('scan.filedElsewherePlain', { name })} ${row.conversationId ? html`<a class="link" href="/inbox/all/${row.conversationId}">${t('ledger.conversation', { number: row.conversationId })}</a>` : nothing}</span>
      ${neighbourOf(this.number, 1) ? html`<button class="btn quiet" @click=${() => this.goTo(neighbourOf(this.number, 1))}>${t('action.nextLetter')}</button>` : nothing}</p>`;
  }

  // What the side does

  choose(key) {
    if (this.holder || !this.open) return;
    this.chosen = key;
    begin(this.number);
    this.draw();
  }

  /** The side looks at this element, so it is drawn again with it. */
  draw() {
    for (const one of [this, ...this.querySelectorAll('scan-side, scan-read')]) one.requestUpdate();
  }

  /** By its number key. */
  chooseAt(index) {
    const one = this.choices[index];
    if (!one || !this.open || this.holder) return;
    this.querySelector('scan-side').backToChoices();
    this.choose(one.key);
    speak(this.querySelector('scan-side').nameOf(one));
  }

  point(key, take = false) {
    if (this.lit !== key) {
      this.lit = key;
      this.draw();
    }
    if (!take || !key) return;
    const mark = marksOf(this.data).find((one) => one.key === key);
    if (mark) this.updateComplete.then(() => this.querySelector('scan-view').showPlace(mark));
  }

  updated() {
    document.title = `${t(this.open ? 'scan.title' : 'scan.letter')} · Faden`;
    if (this.told || !this.data) return;
    this.told = true;
    this.querySelector('h1').focus({ preventScroll: true });
  }
}
customElements.define('letters-check', LettersCheck);
