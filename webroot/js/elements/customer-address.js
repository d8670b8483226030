/* How one speaks with this customer: du or Sie and how we know, the language, and whose customer they are by choice. Nothing is assumed. */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { customer } from '../store.js';
import { change, choosePersonalAgent } from '../customers.js';
import { showEntry } from '../story.js';
import { languageName, languages } from '../models/languages.js';

class CustomerAddress extends FadenElement {
  static properties = { it: { attribute: false } };

  render() {
    const { it } = this;
    const value = it.formOfAddress;
    return html`<div class="address"><span class="word" aria-hidden="true">${value === 'unknown' ? '?' : value}</span><span class="since">${t(`address.${value}.title`)}</span>
        ${this.learned(it)}
        <span class="segments" role="radiogroup" aria-label=${t('address.label')}>${['du', 'Sie', 'unknown'].map((one) => html`
          <label><input type="radio" name="address" .checked=${live(value === one)} @change=${() => change(customer(it.id), { formOfAddress: one })}>${t(`address.${one}`)}</label>`)}</span></div>
      <dl class="ties"><dt><label for="customer-language">${t('customer.language')}</label></dt><dd><select id="customer-language" class="bare" @change=${(event) => change(customer(it.id), { language: event.target.value })}>
          <option value="" .selected=${!it.language}>${t('customer.languageUnknown')}</option>${this.languages(it).map((one) => html`<option value=${one.id} .selected=${it.language === one.id}>${one.label}</option>`)}</select></dd>
        <dt>${t('customer.personalAgent')}</dt><dd><button class="as-value" @click=${() => choosePersonalAgent(it)} aria-label="${t('customer.personalAgent')}: ${it.personalAgent?.name ?? t('nobody')}">${it.personalAgent?.name ?? t('nobody')}</button></dd></dl>`;
  }

  learned({ formLearned, formOfAddress }) {
    if (formOfAddress === 'unknown') return html`<p class="learned">${t('address.ask')}</p>`;
    if (!formLearned?.sentence) return nothing;
    const words = html`<q><bdi>${formLearned.sentence}</bdi></q>`;
    return html`<p class="learned">${formLearned.entryId ? html`<button class="link" title=${t('address.toEntry')} @click=${() => showEntry(formLearned.entryId)}>${words}</button>` : words}</p>`;
  }

  languages({ language }) {
    const all = languages(lang());
    return !language || all.some((one) => one.id === language) ? all : [...all, { id: language, label: languageName(language, lang()) }];
  }
}
customElements.define('customer-address', CustomerAddress);
