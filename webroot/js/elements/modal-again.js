/* Where a letter goes whose address is bad: elsewhere, or there all the same. `of`: { customer, others, to(id), enter(), despite() }. */
import { html, nothing } from 'lit';
import { ModalForm } from './modal-form.js';
import { t } from '../i18n.js';
import { shownValue } from '../models/ways.js';
import { icon } from '../parts/icon.js';

class ModalAgain extends ModalForm {
  title() { return t('post.again'); }

  body() {
    const { others, to, enter, despite } = this.of;
    return html`<p class="help">${t('post.againWhere')}</p><div class="where-to">
      ${others.map((way) => html`<button class="btn" type="button" @click=${() => this.choose(() => to(way.id))}>${icon('letter')}<bdi>${shownValue(way)}</bdi></button>`)}
      <button class="btn ${others.length ? '' : 'primary'}" type="button" @click=${() => this.choose(enter)}>${others.length ? icon('plus') : nothing}${t('post.otherAddress')}</button>
      <button class="btn" type="button" @click=${() => this.choose(despite)}>${t('post.despiteBad')}</button></div>`;
  }

  choose(act) {
    this.shut();
    act();
  }

  async submit() { /* the buttons decide */ }

  async updated() {
    const first = !this.querySelector('dialog')?.open;
    await super.updated();
    if (first) this.querySelector('.where-to .btn')?.focus();
  }
}
customElements.define('modal-again', ModalAgain);
