/* The name of a customer, what kind of one, and where they belong. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { story } from '../story.js';
import { customerMenu } from '../actions.js';
import { openMenu } from '../ui.js';
import { customerName } from '../parts/erasure.js';
import { icon } from '../parts/icon.js';
import { date, full } from '../models/time.js';
import { now } from '../clock.js';

class CustomerPerson extends FadenElement {
  static properties = { it: { attribute: false } };

  render() {
    const { it } = this;
    const name = html`<bdi>${customerName(it)}</bdi>`;
    return html`<div class="person"><span class="avatar l ${it.kind === 'organisation' ? 'is-organisation' : ''}" aria-hidden="true">${it.kind === 'organisation' ? icon('office') : it.initials}</span>
      <div><h2 class="name" title=${customerName(it)}>${story().own ? name : html`<a href="/customers/${it.id}" title=${t('action.customerPage')}>${name}</a>`}</h2>
        ${it.kind === 'organisation' ? html`<p>${t('kind.organisation')}</p>` : nothing}
        ${it.organisation ? html`<p>${t('customer.of')} <a class="link" href="/customers/${it.organisation.id}"><bdi>${it.organisation.name}</bdi></a></p>` : nothing}
        <p title=${full(it.createdAt, lang())}>${t('customer.since', { when: date(it.createdAt, lang(), now()), number: it.id })}</p></div>
      ${it.erased ? nothing : html`<button class="btn quiet only" aria-haspopup="menu" aria-label=${t('customer.acts')} title=${t('customer.acts')} @click=${(event) => openMenu({ anchor: event.currentTarget, label: t('customer.acts'), items: customerMenu() })}>${icon('more')}</button>`}</div>`;
  }
}
customElements.define('customer-person', CustomerPerson);
