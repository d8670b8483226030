/* That something is not answered, and why; or what is said about how people speak with one another. `of`: { conversation, replySeq }. */
import { html, nothing } from 'lit';
import { ModalForm } from './modal-form.js';
import { t } from '../i18n.js';
import { conversation } from '../store.js';
import { closeWithoutAnswer } from '../no-answer.js';
import { netiquetteOf, writeNetiquette } from '../private-ways.js';
import { area, choices } from '../parts/field.js';
import { icon } from '../parts/icon.js';

const REASONS = ['settled', 'not_us', 'spam', 'abuse', 'other'];

class ModalNoAnswer extends ModalForm {
  willUpdate() {
    if (this.begun) return;
    this.begun = true;
    this.values = { reason: 'settled', note: '' };
    netiquetteOf(this.it).then((module) => { this.module = module; this.requestUpdate(); }, () => {});
  }

  get it() { return conversation(this.of.conversation); }
  title() { return t('action.noAnswer'); }
  ok() { return t('noAnswer.do'); }

  body() {
    return html`<p class="help">${t('noAnswer.about')}</p>
      ${choices(this, 'reason', { label: t('noAnswer.why'), options: REASONS.map((value) => ({ value, label: t(`noAnswer.${value}`), help: t(`noAnswer.${value}.help`) })) })}
      ${this.values.reason === 'abuse' && this.module ? html`<button class="btn" type="button" @click=${this.netiquette}>${icon('flag')}${t('noAnswer.netiquette')}</button>` : nothing}
      ${area(this, 'note', { label: t('noAnswer.note'), rows: 2, maxLength: 500, code: false })}`;
  }

  /** An answer after all: with the words that are kept for this. */
  netiquette() {
    this.shut();
    writeNetiquette(this.it, this.module);
  }

  async submit() {
    const { reason, note } = this.values;
    if (!this.check({ note: reason === 'other' && !note.trim() ? t('fault.reason') : undefined })) return;
    const done = await this.send(async () => { await closeWithoutAnswer(this.it, { reason, note: note.trim(), replySeq: this.of.replySeq }); return true; });
    if (done) return this.shut();
    if (this.refusal?.code === 'conversation_moved_on') this.of.replySeq = this.refusal.body.replySeq ?? this.of.replySeq; // told once; pressing again means it
    return undefined;
  }
}
customElements.define('modal-no-answer', ModalNoAnswer);
