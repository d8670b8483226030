/* What of the work reaches one person: skills with levels, capacity, queues that not everybody serves, teams. */
import { html, nothing } from 'lit';
import { DraftForm } from './settings-draft.js';
import { t } from '../i18n.js';
import { known, hold, load } from '../admin.js';
import { put } from '../api.js';
import { explain } from '../work.js';
import { wholeOf } from '../models/routing.js';
import { field } from '../parts/field.js';
import { needs } from '../parts/needs.js';
import { among } from './faden-choice.js';

const chip = ({ id, name }) => ({ id, label: name });
const ids = (list) => list.map(({ id }) => id);

class SettingsPersonRouting extends DraftForm {
  static properties = { person: { attribute: false } };

  get it() { return known(`person/${this.person.id}`); }
  get source() { return this.it.item; }
  get name() { return this.person.id; }
  valuesOf(item) {
    if (!item) return {};
    return { skills: item.skills.map(({ skill, level }) => ({ skill: skill.id, level })), capacity: String(item.capacity), queues: item.queues.map(chip), teams: item.teams.map(chip) };
  }

  render() {
    const { problem } = this.it;
    if (!this.source) return problem ? html`<div class="more-acts"><h3>${t('pr.title')}</h3><p>${explain(problem)}</p><button class="btn" @click=${() => load(`person/${this.person.id}`)}>${t('again')}</button></div>` : nothing;
    const options = (name) => (known(name).items ?? []).map(chip);
    known('skills');
    return html`<form class="more-acts" novalidate @submit=${this.save}><h3>${t('pr.title')}</h3>
      <div class="control" role="group" aria-label=${t('pr.skills')}><b>${t('pr.skills')}</b>${this.values.skills.length ? nothing : html`<p class="none">${t('pr.noSkills')}</p>`}
        ${needs(this, 'skills', this.values.skills, (skills) => this.set('skills', skills), { hard: false })}<p class="help">${t('pr.skillsHelp')}</p></div>
      ${field(this, 'capacity', { label: t('pr.capacity'), mode: 'numeric', maxLength: 4, help: this.capacityTold() })}
      <faden-choice .label=${t('pr.queues')} .help=${t('pr.queuesHelp')} .none=${t('pr.noQueues')} .chosen=${this.values.queues} .find=${among(options('queues'))} .change=${(queues) => this.set('queues', queues)} .fault=${this.faults.queues}></faden-choice>
      <faden-choice .label=${t('pr.teams')} .none=${t('pr.noTeams')} .chosen=${this.values.teams} .find=${among(options('teams'))} .change=${(teams) => this.set('teams', teams)} .fault=${this.faults.teams}></faden-choice>
      ${this.foot(this.button(t('pr.save')))}</form>`;
  }

  /** What a capacity means, with the costs that are set. */
  capacityTold() {
    const cost = Object.fromEntries((known('loads').items ?? []).map((one) => [one.channel, one.cost]));
    const capacity = wholeOf(this.values.capacity);
    const { phone = 100, email = 20 } = cost;
    const mails = capacity >= 0 && email > 0 ? Math.floor(capacity / email) : undefined;
    return t('pr.capacityHelp', { phone, email, capacity, mails });
  }

  /** Only what was changed is sent: what somebody else changed meanwhile stays. */
  changes() {
    const bodyOf = ({ skills, capacity, queues, teams }) => ({ skills: skills.map(({ skill, level }) => ({ skill, level })), capacity: wholeOf(capacity), queues: ids(queues), teams: ids(teams) });
    const before = bodyOf(this.valuesOf(this.base));
    return Object.fromEntries(Object.entries(bodyOf(this.values)).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name])));
  }

  async save(event) {
    event.preventDefault();
    const capacity = wholeOf(this.values.capacity);
    if (!this.check({ capacity: capacity === undefined ? t('fault.missing') : capacity >= 0 && capacity <= 1000 ? undefined : t('fault.whole', { low: 0, high: 1000 }) })) return;
    const body = this.changes();
    const saved = await this.send(() => put(`/admin/agents/${this.person.id}/routing`, body), { queue_not_found: 'queues', team_not_found: 'teams' });
    if (!saved) return;
    this.forget();
    hold(`person/${this.person.id}`, saved);
    this.saved(saved);
  }
}
customElements.define('settings-person-routing', SettingsPersonRouting);
