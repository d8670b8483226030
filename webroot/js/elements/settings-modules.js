/* Text modules: what is said often, in both forms of address; one of them beside the list. */
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { SettingsForm } from './settings-form.js';
import { t, lang } from '../i18n.js';
import { known, load } from '../admin.js';
import { route } from '../router.js';
import { explain } from '../work.js';
import { languageName } from '../models/languages.js';
import { icon } from '../parts/icon.js';
import './settings-module.js';

class SettingsModules extends SettingsForm {
  render() {
    const { items, problem } = known('modules');
    const chosen = route().params.module;
    const module = items?.find((one) => String(one.id) === chosen);
    return html`<div class="beside ${chosen ? 'is-open' : ''}"><div class="beside-main">
        <div class="intro"><p>${t('module.about')}</p></div>
        ${problem && !items ? html`<div class="empty"><b>${explain(problem)}</b><button class="btn" @click=${() => load('modules')}>${t('again')}</button></div>` : nothing}
        ${items ? html`${items.length ? html`<ul class="facts-list modules-list">${items.map((one) => this.row(one, chosen))}</ul>` : html`<p class="none">${t('module.noneYet')}</p>`}
        <div class="acts-line"><a class="btn" href="/settings/text-modules/new">${icon('plus')}${t('module.add')}</a></div>` : nothing}</div>
      ${chosen && (module || chosen === 'new') ? keyed(chosen, html`<settings-module class="beside-side" .module=${module}></settings-module>`) : nothing}
      ${chosen && items && !module && chosen !== 'new' ? html`<div class="beside-side empty"><b>${t('module.gone')}</b><a class="btn" href="/settings/text-modules">${t('close')}</a></div>` : nothing}</div>`;
  }

  row(one, chosen) {
    const facts = [one.purpose === 'answer' ? undefined : t(`module.purpose.${one.purpose}`), one.language === lang() ? undefined : languageName(one.language, lang()), one.queue?.name, one.du && one.sie ? undefined : t('module.only', { form: one.du ? 'du' : 'Sie' })].filter(Boolean);
    return html`<li class=${String(one.id) === chosen ? 'current' : ''}><div><a class="link" href="/settings/text-modules/${one.id}" aria-current=${String(one.id) === chosen ? 'true' : nothing}>${one.name}</a> <code>/${one.shortcut}</code>
      <p>${facts.length ? html`${facts.join(' · ')} · ` : nothing}${(one.sie || one.du).slice(0, 120)}</p></div></li>`;
  }
}
customElements.define('settings-modules', SettingsModules);
