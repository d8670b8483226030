/* The search with everything: words, filters, and what was found, page by page. The address holds all of it. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { route, go } from '../router.js';
import { queues } from '../store.js';
import { search, ask, again, more } from '../search.js';
import { KINDS, filterOf, hrefOf, hrefOfEntry, narrowed } from '../models/search.js';
import { explain, openCustomer, tell } from '../work.js';
import { moment } from '../models/time.js';
import { now } from '../clock.js';
import { icon } from '../parts/icon.js';
import { customerHit, conversationHit, entryHit } from '../parts/hits.js';

const PAUSE = 250; // after the last letter

class SearchPage extends FadenElement {
  get filter() { return filterOf(route().query); }

  willUpdate() { ask(this.filter); }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.waiting);
  }

  render() {
    const filter = this.filter;
    return html`<div class="page-head"><h1>${t('search.title')}</h1></div>
      <form class="search-form" role="search" @submit=${(event) => { event.preventDefault(); this.typed(event.target.q.value, 0); }}>
        <label class="ask">${icon('search')}<span class="sr">${t('search.words')}</span><input class="field" name="q" type="search" maxlength="200" autocomplete="off" spellcheck="false" placeholder=${t('search.hint')}
          @input=${(event) => this.typed(event.target.value, PAUSE)} @keydown=${this.onKey}></label>
        <div class="narrow-by">${this.choice('status', filter, ['open', 'waiting', 'snoozed', 'resolved'].map((value) => [value, t(`search.status.${value}`)]))}
          ${this.choice('queue', filter, queues().map(({ id, name }) => [String(id), name]))}
          ${this.choice('channel', filter, ['email', 'phone', 'letter', 'mastodon', 'bluesky', 'x', 'facebook', 'feed', 'chat', 'sms'].map((value) => [value, t(`channel.${value}`)]))}
          ${this.choice('direction', filter, ['in', 'out', 'internal'].map((value) => [value, t(`search.direction.${value}`)]))}
          ${this.day('from', filter)}${this.day('to', filter)}
          <button type="button" class="link" ?disabled=${!narrowed(filter)} @click=${() => go(hrefOf({ q: filter.q, kind: filter.kind }), { replace: true })}>${t('search.clear')}</button></div></form>
      <nav class="sections" aria-label=${t('search.kinds')}>${[undefined, ...KINDS].map((kind) => html`<a href=${hrefOf({ ...filter, kind })} aria-current=${filter.kind === kind ? 'true' : nothing}>${t(`search.kind.${kind ?? 'all'}`)}</a>`)}</nav>
      <div class="search-found" aria-busy=${String(search().busy)} @keydown=${this.onKey}>${this.found(filter)}</div>`;
  }

  choice(name, filter, options) {
    return html`<label><span class="sr">${t(`search.by.${name}`)}</span><select class="field" name=${name} @change=${(event) => this.narrow(name, event.target.value)}>
      <option value="" ?selected=${!filter[name]}>${t(`search.by.${name}`)}</option>${options.map(([value, word]) => html`<option value=${value} ?selected=${filter[name] === value}>${word}</option>`)}</select></label>`;
  }

  day(name, filter) {
    return html`<label class="day-of"><span>${t(`search.by.${name}`)}</span><input class="field" type="date" name=${name} min="1970-01-01" max="9998-12-31" .value=${filter[name] ?? ''} @change=${(event) => this.narrow(name, event.target.value)}></label>`;
  }

  found(filter) {
    const { found, problem, busy } = search();
    if (problem) return html`<div class="empty"><b>${explain(problem)}</b><button class="btn" @click=${() => again(filter)}>${t('again')}</button></div>`;
    if (!found) return busy ? nothing : html`<div class="empty"><b>${t('search.start')}</b><p>${t('search.startNext')}</p></div>`;
    const groups = KINDS.filter((kind) => found[kind]?.items.length || found[kind]?.nextCursor);
    if (!groups.length) return html`<div class="empty"><b>${t('find.none')}</b><p>${narrowed(filter) ? t('search.noneNarrowed') : t('search.noneNext')}</p></div>`;
    return groups.map((kind) => this.group(kind, found[kind], filter));
  }

  group(kind, { items, nextCursor, lookedBackTo }, filter) {
    return html`<section class="hits" aria-label=${t(`search.kind.${kind}`)}>${filter.kind ? nothing : html`<h2>${t(`search.kind.${kind}`)}</h2>`}
      <ul>${items.map((hit) => this.hit(kind, hit))}</ul>
      ${lookedBackTo ? html`<p class="muted">${t('search.lookedBackTo', { when: moment(lookedBackTo, lang(), now()) })}</p>` : nothing}
      ${!nextCursor ? nothing : filter.kind === kind ? html`<button class="btn" ?disabled=${search().more} @click=${() => more(filter)}>${t(lookedBackTo ? 'search.further' : 'search.more')}</button>`
        : html`<a class="link" href=${hrefOf({ ...filter, kind })}>${t(`search.all.${kind}`)}</a>`}</section>`;
  }

  hit(kind, hit) {
    const it = { customers: customerHit, conversations: conversationHit, entries: entryHit }[kind](hit);
    const inside = html`<span class="mark ${it.tone ?? ''}">${icon(it.icon)}</span><span class="l1"><span class="name clip">${it.title}</span>${it.end}</span><span class="l2">${it.line}</span>
      ${it.files?.length ? html`<span class="l3">${it.files}</span>` : nothing}`;
    if (kind === 'customers') return html`<li><button class="hit" type="button" @click=${() => openCustomer(hit.customer.id).catch(tell)}>${inside}</button></li>`;
    return html`<li><a class="hit" href=${kind === 'entries' ? hrefOfEntry(hit) : `/inbox/all/${hit.id}`}>${inside}</a></li>`;
  }

  narrow(name, value) { go(hrefOf({ ...this.filter, [name]: value || undefined }), { replace: true }); }

  typed(q, pause) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      this.own = q;
      go(hrefOf({ ...this.filter, q }), { replace: true });
    }, pause);
  }

  /** Down from the words into the hits, and up and down among them. */
  onKey(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    const hits = [...this.querySelectorAll('.hit')];
    const at = hits.indexOf(document.activeElement);
    const to = at + by < 0 ? this.querySelector('input[name=q]') : hits[at + by];
    if (!to) return;
    event.preventDefault();
    event.stopPropagation();
    to.focus();
  }

  updated() {
    document.title = `${t('search.title')} · Faden`;
    const input = this.querySelector('input[name=q]');
    const q = this.filter.q ?? '';
    // What is being typed right now is ahead of the address.
    if (q !== this.shown && q !== this.own) input.value = q;
    this.shown = q;
    this.own = undefined;
  }

  firstUpdated() { this.querySelector('input[name=q]').focus(); }
}
customElements.define('search-page', SearchPage);
