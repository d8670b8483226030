/* The list of conversations. Windowed: a box as high as all rows, inside it one translated list with the rows in sight, in normal flow. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { me, work, queues } from '../store.js';
import { list, listProblem, look, retryList, loaded, complete } from '../lists.js';
import { looking, hrefOf, move } from '../desk.js';
import { explain, takeRow } from '../work.js';
import { row } from '../parts/row.js';
import { icon } from '../parts/icon.js';
import { wrapUps } from '../offers.js';
import './faden-wrap-up.js';
import { now } from '../clock.js';
import { due, dueDay } from '../models/time.js';
import { arrivalHref } from '../models/places.js';
import { go } from '../router.js';

const MARGIN = 8; // rows drawn beyond the edges
const withoutKeys = matchMedia('(pointer: coarse), (width < 48rem)');

class FadenList extends FadenElement {
  constructor() {
    super();
    this.top = 0;
    this.seen = 12;
    this.rowHeight = 80;
  }

  connectedCallback() {
    super.connectedCallback();
    this.sizes = new ResizeObserver(() => this.measure());
    this.sizes.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.sizes.disconnect();
  }

  measure() {
    this.rowHeight = 5 * parseFloat(getComputedStyle(document.documentElement).fontSize);
    const box = this.querySelector('.rows');
    this.seen = Math.ceil((box?.clientHeight ?? 900) / this.rowHeight);
    this.requestUpdate();
  }

  get of() {
    const { view, queue } = looking();
    return { view, queue };
  }

  render() {
    const { view, queue, id } = looking();
    const it = list(this.of);
    const from = Math.max(0, Math.floor(this.top / this.rowHeight) - MARGIN);
    const shown = it.rows.slice(from, from + this.seen + 2 * MARGIN);
    this.from = from;
    const focusable = shown.some((one) => one.id === id) ? id : shown[0]?.id;
    const time = now();
    return html`<div class="list-head">${this.head(view, queue)}</div>
      ${this.scans(view, queue)}
      <div class="rows" @scroll=${this.onScroll} @keydown=${this.onKey}>
        ${this.state(it)}
        <div class="tall"><ul class="window" aria-busy=${String(!loaded(it))}>${repeat(shown, (one) => one.id, (one) => html`<li>${row(one, {
          href: hrefOf({ view, queue, id: one.id }), current: one.id === id, focusable: one.id === focusable, own: me().id, now: time, take: takeRow })}</li>`)}</ul></div>
        ${it.rows.length && !complete(it) ? html`<p class="more muted">${t('list.more')}</p>` : nothing}
      </div>${wrapUps().length ? html`<faden-wrap-up class="wrap-ups" .except=${id}></faden-wrap-up>` : nothing}`;
  }

  head(view, queue) {
    const inbox = ['mine', 'team', 'parked'].includes(view);
    const counts = queue ? {} : work() ?? {};
    const name = queue ? queues().find((one) => one.id === queue)?.name ?? t('queue') : t(inbox ? 'nav.mine' : `nav.${view}`);
    return html`<div class="top"><h1 class="clip">${name}</h1>${queue ? html`<a class="btn quiet only" href=${hrefOf({ view })} aria-label=${t('list.allQueues')} title=${t('list.allQueues')}>${icon('close')}</a>` : nothing}</div>
      ${inbox ? html`<div class="views">${['mine', 'team', 'parked'].map((one) => html`
        <a href=${hrefOf({ view: one, queue })} aria-current=${one === view ? 'true' : nothing}>${t(`view.${one}`)} ${counts[one] === undefined ? nothing : html`<span class="count">${counts[one]}</span>`}</a>`)}</div>` : nothing}`;
  }

  /** Scanned letters are no conversations yet: they stand above those. */
  scans(view, queue) {
    const { scans, scansWaiting } = work() ?? {};
    if (view === 'team' && !queue && scansWaiting) return html`<a class="scans-line" href="/letters">${icon('scan')}<span>${t('scans.waiting', { count: scansWaiting })}</span>${icon('right')}</a>`;
    if (view !== 'mine' || queue || !scans?.length) return nothing;
    return html`<ul class="held-scans" aria-label=${t('scans.mine')}>${scans.map(({ workItem, subject, preview }) => {
      const limit = workItem.dueAt ? (workItem.kind === 'check_scan' ? dueDay : due)(workItem.dueAt, lang(), now()) : undefined;
      return html`<li><a class="held-scan" href=${arrivalHref(workItem)} title=${preview || nothing}>${icon('scan')}<span class="l1"><span class="name clip"><bdi>${subject || preview}</bdi></span><span class="due ${limit?.state ?? ''}">${limit?.icon ? icon(limit.icon) : nothing} ${limit?.text}</span></span><span class="l3 clip muted">${t('scan.title')} · ${workItem.queue.name}</span></a></li>`;
    })}</ul>`;
  }

  state(it) {
    const problem = listProblem(this.of);
    if (problem && !it.rows.length) return html`<div class="empty"><b>${explain(problem)}</b><button class="btn" @click=${() => retryList(this.of)}>${t('again')}</button></div>`;
    if (it.rows.length || !loaded(it)) return nothing;
    const { view, queue } = looking();
    if (view === 'mine' && !queue && work()?.scans?.length) return nothing;
    const waiting = work()?.team ?? 0;
    return html`<div class="empty">${icon('check')}<b>${t(`empty.${view}`)}</b><p>${view === 'mine' ? t('empty.mineNext', { count: waiting, keys: !withoutKeys.matches }) : queue ? t('empty.queueNext') : t(`empty.${view}Next`)}</p>
      ${view === 'mine' && waiting ? html`<button class="btn" @click=${() => go('/inbox/team')}>${t('empty.toTeam')}</button>` : nothing}</div>`;
  }

  willUpdate() {
    const key = JSON.stringify(this.of);
    if (key !== this.key) { // another list starts at its top
      this.key = key;
      this.top = 0;
      this.fresh = true;
    }
  }

  updated() {
    const it = list(this.of);
    const box = this.querySelector('.rows');
    this.querySelector('.tall').style.blockSize = `${it.rows.length * this.rowHeight}px`;
    this.querySelector('.window').style.transform = `translateY(${this.from * this.rowHeight}px)`;
    if (this.fresh) {
      this.fresh = false;
      box.scrollTop = 0;
    }
    look(this.of, this.from, this.from + this.seen + MARGIN);
    this.follow(it, box);
  }

  /** The chosen row comes into sight when it changes by key; never while somebody scrolls. */
  follow(it, box) {
    const { id } = looking();
    const at = it.rows.findIndex((one) => one.id === id);
    if (id === this.followed || at < 0) return;
    this.followed = id;
    const top = at * this.rowHeight;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + this.rowHeight > box.scrollTop + box.clientHeight) box.scrollTop = top + this.rowHeight - box.clientHeight;
    if (this.keyed) {
      this.keyed = false;
      requestAnimationFrame(() => this.querySelector('.row[aria-current]')?.focus({ preventScroll: true }));
    }
  }

  onScroll(event) {
    this.top = event.target.scrollTop;
    if (Math.max(0, Math.floor(this.top / this.rowHeight) - MARGIN) !== this.from) this.requestUpdate();
  }

  onKey(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.keyed = true;
    move(by);
  }
}
customElements.define('faden-list', FadenList);
