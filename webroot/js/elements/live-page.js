/* The live room: what needs a hand, a few figures, one sum that must come out, every queue, everybody; beside them the items one looks at. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { me } from '../store.js';
import { route, go } from '../router.js';
import { show } from '../ui.js';
import { may } from '../models/roles.js';
import { room, watch, ask, seen, problemText } from '../live-room.js';
import { isLost } from '../live.js';
import { alarmKinds, atWork, LOWER, offBy, onShift, slowest, UPPER } from '../models/live.js';
import { clock, moment, weekday, due } from '../models/time.js';
import { now } from '../clock.js';
import { icon } from '../parts/icon.js';
import { problem } from '../parts/door.js';
import { liveHref, long, number } from '../parts/live.js';
import './live-queues.js';
import './live-people.js';
import './live-items.js';

const STATES = ['queued', 'offered', 'assigned', 'wrapping', 'parked', 'overdue', 'due_soon', 'unservable'];

class LivePage extends FadenElement {
  connectedCallback() {
    super.connectedCallback();
    if (may(me(), 'supervisor')) this.stop = watch();
    this.onKey = (event) => event.key === 'Escape' && this.filter && !event.defaultPrevented && !document.querySelector('dialog[open], .menu') && go('/live');
    document.addEventListener('keydown', this.onKey);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop?.();
    document.removeEventListener('keydown', this.onKey);
  }

  /** What the address asks for; undefined when nothing is narrowed down. */
  get filter() {
    const { query } = route();
    const id = (name) => Number(query.get(name)) || undefined;
    const state = STATES.includes(query.get('state')) ? query.get('state') : undefined;
    const filter = { queue: id('queue'), agent: id('agent'), state };
    return Object.values(filter).some(Boolean) || query.has('all') ? filter : undefined;
  }

  render() {
    if (!may(me(), 'supervisor')) return html`<div class="empty">${icon('lock')}<b>${t('forbidden.live')}</b><p>${t('set.forbiddenNext')}</p></div>`;
    const { queues, agents, balance, at } = room();
    const filter = this.filter;
    return html`<div class="room ${filter ? 'is-open' : ''}"><div class="room-main">
        <div class="page-head"><h1>${t('live.title')}</h1><p>${weekday(now(), lang())}, ${clock(now(), lang())}${(room().problem || isLost()) && at ? html` · <span class="stale">${t('live.stale', { at: clock(at, lang()) })}</span>` : nothing}</p></div>
        ${problem(queues ? undefined : problemText())}
        ${queues ? html`${this.stuck(queues)}${this.alarms()}${this.figures(queues, agents)}${this.balance(balance)}
          <live-queues .queues=${queues} .chosen=${filter?.queue}></live-queues>` : nothing}
        ${this.cluster()}</div>
      ${filter ? html`<live-items class="room-side" .filter=${filter}></live-items>` : agents ? html`<live-people class="room-side" .agents=${agents}></live-people>` : nothing}</div>`;
  }

  /** What nobody on shift can do: named, with the way to why. */
  stuck({ total }) {
    const count = total.unservable;
    if (!count || this.filter?.state === 'unservable') return nothing;
    const first = room().stuck[0];
    const facts = first && [first.customer?.name, first.workItem.queue.name, t('live.waitsFor', { span: long(first.waitingSeconds) })].filter(Boolean).join(', ');
    return html`<section class="alert bad" role="status">${icon('warning')}<p><b>${t('live.stuck', { count })}</b> ${first ? t(count > 1 ? 'live.stuckFirst' : 'live.stuckOne', { facts }) : nothing}</p>
      <div class="acts">${first ? html`<button class="btn" @click=${() => show({ why: { item: first.workItem.id, title: facts } })}>${t('live.why')}</button>` : nothing}<a class="btn" href=${liveHref({ state: 'unservable' })}>${t('live.look')}</a></div></section>`;
  }

  alarms() {
    return alarmKinds(room().alarms).map(({ kind, ids, at }) => html`<section class="alert" role="status">${icon('shield')}<p><b>${this.alarmWords(kind, ids.length)}</b> ${t('live.alarmNext', { at: moment(at, lang(), now()) })}</p>
      <div class="acts"><button class="btn" @click=${() => seen(ids)}>${t('live.seen')}</button></div></section>`);
  }

  alarmWords(kind, count) {
    const word = t(`live.alarm.${kind}`, { count });
    return word === `live.alarm.${kind}` ? t('live.alarm', { kind, count }) : word;
  }

  figures({ queues, total }, agents = []) {
    const oldest = slowest(queues);
    const ready = agents.filter(({ presence, load }) => presence.state === 'available' && load.used < load.capacity).length;
    const soon = total.nextDueAt && due(total.nextDueAt, lang(), now());
    const figure = (label, value, fact, tone = '') => html`<div><dt>${label}</dt><dd class=${tone}>${value} <small>${fact}</small></dd></div>`;
    return html`<dl class="figures">
      ${figure(t('live.waiting'), number(total.waiting), t('live.offeredCount', { count: total.offered }))}
      ${figure(t('live.oldest'), oldest ? long(oldest.counts.oldestSeconds + this.since()) : t('live.nobody'), oldest?.queue.name ?? '')}
      ${figure(t('live.overdue'), number(total.overdue), soon ? (total.dueSoon ? t('live.soonCount', { count: total.dueSoon, next: soon.text }) : t('live.nextDue', { next: soon.text })) : t('live.nothingDue'), total.overdue ? 'off' : '')}
      ${figure(t('live.assigned'), number(total.assigned), t('live.assignedFacts', total))}
      ${figure(t('live.ready'), number(ready), t('live.ofShift', { count: onShift(agents).length }), !ready && total.waiting ? 'soon' : '')}</dl>`;
  }

  /** Seconds since the figures came: times go on between two readings. */
  since() { return Math.max(0, Math.floor((now() - room().at) / 1000)); }

  balance(it) {
    if (!it) return nothing;
    const part = (name, tone = '') => html`<span class="op">+</span><span class=${tone}><b>${number(it[name])}</b> ${name === 'quarantined' && it[name] ? html`<a class="link" href="/ledger?state=quarantined">${t(`live.part.${name}`)}</a>` : t(`live.part.${name}`)}</span>`;
    const off = offBy(it);
    const verdict = it.holds && !off ? html`<span class="holds">${icon('check')}${t('ledger.holds')}</span>` : html`<span class="fails">${icon('overdue')}${t('ledger.fails', { by: off })}</span>`;
    return html`<section class="sum" aria-label=${t('live.balance')}><h2>${t('live.balance')} <small>${t('live.checked', { at: clock(it.checkedAt, lang()) })}</small></h2>
      <p class="balance"><span><b>${number(it.received)}</b> ${t('live.part.received')}</span><span class="op">=</span><span><b>${number(atWork(it))}</b> ${t('live.part.filed')}</span>${UPPER.map((name) => part(name, name === 'quarantined' && it[name] ? 'look' : ''))}${verdict}</p>
      <p class="balance second"><span><b>${number(atWork(it))}</b> ${t('live.part.filed')}</span>${LOWER.map((name, index) => html`<span class="op">${index ? '+' : '='}</span><span><b>${number(it[name])}</b> ${t(`live.part.${name}`)}</span>`)}</p>
      ${it.holds ? nothing : html`<p class="fails-next">${t('live.failsNext')}</p>`}</section>`;
  }

  cluster() {
    const it = room().cluster;
    if (!it) return nothing;
    const nodes = it.nodes.map(({ node, agents }) => t('live.node', { node, agents })).join(', ');
    return html`<p class="cluster">${icon('pulse')}<span>${t('live.nodes', { count: it.nodes.length, nodes })} ${it.router ? t('live.routes', { ...it.router, span: long(it.router.sinceSeconds + this.since()) }) : html`<b>${t('live.routesNobody')}</b>`}</span></p>`;
  }

  updated() {
    document.title = `${t('live.title')} · Faden`;
    if (may(me(), 'supervisor')) ask(this.filter);
  }
}
customElements.define('live-page', LivePage);
