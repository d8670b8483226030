/* Queues: add, rename in place, choose the default one; the settings of one as a form of its own. */
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { SettingsForm } from './settings-form.js';
import { t } from '../i18n.js';
import { known, keep, load } from '../admin.js';
import { post, patch } from '../api.js';
import { route } from '../router.js';
import { speak } from '../ui.js';
import { explain } from '../work.js';
import { field } from '../parts/field.js';
import { icon } from '../parts/icon.js';
import './settings-queue.js';

class SettingsQueues extends SettingsForm {
  render() {
    const chosen = route().params.queue;
    return chosen ? this.one(chosen) : this.list();
  }

  one(id) {
    const { item, problem } = known(`queue/${id}`);
    if (problem && !item) return html`<div class="empty"><b>${problem.status === 404 || problem.status === 400 ? t('queues.gone') : explain(problem)}</b><a class="btn" href="/settings/queues">${t('q.back')}</a></div>`;
    return item ? keyed(id, html`<settings-queue .detail=${item}></settings-queue>`) : nothing;
  }

  list() {
    const { items, problem } = known('queues');
    return html`<div class="narrow-page"><div class="intro"><p>${t('queues.about')}</p></div>
      ${problem && !items ? html`<div class="empty"><b>${explain(problem)}</b><button class="btn" @click=${() => load('queues')}>${t('again')}</button></div>` : nothing}
      <ul class="facts-list queues">${(items ?? []).map((queue) => html`<li>${this.editing === queue.id ? this.renaming(queue) : this.row(queue)}</li>`)}</ul>
      <form class="line-form" novalidate @submit=${this.add}>${field(this, 'name', { label: t('queues.new'), maxLength: 100, required: true, placeholder: t('queues.hint') })}
        ${this.foot(this.button(t('queues.add')))}</form></div>`;
  }

  row(queue) {
    return html`<div><a class="link strong" href="/settings/queues/${queue.id}">${queue.name}</a>${queue.isDefault ? html`<p>${icon('check', 's')} ${t('queues.default')}</p>` : nothing}</div>
      <span class="acts">${queue.isDefault ? nothing : html`<button class="btn quiet" aria-label="${t('queues.makeDefault')}: ${queue.name}" @click=${() => this.makeDefault(queue)}>${t('queues.makeDefault')}</button>`}
        <button class="btn quiet" data-rename=${queue.id} aria-label="${t('queues.rename')}: ${queue.name}" @click=${() => this.edit(queue)}>${t('queues.rename')}</button></span>`;
  }

  renaming(queue) {
    return html`<form class="line-form" novalidate @submit=${(event) => this.rename(event, queue)} @keydown=${(event) => event.key === 'Escape' && this.edit(undefined)}>
      ${field(this, 'rename', { label: t('queues.renameLabel', { name: queue.name }), maxLength: 100, required: true })}
      <div class="acts-line">${this.button(t('save'))}<button class="btn quiet" type="button" @click=${() => this.edit(undefined)}>${t('cancel')}</button></div></form>`;
  }

  async edit(queue) {
    const before = this.editing;
    this.editing = queue?.id;
    this.values = { ...this.values, rename: queue?.name };
    this.check({});
    await this.updateComplete;
    if (queue) this.querySelector('[name=rename]')?.select();
    else this.querySelector(`[data-rename="${before}"]`)?.focus();
  }

  async add(event) {
    event.preventDefault();
    const name = (this.values.name ?? '').trim();
    if (!this.check({ name: name ? undefined : t('fault.missing') })) return;
    const queue = await this.send(() => post('/admin/queues', { name }), { name_taken: 'name', invalid_request: 'name' });
    if (!queue) return;
    this.values = {};
    this.said = t('queues.added', { name: queue.name });
    keep('queues', queue);
    load('queues');
  }

  async rename(event, queue) {
    event.preventDefault();
    const name = this.values.rename.trim();
    if (!this.check({ rename: name ? undefined : t('fault.missing') })) return;
    const changed = name === queue.name ? queue : await this.send(() => patch(`/admin/queues/${queue.id}`, { name }), { name_taken: 'rename', invalid_request: 'rename' });
    if (!changed) return;
    keep('queues', changed);
    load('queues');
    this.edit(undefined);
  }

  async makeDefault(queue) {
    const changed = await this.send(() => patch(`/admin/queues/${queue.id}`, { isDefault: true }));
    await load('queues');
    if (changed) speak(t('queues.isDefault', { name: queue.name }));
    await this.updateComplete;
    this.querySelector(`[data-rename="${queue.id}"]`)?.focus();
  }
}
customElements.define('settings-queues', SettingsQueues);
