/* What just happened, and the way back: in the flow, so that it covers nothing. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { ui, closeToast } from '../ui.js';
import { run } from '../actions.js';
import { icon } from '../parts/icon.js';
import { t } from '../i18n.js';

class FadenToast extends FadenElement {
  render() {
    const it = ui.toast;
    if (!it) return nothing;
    const counting = typeof it.text === 'function';
    return html`<div class="toast is-open ${it.problem ? 'is-problem' : ''}" role=${it.problem ? 'alert' : 'status'} aria-live=${counting ? 'off' : nothing}>
      <span>${it.problem ? icon('warning') : nothing} ${counting ? it.text() : it.text}</span>
      ${it.undo ? html`<button class="btn" @click=${() => run('undo')}>${it.label} <kbd>Z</kbd></button>`
        : html`<button class="btn only" aria-label=${t('close')} @click=${closeToast}>${icon('close')}</button>`}</div>`;
  }
}
customElements.define('faden-toast', FadenToast);
