/* The customer's story, oldest first, with the head above and the composer below. Keeps its place while things come and go. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { open, current, seen, hrefOf, looking } from '../desk.js';
import { route } from '../router.js';
import { timeline, timelineProblem, timelineBusy, loadOlder, openTimeline } from '../timelines.js';
import { problemOf, me } from '../store.js';
import { rows } from '../models/timeline.js';
import { day, moment } from '../models/time.js';
import { events } from '../parts/events.js';
import { explain } from '../work.js';
import { speak } from '../ui.js';
import { icon } from '../parts/icon.js';
import { now } from '../clock.js';
import './faden-head.js';
import './faden-entry.js';
import './faden-composer.js';
import './faden-wrap-up.js';

const DWELL = 1200; // in sight that long, it counts as read
const SETTLING = 3000; // pictures and mails find their height after the first look; until then the place is found anew

class FadenTimeline extends FadenElement {
  constructor() {
    super();
    this.stuck = true;
    this.unseen = 0;
    this.focused = () => this.watchRead();
    this.addEventListener('scroll', () => this.placed && this.onScroll());
  }

  connectedCallback() {
    super.connectedCallback();
    this.sizes = new ResizeObserver(() => (Date.now() < this.settling ? this.place() : this.stuck && this.toEnd()));
    addEventListener('focus', this.focused);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.sizes.disconnect();
    removeEventListener('focus', this.focused);
    clearTimeout(this.dwelling);
  }

  get data() {
    const { customerId, id, only } = open();
    return timeline(customerId, only ? id : undefined);
  }

  /** The entry that the address asks for, as a search does. */
  get wanted() { return Number(route().query.get('entry')) || undefined; }

  willUpdate() {
    const { id, customerId, only, filter } = open();
    const key = [id, customerId, only, filter, this.wanted].join('/');
    if (key !== this.key) {
      this.key = key;
      this.placed = false;
      this.unseen = 0;
    }
    const { entries } = this.data;
    if (entries === this.entries) return;
    this.entries = entries;
    this.notice(entries.at(-1));
    this.anchor = this.placed && !this.stuck ? this.topEntry() : undefined;
  }

  /** Something came at the end: one's own is followed, the rest is counted for those who read further up. */
  notice(newest) {
    const isNew = this.placed && this.newest && newest && newest.id !== this.newest;
    this.newest = newest?.id;
    if (!isNew || newest.kind === 'event') return;
    if (newest.direction === 'in') speak(t('said.newMessage', { name: newest.from?.name || newest.from?.address || t('customer') }));
    if (this.stuck) return;
    if (newest.author?.id === me().id) this.stuck = true;
    else this.unseen += 1;
  }

  render() {
    const problem = problemOf(looking().id);
    if (problem) return html`<div class="empty alone"><b>${problem.status === 404 ? t('timeline.gone') : explain(problem)}</b><p>${problem.status === 404 ? t('timeline.goneNext') : ''}</p></div><faden-toast></faden-toast>`;
    return html`<faden-head class="t-head"></faden-head>
      <div class="t-scroll" tabindex="0" role="region" aria-label=${t('timeline.entries')} @scroll=${this.onScroll} @wheel=${this.byHand} @touchmove=${this.byHand} @keydown=${this.byHand} @pointerdown=${this.byHand}>
        ${this.topLine()}<div class="t-flow">${this.flow()}</div></div>
      <div class="composer-box">
        ${this.unseen ? html`<button class="btn to-end" @click=${() => this.toEnd(true)}>${icon('down')}${t('timeline.new', { count: this.unseen })}</button>` : nothing}
        <faden-toast></faden-toast><faden-wrap-up .only=${looking().id}></faden-wrap-up>${current() ? html`<faden-composer></faden-composer>` : nothing}</div>`;
  }

  topLine() {
    const { customerId, id, only } = open();
    const problem = timelineProblem(customerId, only ? id : undefined);
    if (problem) return html`<p class="top-line">${explain(problem)} <button class="link" @click=${() => (this.data.loaded ? this.older() : openTimeline(customerId, only ? id : undefined))}>${t('again')}</button></p>`;
    if (!this.data.loaded || this.data.complete) return nothing;
    return html`<p class="top-line">${timelineBusy(customerId, only ? id : undefined) ? t('timeline.loading') : html`<button class="link" @click=${() => this.older()}>${t('timeline.older')}</button>`}</p>`;
  }

  flow() {
    const it = current();
    const { id, filter, readUpTo } = open();
    const { view, queue } = looking();
    return repeat(rows(this.data.entries, { filter, conversationId: id, readUpTo }), (row) => row.key, (row) => {
      if (row.type === 'day') return html`<p class="day ${row.conversationId === id ? '' : 'other'}">${day(row.at, lang(), now())}</p>`;
      if (row.type === 'unread') return html`<p class="unread-line">${row.since ? t('unread.since', { when: moment(row.since, lang(), now()) }) : t('unread')}</p>`;
      if (row.type === 'events') return events(row.entries, row.entries.every((entry) => entry.conversationId !== id));
      const { entry } = row;
      const other = entry.conversationId !== id;
      const kind = entry.kind === 'note' ? 'note' : entry.direction === 'out' ? 'ours' : '';
      return html`<faden-entry class="entry ${kind} ${other ? 'other' : ''}" role="article" data-entry=${entry.id} .entry=${entry}
        .customer=${it?.customer} .subject=${other ? entry.conversationSubject : it?.subject} .href=${other ? hrefOf({ view, queue, id: entry.conversationId }) : undefined}></faden-entry>`;
    });
  }

  /** What scrolls: the entries, or in short windows head and entries together. */
  get box() {
    const inner = this.querySelector('.t-scroll');
    return inner && getComputedStyle(inner).overflowY === 'visible' ? this : inner;
  }

  updated() {
    const { box } = this;
    if (!box) return;
    const flow = this.querySelector('.t-flow');
    if (this.observed !== flow) {
      this.sizes.disconnect();
      this.sizes.observe(flow);
      this.sizes.observe(box);
      this.observed = flow;
    }
    this.settle();
  }

  /** The entries draw themselves after this element; only then do heights mean anything. Still before anything is painted. */
  async settle() {
    await Promise.all([...this.querySelectorAll('faden-entry')].map((entry) => entry.updateComplete));
    if (!this.box) return;
    if (!this.placed) this.place();
    else if (this.stuck) this.toEnd();
    else this.keepPlace();
    this.watchRead();
  }

  /** The first look: at the unread line if the news are longer than the screen, at the end of this conversation, or at the end. */
  place() {
    const { id } = open();
    const { box, data } = this;
    if (!data.loaded || !current()) return;
    const own = data.entries.filter((entry) => entry.conversationId === id && entry.kind !== 'event');
    const wanted = data.entries.some((entry) => entry.id === this.wanted);
    if ((!own.length || (this.wanted && !wanted)) && !data.complete && data.entries.length < 500) return void loadOlder(open().customerId, open().only ? id : undefined);
    if (!this.placed) this.settling = Date.now() + SETTLING;
    this.placed = true;
    this.stuck = true;
    this.toEnd();
    const line = box.querySelector('.unread-line');
    const last = box.querySelector(`[data-entry="${own.at(-1)?.id}"]`);
    const top = box.getBoundingClientRect().top;
    const sought = wanted && box.querySelector(`[data-entry="${this.wanted}"]`);
    if (sought) {
      box.scrollTop += sought.getBoundingClientRect().top - top - 24;
      this.stuck = this.atEnd();
      return;
    }
    const target = line ?? last;
    if (target && target.getBoundingClientRect().top < top) {
      box.scrollTop += target.getBoundingClientRect().top - top - (line ? 0 : 24);
      this.stuck = false;
    }
  }

  topEntry() {
    const top = this.box?.getBoundingClientRect().top ?? 0;
    for (const row of this.querySelectorAll('.t-flow > *')) {
      const box = row.getBoundingClientRect();
      if (box.bottom > top) return { row, top: box.top };
    }
    return undefined;
  }

  keepPlace() {
    const { row, top } = this.anchor ?? {};
    this.anchor = undefined;
    if (!row?.isConnected) return;
    const moved = row.getBoundingClientRect().top - top;
    if (Math.abs(moved) > 1) this.box.scrollTop += moved;
  }

  atEnd() { return this.box.scrollHeight - this.box.scrollTop - this.box.clientHeight < 48; }

  toEnd(asked = false) {
    const { box } = this;
    if (!box) return;
    box.scrollTop = box.scrollHeight;
    if (!asked) return;
    this.stuck = true;
    this.unseen = 0;
    this.requestUpdate();
  }

  byHand() { this.settling = 0; }

  onScroll() {
    const { scrollTop } = this.box;
    if (this.atEnd()) this.stuck = true;
    else if (scrollTop < this.lastTop && Date.now() > this.settling) this.stuck = false; // going up is the person's wish; growing content is not
    this.lastTop = scrollTop;
    if (this.stuck && this.unseen) {
      this.unseen = 0;
      this.requestUpdate();
    }
    if (this.placed && this.box.scrollTop < 400) this.older();
    this.watchRead();
  }

  older() { loadOlder(open().customerId, open().only ? open().id : undefined); }

  /** Has the newest entry of this conversation been in sight, with somebody there to see it? */
  watchRead() {
    const newest = this.data.entries.findLast((entry) => entry.conversationId === open().id && entry.kind !== 'event');
    if (!newest || !this.placed || this.dwellingOn === newest.id) return;
    clearTimeout(this.dwelling);
    this.dwellingOn = newest.id;
    this.dwelling = setTimeout(() => {
      this.dwellingOn = undefined;
      const { box } = this;
      const row = box?.querySelector(`[data-entry="${newest.id}"]`);
      if (!row || document.visibilityState !== 'visible' || !document.hasFocus()) return;
      const bottom = box.getBoundingClientRect().bottom;
      const end = row.getBoundingClientRect();
      if (this.stuck || end.bottom <= bottom + 48 || end.top < bottom - box.clientHeight / 2) seen(newest.id);
    }, DWELL);
  }
}
customElements.define('faden-timeline', FadenTimeline);
