/* Chosen entries become a conversation of their own: how many, what about, and why. Stands where the composer stands. */
import { html } from 'lit';
import { SettingsForm } from './settings-form.js';
import { t } from '../i18n.js';
import { current } from '../desk.js';
import { splitting, stopSplit } from '../splitting.js';
import { split } from '../threads.js';
import { field } from '../parts/field.js';
import { icon } from '../parts/icon.js';

class FadenSplit extends SettingsForm {
  /** The first choice is one that is in sight. */
  async firstUpdated() {
    await Promise.all([...document.querySelectorAll('faden-entry')].map((entry) => entry.updateComplete));
    const { bottom } = document.querySelector('.t-scroll').getBoundingClientRect();
    const picks = [...document.querySelectorAll('.pick input')];
    (picks.find((one) => one.checked) ?? picks.findLast((one) => one.getBoundingClientRect().bottom < bottom) ?? picks[0])?.focus();
  }

  render() {
    const { chosen } = splitting() ?? { chosen: new Set() };
    return html`<form class="composer split-bar" novalidate aria-label=${t('action.split')} @submit=${this.submit} @keydown=${(event) => event.key === 'Escape' && stopSplit()}><div class="inner">
      <p class="split-about" role="status">${icon('split')}<b>${t('split.chosen', { count: chosen.size })}</b> ${t('split.about')}</p>
      <div class="split-fields">${field(this, 'subject', { label: t('split.subject'), maxLength: 500, placeholder: current()?.subject })}${field(this, 'reason', { label: t('reasonOptional'), maxLength: 500 })}</div>
      ${this.foot(html`<button class="btn primary" aria-disabled=${this.busy || !chosen.size ? 'true' : 'false'}>${t('split.do')}</button><button class="btn quiet" type="button" @click=${stopSplit}>${t('cancel')}</button>`)}</div></form>`;
  }

  async submit(event) {
    event.preventDefault();
    const { chosen } = splitting() ?? {};
    if (!chosen?.size) return;
    await this.send(() => split(current(), [...chosen], this.values), { nothing_left: 'subject', version_conflict: { field: 'subject', words: 'problem.version_conflict' } });
  }
}
customElements.define('faden-split', FadenSplit);
