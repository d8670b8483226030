/* The note about a customer. Saved when one leaves the field; when somebody else changed it meanwhile, both stand there and one chooses. */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { FadenElement } from './base.js';
import { t } from '../i18n.js';
import { customer, keepCustomer, loadCustomer } from '../store.js';
import { patch } from '../api.js';
import { explain } from '../work.js';

const typed = new Map(); // customer id -> { text, version, base, problem, conflict, busy }: kept while the page lives

class FadenCustomerNote extends FadenElement {
  static properties = { customerId: { type: Number } };

  render() {
    const it = customer(this.customerId);
    if (!it) return nothing;
    const mine = typed.get(it.id);
    return html`<textarea class="field" aria-label=${t('customer.note')} placeholder=${t('customer.noteHint')} maxlength="10000" rows="2" .value=${live(mine?.text ?? it.note ?? '')} @input=${this.onInput} @blur=${() => this.save()} @keydown=${this.onKey}></textarea>
      ${mine?.conflict ? html`<div class="hint" role="alert"><p><b>${t('customer.noteConflict')}</b></p><p class="prose">${it.note || t('customer.noteEmpty')}</p>
        <div class="acts"><button class="btn" @click=${() => this.save(it.version)}>${t('customer.noteMine')}</button><button class="btn quiet" @click=${this.drop}>${t('customer.noteTheirs')}</button></div></div>` : nothing}
      ${mine && !mine.conflict ? html`<p class="note-state" role="status">${mine.problem ? explain(mine.problem) : mine.busy ? t('draft.saving') : ''}${mine.problem ? html` <button class="link" @click=${() => this.save()}>${t('again')}</button>` : mine.busy ? nothing : html`<button class="btn" @click=${() => this.save()}>${t('save')}</button>`}</p>` : nothing}`;
  }

  onInput(event) {
    const it = customer(this.customerId);
    const mine = typed.get(it.id) ?? { version: it.version, base: it.note ?? '' };
    typed.set(it.id, { ...mine, text: event.target.value, problem: undefined });
    this.requestUpdate();
  }

  onKey(event) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.save();
  }

  drop() {
    typed.delete(this.customerId);
    this.requestUpdate();
  }

  async save(version) {
    const id = this.customerId;
    const mine = typed.get(id);
    if (!mine || mine.busy || (mine.conflict && version === undefined)) return;
    if (mine.text === (customer(id).note ?? '')) return this.drop();
    const { text } = mine;
    mine.busy = true;
    this.requestUpdate();
    try {
      keepCustomer(await patch(`/customers/${id}`, { version: version ?? mine.version, note: text }));
      if (typed.get(id).text === text) typed.delete(id);
      else Object.assign(typed.get(id), { version: customer(id).version, base: text, busy: false, conflict: false });
    } catch (fault) {
      mine.busy = false;
      if (fault.code !== 'version_conflict') mine.problem = fault;
      else await this.collide(id);
    }
    return this.requestUpdate();
  }

  /** Somebody changed the customer. Only if it was the note is there anything to choose. */
  async collide(id) {
    await loadCustomer(id);
    const mine = typed.get(id);
    if ((customer(id).note ?? '') !== mine.base || mine.conflict) mine.conflict = true;
    else {
      mine.version = customer(id).version;
      await this.save();
    }
  }
}
customElements.define('faden-customer-note', FadenCustomerNote);
