/* The frame of the settings: title, sections, and the one that the address names. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t } from '../i18n.js';
import { me } from '../store.js';
import { route } from '../router.js';
import { may } from '../models/roles.js';
import { icon } from '../parts/icon.js';

const SECTIONS = [
  { id: 'own', href: '/settings', load: () => import('./settings-own.js'), draw: () => html`<settings-own></settings-own>` },
  { id: 'people', href: '/settings/people', role: 'admin', load: () => import('./settings-people.js'), draw: () => html`<settings-people></settings-people>` },
  { id: 'skills', href: '/settings/skills', role: 'admin', load: () => import('./settings-skills.js'), draw: () => html`<settings-skills></settings-skills>` },
  { id: 'queues', href: '/settings/queues', role: 'admin', load: () => import('./settings-queues.js'), draw: () => html`<settings-queues></settings-queues>` },
  { id: 'rules', href: '/settings/entry-rules', role: 'admin', load: () => import('./settings-rules.js'), draw: () => html`<settings-rules></settings-rules>` },
  { id: 'hours', href: '/settings/business-hours', role: 'admin', load: () => import('./settings-hours.js'), draw: () => html`<settings-hours></settings-hours>` },
  { id: 'loads', href: '/settings/channel-loads', role: 'admin', load: () => import('./settings-loads.js'), draw: () => html`<settings-loads></settings-loads>` },
  { id: 'accounts', href: '/settings/channel-accounts', role: 'admin', load: () => import('./settings-accounts.js'), draw: () => html`<settings-accounts></settings-accounts>` },
  { id: 'modules', href: '/settings/text-modules', role: 'supervisor', load: () => import('./settings-modules.js'), draw: () => html`<settings-modules></settings-modules>` },
  { id: 'imports', href: '/settings/imports', role: 'admin', load: () => import('./settings-imports.js'), draw: () => html`<settings-imports></settings-imports>` },
  { id: 'erasures', href: '/settings/erasures', role: 'supervisor', load: () => import('./settings-erasures.js'), draw: () => html`<settings-erasures></settings-erasures>` },
];
const asked = new Set();

class SettingsPage extends FadenElement {
  render() {
    const section = SECTIONS.find((one) => one.id === route().section);
    const shown = SECTIONS.filter((one) => may(me(), one.role));
    if (may(me(), section.role) && !asked.has(section.id)) {
      asked.add(section.id);
      section.load();
    }
    return html`<div class="page-head"><h1>${t('nav.settings')}</h1></div>
      <nav class="sections" aria-label=${t('nav.settings')}>${shown.map((one) => html`<a href=${one.href} aria-current=${one === section ? 'page' : nothing}>${t(`set.${one.id}`)}</a>`)}
        <a class="aside-link" href="/api/docs" target="_blank" rel="noopener">${t('set.docs')}</a></nav>
      <div class="section">${may(me(), section.role) ? section.draw() : html`<div class="empty">${icon('lock')}<b>${t('set.forbidden')}</b><p>${t('set.forbiddenNext')}</p></div>`}</div>`;
  }

  updated() {
    const { section, at } = route();
    document.title = `${t(`set.${section}`)} · Faden`;
    if (this.shownAt === at) return;
    if (this.shownAt) this.scrollTop = 0;
    this.querySelector('.sections [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    this.shownAt = at;
  }
}
customElements.define('settings-page', SettingsPage);
