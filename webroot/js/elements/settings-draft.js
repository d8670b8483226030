/* A form that shows something the server keeps: follows it while nothing is typed, keeps what was typed also through a look elsewhere, and says
   when somebody else was faster. */
import { html, nothing } from 'lit';
import { SettingsForm } from './settings-form.js';
import { t } from '../i18n.js';
import { epoch } from '../store.js';

const drafts = new Map(); // what was typed, by form and by who is signed in; gone with the page

export class DraftForm extends SettingsForm {
  /** What is edited, as the server last told; undefined for something new. */
  get source() { return undefined; }
  /** Its values in the form. */
  valuesOf() { return {}; }
  get name() { return this.source?.id ?? 'new'; }
  get key() { return `${epoch()}/${this.localName}/${this.name}`; }
  get dirty() { return drafts.has(this.key); }

  willUpdate() {
    const draft = drafts.get(this.key);
    if (!this.begun && draft) {
      this.base = draft.base;
      this.values = draft.values;
    } else if (!this.begun || (!draft && !this.busy && this.source !== this.base)) this.take(this.source);
    this.begun = true;
  }

  take(source) {
    drafts.delete(this.key);
    this.base = source;
    this.values = this.valuesOf(source);
  }

  /** Forgets what was typed. */
  forget() { drafts.delete(this.key); }

  set(name, value) {
    super.set(name, value);
    drafts.set(this.key, { values: this.values, base: this.base });
  }

  /** Changes one of a list: `values[list][index]` becomes itself with `part`. */
  setIn(list, index, part) {
    const before = this.values[list];
    this.set(list, before.map((one, at) => (at === index ? { ...one, ...part } : one)));
  }

  /** Sends it; after a conflict `reload` fetches the new state, and sending again means it. Answers what `act` answers. */
  async sendOver(act, places, reload) {
    this.refusal = undefined;
    const saved = await this.send(act, places);
    if (!saved && this.refusal?.code === 'version_conflict') {
      await reload();
      this.rebase();
    }
    return saved;
  }

  /** What was typed is from now on a change of what the server has now. */
  rebase() {
    this.base = this.source ?? this.base;
    drafts.set(this.key, { values: this.values, base: this.base });
  }

  saved(source) {
    this.take(source);
    this.said = t('saved');
    this.requestUpdate();
  }

  conflict() {
    if (this.refusal?.code !== 'version_conflict' || !this.problem) return nothing;
    return html`<div class="acts-line"><button class="btn" type="button" @click=${() => { this.take(this.source); this.check({}); }}>${t('conflict.theirs')}</button></div>`;
  }
}
