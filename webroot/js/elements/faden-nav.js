/* The navigation: only what there is, with its numbers. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t } from '../i18n.js';
import { me, work } from '../store.js';
import { route } from '../router.js';
import { places } from '../routes.js';
import { may } from '../models/roles.js';
import { postCounts } from '../post.js';
import { waitingForMe } from '../approvals.js';
import { run } from '../actions.js';
import { icon } from '../parts/icon.js';

const abbreviation = (name) => [...name].slice(0, 2).join('');

class FadenNav extends FadenElement {
  render() {
    const counts = work() ?? {};
    const inMine = ['mine', 'team', 'parked'].includes(this.view) && !this.queue;
    return html`<button class="find" @click=${() => run('find')} title=${t('find')} aria-label=${t('find')}>${icon('search')}<span>${t('find')}</span><kbd>${t('ctrl')} K</kbd></button>
      ${this.link('/inbox/mine', 'inbox', t('nav.mine'), inMine, counts.mine)}
      ${this.link('/approvals', 'checks', t('nav.approvals'), route().page === 'approvals', waitingForMe() || undefined)}
      ${this.link('/inbox/failed', 'warning', t('nav.failed'), this.view === 'failed', counts.failed, true)}
      ${this.link('/inbox/resolved', 'check', t('nav.resolved'), this.view === 'resolved')}
      ${this.link('/inbox/all', 'book', t('nav.all'), this.view === 'all')}
      ${this.callbacks(counts)}${this.link('/calls', 'phone-in', t('nav.calls'), route().page === 'calls')}
      ${this.group('all')}
      ${this.group('check', html`<h2>${t('nav.check')}</h2>`)}
      ${this.link('/post', 'printer', t('nav.post'), route().page === 'post', postCounts()?.ready)}
      ${counts.queues?.length ? html`<h2>${t('nav.queues')}</h2>${counts.queues.map((queue) => this.queueLink(queue))}` : nothing}
      ${this.group('lead', html`<h2>${t('nav.lead')}</h2>`)}
      <span class="spacer"></span>
      ${me().demo ? html`${this.outside('/demo/mailbox', 'mail', t('nav.demo'))}${this.outside('/demo/network', 'globe', t('nav.demoNetwork'))}` : nothing}
      <button class="as-link" @click=${() => run('keys')} title=${t('nav.keys')}>${icon('key')}<span class="name">${t('nav.keys')}</span><span class="count">?</span></button>
      ${this.group('own')}`;
  }

  outside(href, name, label) {
    return html`<a href=${href} target="_blank" rel="noopener" title=${label}>${icon(name)}<span class="name">${label}</span></a>`;
  }

  get view() { return route().page === 'inbox' ? route().params.view : undefined; }
  get queue() { return route().page === 'inbox' ? Number(route().query.get('queue')) || undefined : undefined; }

  group(group, head = nothing) {
    const entries = places.filter((place) => place.group === group && may(me(), place.role));
    return entries.length ? html`${head}${entries.map((place) => this.link(place.href, place.icon, t(place.label), route().page === place.page || place.pages?.includes(route().page), typeof place.count === 'function' ? place.count() : place.count && work()?.[place.count], typeof place.count !== 'function'))}` : nothing;
  }

  link(href, name, label, current, count, hot = false) {
    return html`<a href=${href} title=${label} aria-current=${current ? 'page' : nothing}>${icon(name)}<span class="name">${label}</span>
      ${count > 0 || (count === 0 && !hot) ? html`<span class="count ${hot ? 'hot' : ''}">${count}</span>` : nothing}</a>`;
  }

  /** How many are promised, and marked with their own number those that are late. */
  callbacks({ callbacksDue: due, callbacksLate: late }) {
    const label = t('nav.callbacks');
    return html`<a href="/callbacks" title=${late > 0 ? `${label}: ${t('nav.late', { count: late })}` : label} aria-current=${route().page === 'callbacks' ? 'page' : nothing}>${icon('phone-out')}<span class="name">${label}</span>
      ${late > 0 ? html`<span class="count hot"><span class="sr">${t('nav.late', { count: late })}</span><span aria-hidden="true">${late}</span></span>` : nothing}
      ${due > 0 ? html`<span class="count"><span class="sr">${t('nav.due', { count: due })}</span><span aria-hidden="true">${due}</span></span>` : nothing}</a>`;
  }

  queueLink({ id, name, waiting }) {
    return html`<a href="/inbox/team?queue=${id}" title=${name} aria-current=${this.queue === id ? 'page' : nothing}><span class="abbr" aria-hidden="true">${abbreviation(name)}</span><span class="name">${name}</span><span class="count">${waiting}</span></a>`;
  }
}
customElements.define('faden-nav', FadenNav);
