/* Who else this may be, with the evidence. As `part` history: who is one with this customer already, and what was done about it, each with its way back. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { different, identityChanges, same, suggestions, undoChange } from '../customers.js';
import { showEntry } from '../story.js';
import { changeWords, evidenceWords } from '../models/identity.js';
import { full, stamp } from '../models/time.js';
import { icon } from '../parts/icon.js';
import { now } from '../clock.js';

const FEW = 1;

class CustomerSame extends FadenElement {
  static properties = { it: { attribute: false }, part: {} };

  render() {
    const { it } = this;
    if (this.part === 'history') return html`${this.members()}${this.history()}`;
    const found = suggestions(it.id) ?? [];
    const shown = this.all ? found : found.slice(0, FEW);
    return html`${shown.map((one) => this.suggestion(one))}
      ${found.length > shown.length ? html`<button class="unfold" @click=${() => { this.all = true; this.requestUpdate(); }}>${icon('down')}${t('same.more', { count: found.length - shown.length })}</button>` : nothing}`;
  }

  suggestion(one) {
    const { customer, evidence, strength } = one;
    return html`<div class="same" role="group" aria-label=${t('same.maybe', { name: customer.name })}>
      <p class="maybe">${t(`same.${strength}`)} <a class="link" href="/customers/${customer.id}"><bdi>${customer.name}</bdi></a>?</p>
      <ul>${evidence.map((each) => html`<li>${evidenceWords(each, t)}${each.entryId ? html` <button class="link" @click=${() => showEntry(each.entryId)}>${t('same.toEntry')}</button>` : nothing}</li>`)}</ul>
      <div class="acts"><button class="btn" @click=${() => same(this.it, customer.id, evidence)}>${t('same.is')}</button><button class="btn quiet" @click=${() => different(this.it, customer)}>${t('same.isNot')}</button></div></div>`;
  }

  members() {
    const members = this.it.members ?? [];
    if (members.length < 2) return nothing;
    return html`<div class="members"><h3>${t('same.members')} <span class="count">${members.length}</span></h3><ul class="cards">${members.map((one) => html`
      <li><span class="avatar tiny" aria-hidden="true">${one.initials}</span><bdi class="clip" title=${one.name}>${one.name}</bdi><small>${one.id === this.it.id ? t('same.stands') : t('customer.number', { number: one.id })}</small></li>`)}</ul></div>`;
  }

  history() {
    const changes = identityChanges(this.it.id) ?? [];
    if (!changes.length) return nothing;
    return html`<details class="identity"><summary>${icon('right')}${t('same.history', { count: changes.length })}</summary><ul>${changes.map((one) => this.change(one))}</ul></details>`;
  }

  change(one) {
    const { at, reason, undone } = one;
    return html`<li class=${undone ? 'is-undone' : ''}><p>${changeWords(one, t)}</p><p class="fine"><time datetime=${at} title=${full(at, lang())}>${stamp(at, lang(), now())}</time>${reason ? html` · <bdi>${reason}</bdi>` : nothing}</p>
      ${undone ? html`<p class="fine">${icon('undo', 's')} ${t('change.undone', { who: undone.by?.name ?? t('system'), when: stamp(undone.at, lang(), now()) })}${undone.reason ? html` · <bdi>${undone.reason}</bdi>` : nothing}</p>`
        : html`<button class="btn quiet" @click=${() => undoChange(this.it, one)}>${icon('undo')}${t(`change.${one.kind}.undo`)}</button>`}</li>`;
  }
}
customElements.define('customer-same', CustomerSame);
