/* Promised callbacks: what is late, what has still time, one's own, and what is done. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { me } from '../store.js';
import { route } from '../router.js';
import { callbacks } from '../callbacks.js';
import { explain } from '../work.js';
import { moment, full } from '../models/time.js';
import { now } from '../clock.js';
import { icon } from '../parts/icon.js';
import { callbackActs, dueOf, numberOf } from '../parts/call.js';

const VIEWS = { open: ['late', 'due'], mine: ['mine'], done: ['done'] };
const hrefOf = (view) => (view === 'open' ? '/callbacks' : `/callbacks?view=${view}`);

class CallbacksPage extends FadenElement {
  get view() {
    const asked = route().query.get('view');
    return asked in VIEWS ? asked : 'open';
  }

  render() {
    const { view } = this;
    const lists = VIEWS[view].map((name) => [name, callbacks[name]]);
    const counts = lists.find(([, list]) => list.counts)?.[1].counts;
    const known = lists.every(([, list]) => list.known);
    const problem = lists.find(([, list]) => list.problem && !list.known)?.[1].problem;
    return html`<div class="page-head"><h1>${t('callbacks.title')}</h1><p>${t('callbacks.about')}</p></div>
      <nav class="sections" aria-label=${t('callbacks.views')}>${Object.keys(VIEWS).map((one) => html`<a href=${hrefOf(one)} aria-current=${one === view ? 'true' : nothing}>${t(`callbacks.${one}`)}${one === 'open' && counts ? html` <span class="count">${(counts.due ?? 0) + (counts.late ?? 0)}</span>` : nothing}</a>`)}
        ${counts?.doneToday ? html`<span class="aside">${t('callbacks.doneToday', { count: counts.doneToday })}</span>` : nothing}</nav>
      ${problem ? html`<div class="empty"><b>${explain(problem)}</b><button class="btn" @click=${() => lists.forEach(([, list]) => list.again())}>${t('again')}</button></div>`
        : known && lists.every(([, list]) => !list.rows.length) ? html`<div class="empty">${icon('check')}<b>${t(`callbacks.none.${view}`)}</b><p>${view === 'done' ? '' : t('callbacks.noneNext')}</p></div>`
          : lists.map(([name, list]) => this.list(name, list, lists.length > 1))}`;
  }

  list(name, list, headed) {
    if (!list.rows.length) return nothing;
    return html`<section class="lines is-${name}">${headed ? html`<h2>${name === 'late' ? icon('overdue') : nothing}${t(`callbacks.${name}`)}</h2>` : nothing}
      <ul>${repeat(list.rows, (one) => one.id, (one) => html`<li class="line" data-callback=${one.id}>${one.state === 'open' ? this.open(one) : this.ended(one)}</li>`)}</ul>
      ${list.complete ? nothing : html`<button class="btn more" @click=${() => list.more()}>${t('callbacks.more')}</button>`}</section>`;
  }

  who(one) {
    return html`<p class="who"><a class="link-to" href="/inbox/all/${one.conversation.id}"><b><bdi>${one.customer.name || t('unknown')}</bdi></b></a> ${numberOf(one)}</p>
      <p class="what">${one.promise ? html`<span class="promise">${one.promise}</span>` : nothing}<span class="muted"><bdi>${one.conversation.subject || t('noSubject')}</bdi> · ${t('number', { number: one.conversation.id })}</span></p>`;
  }

  open(one) {
    return html`<div class="when">${dueOf(one)}</div><div class="about">${this.who(one)}<p class="facts">${this.facts(one).map((fact, index) => html`${index ? ' · ' : nothing}${fact}`)}</p></div><div class="acts">${callbackActs(one, Boolean(one.late))}</div>`;
  }

  facts(one) {
    const holder = one.workItem?.agent;
    return [
      one.origin === 'missed_call' ? t('callback.missed') : one.promisedBy ? t('callback.by', { name: one.promisedBy.name }) : undefined,
      holder ? (holder.id === me().id ? t('callback.heldMe') : t('callback.held', { name: holder.name })) : one.agent ? t('callback.for', { name: one.agent.name }) : one.workItem?.queue?.name,
      one.attempts ? t('callback.attempts', { count: one.attempts }) : undefined,
    ].filter(Boolean);
  }

  ended(one) {
    return html`<div class="when" title=${one.endedAt ? full(one.endedAt, lang()) : nothing}>${icon(one.state === 'done' ? 'check' : 'slash')}<span>${one.endedAt ? moment(one.endedAt, lang(), now()) : nothing}</span></div>
      <div class="about">${this.who(one)}<p class="facts">${t(`callback.ended.${one.state}`)}${one.endedBy ? `, ${one.endedBy.name}` : ''}${one.endReason ? `: ${one.endReason}` : ''}</p></div>`;
  }

  updated() {
    document.title = `${t('callbacks.title')} · Faden`;
    for (const name of VIEWS[this.view]) callbacks[name].look();
  }
}
customElements.define('callbacks-page', CallbacksPage);
