/* Something shown this once: a link or a token, with what to do with it and a button that copies it. */
import { html } from 'lit';
import { FadenElement } from './base.js';
import { t } from '../i18n.js';
import { speak } from '../ui.js';
import { icon } from '../parts/icon.js';

class SettingsSecret extends FadenElement {
  static properties = { title: { attribute: false }, next: { attribute: false }, text: { attribute: false }, done: { attribute: false } };

  firstUpdated() { this.querySelector('.copy').focus(); }

  willUpdate(changed) { if (changed.has('text')) this.copied = false; }

  render() {
    return html`<div class="secret"><h3>${icon('lock')}${this.title}</h3><p>${this.next}</p>
      <div class="copying"><input class="field code" readonly aria-label=${this.title} .value=${this.text} @focus=${(event) => event.target.select()}>
        <button class="btn primary copy" type="button" @click=${this.copy}>${icon(this.copied ? 'check' : 'clip')}${t(this.copied ? 'copied' : 'copy')}</button></div>
      <div class="acts-line"><button class="btn" type="button" @click=${() => this.done()}>${t('secret.done')}</button></div></div>`;
  }

  async copy() {
    const field = this.querySelector('input');
    try {
      await navigator.clipboard.writeText(this.text);
    } catch { // no clipboard outside of https and localhost
      field.select();
      if (!document.execCommand('copy')) return;
    }
    this.copied = true;
    speak(t('copied'));
    this.requestUpdate();
  }
}
customElements.define('settings-secret', SettingsSecret);
