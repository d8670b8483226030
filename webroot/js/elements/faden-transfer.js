/* To whom: a queue, a colleague with what they are doing, or a team; and a note for whoever goes on. */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { FadenElement } from './base.js';
import { t } from '../i18n.js';
import { ui, show } from '../ui.js';
import { me, queues } from '../store.js';
import { others } from '../presence.js';
import { knownTeams, transfer } from '../transfer.js';
import { explain } from '../work.js';
import { icon } from '../parts/icon.js';
import { stateWords } from '../parts/presence.js';

const KINDS = ['queue', 'agent', 'team'];
const MANY = 8; // from so many on, a field to narrow them down

class FadenTransfer extends FadenElement {
  render() {
    const it = ui.transfer;
    if (!it) return nothing;
    if (it !== this.of) Object.assign(this, { of: it, kind: 'agent', chosen: undefined, words: '', note: '', problem: undefined, busy: false });
    return html`<dialog class="dialog transfer" aria-label=${t('action.transfer')} @close=${() => ui.transfer === it && show({ transfer: undefined })}>
      <form method="dialog" @submit=${this.submit}>
        <header><h2>${t('action.transfer')}</h2><p>${t('transfer.what', { number: it.conversation, name: it.name })}</p></header>
        <div class="segments" role="radiogroup" aria-label=${t('transfer.to')}>${KINDS.map((kind) => html`<label><input type="radio" name="kind" value=${kind} .checked=${live(this.kind === kind)} @change=${() => this.turn(kind)}>${t(`transfer.${kind}`)}</label>`)}</div>
        ${this.choices(it)}
        <label class="label">${t('transfer.note')}<textarea class="field" rows="2" maxlength="10000" placeholder=${t('transfer.noteHint')} .value=${live(this.note)} @input=${(event) => { this.note = event.target.value; }}></textarea></label>
        ${this.problem ? html`<p class="fault" role="alert">${icon('warning')}<span>${this.problem}</span></p>` : nothing}
        <div class="acts"><button class="btn quiet" type="button" @click=${() => show({ transfer: undefined })}>${t('cancel')}</button><button class="btn primary" ?disabled=${!this.chosen || this.busy}>${t('transfer.do')}</button></div>
      </form></dialog>`;
  }

  /** { items: [{ id, name, drawn, off }] } or words in their place. */
  offered(it) {
    if (this.kind === 'queue') return { items: queues().filter((queue) => queue.id !== it.queue), none: 'transfer.noQueue' };
    if (this.kind === 'team') return { items: knownTeams()?.map((team) => ({ ...team, hint: t('transfer.members', { count: team.members.length }) })), none: 'transfer.noTeam' };
    const known = others();
    if (known?.problem && !known.items) return { problem: explain(known.problem) };
    return {
      items: known?.items.filter(({ person }) => person.id !== me().id && person.id !== it.holder)
        .map(({ person, presence }) => ({ ...person, presence, off: presence.state === 'offline' })).sort((a, b) => a.off - b.off),
      none: 'transfer.noColleague',
    };
  }

  choices(it) {
    const { items, none, problem } = this.offered(it);
    if (problem) return html`<p class="muted">${problem}</p>`;
    if (!items) return html`<p class="muted">${t('transfer.loading')}</p>`;
    const words = this.words.trim().toLowerCase();
    const shown = words ? items.filter((one) => one.name.toLowerCase().includes(words)) : items;
    return html`${items.length >= MANY ? html`<input class="field" type="search" aria-label=${t('transfer.find')} placeholder=${t('transfer.find')} .value=${live(this.words)} @input=${(event) => { this.words = event.target.value; this.requestUpdate(); }}>` : nothing}
      <div class="people" role="radiogroup" aria-label=${t(`transfer.${this.kind}`)}>${shown.map((one) => html`
        <label class=${one.off ? 'is-off' : ''}><input type="radio" name="to" value=${one.id} ?disabled=${one.off} .checked=${live(this.chosen?.id === one.id)} @change=${() => this.choose(one)}>
          ${one.initials ? html`<span class="avatar" aria-hidden="true">${one.initials}</span>` : nothing}<span class="clip" title=${one.name}>${one.name}</span>
          ${one.presence ? stateWords(one.presence) : one.hint ? html`<span class="where">${one.hint}</span>` : nothing}</label>`)}
        ${shown.length ? nothing : html`<p class="muted">${t(words ? 'find.none' : none)}</p>`}</div>`;
  }

  turn(kind) {
    Object.assign(this, { kind, chosen: undefined, words: '', problem: undefined });
    this.requestUpdate();
  }

  choose({ id, name }) {
    this.chosen = { id, name };
    this.problem = undefined;
    this.requestUpdate();
  }

  updated() {
    const box = this.querySelector('dialog');
    if (!box || box.open) return;
    box.showModal();
    box.querySelector('[name=kind]:checked')?.focus();
  }

  async submit(event) {
    event.preventDefault();
    if (!this.chosen || this.busy) return;
    this.busy = true;
    this.requestUpdate();
    this.problem = await transfer(ui.transfer, { [this.kind]: this.chosen }, this.note.trim());
    this.busy = false;
    this.requestUpdate();
  }
}
customElements.define('faden-transfer', FadenTransfer);
