/* The head of a customer's own page: who, how many conversations, and what can be done with all of it. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t } from '../i18n.js';
import { storyCustomer } from '../story.js';
import { action, customerMenu, labelOf } from '../actions.js';
import { openMenu } from '../ui.js';
import { icon } from '../parts/icon.js';
import { erasedWords, customerName } from '../parts/erasure.js';
import './faden-filter.js';

class CustomerTop extends FadenElement {
  render() {
    const it = storyCustomer();
    if (!it) return nothing;
    const open = it.conversations.filter((one) => one.status !== 'resolved').length;
    return html`<div class="top"><h1 class="clip" title=${customerName(it)}><bdi>${customerName(it)}</bdi></h1><div class="acts">
        ${['dossier', 'export'].map((id) => this.button(id))}
        ${it.erased ? nothing : html`<button class="btn quiet only" aria-label=${t('more')} title=${t('more')} aria-haspopup="menu" @click=${(event) => openMenu({ anchor: event.currentTarget, label: t('more'), items: customerMenu() })}>${icon('more')}</button>`}</div></div>
      <div class="matter"><span>${t('customer.number', { number: it.id })}</span><span>${t('customer.countConversations', { count: it.conversations.length, open })}</span>${it.erased ? html`<span class="due late">${erasedWords(it)}</span>` : nothing}</div>
      <faden-filter></faden-filter>`;
  }

  button(id) {
    const one = action(id);
    if (!one.enabled()) return nothing;
    return html`<button class="btn" data-action=${id} @click=${() => one.run()}>${icon(one.icon)}<span>${labelOf(one)}</span></button>`;
  }
}
customElements.define('customer-top', CustomerTop);
