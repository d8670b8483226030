/* One account for letters: the address on the letters, the folder that scans come from, how soon to answer, and what customer numbers look like. */
import { html, nothing } from 'lit';
import { AccountForm } from './account-form.js';
import { t } from '../i18n.js';
import { emptyBox, ofBox, bodyOfBox, faultsOfBox, tryForms } from '../models/letterbox.js';
import { linesOf } from '../models/routing.js';
import { field, area, select, tick } from '../parts/field.js';
import { icon } from '../parts/icon.js';

class SettingsLetterbox extends AccountForm {
  valuesOf(box) { return box ? ofBox(box) : emptyBox(); }
  get texts() { return { add: 'acc.addBox', create: 'box.create', test: 'box.test', trying: 'box.trying', good: 'box.testGood' }; }
  body(version) { return bodyOfBox(this.values, version); }
  wrong() { return faultsOfBox(this.values); }

  set(name, value) {
    super.set(name, value);
    if (name !== 'sample') this.tried = undefined;
  }

  blocks(queues) {
    const { account } = this;
    return html`${this.block(t('box.what'), t('box.about'), html`
        ${field(this, 'address', { label: t('box.address'), maxLength: 254, required: true, help: t('box.addressHelp'), placeholder: t('box.addressHint') })}
        ${field(this, 'name', { label: t('acc.name'), maxLength: 100, required: true, help: t('box.nameHelp') })}
        ${field(this, 'displayName', { label: t('acc.displayName'), maxLength: 200, help: t('box.displayNameHelp') })}
        ${select(this, 'queue', { label: t('queue'), help: t('box.queueHelp'), options: queues })}
        ${field(this, 'within', { label: t('box.within'), mode: 'numeric', maxLength: 3, narrow: true, help: t('box.withinHelp') })}
        ${account ? tick(this, 'active', { label: t('acc.active'), help: t('box.activeHelp') }) : nothing}`)}
      ${this.block(t('box.scans'), t('box.scansAbout'), html`
        ${field(this, 'folder', { label: t('acc.folder'), maxLength: 100, help: t('box.folderHelp') })}
        ${account?.letter?.path ? html`<p class="path">${t('box.path')} <code>${account.letter.path}</code></p>` : nothing}`)}
      ${this.block(t('box.numbers'), t('box.numbersAbout'), html`
        ${area(this, 'numbers', { label: t('box.forms'), maxLength: 2010, rows: 3, placeholder: 'KD-\\d{6}', help: t('box.formsHelp') })}
        ${field(this, 'sample', { label: t('box.sample'), maxLength: 300, help: t('box.sampleHelp') })}${this.sample()}`)}`;
  }

  /** What the forms make of the sample, at once. */
  sample() {
    const { numbers, sample } = this.values;
    if (!sample.trim() || !linesOf(numbers).length) return nothing;
    const { found, unknown } = tryForms(numbers, sample);
    const words = found.length ? t('box.found', { numbers: found.join(', ') }) : t('box.notFound');
    return html`<p class="tried-form ${found.length ? 'ok' : ''}" role="status">${icon(found.length ? 'check' : 'warning')}<span>${words}${unknown.length ? html` <small>${t('box.unknownForm', { forms: unknown.join(' ') })}</small>` : nothing}</span></p>`;
  }

  placeOf(name) { return { 'letter.folder': 'folder', 'letter.answerWithinDays': 'within', 'letter.customerNumbers': 'numbers' }[name] ?? name; }
  sentence(field, message) { return field === 'letter.folder' && message.startsWith('Another') ? t('fault.box.folderTaken') : field.startsWith('letter.customerNumbers') ? t('fault.box.form', { form: message.split(': ').slice(1).join(': ') }) : super.sentence(field === 'address' ? 'displayName' : field, message); }
}
customElements.define('settings-letterbox', SettingsLetterbox);
