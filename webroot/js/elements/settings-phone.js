/* One's own extensions: calls to them come to one's screen. */
import { html } from 'lit';
import { SettingsForm } from './settings-form.js';
import { t } from '../i18n.js';
import { get, put } from '../api.js';
import { explain } from '../work.js';
import { linesOf } from '../models/routing.js';
import { area } from '../parts/field.js';

const MOST = 10;
const LONGEST = 100;

class SettingsPhone extends SettingsForm {
  async firstUpdated() {
    try {
      const { extensions } = await get('/me/phone');
      if (this.values.extensions === undefined) this.values = { extensions: extensions.join('\n') };
    } catch (fault) {
      this.problem = explain(fault);
    }
    this.requestUpdate();
  }

  render() {
    return html`<form class="block" novalidate @submit=${this.save}><header><h2>${t('own.phone')}</h2><p>${t('own.phoneAbout')}</p></header>
      <div class="controls">${area(this, 'extensions', { label: t('own.extensions'), help: t('own.extensionsHelp'), rows: 3, maxLength: 1200, code: false })}
        ${this.foot(this.button(t('save'), { primary: false }))}</div></form>`;
  }

  async save(event) {
    event.preventDefault();
    const extensions = linesOf(this.values.extensions);
    if (!this.check({ extensions: extensions.length > MOST || extensions.some((one) => one.length > LONGEST) ? t('fault.extensions') : undefined })) return;
    const saved = await this.send(() => put('/me/phone', { extensions }), { extension_taken: 'extensions' });
    if (!saved) return;
    this.values = { extensions: saved.extensions.join('\n') };
    this.said = t('saved');
    this.requestUpdate();
  }
}
customElements.define('settings-phone', SettingsPhone);
