/* One text module, its du beside its Sie. Without a module: a new one. */
import { html, nothing } from 'lit';
import { DraftForm } from './settings-draft.js';
import { t, lang } from '../i18n.js';
import { known, keep, drop, load } from '../admin.js';
import { post, put, remove } from '../api.js';
import { go } from '../router.js';
import { speak } from '../ui.js';
import { PLACEHOLDERS, PURPOSES } from '../models/text-modules.js';
import { languages } from '../models/languages.js';
import { area, field, select } from '../parts/field.js';
import { icon } from '../parts/icon.js';
import { removal } from '../parts/removal.js';

const SHORTCUT = /^[a-z0-9äöüß-]{1,30}$/;
const MOST = 10000;

class SettingsModule extends DraftForm {
  static properties = { module: { attribute: false } };

  get source() { return this.module; }
  valuesOf(it) { return { name: it?.name ?? '', shortcut: it?.shortcut ?? '', language: it?.language ?? lang(), purpose: it?.purpose ?? 'answer', queue: it?.queue ? String(it.queue.id) : '', du: it?.du ?? '', sie: it?.sie ?? '' }; }
  firstUpdated() { this.querySelector(this.module ? 'h2' : 'input')?.focus(); }

  render() {
    const { module } = this;
    const queues = known('queues').items ?? [];
    return html`<form novalidate @submit=${this.save}><header><h2 tabindex="-1">${module?.name ?? t('module.add')}</h2><a class="btn quiet only" href="/settings/text-modules" aria-label=${t('close')} title=${t('close')}>${icon('close')}</a></header>
      <div class="pair">${field(this, 'name', { label: t('name'), maxLength: 100, required: true, placeholder: t('module.nameHint') })}
        ${field(this, 'shortcut', { label: t('module.shortcut'), help: t('module.shortcutHelp'), maxLength: 30, required: true, placeholder: t('module.shortcutHint'), onInput: (value) => this.set('shortcut', value.toLocaleLowerCase('de').replace(/^\//, '')) })}</div>
      <div class="pair">${area(this, 'sie', { label: t('module.sie'), rows: 9, maxLength: MOST, code: false })}${area(this, 'du', { label: t('module.du'), rows: 9, maxLength: MOST, code: false })}</div>
      <p class="help">${t('module.fills')} ${PLACEHOLDERS.map((name) => html`<span class="filler"><code>{${name}}</code> ${t(`module.fill.${name}`)}</span>`)}</p>
      <div class="pair">${select(this, 'purpose', { label: t('module.purpose'), help: t(`module.purpose.${this.values.purpose}.help`), options: PURPOSES.map((value) => ({ value, label: t(`module.purpose.${value}`) })) })}
        ${select(this, 'queue', { label: t('queue'), options: [{ value: '', label: t('module.allQueues') }, ...queues.map(({ id, name }) => ({ value: String(id), label: name }))] })}
        ${select(this, 'language', { label: t('module.language'), options: languages(lang()).map(({ id, label }) => ({ value: id, label })) })}</div>
      ${this.foot(html`${this.button(t(module ? 'save' : 'add'))}<a class="btn quiet" href="/settings/text-modules" @click=${() => this.forget()}>${t(module && !this.dirty ? 'close' : 'cancel')}</a>`)}
      ${this.conflict()}
      ${module ? html`<div class="more-acts">${removal(this, 'module', { name: module.name, label: t('module.remove'), run: () => this.takeAway() })}</div>` : nothing}</form>`;
  }

  async save(event) {
    event.preventDefault();
    const { name, shortcut, language, purpose, queue, du, sie } = this.values;
    if (!this.check({ name: name.trim() ? undefined : t('fault.missing'), shortcut: SHORTCUT.test(shortcut) ? undefined : t('fault.shortcut'), sie: du.trim() || sie.trim() ? undefined : t('fault.module') })) return;
    const body = { name: name.trim(), shortcut, language, purpose, du: du.trim(), sie: sie.trim(), ...(queue ? { queue: Number(queue) } : {}) };
    const { module } = this;
    const saved = await this.sendOver(() => (module ? put(`/admin/text-modules/${module.id}`, { version: this.base.version, ...body }) : post('/admin/text-modules', body)), { name_taken: { field: 'shortcut', words: 'module.taken' }, queue_not_found: 'queue' }, () => load('modules'));
    if (!saved) return;
    this.forget();
    keep('modules', saved);
    if (module) this.saved(saved);
    else {
      speak(t('queues.added', { name: saved.name }));
      go('/settings/text-modules');
    }
  }

  async takeAway() {
    const { module } = this;
    const done = await this.send(async () => { await remove(`/admin/text-modules/${module.id}`); return true; });
    if (!done) return;
    this.forget();
    drop('modules', module.id);
    speak(t('removed', { name: module.name }));
    go('/settings/text-modules');
  }
}
customElements.define('settings-module', SettingsModule);
