/* The head of a conversation: who, what about, its number, queue and state, and the next acts. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { current, held, hrefOf, takeable } from '../desk.js';
import { undoChange } from '../threads.js';
import { action, run, labelOf, keyWord, menuItems } from '../actions.js';
import { openMenu, ui, show } from '../ui.js';
import { due, moment, span, stamp } from '../models/time.js';
import { inReview, untilWord } from '../models/approval.js';
import { entriesOf } from '../story.js';
import { me } from '../store.js';
import { icon } from '../parts/icon.js';
import { now } from '../clock.js';
import './faden-promise.js';
import './faden-filter.js';

const RELATIONS = { follow_up_of: 'rotate', followed_up_by: 'right', split_from: 'split', split_into: 'split', merged_into: 'merge', merged_from: 'merge' };

class FadenHead extends FadenElement {
  render() {
    const it = current();
    if (!it) return nothing;
    return html`<div class="top"><h1 class="clip" title=${it.customer.name || t('unknown')}><bdi>${it.customer.name || t('unknown')}</bdi></h1><div class="acts">${this.acts()}</div></div>
      <div class="matter"><span class="thread-name">${it.subject || t('noSubject')}</span><span>${t('number', { number: it.id })}</span><span>${it.queue.name}</span>${this.state(it)}</div>
      <faden-promise></faden-promise>
      ${this.links(it)}<faden-filter></faden-filter>`;
  }

  button(id, kind, withKey = false) {
    const one = action(id);
    if (!one.enabled()) return nothing;
    const label = labelOf(one);
    return html`<button class="btn ${kind}" data-action=${id} title="${label} (${keyWord(one)})" @click=${(event) => run(id, event.currentTarget)}>${icon(one.icon)}<span>${label}</span>${withKey ? html` <kbd>${keyWord(one)}</kbd>` : nothing}</button>`;
  }

  acts() {
    const resolved = current().status === 'resolved';
    return html`${takeable() ? this.button('take', 'primary', true) : nothing}
      ${resolved ? this.button('reopen', '', true) : html`${this.button('snooze', 'quiet')}${this.button('resolve', '', !takeable())}`}
      <button class="btn quiet only show-context" aria-label=${t('action.context')} title=${t('action.context')} aria-expanded=${String(ui.context)} @click=${() => show({ context: !ui.context })}>${icon('user')}</button>
      <button class="btn quiet only" data-action="more" aria-label=${t('more')} title=${t('more')} aria-haspopup="menu" @click=${(event) => openMenu({ anchor: event.currentTarget, label: t('more'), items: menuItems() })}>${icon('more')}</button>`;
  }

  /** In words first: how it stands, who has it, and until when. */
  state(it) {
    const { agent, dueAt, enteredAt, state } = it.workItem ?? {};
    const working = it.workItem && state !== 'done';
    const limit = working && dueAt && it.status === 'open' ? due(dueAt, lang(), now()) : undefined;
    // Nothing has left while somebody is to look at it: the customer is not the one who is waited for.
    const looked = it.status === 'waiting' && entriesOf().entries.some((entry) => entry.conversationId === it.id && inReview(entry));
    const word = looked ? t('row.approval') : it.status === 'snoozed' && it.snoozedUntil ? t('status.snoozedUntil', { when: moment(it.snoozedUntil, lang(), now()) }) : t(`status.${it.status}`);
    return html`<span class="state">${it.status === 'open' && working ? nothing : word}${working && it.status === 'open'
      ? agent ? this.holder(agent, state) : t('held.nobody', { span: span(now() - Date.parse(enteredAt), lang()) }) : nothing}</span>
      ${it.workItem ? html`<button class="why-mark" data-action="why" aria-label=${labelOf(action('why'))} title="${labelOf(action('why'))} (Y)" @click=${() => run('why')}>${icon('why')}</button>` : nothing}
      ${agent && !held() && working ? html`<span class="avatar tiny" aria-hidden="true">${agent.initials}</span>` : nothing}
      ${limit ? html`<span class="due ${limit.state}">${icon(limit.icon ?? 'clock')} ${t(`${untilWord(it.workItem.kind)}.${limit.state}`, { text: limit.text })}</span>` : nothing}`;
  }

  holder(agent, state) {
    const mine = agent.id === me().id;
    if (state === 'offered') return mine ? t('held.offeredMe') : t('held.offered', { name: agent.name });
    if (state === 'wrapping') return mine ? t('held.wrappingMe') : t('held.wrapping', { name: agent.name });
    return mine ? t('held.me') : t('heldBy', { name: agent.name });
  }

  /** Where it comes from and where it went, each with its way back. */
  links(it) {
    if (!it.links?.length) return nothing;
    return html`<ul class="links">${it.links.map((link) => html`<li>${icon(RELATIONS[link.relation])}<span class="clip">${t(`link.${link.relation}`)} <a class="link" href=${hrefOf({ view: 'all', id: link.conversation.id })} title=${link.conversation.subject}>${t('number', { number: link.conversation.id })} <bdi>${link.conversation.subject || t('noSubject')}</bdi></a>${this.told(link)}</span>
      ${link.changeId ? html`<button class="btn quiet" title=${t('link.undoTitle')} @click=${() => undoChange(link.changeId)}>${t('undo')}</button>` : nothing}</li>`)}</ul>`;
  }

  told({ by, at, reason }) {
    if (!by && !reason) return nothing;
    return html` <span class="muted">${[by?.name, at && stamp(at, lang(), now()), reason].filter(Boolean).join(' · ')}</span>`;
  }
}
customElements.define('faden-head', FadenHead);
