/* A new password for oneself. */
import { html } from 'lit';
import { SettingsForm } from './settings-form.js';
import { t } from '../i18n.js';
import { me } from '../store.js';
import { patch } from '../api.js';
import { field, tick } from '../parts/field.js';

const LEAST = 10;

class SettingsPassword extends SettingsForm {
  render() {
    const type = this.values.show ? 'text' : 'password';
    return html`<form class="block" novalidate @submit=${this.save}><header><h2>${t('password')}</h2><p>${t('pw.about')}</p></header>
      <div class="controls">
        <input class="sr" type="text" autocomplete="username" tabindex="-1" aria-hidden="true" readonly .value=${me().email}>
        ${field(this, 'current', { label: t('pw.current'), type, autocomplete: 'current-password', maxLength: 1024, required: true })}
        ${field(this, 'next', { label: t('pw.next'), type, autocomplete: 'new-password', maxLength: 1024, required: true, help: t('link.rule') })}
        ${tick(this, 'show', { label: t('pw.show') })}
        ${this.foot(this.button(t('pw.change')))}
      </div></form>`;
  }

  async save(event) {
    event.preventDefault();
    const { current = '', next = '' } = this.values;
    if (!this.check({ current: current ? undefined : t('fault.missing'), next: this.weakness(next, current) })) return;
    // What is left for the server to refuse as invalid is a password that everybody would guess.
    const changed = await this.send(() => patch('/me', { password: { current, next } }), { password_wrong: 'current', too_many_attempts: 'current', invalid_request: { field: 'next', words: 'pw.guessable' } });
    if (!changed) return;
    this.values = {};
    this.said = t('pw.changed');
    this.requestUpdate();
  }

  weakness(next, current) {
    if (!next) return t('fault.missing');
    if ([...next].length < LEAST) return t('pw.short');
    const small = next.trim().toLowerCase();
    if (small === me().email.toLowerCase() || small === me().name.trim().toLowerCase()) return t('pw.own');
    return next === current ? t('pw.same') : undefined;
  }
}
customElements.define('settings-password', SettingsPassword);
