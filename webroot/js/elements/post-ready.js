/* Letters that lie ready: choose some or none, which means all, and print them. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { live } from 'lit/directives/live.js';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { go } from '../router.js';
import { letters, postCounts, print, takeBack } from '../post.js';
import { pressed, still } from '../models/post.js';
import { moment, full } from '../models/time.js';
import { now } from '../clock.js';
import { icon } from '../parts/icon.js';
import { allBox, letterBox, letterLine } from '../parts/post.js';

const SIDES = 'faden.post.sides';

class PostReady extends FadenElement {
  constructor() {
    super();
    this.chosen = new Set();
    this.bothSides = localStorage.getItem(SIDES) !== 'one';
  }

  get entries() { return still(this.chosen, letters.ready.rows); }

  render() {
    const { rows } = letters.ready;
    const chosen = new Set(this.entries);
    const all = Math.max(postCounts()?.ready ?? 0, rows.length);
    return html`<div class="post-tools">${allBox(chosen.size ? t('post.chosen', { count: chosen.size }) : t('post.chooseAll'), chosen, rows, (next) => this.choose(next))}
        <span class="segments sides" role="radiogroup" aria-label=${t('post.sides')}>${[true, false].map((both) => html`<label><input type="radio" name="sides" .checked=${live(this.bothSides === both)} @change=${() => this.turn(both)}>${t(both ? 'post.bothSides' : 'post.oneSide')}</label>`)}</span>
        <button class="btn primary" type="button" aria-disabled=${this.busy ? 'true' : nothing} @click=${() => this.print()}>${icon('printer')}${this.busy ? t('post.printing') : chosen.size ? t('post.printSome', { count: chosen.size }) : t('post.printAll', { count: all })}</button></div>
      <section class="lines"><ul>${repeat(rows, (one) => one.entryId, (one) => letterLine(one, {
        box: letterBox(one, chosen, (id, on, range) => this.press(id, on, range)),
        when: one.readyAt ? html`<span title=${full(one.readyAt, lang())}>${t('post.since', { when: moment(one.readyAt, lang(), now()) })}</span>` : nothing,
        facts: [one.author && t('post.by', { name: one.author.name }), one.queue?.name],
        more: [{ label: t('action.undo'), icon: 'undo', hint: t('post.takeBackHint'), sub: true, run: () => takeBack(one) }],
      }))}</ul></section>`;
  }

  choose(next) {
    this.chosen = next;
    this.requestUpdate();
  }

  press(id, on, range) {
    this.choose(pressed(new Set(this.entries), letters.ready.rows, id, on, range ? this.last : undefined));
    this.last = id;
  }

  turn(both) {
    this.bothSides = both;
    try { localStorage.setItem(SIDES, both ? 'both' : 'one'); } catch { /* then it is asked anew */ }
    this.requestUpdate();
  }

  async print() {
    if (this.busy) return;
    this.busy = true;
    this.requestUpdate();
    const made = await print(this.entries, this.bothSides);
    this.busy = false;
    this.choose(new Set());
    if (made) go('/post?view=printed');
  }
}
customElements.define('post-ready', PostReady);
