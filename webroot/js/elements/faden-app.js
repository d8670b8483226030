/* The outermost element: sign-in, the frame with its page, and what floats above both. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { me } from '../store.js';
import { route, go } from '../router.js';
import { session } from '../session.js';
import { ui } from '../ui.js';
import { t } from '../i18n.js';
import './faden-sign-in.js';
import './faden-frame.js';
import './faden-menu.js';
import './faden-dialog.js';
import './faden-commands.js';
import './faden-keys.js';
import './faden-transfer.js';
import './faden-why-sheet.js';
import './faden-modal.js';

class FadenApp extends FadenElement {
  render() {
    if (!session.known) return nothing;
    return html`${this.page()}
      <faden-menu></faden-menu><faden-dialog></faden-dialog><faden-commands></faden-commands><faden-keys></faden-keys><faden-transfer></faden-transfer><faden-why-sheet></faden-why-sheet><faden-modal></faden-modal>
      <p class="sr" role="status" aria-live="polite">${ui.spoken}</p>`;
  }

  page() {
    const at = route();
    if (session.problem) return html`<main class="stand-alone empty"><b>${t('start.unreachable')}</b><p>${t('start.unreachableNext')}</p>
      <button class="btn" @click=${() => location.reload()}>${t('again')}</button></main>`;
    if (at.open) return at.draw(at);
    if (!me()) return html`<faden-sign-in></faden-sign-in>`;
    if (at.page === 'sign-in') return void queueMicrotask(() => go('/inbox/mine', { replace: true }));
    return html`<faden-frame class="frame" .page=${at.draw?.(at)}></faden-frame>`;
  }
}
customElements.define('faden-app', FadenApp);
