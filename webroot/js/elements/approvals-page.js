/* Replies and the second pair of eyes: what waits for me, what I wrote, and what was decided. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { me } from '../store.js';
import { route } from '../router.js';
import { approvals, VIEWS, waitingForMe } from '../approvals.js';
import { explain } from '../work.js';
import { due, moment, full } from '../models/time.js';
import { now } from '../clock.js';
import { icon, channelMark } from '../parts/icon.js';

const hrefOf = (view) => (view === 'waiting' ? '/approvals' : `/approvals?view=${view}`);
const toEntry = (entry) => `/inbox/all/${entry.conversationId}?entry=${entry.id}`;
const MARKS = { waiting: 'clock', approved: 'checks', returned: 'undo', withdrawn: 'close' };

class ApprovalsPage extends FadenElement {
  get view() {
    const asked = route().query.get('view');
    return VIEWS.includes(asked) ? asked : 'waiting';
  }

  render() {
    const { view } = this;
    const list = approvals[view];
    const waiting = waitingForMe();
    return html`<div class="page-head"><h1>${t('approvals.title')}</h1><p>${t('approvals.about')}</p></div>
      <nav class="sections" aria-label=${t('approvals.views')}>${VIEWS.map((one) => html`<a href=${hrefOf(one)} aria-current=${one === view ? 'true' : nothing}>${t(`approvals.${one}`)}${one === 'waiting' && waiting ? html` <span class="count">${waiting}</span>` : nothing}</a>`)}</nav>
      ${list.problem && !list.known ? html`<div class="empty"><b>${explain(list.problem)}</b><button class="btn" @click=${() => list.again()}>${t('again')}</button></div>`
        : list.known && !list.rows.length ? html`<div class="empty">${icon('check')}<b>${t(`approvals.none.${view}`)}</b><p>${t(`approvals.noneNext.${view}`)}</p></div>` : this.list(list)}`;
  }

  list(list) {
    return html`<section class="lines approvals"><ul>${repeat(list.rows, (one) => one.id, (one) => html`<li class="line" data-approval=${one.id}>${this.row(one)}</li>`)}</ul>
      ${list.complete ? nothing : html`<button class="btn more" @click=${() => list.more()}>${t('approvals.more')}</button>`}</section>`;
  }

  row({ entry, customer, dueAt, workItem }) {
    const { approval } = entry;
    const waits = approval.state === 'waiting';
    const limit = waits && (dueAt ?? workItem?.dueAt) ? due(dueAt ?? workItem.dueAt, lang(), now()) : undefined;
    const at = approval.decidedAt ?? approval.askedAt;
    const seal = entry.visibility === 'public' ? html`<span class="seal public">${icon('globe')}${t('entry.public')}</span>` : nothing;
    return html`<div class="when">${limit ? html`<span class="due ${limit.state}">${icon(limit.icon ?? 'clock')} ${limit.text}</span>` : html`${icon(MARKS[approval.state])}<span title=${full(at, lang())}>${moment(at, lang(), now())}</span>`}</div>
      <div class="about"><p class="who">${channelMark(entry.channel)}<a class="link-to" href=${toEntry(entry)}><b><bdi>${customer.name || t('unknown')}</bdi></b></a>${seal}</p>
        <p class="said">${(entry.text ?? '').replace(/\n{2,}/g, '\n')}</p>
        <p class="facts">${this.facts(entry, workItem).map((fact, index) => html`${index ? ' · ' : nothing}${fact}`)}</p></div>
      <div class="acts"><a class="btn" href=${toEntry(entry)}>${t(waits && approval.mayDecide ? 'approvals.look' : 'approvals.open')}</a></div>`;
  }

  facts({ approval, conversationId }, workItem) {
    const own = approval.author.id === me().id;
    const by = approval.decidedBy?.name ?? t('someone');
    const state = { approved: t(approval.alone ? 'review.byAlone' : 'review.by', { name: by }), returned: `${t('approvals.returnedBy', { name: by })}${approval.reason ? `: ${approval.reason}` : ''}`, withdrawn: t('approvals.withdrawn') }[approval.state];
    return [
      own ? undefined : t('approvals.from', { name: approval.author.name }),
      state ?? t('approvals.since', { when: moment(approval.askedAt, lang(), now()) }),
      approval.state === 'waiting' && workItem?.agent ? (workItem.agent.id === me().id ? t('held.me') : t('heldBy', { name: workItem.agent.name })) : undefined,
      t('number', { number: conversationId }),
    ].filter(Boolean);
  }

  updated() {
    document.title = `${t('approvals.title')} · Faden`;
    approvals[this.view].look();
  }
}
customElements.define('approvals-page', ApprovalsPage);
