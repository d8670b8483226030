/* The explanation as a sheet of its own, from wherever somebody asks: show({ why: { item, title } }). */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { ui, show } from '../ui.js';
import { t } from '../i18n.js';
import { icon } from '../parts/icon.js';
import './faden-why.js';

class FadenWhySheet extends FadenElement {
  render() {
    const it = ui.why;
    if (!it) return nothing;
    return html`<dialog class="dialog why-sheet" aria-label=${t('why.title')} @close=${() => show({ why: undefined })} @click=${(event) => event.target.localName === 'dialog' && event.target.close()}>
      <div class="inside"><header><h2>${t('why.title')}</h2><button class="btn quiet only" aria-label=${t('close')} @click=${(event) => event.target.closest('dialog').close()}>${icon('close')}</button></header>
        ${it.title ? html`<p class="muted">${it.title}</p>` : nothing}<faden-why class="why" .item=${it.item}></faden-why></div></dialog>`;
  }

  updated() {
    const box = this.querySelector('dialog');
    if (box && !box.open) box.showModal();
  }
}
customElements.define('faden-why-sheet', FadenWhySheet);
