/* Choosing one of many by its name: a customer, a colleague, an organisation. `of`: { title, label, help?, find(words), clear?, reason?, extra?, ok, run(chosen, values) }. */
import { html, nothing } from 'lit';
import { ModalForm } from './modal-form.js';
import { t } from '../i18n.js';
import { area, tick } from '../parts/field.js';
import './faden-choice.js';

class ModalPick extends ModalForm {
  constructor() {
    super();
    this.chosen = [];
  }

  title() { return this.of.title; }
  ok() { return this.of.ok; }

  body() {
    const { label, help, find, clear, reason, extra } = this.of;
    if (extra && this.values.extra === undefined) this.values = { ...this.values, extra: true };
    return html`<faden-choice .hint=${t('find')} .label=${label} .help=${help} .fault=${this.faults.chosen} .chosen=${this.chosen} .find=${find} .change=${(chosen) => { this.chosen = chosen.slice(-1); this.check({}); }}></faden-choice>
      ${extra ? tick(this, 'extra', { label: extra }) : nothing}
      ${reason ? area(this, 'reason', { label: t('reason'), rows: 2, maxLength: 500, code: false }) : nothing}
      ${clear ? html`<div class="acts-line"><button class="btn quiet" type="button" @click=${() => this.go(undefined)}>${clear}</button></div>` : nothing}`;
  }

  submit() {
    const { reason } = this.of;
    const good = this.check({ chosen: this.chosen.length ? undefined : t('fault.choose'), reason: reason && !this.values.reason?.trim() ? t('fault.reason') : undefined });
    if (good) this.go(this.chosen[0]);
  }

  async go(chosen) {
    if (await this.send(async () => { await this.of.run(chosen, this.values); return true; })) this.shut();
  }
}
customElements.define('modal-pick', ModalPick);
