/* A conversation goes into another one of the same customer. */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { ModalForm } from './modal-form.js';
import { t, lang } from '../i18n.js';
import { conversation, customer, loadConversation, rootOf } from '../store.js';
import { mergeInto } from '../threads.js';
import { field } from '../parts/field.js';
import { icon } from '../parts/icon.js';
import { stamp } from '../models/time.js';
import { now } from '../clock.js';

class ModalMerge extends ModalForm {
  get it() { return conversation(this.of.id); }
  get others() { return (customer(rootOf(this.it.customer.id))?.conversations ?? []).filter((one) => one.id !== this.of.id); }

  title() { return t('merge.title', { number: this.of.id }); }
  ok() { return t('merge.do'); }

  body() {
    return html`<p class="help">${t('merge.help')}</p>
      <fieldset class="control"><legend>${t('merge.into')}</legend><div class="people">${this.others.map((one) => html`
        <label><input type="radio" name="into" value=${one.id} .checked=${live(this.values.into === one.id)} @change=${() => this.set('into', one.id)}>
          <span class="clip" title=${one.subject}><bdi>${one.subject || t('noSubject')}</bdi></span><span class="where">${t('number', { number: one.id })} · ${t(`status.${one.status}`)}${one.lastEntryAt ? ` · ${stamp(one.lastEntryAt, lang(), now())}` : ''}</span></label>`)}</div>
        ${this.faults.into ? html`<p class="fault">${icon('warning')}<span>${this.faults.into}</span></p>` : nothing}</fieldset>
      ${field(this, 'reason', { label: t('reasonOptional'), maxLength: 500 })}`;
  }

  async submit() {
    if (!this.check({ into: this.values.into ? undefined : t('fault.choose') })) return;
    const done = await this.send(async () => { await mergeInto(this.it, this.values.into, this.values.reason); return true; }, { version_conflict: { field: 'into', words: 'problem.version_conflict' } });
    if (done) this.shut();
    else if (this.refusal?.code === 'version_conflict') loadConversation(this.of.id);
  }
}
customElements.define('modal-merge', ModalMerge);
