/* The people: who needs a look first, then who is ready, busy, away; who is not on shift is folded. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { room } from '../live-room.js';
import { grouped, onShift, wantsSeconds } from '../models/live.js';
import { lasting, stateOf } from '../models/presence.js';
import { moment, stopwatch } from '../models/time.js';
import { now, seconds } from '../clock.js';
import { icon } from '../parts/icon.js';
import { stateMark } from '../parts/presence.js';
import { liveHref, loadBar } from '../parts/live.js';

/** How long somebody has been as they are, by the server's count. */
export const lasts = ({ presence }) => (presence.forSeconds === undefined ? undefined : presence.forSeconds * 1000 + Math.max(0, now() - room().at));

export function lastsText(agent) {
  const length = lasts(agent);
  if (length === undefined) return '';
  if (wantsSeconds(agent, length)) return stopwatch(length);
  return length < 60000 ? t('live.justNow') : lasting(length, lang());
}

class LivePeople extends FadenElement {
  static properties = { agents: { attribute: false } };

  disconnectedCallback() {
    super.disconnectedCallback();
    this.tick(false);
  }

  /** Seconds run only while somebody's count by the second. */
  tick(wanted) {
    if (wanted === Boolean(this.stopSeconds)) return;
    if (wanted) this.stopSeconds = seconds();
    else {
      this.stopSeconds();
      this.stopSeconds = undefined;
    }
  }

  updated() { this.tick(this.isConnected && this.agents.some((agent) => wantsSeconds(agent, lasts(agent) ?? Infinity))); }

  render() {
    const here = onShift(this.agents);
    const at = (place) => here.filter(({ presence }) => presence.location === place).length;
    return html`<h2>${t('live.people')} <small>${t('live.onShift', { count: here.length })}</small></h2>
      ${here.length ? html`<p class="places"><span>${icon('home')}${t('live.atHome', { count: at('home') })}</span><span>${icon('office')}${t('live.atOffice', { count: at('office') })}</span></p>` : html`<p class="muted">${t('live.nobodyHere')}</p>`}
      ${repeat(grouped(this.agents), ({ group }) => group, ({ group, people }) => (group === 'off' ? this.folded(people) : html`<h3><span>${t(`live.group.${group}`)}</span><span>${people.length}</span></h3>${this.rows(people, group)}`))}`;
  }

  folded(people) {
    return html`<details class="off"><summary><span>${icon('right')}${t('live.group.off')}</span><span>${people.length}</span></summary>${this.rows(people, 'off')}</details>`;
  }

  rows(people, group) {
    return html`<ul>${repeat(people, ({ person }) => person.id, (one) => html`<li class="person-row"><span class="avatar" aria-hidden="true">${one.person.initials}</span>
      <span class="who"><a class="row-link clip" href=${liveHref({ agent: one.person.id })} title=${one.person.name}>${one.person.name}</a>${group === 'off' ? nothing : html`${icon(one.presence.location)}<span class="sr">${t(`place.${one.presence.location}`)}</span>`}</span>
      <span class="state ${group === 'look' && one.presence.state !== 'available' ? 'bad' : ''}">${stateMark(one.presence)}<span class="word">${t(`presence.${stateOf(one.presence)}`)}</span><time>${lastsText(one)}</time></span>
      <span class="does clip" title=${this.does(one)}>${this.does(one)}</span>${group === 'off' ? nothing : loadBar(one.load)}</li>`)}</ul>`;
  }

  /** What they have in hand, the first by name. */
  does({ holds, missed, load, presence }) {
    const says = [];
    if (presence.onCallSince) says.push(t('live.onCall', { when: moment(presence.onCallSince, lang(), now()) }));
    if (missed) says.push(t('live.missed', { count: missed }));
    if (load.overCapacity) says.push(t('live.over'));
    const [first] = holds;
    const many = Object.values(load.held).reduce((sum, count) => sum + count, 0);
    if (first) says.push(`${first.workItem.queue.name}, ${first.customer?.name ?? t('live.arrival')}${many > 1 ? ` ${t('live.andMore', { count: many - 1 })}` : ''}`);
    return says.join(' · ') || t('live.emptyHands');
  }
}
customElements.define('live-people', LivePeople);
