/* The sheet of keys, drawn from the registry. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { ui, show } from '../ui.js';
import { t } from '../i18n.js';
import { actions, labelOf, keyWord } from '../actions.js';
import { icon } from '../parts/icon.js';

class FadenKeys extends FadenElement {
  render() {
    if (!ui.keys) return nothing;
    const group = (name) => actions.filter((one) => one.group === name && one.key);
    const line = (label, key) => html`<li><span>${label}</span><kbd>${key}</kbd></li>`;
    return html`<dialog class="dialog sheet-of-keys" aria-label=${t('nav.keys')} @close=${() => show({ keys: false })} @click=${(event) => event.target.localName === 'dialog' && event.target.close()}>
      <div class="inside"><header><h2>${t('nav.keys')}</h2><button class="btn quiet only" aria-label=${t('close')} @click=${(event) => event.target.closest('dialog').close()}>${icon('close')}</button></header>
      <div class="columns">${['work', 'go', 'triage', 'letter'].map((name) => html`<section><h3>${t(`keys.${name}`)}</h3><ul>
        ${name === 'letter' ? line(t('keys.candidate'), '1–9') : nothing}
        ${group(name).filter((one) => !/^candidate/.test(one.id)).map((one) => line(labelOf(one), keyWord(one)))}
        ${name === 'work' ? line(t('module.insert'), '/') : nothing}${name === 'work' ? line(t('keys.send'), `${t('ctrl')} ⏎`) : nothing}</ul></section>`)}</div></div></dialog>`;
  }

  updated() {
    const box = this.querySelector('dialog');
    if (box && !box.open) box.showModal();
  }
}
customElements.define('faden-keys', FadenKeys);
