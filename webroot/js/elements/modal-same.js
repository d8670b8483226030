/* Two customers side by side: are they one? Which name stands for both, and why. Nothing is lost, it can be undone. */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { ModalForm } from './modal-form.js';
import { t, lang } from '../i18n.js';
import { customer, customerProblem, loadCustomer } from '../store.js';
import { merge, different } from '../customers.js';
import { evidenceWords, reasonOf } from '../models/identity.js';
import { ordered, shownValue } from '../models/ways.js';
import { date, stamp } from '../models/time.js';
import { area } from '../parts/field.js';
import { wayMark } from '../parts/way.js';
import { explain } from '../work.js';
import { now } from '../clock.js';

const FEW = 5;

class ModalSame extends ModalForm {
  wide = true;

  willUpdate() {
    if (this.begun) return;
    this.begun = true;
    this.survivor = this.of.it;
    this.values = { reason: reasonOf(this.of.evidence, t) };
    loadCustomer(this.of.other);
  }

  title() { return t('same.title'); }
  ok() { return t('same.do'); }
  get both() { return [this.of.it, this.of.other].map(customer); }

  body() {
    const [one, other] = this.both;
    const problem = customerProblem(this.of.other);
    if (problem) return html`<p class="fault">${explain(problem)}</p>`;
    if (!one || !other) return html`<p class="muted">${t('loading')}</p>`;
    return html`${this.of.evidence.length ? html`<ul class="evidence">${this.of.evidence.map((each) => html`<li>${evidenceWords(each, t)}</li>`)}</ul>` : nothing}
      <div class="side-by-side" role="radiogroup" aria-label=${t('same.survives')}>${[one, other].map((it) => this.card(it))}</div>
      <p class="help">${t('same.help')}</p>
      ${area(this, 'reason', { label: t('reason'), rows: 2, maxLength: 500, code: false })}`;
  }

  beside() {
    const [one, other] = this.both;
    return one && other ? html`<button class="btn quiet" type="button" @click=${() => { different(one, other); this.shut(); }}>${t('same.isNot')}</button>` : nothing;
  }

  card(it) {
    const ways = ordered(it.contactPoints);
    return html`<label class="side ${this.survivor === it.id ? 'is-chosen' : ''}"><span class="head"><input type="radio" name="survivor" .checked=${live(this.survivor === it.id)} @change=${() => { this.survivor = it.id; this.requestUpdate(); }}><b><bdi>${it.name}</bdi></b></span>
      <span class="fine">${t('customer.since', { when: date(it.createdAt, lang(), now()), number: it.id })}</span>
      <ul class="ways">${ways.slice(0, FEW).map((way) => html`<li>${wayMark(way.channel)}<span class="way"><bdi>${shownValue(way)}</bdi></span></li>`)}</ul>
      ${ways.length > FEW ? html`<span class="fine">${t('more.and', { count: ways.length - FEW })}</span>` : nothing}
      <span class="fine">${t('customer.countConversations', { count: it.conversations.length, open: it.conversations.filter((each) => each.status !== 'resolved').length })}</span>
      ${it.conversations.slice(0, 3).map((each) => html`<span class="fine clip" title=${each.subject}><bdi>${each.subject || t('noSubject')}</bdi> ${each.lastEntryAt ? stamp(each.lastEntryAt, lang(), now()) : ''}</span>`)}</label>`;
  }

  async submit() {
    const [one, other] = this.both;
    if (!one || !other || !this.check({ reason: this.values.reason?.trim() ? undefined : t('fault.reason') })) return;
    const survivor = this.survivor === one.id ? one : other;
    const absorbed = survivor === one ? other : one;
    if (await this.send(async () => { await merge(survivor, absorbed, this.values.reason.trim()); return true; })) this.shut();
  }
}
customElements.define('modal-same', ModalSame);
