/* What people can do, by kind, and the teams they are in; one team beside them. */
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { SettingsForm } from './settings-form.js';
import { t, lang } from '../i18n.js';
import { known, keep, drop, load } from '../admin.js';
import { post, patch, remove } from '../api.js';
import { route } from '../router.js';
import { speak } from '../ui.js';
import { explain } from '../work.js';
import { CHANNELS } from '../models/routing.js';
import { languages } from '../models/languages.js';
import { field, select } from '../parts/field.js';
import { icon } from '../parts/icon.js';
import { removal } from '../parts/removal.js';
import './settings-team.js';

const NAMED = { name_taken: 'name', invalid_request: 'name' };

class SettingsSkills extends SettingsForm {
  render() {
    const { items, problem } = known('skills');
    const teams = known('teams').items;
    const chosen = route().params.team;
    const team = teams?.find((one) => String(one.id) === chosen);
    return html`<div class="beside ${chosen ? 'is-open' : ''}"><div class="beside-main">
        <div class="intro"><p>${t('skills.about')}</p></div>
        ${problem && !items ? html`<div class="empty"><b>${explain(problem)}</b><button class="btn" @click=${() => load('skills')}>${t('again')}</button></div>` : nothing}
        ${items ? html`${['topic', 'language', 'channel'].map((kind) => this.block(kind, items.filter((one) => one.kind === kind)))}${this.teams(teams ?? [], chosen)}` : nothing}</div>
      ${chosen && (team || chosen === 'new') ? keyed(chosen, html`<settings-team class="beside-side" .team=${team}></settings-team>`) : nothing}
      ${chosen && teams && !team && chosen !== 'new' ? html`<div class="beside-side empty"><b>${t('team.gone')}</b><a class="btn" href="/settings/skills">${t('close')}</a></div>` : nothing}</div>`;
  }

  block(kind, items) {
    return html`<section class="block"><header><h2>${t(`skills.${kind}`)}</h2><p>${t(`skills.${kind}.about`)}</p></header><div class="controls wide">
      ${items.length ? html`<ul class="facts-list">${items.map((one) => html`<li>${this.editing === one.id ? this.renaming(one) : this.row(one)}</li>`)}</ul>` : html`<p class="none">${t(`skills.${kind}.none`)}</p>`}
      ${this.adding(kind, items)}</div></section>`;
  }

  row(skill) {
    return html`<div><b>${skill.name}</b><p>${skill.agents === undefined ? nothing : t('skills.agents', { count: skill.agents })}</p>${this.keeping === skill.id && this.faults.keeping ? html`<p class="fault" role="alert">${icon('warning')}<span>${this.faults.keeping}</span></p>` : nothing}</div>
      <span class="acts">${this.asking === `skill-${skill.id}` ? nothing : html`<button class="btn quiet" data-rename=${skill.id} aria-label="${t('queues.rename')}: ${skill.name}" @click=${() => this.edit(skill)}>${t('queues.rename')}</button>`}
        ${removal(this, `skill-${skill.id}`, { name: skill.name, run: () => this.takeAway(skill) })}</span>`;
  }

  renaming(skill) {
    return html`<form class="line-form" novalidate @submit=${(event) => this.rename(event, skill)} @keydown=${(event) => event.key === 'Escape' && this.edit(undefined)}>
      ${field(this, 'rename', { label: t('queues.renameLabel', { name: skill.name }), maxLength: 100, required: true })}
      ${this.foot(html`${this.button(t('save'))}<button class="btn quiet" type="button" @click=${() => this.edit(undefined)}>${t('cancel')}</button>`)}</form>`;
  }

  /** Languages and channels are chosen, because what recognises them knows them by code. */
  adding(kind, items) {
    const name = `new-${kind}`;
    const taken = new Set(items.map(({ code }) => code));
    const all = kind === 'language' ? languages(lang()) : CHANNELS.map((id) => ({ id, label: t(`channel.${id}`) }));
    const free = all.filter(({ id }) => !taken.has(id));
    if (kind !== 'topic' && !free.length) return nothing;
    return html`<form class="line-form" novalidate @submit=${(event) => this.add(event, kind, all)}>
      ${kind === 'topic' ? field(this, name, { label: t('skills.topic.new'), maxLength: 100, required: true, placeholder: t('skills.topic.hint') })
        : select(this, name, { label: t(`skills.${kind}.new`), options: [{ value: '', label: t('choose') }, ...free.map(({ id, label }) => ({ value: id, label }))] })}
      <div class="acts-line beside-field">${this.button(t('add'), { primary: false })}</div></form>`;
  }

  teams(items, chosen) {
    return html`<section class="block"><header><h2>${t('team.title')}</h2><p>${t('team.about')}</p></header><div class="controls wide">
      ${items.length ? html`<ul class="facts-list">${items.map((team) => html`<li class=${String(team.id) === chosen ? 'current' : ''}><div><a class="link" href="/settings/teams/${team.id}" aria-current=${String(team.id) === chosen ? 'true' : nothing}>${team.name}</a>
        <p>${t('team.members', { count: team.members.length })}</p></div><span class="avatars" aria-hidden="true">${team.members.slice(0, 6).map((one) => html`<span class="avatar" title=${one.name}>${one.initials}</span>`)}</span></li>`)}</ul>` : html`<p class="none">${t('team.none')}</p>`}
      <div class="acts-line"><a class="btn" href="/settings/teams/new">${icon('plus')}${t('team.add')}</a></div></div></section>`;
  }

  async edit(skill) {
    const before = this.editing;
    this.editing = skill?.id;
    this.values = { ...this.values, rename: skill?.name };
    this.check({});
    await this.updateComplete;
    if (skill) this.querySelector('[name=rename]')?.select();
    else this.querySelector(`[data-rename="${before}"]`)?.focus();
  }

  async add(event, kind, all) {
    event.preventDefault();
    const field = `new-${kind}`;
    const typed = (this.values[field] ?? '').trim();
    if (!this.check({ [field]: typed ? undefined : t('fault.missing') })) return;
    const body = kind === 'topic' ? { name: typed, kind } : { name: all.find(({ id }) => id === typed).label, kind, code: typed };
    const skill = await this.send(() => post('/admin/skills', body), { name_taken: field, invalid_request: field });
    if (!skill) return;
    this.values = { ...this.values, [field]: '' };
    speak(t('queues.added', { name: skill.name }));
    keep('skills', skill);
    await load('skills');
  }

  async rename(event, skill) {
    event.preventDefault();
    const name = this.values.rename.trim();
    if (!this.check({ rename: name ? undefined : t('fault.missing') })) return;
    const changed = name === skill.name ? skill : await this.send(() => patch(`/admin/skills/${skill.id}`, { version: skill.version, name }), { ...NAMED, name_taken: 'rename', invalid_request: 'rename' });
    if (this.refusal?.code === 'version_conflict') await load('skills');
    if (!changed) return;
    await load('skills');
    this.edit(undefined);
  }

  async takeAway(skill) {
    this.keeping = skill.id;
    const done = await this.send(async () => { await remove(`/admin/skills/${skill.id}`); return true; }, { in_use: 'keeping', not_found: 'keeping' });
    if (!done) {
      this.faults = { keeping: this.faults.keeping ?? this.problem };
      return this.requestUpdate();
    }
    drop('skills', skill.id);
    return speak(t('removed', { name: skill.name }));
  }
}
customElements.define('settings-skills', SettingsSkills);
