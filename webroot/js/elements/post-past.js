/* What is done: letters that were posted, those that came back, and every print, whose PDF can be had again. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { letters, pdfOf, runs, sendAgain } from '../post.js';
import { calendarDay } from '../models/days.js';
import { moment, full } from '../models/time.js';
import { now } from '../clock.js';
import { icon } from '../parts/icon.js';
import { reasonText } from '../parts/reason.js';
import { letterLine } from '../parts/post.js';

const onDay = (date) => (date ? t('post.postedOn', { day: calendarDay(date, lang()) }) : undefined);

class PostPast extends FadenElement {
  static properties = { view: {} };

  render() {
    const rows = this.view === 'runs' ? runs.rows : letters[this.view].rows;
    return html`<section class="lines"><ul>${repeat(rows, (one) => `${this.view}-${one.id}`, (one) => this[this.view](one))}</ul></section>`;
  }

  posted(one) {
    return letterLine(one, { when: onDay(one.postedOn) ?? nothing, facts: [one.author && t('post.by', { name: one.author.name }), one.printRunId && t('post.print', { id: one.printRunId })] });
  }

  returned(one) {
    const why = html`<span class="late">${t('post.cameBack')}${one.error ? html`: <bdi>${reasonText(one.error)}</bdi>` : nothing}</span>`;
    return letterLine(one, { when: onDay(one.postedOn) ?? nothing, facts: [why], acts: html`<button class="btn" type="button" title=${t('post.againHint')} @click=${() => sendAgain(one)}>${t('post.again')}</button>` });
  }

  runs(one) {
    const facts = [one.printedBy.name, t('post.letters', { count: one.letters }), t('post.pages', { pages: one.pages }), t(one.bothSides ? 'post.bothSides' : 'post.oneSide')];
    return html`<li class="line letter-line" data-print=${one.id}><div class="about"><p class="who"><b>${t('post.print', { id: one.id })}</b> <span class="to" title=${full(one.printedAt, lang())}>${moment(one.printedAt, lang(), now())}</span></p>
        <p class="facts">${facts.join(' · ')}</p></div>
      <div class="when">${one.open ? html`<a class="link" href="/post?view=printed">${t('post.open', { count: one.open })}</a>` : onDay(one.postedOn) ?? nothing}</div>
      <div class="acts"><a class="btn" href=${pdfOf(one.id)} target="_blank" rel="noopener" aria-label="${t('post.pdfAgain')}: ${t('post.print', { id: one.id })}">${icon('printer')}${t('post.pdfAgain')}</a></div></li>`;
  }
}
customElements.define('post-past', PostPast);
