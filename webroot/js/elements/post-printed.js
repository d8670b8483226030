/* What is printed and not posted yet, print by print: say when it was posted, whole or some of it; print a spoilt one again. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { live } from 'lit/directives/live.js';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { letters, pdfOf, posted, printAgain, run } from '../post.js';
import { byRun, pressed, still } from '../models/post.js';
import { dayAt, dayName, today } from '../models/days.js';
import { moment, full } from '../models/time.js';
import { now } from '../clock.js';
import { icon } from '../parts/icon.js';
import { allBox, letterBox, letterLine } from '../parts/post.js';

class PostPrinted extends FadenElement {
  constructor() {
    super();
    this.chosen = new Set();
    this.days = new Map(); // print -> the day chosen for it
    this.last = new Map();
  }

  render() {
    return html`${repeat(byRun(letters.printed.rows), (group) => group.id, (group) => this.group(group))}`;
  }

  group({ id, letters: rows }) {
    const made = run(id) ?? { printedAt: rows[0].printedAt, open: rows.length };
    const chosen = new Set(still(this.chosen, rows));
    const others = new Set([...this.chosen].filter((one) => !rows.some((letter) => letter.entryId === one)));
    const open = Math.max(made.open, rows.length);
    const at = made.printedAt;
    return html`<section class="lines print" aria-labelledby="print-${id}" data-print=${id}><h2 id="print-${id}">${icon('printer')}${t('post.print', { id })}
        <span class="facts">${[at && html`<span title=${full(at, lang())}>${moment(at, lang(), now())}</span>`, made.printedBy?.name, t('post.letters', { count: made.letters ?? open }), made.bothSides === undefined ? undefined : t(made.bothSides ? 'post.bothSides' : 'post.oneSide')].filter(Boolean).map((fact, index) => html`${index ? ' · ' : nothing}${fact}`)}</span></h2>
      <div class="post-tools">${allBox(chosen.size ? t('post.chosen', { count: chosen.size }) : t('post.chooseAll'), chosen, rows, (next) => this.choose(new Set([...others, ...next])))}
        <a class="btn quiet" href=${pdfOf(id)} target="_blank" rel="noopener">${icon('printer')}${t('post.pdfAgain')}</a>
        <label class="posted-on"><span>${t('post.on')}</span><input class="field" type="date" .value=${live(this.dayOf(id))} max=${today()} min=${at ? today(Date.parse(at)) : nothing} @change=${(event) => this.setDay(id, event.target.value)}><span class="muted" aria-hidden="true">${dayName(dayAt(this.dayOf(id)), lang(), 'short')}</span></label>
        <button class="btn primary" type="button" aria-disabled=${this.busy ? 'true' : nothing} @click=${() => this.post(id, [...chosen])}>${icon('check')}${chosen.size ? t('post.postSome', { count: chosen.size }) : t('post.postAll', { count: open })}</button></div>
      <ul>${repeat(rows, (one) => one.entryId, (one) => letterLine(one, {
        box: letterBox(one, chosen, (entry, on, range) => this.press(rows, others, entry, on, range, id)),
        facts: [one.author && t('post.by', { name: one.author.name })],
        acts: html`<button class="btn quiet" type="button" aria-label=${t('post.spoiltOf', { name: one.customer.name })} title=${t('post.spoiltHint')} @click=${() => printAgain(one)}>${t('post.spoilt')}</button>`,
      }))}</ul></section>`;
  }

  dayOf(id) { return this.days.get(id) ?? today(); }

  setDay(id, day) {
    if (day) this.days.set(id, day);
    this.requestUpdate();
  }

  choose(next) {
    this.chosen = next;
    this.requestUpdate();
  }

  press(rows, others, entry, on, range, id) {
    const mine = pressed(new Set(still(this.chosen, rows)), rows, entry, on, range ? this.last.get(id) : undefined);
    this.last.set(id, entry);
    this.choose(new Set([...others, ...mine]));
  }

  async post(id, entries) {
    if (this.busy) return;
    this.busy = true;
    this.requestUpdate();
    const done = await posted(id, this.dayOf(id), entries);
    this.busy = false;
    if (done) this.chosen = new Set([...this.chosen].filter((one) => !entries.includes(one)));
    this.requestUpdate();
  }
}
customElements.define('post-printed', PostPrinted);
