/* One team: its name and who is in it. Without a team: a new one. */
import { html, nothing } from 'lit';
import { DraftForm } from './settings-draft.js';
import { t } from '../i18n.js';
import { known, keep, drop, load } from '../admin.js';
import { post, put, remove } from '../api.js';
import { go } from '../router.js';
import { speak } from '../ui.js';
import { field } from '../parts/field.js';
import { icon } from '../parts/icon.js';
import { removal } from '../parts/removal.js';
import { among } from './faden-choice.js';
import { people } from '../parts/people.js';

class SettingsTeam extends DraftForm {
  static properties = { team: { attribute: false } };

  get source() { return this.team; }
  valuesOf(team) { return { name: team?.name ?? '', members: (team?.members ?? []).map(({ id, name }) => ({ id, label: name })) }; }
  firstUpdated() { this.querySelector(this.team ? 'h2' : 'input')?.focus(); }

  render() {
    const { team } = this;
    return html`<form novalidate @submit=${this.save}><header><h2 tabindex="-1">${team?.name ?? t('team.add')}</h2><a class="btn quiet only" href="/settings/skills" aria-label=${t('close')} title=${t('close')}>${icon('close')}</a></header>
      ${field(this, 'name', { label: t('name'), maxLength: 100, required: true, placeholder: t('team.hint') })}
      <faden-choice .label=${t('team.who')} .none=${t('team.nobody')} .chosen=${this.values.members} .find=${among(people())} .change=${(members) => this.set('members', members)} .fault=${this.faults.members}></faden-choice>
      ${this.foot(html`${this.button(t(team ? 'save' : 'add'))}<a class="btn quiet" href="/settings/skills" @click=${() => this.forget()}>${t(team && !this.dirty ? 'close' : 'cancel')}</a>`)}
      ${this.conflict()}
      ${team ? html`<div class="more-acts">${removal(this, 'team', { name: team.name, label: t('team.remove'), run: () => this.takeAway() })}</div>` : nothing}</form>`;
  }

  async save(event) {
    event.preventDefault();
    const name = this.values.name.trim();
    if (!this.check({ name: name ? undefined : t('fault.missing') })) return;
    const body = { name, members: this.values.members.map(({ id }) => id) };
    const { team } = this;
    const saved = await this.sendOver(() => (team ? put(`/admin/teams/${team.id}`, { version: this.base.version, ...body }) : post('/admin/teams', body)), { name_taken: 'name', agent_not_found: 'members' }, () => load('teams'));
    if (!saved) return;
    this.forget();
    keep('teams', saved);
    if (team) this.saved(saved);
    else {
      speak(t('queues.added', { name }));
      go('/settings/skills');
    }
  }

  async takeAway() {
    const { team } = this;
    const done = await this.send(async () => { await remove(`/admin/teams/${team.id}`); return true; });
    if (!done) return;
    this.forget();
    drop('teams', team.id);
    speak(t('removed', { name: team.name }));
    go('/settings/skills');
  }
}
customElements.define('settings-team', SettingsTeam);
