/* The callback that is promised in this conversation: when, what, where to, and the call itself. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t } from '../i18n.js';
import { current } from '../desk.js';
import { callbackActs, dueOf, numberOf } from '../parts/call.js';

class FadenPromise extends FadenElement {
  render() {
    const it = current();
    const open = it?.callback;
    if (!open || open.state !== 'open') return nothing;
    const one = { ...open, customer: open.customer ?? it.customer, conversation: open.conversation ?? { id: it.id, subject: it.subject } };
    return html`<div class="promise-strip" role="group" aria-label=${t('callback.strip')}>${dueOf(one, 'callback.until')}<span class="clip" title=${one.promise ?? nothing}>${numberOf(one)}${one.promise ? html` ${one.promise}` : nothing}
      ${one.origin === 'missed_call' ? html` <span class="muted">${t('callback.missed')}</span>` : nothing}${one.agent ? html` <span class="muted">${t('callback.for', { name: one.agent.name })}</span>` : nothing}</span><span class="do">${callbackActs(one, false)}</span></div>`;
  }
}
customElements.define('faden-promise', FadenPromise);
