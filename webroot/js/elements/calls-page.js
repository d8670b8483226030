/* Calls, newest first: those going on, missed, one's own, all. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { me } from '../store.js';
import { route } from '../router.js';
import { onEvent } from '../live.js';
import { paced } from '../pace.js';
import { paging } from '../paging.js';
import { nameOfCall } from '../calls.js';
import { noteOfCall } from '../phone-notes.js';
import { explain } from '../work.js';
import { isOwed, lengthOf, spoken } from '../models/phone.js';
import { moment, full, due } from '../models/time.js';
import { now } from '../clock.js';
import { icon } from '../parts/icon.js';
import { numberOf, wayMark } from '../parts/call.js';

const VIEWS = ['mine', 'now', 'missed', 'all'];
const lists = Object.fromEntries(VIEWS.map((view) => [view, paging(`calls-${view}`, () => ['/phone/calls', { view }])]));
const outdate = paced(() => me() && Object.values(lists).forEach((list) => list.outdate()));
onEvent(({ type }) => ['call_changed', 'callback_changed', 'reload'].includes(type) && outdate());

class CallsPage extends FadenElement {
  get view() {
    const asked = route().query.get('view');
    return VIEWS.includes(asked) ? asked : 'mine';
  }

  render() {
    const { view } = this;
    const list = lists[view];
    return html`<div class="page-head"><h1>${t('calls.title')}</h1></div>
      <nav class="sections" aria-label=${t('calls.views')}>${VIEWS.map((one) => html`<a href=${one === 'mine' ? '/calls' : `/calls?view=${one}`} aria-current=${one === view ? 'true' : nothing}>${t(`calls.${one}`)}</a>`)}</nav>
      ${list.problem && !list.known ? html`<div class="empty"><b>${explain(list.problem)}</b><button class="btn" @click=${() => list.again()}>${t('again')}</button></div>`
        : list.known && !list.rows.length ? html`<div class="empty">${icon('phone')}<b>${t(`calls.none.${view}`)}</b><p>${t('calls.noneNext')}</p></div>`
          : html`<section class="lines"><ul>${repeat(list.rows, (call) => call.id, (call) => html`<li class="line" data-call=${call.id}>${this.line(call)}</li>`)}</ul>
            ${list.complete || !list.known ? nothing : html`<button class="btn more" @click=${() => list.more()}>${t('callbacks.more')}</button>`}</section>`}`;
  }

  line(call) {
    const at = call.noteConversationId ?? call.callback?.conversation?.id;
    const name = html`<b><bdi>${nameOfCall(call)}</bdi></b>`;
    return html`<div class="when" title=${full(call.startedAt, lang())}><span class="ch-phone">${wayMark(call)}</span><span>${moment(call.startedAt, lang(), now())}</span></div>
      <div class="about"><p class="who">${at ? html`<a class="link-to" href="/inbox/all/${at}">${name}</a>` : name} ${call.number ? numberOf(call) : nothing}</p><p class="facts">${this.facts(call).map((fact, index) => html`${index ? ' · ' : nothing}${fact}`)}</p></div>
      <div class="acts">${this.acts(call, at)}</div>`;
  }

  facts(call) {
    const { state, missed, agent, ringsAt, callback } = call;
    return [
      state === 'ringing' ? t(`call.ringing.${call.direction}`) : state === 'answered' ? t('call.answered') : missed ? html`<span class="late">${t('call.way.missed')}</span>` : call.answeredAt ? lengthOf(spoken(call)) || '0:00' : t('call.notAnswered'),
      agent ? t('call.took', { name: agent.name }) : ringsAt?.length ? t('call.rang', { names: ringsAt.map((one) => one.name).join(', ') }) : undefined,
      call.line ? t('call.line', { name: call.line.name }) : undefined,
      callback ? (callback.state === 'open' ? t('call.isCalled', { when: due(callback.dueAt, lang(), now()).text }) : t('call.calledBack')) : undefined,
    ].filter(Boolean);
  }

  acts(call, at) {
    if (call.noteEntryId) return html`<a class="btn quiet" href="/inbox/all/${at}">${icon('note')}${t('call.hasNote')}</a>`;
    return html`${call.dial && call.state === 'ended' ? html`<a class="btn quiet" href=${call.dial}>${icon('phone-out')}${t('call.back')}</a>` : nothing}
      ${isOwed(call, me().id) || call.state !== 'ended' ? html`<button class="btn" @click=${() => noteOfCall(call)}>${icon('note')}${t('call.write')}</button>` : nothing}`;
  }

  updated() {
    document.title = `${t('calls.title')} · Faden`;
    lists[this.view].look();
  }
}
customElements.define('calls-page', CallsPage);
