/* The items one looks at: of a queue, of somebody, or in a state; with what a supervisor can do about each. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { FadenElement } from './base.js';
import { t } from '../i18n.js';
import { room, list, showMore, giveBack, setPriority, setPresence } from '../live-room.js';
import { isHeld } from '../models/live.js';
import { stateOf, STATES as WISHES } from '../models/presence.js';
import { now } from '../clock.js';
import { go } from '../router.js';
import { openMenu, show } from '../ui.js';
import { explain } from '../work.js';
import { arrivalHref } from '../models/places.js';
import { icon, channelIcon } from '../parts/icon.js';
import { stateWords } from '../parts/presence.js';
import { dueWord, liveHref, loadBar, long } from '../parts/live.js';
import { startTransfer } from '../transfer.js';
import { lastsText } from './live-people.js';

const STATES = ['queued', 'offered', 'assigned', 'wrapping', 'parked', 'overdue', 'due_soon', 'unservable'];
const HELD = ['offered', 'assigned', 'wrapping', 'parked', 'overdue', 'due_soon'];

class LiveItems extends FadenElement {
  static properties = { filter: { attribute: false } };

  firstUpdated() { this.querySelector('h2').focus({ preventScroll: true }); }

  render() {
    const { queue, agent, state } = this.filter;
    const who = agent && room().agents?.find(({ person }) => person.id === agent);
    const line = queue && room().queues?.queues.find((one) => one.queue.id === queue);
    const title = who?.person.name ?? line?.queue.name ?? t('live.allQueues');
    return html`<header><h2 tabindex="-1">${title}</h2><a class="btn quiet only" href="/live" aria-label=${t('live.close')} title=${t('live.close')}>${icon('close')}</a></header>
      ${who ? this.person(who) : nothing}
      <label class="narrow-to"><span class="sr">${t('live.state')}</span><select class="field" @change=${(event) => go(liveHref({ ...this.filter, state: event.target.value || undefined, all: queue || agent || event.target.value ? undefined : '1' }))}>
        <option value="" .selected=${!state}>${t('live.everyState')}</option>${(agent ? HELD : STATES).map((one) => html`<option value=${one} .selected=${one === state}>${t(`live.state.${one}`)}</option>`)}</select></label>
      ${this.items()}`;
  }

  person(one) {
    return html`<div class="about-person"><span class="avatar l" aria-hidden="true">${one.person.initials}</span><div><p>${stateWords(one.presence)} <span class="muted">${lastsText(one)}</span></p>
        <p class="muted">${t('live.offersToday', { count: one.offersToday, missed: one.missedToday })}${one.presence.setBy ? html` · ${t('live.setBy', { name: one.presence.setBy.name })}` : nothing}</p></div>${loadBar(one.load)}</div>
      <div class="acts-line"><button class="btn" aria-haspopup="menu" @click=${(event) => this.presenceMenu(event.currentTarget, one)}>${t('live.setPresence')}${icon('down')}</button></div>`;
  }

  presenceMenu(anchor, one) {
    const word = (id) => t(`presence.choose.${id}`);
    openMenu({ anchor, label: t('live.setPresence'), items: [{ title: t('live.isTold', { name: one.person.name }) }, ...WISHES.map(({ id, wish }) => ({ label: word(id), checked: stateOf(one.presence) === id, run: () => setPresence(one, wish, word(id)) }))] });
  }

  items() {
    const it = list();
    if (!it) return nothing;
    if (it.problem && !it.items) return html`<div class="empty"><b>${explain(it.problem)}</b></div>`;
    if (!it.items.length) return html`<div class="empty"><b>${t(this.filter.agent ? 'live.nothingHeld' : 'live.nothingHere')}</b></div>`;
    return html`<ul class="items">${repeat(it.items, ({ workItem }) => workItem.id, (one) => this.row(one, it.at))}</ul>
      ${it.more ? html`<button class="btn more-items" @click=${showMore}>${t('live.more')}</button>` : nothing}`;
  }

  row(one, at) {
    const { workItem, customer, subject, dueState, unservable } = one;
    const name = customer?.name ?? t('live.arrival');
    const channel = workItem.channel ?? 'email';
    const waits = long(one.waitingSeconds + Math.max(0, Math.floor((now() - at) / 1000)));
    const href = workItem.conversationId ? `/inbox/all/${workItem.conversationId}` : arrivalHref(workItem);
    return html`<li><span class="mark ch-${channel}" title=${t(`channel.${channel}`)}>${icon(channelIcon(channel))}</span>
      <p class="l1"><a class="clip" href=${href} title=${name}>${name}</a>${dueWord(dueState)}</p>
      <p class="clip subject" title=${subject ?? nothing}>${subject || t(workItem.conversationId ? 'noSubject' : 'live.arrivalWhat')}</p>
      <p class="facts"><span>${this.standing(workItem)}</span><span>${t('live.waitsFor', { span: waits })}</span>${this.filter.queue ? nothing : html`<span>${workItem.queue.name}</span>`}${workItem.priority ? html`<span>${t('live.priorityOf', { priority: workItem.priority })}</span>` : nothing}${unservable ? html`<span class="due late">${icon('warning')}${t('live.unservable')}</span>` : nothing}</p>
      <span class="acts"><button class="btn quiet" aria-label=${t('live.whyOf', { name })} @click=${() => show({ why: { item: workItem.id, title: `${name}, ${workItem.queue.name}` } })}>${t('live.why')}</button>
        <button class="btn quiet only" aria-haspopup="menu" aria-label=${t('live.actsOf', { name })} @click=${(event) => this.menu(event.currentTarget, one, href)}>${icon('more')}</button></span></li>`;
  }

  standing({ state, agent }) {
    return agent && agent.id !== this.filter.agent && ['offered', 'assigned', 'wrapping', 'parked'].includes(state) ? t(`live.with.${state}`, { name: agent.name }) : t(`live.state.${state}`);
  }

  menu(anchor, one, href) {
    const { workItem } = one;
    const hand = { id: workItem.conversationId, workItem, queue: workItem.queue, customer: one.customer ?? { name: '' } };
    openMenu({
      anchor, label: t('more'), items: [
        { label: t(workItem.conversationId ? 'live.open' : 'live.openArrival'), icon: 'right', run: () => go(href) },
        ...(workItem.conversationId ? [{ label: t('live.reassign'), icon: 'users', run: () => startTransfer(hand) }] : []),
        ...(isHeld(workItem) ? [{ label: t('live.return'), icon: 'undo', run: () => giveBack(one) }] : []),
        { line: true }, { title: t('live.priority') },
        ...[0, 1, 2, 3, 4, 5].map((priority) => ({ label: t(`live.priority.${priority}`), checked: (workItem.priority ?? 0) === priority, run: () => setPriority(one, priority) })),
      ],
    });
  }
}
customElements.define('live-items', LiveItems);
