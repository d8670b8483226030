/* One's own settings: they take effect at once; the password and the tokens have forms of their own. */
import { html } from 'lit';
import { SettingsForm } from './settings-form.js';
import { t, lang, setLang } from '../i18n.js';
import { me, setMe } from '../store.js';
import { patch } from '../api.js';
import { theme, setTheme } from '../theme.js';
import { show } from '../ui.js';
import { segments } from '../parts/field.js';
import './settings-password.js';
import './settings-tokens.js';
import './settings-phone.js';
import './settings-sign.js';

class SettingsOwn extends SettingsForm {
  render() {
    const { name, email, role, location } = me();
    const option = (prefix, icons) => (value) => ({ value, label: t(`${prefix}.${value}`), icon: icons ? value : undefined });
    return html`<section class="block"><header><h2>${name}</h2><p>${email}<br>${t(`role.${role}`)}</p></header>
        <div class="controls">
          ${segments(this, 'locale', { label: t('own.language'), value: lang(), options: [{ value: 'de', label: 'Deutsch' }, { value: 'en', label: 'English' }], onChange: (locale) => this.language(locale) })}
          ${segments(this, 'location', { label: t('own.place'), help: t('own.placeHelp'), value: location, options: ['office', 'home'].map(option('place', true)), onChange: (value) => this.change({ location: value }) })}
          ${segments(this, 'theme', { label: t('theme.title'), help: t('own.themeHelp'), value: theme(), options: ['system', 'light', 'dark'].map(option('theme')), onChange: (value) => { setTheme(value); show({}); } })}
          ${this.foot('')}
        </div></section>
      <settings-sign></settings-sign><settings-phone></settings-phone><settings-password></settings-password><settings-tokens></settings-tokens>`;
  }

  language(locale) {
    setLang(locale);
    return this.change({ locale });
  }

  async change(body) {
    const changed = await this.send(() => patch('/me', body));
    if (changed) setMe(changed);
  }
}
customElements.define('settings-own', SettingsOwn);
