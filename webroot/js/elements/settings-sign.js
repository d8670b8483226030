/* What stands behind one's own public answers. */
import { html } from 'lit';
import { SettingsForm } from './settings-form.js';
import { t } from '../i18n.js';
import { me, setMe } from '../store.js';
import { patch } from '../api.js';
import { field } from '../parts/field.js';

class SettingsSign extends SettingsForm {
  render() {
    const { sign } = me();
    return html`<form class="block" novalidate @submit=${this.save}><header><h2>${t('own.sign')}</h2><p>${t('own.signAbout')}</p></header>
      <div class="controls">${field(this, 'sign', { label: t('own.signLabel'), help: t('own.signHelp', { sign: this.values.sign || sign || '' }), maxLength: 4, narrow: true, value: this.values.sign ?? sign ?? '', onInput: (value) => this.set('sign', value.trim().toLocaleLowerCase('de')) })}
        ${this.foot(this.button(t('save'), { primary: false }))}</div></form>`;
  }

  async save(event) {
    event.preventDefault();
    const sign = this.values.sign ?? me().sign ?? '';
    if (!this.check({ sign: /^[a-zäöüß]{1,4}$/.test(sign) ? undefined : t('fault.sign') })) return;
    const changed = await this.send(() => patch('/me', { sign }), { invalid_request: 'sign' });
    if (!changed) return;
    this.values = {};
    setMe(changed);
    this.said = t('saved');
    this.requestUpdate();
  }
}
customElements.define('settings-sign', SettingsSign);
