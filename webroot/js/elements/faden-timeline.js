/* The customer's story, oldest first, with the head above and the composer below. Keeps its place while things come and go. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { open, current, seen, hrefOf, looking } from '../desk.js';
import { leaveStory, story, storyCustomer, syncStory, entriesOf, problemHere, busyHere, older, newer, reopen, narrow, showAll, narrowed } from '../story.js';
import { problemOf, customerProblem, me } from '../store.js';
import { splitting, stopSplit } from '../splitting.js';
import { midnightOf } from '../models/story.js';
import { rows } from '../models/timeline.js';
import { inReview } from '../models/approval.js';
import { day, moment } from '../models/time.js';
import { events } from '../parts/events.js';
import { explain } from '../work.js';
import { speak } from '../ui.js';
import { icon } from '../parts/icon.js';
import { now } from '../clock.js';
import './faden-head.js';
import './customer-top.js';
import './faden-split.js';
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
    leaveStory();
    this.sizes.disconnect();
    removeEventListener('focus', this.focused);
    clearTimeout(this.dwelling);
  }

  get data() { return entriesOf(); }

  willUpdate() {
    syncStory();
    const { conversationId, customerId, filter } = story();
    const key = JSON.stringify([conversationId, customerId, filter]);
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
    const { own, asked } = story();
    const problem = own ? customerProblem(asked) : problemOf(looking().id);
    if (problem) return html`<div class="empty alone"><b>${problem.status === 404 ? t(own ? 'timeline.noCustomer' : 'timeline.gone') : explain(problem)}</b><p>${problem.status === 404 ? t('timeline.goneNext') : ''}</p></div><faden-toast></faden-toast>`;
    return html`${own ? html`<customer-top class="t-head"></customer-top>` : html`<faden-head class="t-head"></faden-head>`}
      <div class="t-scroll" tabindex="0" role="region" aria-label=${t('timeline.entries')} @scroll=${this.onScroll} @wheel=${this.byHand} @touchmove=${this.byHand} @keydown=${this.onKey} @pointerdown=${this.byHand}>
        ${this.topLine()}<div class="t-flow ${splitting() ? 'is-choosing' : ''}">${this.flow()}</div>${this.endLine()}</div>
      <div class="composer-box">
        ${this.data.newer ? html`<button class="btn to-end" @click=${() => narrow({ at: undefined, entry: undefined })}>${icon('down')}${t('timeline.toNow')}</button>`
          : this.unseen ? html`<button class="btn to-end" @click=${() => this.toEnd(true)}>${icon('down')}${t('timeline.new', { count: this.unseen })}</button>` : nothing}
        ${own ? nothing : html`<faden-toast></faden-toast><faden-wrap-up .only=${looking().id}></faden-wrap-up>`}
        ${splitting() ? html`<faden-split></faden-split>` : !own && current() ? html`<faden-composer></faden-composer>` : nothing}</div>`;
  }

  topLine() {
    const problem = problemHere();
    if (problem) return html`<p class="top-line">${explain(problem)} <button class="link" @click=${() => (this.data.loaded ? older() : reopen())}>${t('again')}</button></p>`;
    if (!this.data.loaded) return nothing;
    if (!this.data.entries.length && narrowed()) return html`<div class="empty"><b>${t('timeline.nothing')}</b><p>${t('timeline.nothingNext')}</p><button class="btn" @click=${showAll}>${t('filter.clear')}</button></div>`;
    if (!this.data.entries.length && story().own) return html`<div class="empty"><b>${t('timeline.empty')}</b><p>${t('timeline.emptyNext')}</p></div>`;
    if (this.data.complete) return nothing;
    return html`<p class="top-line">${busyHere() ? t('timeline.loading') : html`<button class="link" @click=${() => older()}>${t('timeline.older')}</button>`}</p>`;
  }

  endLine() {
    if (!this.data.newer) return nothing;
    return html`<p class="top-line">${busyHere() ? t('timeline.loadingNewer') : html`<button class="link" @click=${() => newer()}>${t('timeline.newer')}</button>`}</p>`;
  }

  flow() {
    const it = current();
    const { conversationId, readUpTo, own } = story();
    const customer = storyCustomer();
    const { view, queue } = own ? { view: 'all' } : looking();
    const names = new Map((customer?.members ?? []).map((one) => [one.id, one.name]));
    const threads = new Map((customer?.conversations ?? []).map((one, index) => [one.id, index % 5]));
    let before; // on the customer's own page a conversation is named where it begins to speak
    return repeat(rows(this.data.entries, { conversationId, readUpTo }), (row) => row.key, (row) => {
      if (row.type === 'day') return html`<p class="day ${own || row.conversationId === conversationId ? '' : 'other'}">${day(row.at, lang(), now())}</p>`;
      if (row.type === 'unread') return html`<p class="unread-line">${row.since ? t('unread.since', { when: moment(row.since, lang(), now()) }) : t('unread')}</p>`;
      if (row.type === 'events') return events(row.entries, !own && row.entries.every((entry) => entry.conversationId !== conversationId));
      const { entry } = row;
      const other = entry.conversationId !== conversationId;
      const named = own ? entry.conversationId !== before : other;
      before = entry.conversationId;
      const kind = entry.kind === 'note' ? 'note' : entry.direction !== 'out' ? '' : inReview(entry) ? 'ours review' : 'ours';
      return html`<faden-entry class="entry ${kind} is-${entry.kind === 'message' ? entry.channel ?? 'email' : entry.kind} ${other && !own ? 'other' : ''} ${own ? `thread-${threads.get(entry.conversationId) ?? 0}` : ''}" role="article" data-entry=${entry.id} .entry=${entry}
        .customer=${it?.customer ?? customer} .member=${entry.customerId === customer?.id ? undefined : names.get(entry.customerId)} .subject=${other ? entry.conversationSubject : it?.subject} .href=${named ? hrefOf({ view, queue, id: entry.conversationId }) : undefined}></faden-entry>`;
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

  /** The first look: at what the address asks for, at the unread line if the news are longer than the screen, at the end of this conversation, or at the end. */
  place() {
    const { conversationId, own, filter } = story();
    const { box, data } = this;
    if (!data.loaded || busyHere() || !(own ? storyCustomer() : current())) return;
    const jumped = filter.at || filter.entry;
    const mine = data.entries.filter((entry) => entry.conversationId === conversationId && entry.kind !== 'event');
    if (!own && !jumped && !mine.length && !data.complete && data.entries.length < 500) return void older();
    if (!this.placed) this.settling = Date.now() + SETTLING;
    this.placed = true;
    this.stuck = !data.newer;
    this.toEnd();
    const row = (id) => id && box.querySelector(`[data-entry="${id}"]`);
    const line = box.querySelector('.unread-line');
    const sought = filter.entry ? row(filter.entry) : filter.at ? row(this.firstFrom(midnightOf(filter.at))) : undefined;
    const target = jumped ? sought : line ?? row(mine.at(-1)?.id);
    if (!target) return;
    const top = box.getBoundingClientRect().top;
    if (!jumped && target.getBoundingClientRect().top >= top) return;
    box.scrollTop += target.getBoundingClientRect().top - top - (target === line ? 0 : jumped ? 40 : 24);
    this.stuck = Boolean(jumped) && this.atEnd() && !data.newer;
    if (filter.entry && sought) this.point(sought);
  }

  /** The entry that was asked for has the focus, so that keys and reading go on from there. */
  point(entry) {
    if (this.pointed === this.key) return;
    this.pointed = this.key;
    entry.tabIndex = -1;
    entry.focus({ preventScroll: true });
  }

  /** The first entry of a day, or the last before it. */
  firstFrom(moment) {
    const told = this.data.entries.filter((entry) => entry.kind !== 'event' && entry.reply?.status !== 'draft');
    return (told.find((entry) => Date.parse(entry.occurredAt) >= moment) ?? told.at(-1))?.id;
  }

  /** To what came since one was here last. Answers whether there was anything. */
  toUnread() {
    const line = this.querySelector('.unread-line');
    if (!line) return false;
    this.settling = 0;
    this.stuck = false;
    this.box.scrollTop += line.getBoundingClientRect().top - this.box.getBoundingClientRect().top;
    this.querySelector('.t-scroll').focus({ preventScroll: true });
    return true;
  }

  /** While entries are chosen, the arrows go from one to the next. */
  onKey(event) {
    this.byHand();
    if (!splitting()) return;
    const picks = [...this.querySelectorAll('.pick input')];
    const at = picks.indexOf(event.target);
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape') stopSplit();
    else if (by && at >= 0) picks[Math.min(picks.length - 1, Math.max(0, at + by))].focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
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

  atEnd() { return !this.data.newer && this.box.scrollHeight - this.box.scrollTop - this.box.clientHeight < 48; }

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
    if (this.placed && scrollTop < 400) older();
    if (this.placed && this.data.newer && this.box.scrollHeight - scrollTop - this.box.clientHeight < 400) newer();
    this.watchRead();
  }

  /** Has the newest entry of this conversation been in sight, with somebody there to see it? */
  watchRead() {
    const newest = story().own || this.data.newer ? undefined : this.data.entries.findLast((entry) => entry.conversationId === open().id && entry.kind !== 'event');
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
