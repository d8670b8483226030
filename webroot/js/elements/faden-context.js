/* Who the customer is, beside their story: each part is an element of its own. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { current, hrefOf, looking } from '../desk.js';
import { story, storyCustomer } from '../story.js';
import { me } from '../store.js';
import { identityChanges } from '../customers.js';
import { show } from '../ui.js';
import { icon } from '../parts/icon.js';
import { erasedWords } from '../parts/erasure.js';
import { stamp } from '../models/time.js';
import { now } from '../clock.js';
import './customer-person.js';
import './customer-address.js';
import './customer-ways.js';
import './customer-same.js';
import './faden-customer-note.js';
import './faden-why.js';

const FEW = 8; // conversations that stand there unasked

class FadenContext extends FadenElement {
  render() {
    const it = storyCustomer();
    if (!it) return nothing;
    return html`<button class="btn quiet only hide-context" aria-label=${t('close')} @click=${() => show({ context: false })}>${icon('close')}</button>
      <customer-person .it=${it}></customer-person>
      ${this.wish(it)}<customer-same .it=${it}></customer-same>
      ${it.erased ? html`<section><p class="none">${erasedWords(it)}</p></section>` : html`<section><customer-address .it=${it}></customer-address></section>`}
      ${it.erased && !it.contactPoints.length ? nothing : html`<section><customer-ways .it=${it}></customer-ways></section>`}
      ${this.conversations(it)}${this.people(it)}
      ${it.erased ? nothing : html`<section><h3>${t('customer.note')}</h3><faden-customer-note .customerId=${it.id}></faden-customer-note>${this.memberNotes(it)}</section>`}
      ${(it.members?.length ?? 0) > 1 || identityChanges(it.id)?.length ? html`<section><customer-same part="history" .it=${it}></customer-same></section>` : nothing}
      ${this.why()}`;
  }

  /** What the customer does not want stands before everything else. */
  wish({ doNotContact }) {
    if (!doNotContact?.channels?.length) return nothing;
    const { channels, reason } = doNotContact;
    const which = channels.includes('all') ? t('wish.all') : t('wish.some', { channels: channels.map((one) => t(`channel.${one}`)).join(', ') });
    return html`<div class="wish" role="note">${icon('slash')}<p><b>${which}</b>${reason ? html` <bdi>${reason}</bdi>` : nothing}</p></div>`;
  }

  conversations(it) {
    if (!it.conversations.length) return html`<section><h3>${t('customer.conversations')}</h3><p class="none">${t('customer.noConversations')}</p></section>`;
    const { conversationId } = story();
    const { view, queue } = looking();
    const open = it.conversations.findIndex((one) => one.id === conversationId);
    const shown = this.all || it.conversations.length <= FEW + 1 ? it.conversations : it.conversations.filter((one, index) => index < FEW || index === open);
    const rest = it.conversations.length - shown.length;
    return html`<section><h3>${t('customer.conversations')} <span class="count">${it.conversations.length}${it.conversations.length === 50 ? '+' : ''}</span></h3><ul class="threads">${shown.map((one) => html`
      <li><a href=${hrefOf({ view: story().own ? 'all' : view, queue: story().own ? undefined : queue, id: one.id })} aria-current=${one.id === conversationId ? 'true' : nothing} title=${one.subject}><span class="clip"><bdi>${one.subject || t('noSubject')}</bdi></span><small>${t(`status.${one.status}`)}${one.status === 'resolved' && one.lastEntryAt ? ` ${stamp(one.lastEntryAt, lang(), now())}` : ''}</small></a></li>`)}</ul>
      ${rest > 0 ? html`<button class="unfold" @click=${() => { this.all = true; this.requestUpdate(); }}>${icon('down')}${t('more.count', { count: rest })}</button>` : nothing}</section>`;
  }

  people(it) {
    if (!it.people?.length) return nothing;
    return html`<section><h3>${t('customer.people')} <span class="count">${it.people.length}${it.people.length === 100 ? '+' : ''}</span></h3><ul class="cards">${it.people.map((one) => html`
      <li><a href="/customers/${one.id}"><span class="avatar tiny" aria-hidden="true">${one.initials}</span><bdi class="clip" title=${one.name}>${one.name}</bdi></a></li>`)}</ul></section>`;
  }

  /** What was written about those who are one with this customer now; changed where it was written. */
  memberNotes(it) {
    const notes = (it.memberNotes ?? []).filter(({ customer, note }) => customer?.id !== it.id && note);
    return notes.map(({ customer, note }) => html`<div class="member-note"><h4>${t('customer.noteOf', { name: customer.name })}</h4><p class="prose">${note}</p></div>`);
  }

  /** Asked for by unfolding it: only then is it fetched. */
  why() {
    const { workItem } = current() ?? {};
    if (!workItem) return nothing;
    const { agent, state } = workItem;
    const word = state === 'done' || !agent ? 'why.title' : agent.id === me().id ? 'why.mine' : 'why.theirs';
    return html`<section><details class="why" @toggle=${(event) => { this.asked = event.target.open; this.requestUpdate(); }}><summary>${icon('why')}${t(word, { name: agent?.name })}</summary>
      ${this.asked ? html`<faden-why .item=${workItem.id}></faden-why>` : nothing}</details></section>`;
  }
}
customElements.define('faden-context', FadenContext);
