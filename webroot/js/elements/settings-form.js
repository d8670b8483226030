/* What every form of the settings does: keep values, show what is wrong at its field, send once at a time, say that it worked. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t } from '../i18n.js';
import { explain } from '../work.js';
import { problem } from '../parts/door.js';
import { icon } from '../parts/icon.js';

export class SettingsForm extends FadenElement {
  constructor() {
    super();
    this.values = {};
    this.faults = {}; // field -> sentence
  }

  set(name, value) {
    this.values = { ...this.values, [name]: value };
    this.faults = { ...this.faults, [name]: undefined };
    this.problem = undefined;
    this.said = undefined;
    this.requestUpdate();
  }

  /** The first look, before anything is sent: answers whether all is well. */
  check(faults) {
    this.faults = faults;
    this.problem = undefined;
    this.said = undefined;
    this.requestUpdate();
    const good = !Object.values(faults).some(Boolean);
    if (!good) this.toFault();
    return good;
  }

  /** Runs one request. `places` tells at which field the refusal of a code belongs: a name, or { field, words }. Answers what `act` answers, or undefined. */
  async send(act, places = {}) {
    if (this.busy) return undefined;
    this.busy = true;
    this.said = undefined;
    this.problem = undefined;
    this.requestUpdate();
    try {
      return await act();
    } catch (fault) {
      this.refuse(fault, places);
      return undefined;
    } finally {
      this.busy = false;
      this.requestUpdate();
    }
  }

  refuse(fault, places) {
    const errors = fault.body?.errors ?? [];
    const place = places[fault.code];
    this.refusal = fault;
    if (errors.length) this.faults = Object.fromEntries(errors.map(({ field, message }) => [this.placeOf(field), this.sentence(field, message)]));
    else if (place) this.faults = { [place.field ?? place]: place.words ? t(place.words) : explain(fault) };
    else this.problem = fault.code === 'version_conflict' ? t('conflict.mine') : explain(fault);
    this.requestUpdate();
    this.toFault();
  }

  /** Where the form shows what the contract calls `field`. */
  placeOf(field) { return field; }

  sentence(field, message) {
    const words = t(`fault.${field}`);
    return words === `fault.${field}` ? message : words;
  }

  async toFault() {
    await this.updateComplete;
    const field = this.querySelector('.fault')?.closest('.control')?.querySelector('input, select, textarea');
    const fault = Object.values(this.faults).find(Boolean);
    if (field) field.focus();
    else if (fault) { // its field is not on the screen
      this.problem = fault;
      this.requestUpdate();
    }
  }

  /** The line of buttons, and what came of the last press. */
  foot(buttons) {
    return html`${problem(this.problem)}<div class="acts-line">${buttons}<span class="said" role="status">${this.said ? html`${icon('check')}${this.said}` : nothing}</span></div>`;
  }

  /** A button that sends; it keeps the focus while it does. */
  button(label, { primary = true, type = 'submit', run } = {}) {
    return html`<button class="btn ${primary ? 'primary' : ''}" type=${type} aria-disabled=${this.busy ? 'true' : nothing} @click=${run ?? nothing}>${label}</button>`;
  }
}
