/* Posts to be looked through: one at a time under the cursor, one key each, the next comes up by itself. Whoever reads stays where they are while others come and go. */
import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { now } from '../clock.js';
import { span } from '../models/time.js';
import { asked, choose, counts, decide, faultOf, hrefOf, just, leftBy, look, more, retry, seen, undo, VIEWS } from '../triage.js';
import { me, epoch } from '../store.js';
import { may } from '../models/roles.js';
import { explain } from '../work.js';
import { isLost } from '../live.js';
import { known } from '../admin.js';
import { channelMark, icon } from '../parts/icon.js';
import { justDecided, triagePost } from '../parts/triage-post.js';
import './triage-side.js';

const ORDER = ['mastodon', 'bluesky', 'x', 'facebook', 'feed', 'webhook', 'sms', 'chat'];
const NARROW = matchMedia('(width < 64rem)');
const SHOWN = 3; // of what was decided just now

class TriagePage extends FadenElement {
  constructor() {
    super();
    this.onWidth = () => this.requestUpdate();
  }

  connectedCallback() {
    super.connectedCallback();
    NARROW.addEventListener('change', this.onWidth);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    NARROW.removeEventListener('change', this.onWidth);
    this.end?.disconnect();
  }

  /** Where the post that is read lies, before anything else comes or goes. */
  willUpdate() {
    this.list = seen();
    const at = this.querySelector('.post[aria-current]');
    this.place = at ? { id: Number(at.dataset.post), top: at.getBoundingClientRect().top, focus: at.contains(document.activeElement) } : undefined;
  }

  render() {
    const { view, channel } = asked();
    const { rows, problem, known: isKnown } = this.list;
    return html`<div class="triage-head"><header class="page-head"><h1>${t('triage.title')}</h1><p>${this.sums()}</p></header>
        <nav class="sections" aria-label=${t('triage.views')}>${VIEWS.map((one) => html`<a href=${hrefOf({ ...asked(), view: one })} aria-current=${one === view ? 'page' : nothing}>${t(`triage.view.${one}`)}${one === 'watched' && counts()?.watched ? html` <span class="count">${counts().watched.toLocaleString(lang())}</span>` : nothing}</a>`)}</nav>${this.channels(channel)}</div>
      ${isLost() ? html`<p class="triage-lost" role="status">${icon('unplugged')}<span>${t('triage.lost')}</span></p>` : nothing}
      <div class="triage"><section class="posts" aria-label=${t(`triage.list.${view}`)}>
        ${problem ? html`<div class="${rows.length ? 'list-fault' : 'empty'}" role="alert"><b>${explain(problem)}</b> <button class="btn" @click=${() => retry()}>${t('again')}</button></div>` : nothing}
        ${rows.length ? repeat(rows, (one) => one.id, (one) => this.post(one, view)) : isKnown && !problem ? this.nothingHere(view, channel) : nothing}
        ${this.list.complete || !rows.length ? nothing : html`<p class="more muted">${t('triage.more')}</p>`}
        ${this.justNow()}</section>
      ${NARROW.matches ? nothing : html`<aside class="around" aria-label=${t('triage.around')}><triage-side .post=${this.current}></triage-side></aside>`}</div>`;
  }

  get current() { return this.list.rows.find((one) => one.id === this.list.current); }

  sums() {
    const all = counts();
    if (!all) return nothing;
    const old = all.open && all.oldestAt ? span(Math.max(0, now() - Date.parse(all.oldestAt)), lang()) : undefined;
    return t('triage.sums', { open: all.open, old, decided: all.decidedToday.toLocaleString(lang()), answer: all.answerToday.toLocaleString(lang()) });
  }

  channels(chosen) {
    // What is counted is open; other views know what they show.
    const open = asked().view === 'open';
    const by = counts()?.byChannel ?? {};
    const there = ORDER.filter((one) => (by[one] > 0 || (!open && seen().rows.some((row) => row.channel === one))) || one === chosen);
    if (there.length < 2 && !chosen) return nothing;
    const link = (value, label, count) => html`<a href=${hrefOf({ ...asked(), channel: value })} aria-current=${chosen === value ? 'true' : nothing}>${label}${count === undefined ? nothing : html` <span class="count">${count.toLocaleString(lang())}</span>`}</a>`;
    return html`<nav class="kinds" aria-label=${t('triage.channel')}>${link(undefined, t('triage.all'), open ? counts()?.open : undefined)}${there.map((one) => link(one, html`${channelMark(one)}${t(`channel.${one}`)}`, open ? by[one] ?? 0 : undefined))}</nav>`;
  }

  /** Only what changed is drawn again: there may be a thousand. */
  post(one, view) {
    const current = one.id === this.list.current;
    const left = leftBy(one.id);
    const fault = faultOf(one.id);
    return guard([one, current, left, fault, view, lang(), Math.floor(now() / 60000), current && NARROW.matches, epoch()], () => triagePost(one, {
      view, current, left, fault, focusable: current, choose: () => choose(one.id), undo: () => undo(one), again: () => decide(one, fault.verdict, fault.reason),
      within: current && NARROW.matches ? html`<details class="around-here"><summary>${icon('right')}${t('triage.around')}</summary><triage-side plain .post=${one}></triage-side></details>` : nothing,
    }));
  }

  justNow() {
    const done = just().slice(0, SHOWN);
    return done.length ? html`<div class="just"><h2>${t('triage.just')}</h2><ol>${repeat(done, ({ post }) => post.id, (one, index) => justDecided(one, index === 0, () => undo(one.post)))}</ol></div>` : nothing;
  }

  nothingHere(view, channel) {
    if (channel) return html`<div class="empty"><b>${t('triage.emptyChannel', { channel: t(`channel.${channel}`) })}</b><a class="btn" href=${hrefOf({ ...asked(), channel: undefined })}>${t('triage.allChannels')}</a></div>`;
    const none = view === 'open' && may(me(), 'admin') && known('accounts').items && !known('accounts').items.some((one) => ORDER.includes(one.channel));
    return html`<div class="empty"><b>${t(`triage.empty.${view}`)}</b><p>${t(none ? 'triage.noSource' : `triage.emptyNext.${view}`)}</p>${none ? html`<a class="btn" href="/settings/channel-accounts/add">${t('triage.addSource')}</a>` : nothing}</div>`;
  }

  updated() {
    document.title = `${t('triage.title')} · Faden`;
    look();
    this.follow();
    this.watchEnd();
  }

  /** Going takes the focus along and into sight; what comes and goes meanwhile moves nothing. */
  follow() {
    const at = this.querySelector('.post[aria-current]');
    const { place } = this;
    if (!at) return;
    const id = Number(at.dataset.post);
    if (place?.id === id) {
      const moved = at.getBoundingClientRect().top - place.top;
      if (Math.abs(moved) > 1) this.scrollTop += moved;
    } else if (this.wasAt !== undefined && id !== this.wasAt) {
      const typing = document.activeElement?.closest?.('input, textarea, dialog');
      if (!typing && !at.contains(document.activeElement)) at.focus({ preventScroll: true });
      at.scrollIntoView({ block: 'nearest' });
    }
    this.wasAt = id;
  }

  /** The end comes into sight: more of it is fetched. */
  watchEnd() {
    const line = this.querySelector('.posts > .more');
    if (line === this.watched) return;
    this.end?.disconnect();
    this.watched = line;
    if (!line) return;
    this.end = new IntersectionObserver(([entry]) => entry.isIntersecting && more(), { root: this, rootMargin: '600px' });
    this.end.observe(line);
  }
}
customElements.define('triage-page', TriagePage);
