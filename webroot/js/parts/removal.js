/* Taking something away for good: asked once more in the same place. `form.asking` holds the key of what is asked about. */
import { html, nothing } from 'lit';
import { t } from '../i18n.js';

export function removal(form, key, { name, label = t('remove'), run }) {
  const ask = async (asking) => {
    form.asking = asking;
    form.requestUpdate();
    await form.updateComplete;
    form.querySelector(asking ? `[data-asked="${key}"] .quiet` : `[data-ask="${key}"]`)?.focus(); // first the harmless one
  };
  const sure = () => {
    form.asking = undefined;
    run();
  };
  return form.asking === key
    ? html`<span class="acts" data-asked=${key} role="group" aria-label="${label}: ${name}"><button class="btn danger" type="button" @click=${sure}>${t('removeDo')}</button><button class="btn quiet" type="button" @click=${() => ask(undefined)}>${t('cancel')}</button></span>`
    : html`<button class="btn quiet" type="button" data-ask=${key} aria-label="${label}: ${name}" aria-disabled=${form.busy ? 'true' : nothing} @click=${() => ask(key)}>${label}</button>`;
}
