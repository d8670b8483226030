/* Who the customer is: name, form of address, ways to reach them, their conversations, the note about them. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { live } from 'lit/directives/live.js';
import { t, lang } from '../i18n.js';
import { open, hrefOf, looking, current } from '../desk.js';
import { customer, keepCustomer, loadCustomer, me } from '../store.js';
import { patch } from '../api.js';
import { tell } from '../work.js';
import { ask, show } from '../ui.js';
import { icon, channelMark } from '../parts/icon.js';
import { stamp, date, full } from '../models/time.js';
import { now } from '../clock.js';
import './faden-customer-note.js';
import './faden-why.js';

class FadenContext extends FadenElement {
  render() {
    const it = customer(open().customerId);
    if (!it) return nothing;
    return html`<button class="btn quiet only hide-context" aria-label=${t('close')} @click=${() => show({ context: false })}>${icon('close')}</button>
      <div class="person"><span class="avatar l" aria-hidden="true">${it.initials}</span><div><h2>${it.name}</h2><p title=${full(it.createdAt, lang())}>${t('customer.since', { when: date(it.createdAt, lang(), now()), number: it.id })}</p></div>
        <button class="btn quiet only" aria-label=${t('customer.rename')} title=${t('customer.rename')} @click=${() => this.rename(it)}>${icon('pencil')}</button></div>
      ${this.address(it)}${this.ways(it)}${this.conversations(it)}
      <section><h3>${t('customer.note')}</h3><faden-customer-note .customerId=${it.id}></faden-customer-note></section>
      ${this.why()}`;
  }

  address(it) {
    const value = it.formOfAddress;
    return html`<section><div class="address"><span class="word">${value === 'unknown' ? '?' : value}</span><span class="since">${t(`address.${value}.title`)}</span>
      <span class="segments" role="radiogroup" aria-label=${t('address.label')}>${['du', 'Sie', 'unknown'].map((one) => html`
        <label><input type="radio" name="address" .checked=${live(value === one)} @change=${() => this.change(it, { formOfAddress: one })}>${t(`address.${one}`)}</label>`)}</span></div></section>`;
  }

  ways(it) {
    return html`<section><h3>${t('customer.ways')} <span class="count">${it.contactPoints.length}</span></h3><ul class="ways">${it.contactPoints.map((way) => html`
      <li>${channelMark(way.channel)}<span class="clip" title=${way.value}>${way.value}</span>${way.verified ? html`<span class="chip">${t('customer.verified')}</span>` : html`<span></span>`}</li>`)}</ul></section>`;
  }

  conversations(it) {
    const { view, queue, id } = looking();
    return html`<section><h3>${t('customer.conversations')} <span class="count">${it.conversations.length}</span></h3><ul class="threads">${it.conversations.map((one) => html`
      <li><a href=${hrefOf({ view, queue, id: one.id })} aria-current=${one.id === id ? 'true' : nothing} title=${one.subject}><span class="clip">${one.subject || t('noSubject')}</span><small>${t(`status.${one.status}`)}${one.status === 'resolved' && one.lastEntryAt ? ` ${stamp(one.lastEntryAt, lang(), now())}` : ''}</small></a></li>`)}</ul></section>`;
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

  async rename(it) {
    const name = await ask({ title: t('customer.rename'), label: t('name'), value: it.name, ok: t('save'), maxLength: 200 });
    if (name?.trim() && name.trim() !== it.name) this.change(customer(it.id), { name: name.trim() });
  }

  async change(it, body) {
    try {
      keepCustomer(await patch(`/customers/${it.id}`, { version: it.version, ...body }));
    } catch (fault) {
      tell(fault);
      loadCustomer(it.id);
    }
  }
}
customElements.define('faden-context', FadenContext);
