/* What stands on every letter of a queue: its own, or that of the default queue; with a sample as the printer would make it. */
import { html, nothing } from 'lit';
import { DraftForm } from './settings-draft.js';
import { t, lang } from '../i18n.js';
import { hold, known, load } from '../admin.js';
import { put, remove, upload } from '../api.js';
import { bodyOf, COLUMNS, faultsOf, ofLetterhead } from '../models/letterhead.js';
import { countries } from '../models/countries.js';
import { area, field, select } from '../parts/field.js';
import { sheet } from '../parts/sheet.js';
import { icon } from '../parts/icon.js';
import { explain } from '../work.js';

const MOST = 5e6;

class SettingsLetterhead extends DraftForm {
  static properties = { queue: { attribute: false } };

  get path() { return `/queues/${this.queue.id}/letterhead`; }
  get stored() { return `letterhead/${this.queue.id}`; }
  get source() { return known(this.stored).item; }
  get name() { return this.queue.id; }
  valuesOf(head) { return head ? ofLetterhead(head) : {}; }

  render() {
    const { item, problem } = known(this.stored);
    const about = html`<header><h3>${t('head.title')}</h3><p>${t('head.about')}</p></header>`;
    if (!item) return html`<section class="block">${about}${problem ? html`<div class="controls"><p>${explain(problem)}</p><div class="acts-line"><button class="btn" type="button" @click=${() => load(this.stored)}>${t('again')}</button></div></div>` : nothing}</section>`;
    const own = item.own || this.queue.isDefault || this.making || this.dirty;
    return html`<section class="block" id="letterhead">${about}<div class="letterhead-form">${own ? this.form(item) : html`<div class="controls"><p>${t('head.shared')}</p><div class="acts-line"><button class="btn" type="button" @click=${this.begin}>${t('head.own')}</button>${this.said ? html`<span class="said" role="status">${icon('check')}${this.said}</span>` : nothing}</div></div>`}
      <div class="letterhead-sample"><h4>${t('head.sample')}</h4>${sheet({ src: `/api${this.path}/sample?of=${this.seen(item)}`, alt: t('head.sample') })}${this.dirty ? html`<p class="help">${t('head.sampleNext')}</p>` : nothing}</div></div></section>`;
  }

  /** Changes with all that changes the sample, so that the browser fetches it anew. */
  seen(item) { return `${item.own}-${item.version}-${this.pictures ?? 0}`; }

  form(item) {
    return html`<form class="controls" novalidate @submit=${this.save}>
      ${item.version === 0 && this.queue.isDefault ? html`<p class="help">${t('head.none')}</p>` : nothing}
      ${area(this, 'lines', { label: t('head.lines'), help: t('head.lines.help'), rows: 3, code: false, placeholder: t('head.lines.hint') })}
      ${field(this, 'senderLine', { label: t('head.senderLine'), help: t('head.senderLine.help'), maxLength: 120 })}
      ${field(this, 'phone', { label: t('head.phone'), maxLength: 40 })}
      ${field(this, 'email', { label: t('head.email'), maxLength: 254 })}
      ${select(this, 'country', { label: t('head.country'), help: t('head.country.help'), options: countries(lang()) })}
      <fieldset class="control"><legend>${t('head.footer')}</legend><div class="columns">${COLUMNS.map((n) => area(this, `footer.${n}`, { label: t('head.column', { n: n + 1 }), rows: 4, code: false }))}</div><p class="help">${t('head.footer.help')}</p></fieldset>
      ${item.own ? html`${this.picture('logo', item.hasLogo)}${this.picture('signature', item.hasSignature, t('head.signature.help'))}` : html`<p class="help">${t('head.firstSave')}</p>`}
      ${this.foot(html`${this.button(t('save'))}${this.dirty ? html`<button class="btn quiet" type="button" @click=${this.revert}>${t('discard')}</button><span class="muted">${t('unsaved')}</span>` : nothing}
        ${item.own && !this.queue.isDefault ? html`<button class="btn quiet" type="button" @click=${this.giveUp}>${t('head.drop')}</button>` : nothing}`)}${this.conflict()}</form>`;
  }

  picture(name, there, help) {
    const fault = this.faults[name];
    return html`<fieldset class="control"><legend>${t(`head.${name}`)}</legend><div class="picture">
        ${there ? html`<img src="/api${this.path}/images/${name}?of=${this.seen(this.source)}" alt=${t(`head.${name}`)}>` : nothing}
        <button class="btn" type="button" aria-disabled=${this.busy ? 'true' : nothing} @click=${() => this.querySelector(`[name=${name}]`).click()}>${t(there ? 'head.replace' : 'head.choose')}<span class="sr">: ${t(`head.${name}`)}</span></button>
        ${there ? html`<button class="btn quiet" type="button" @click=${() => this.takeOff(name)}>${t('head.take')}<span class="sr">: ${t(`head.${name}`)}</span></button>` : nothing}
        <input type="file" name=${name} accept="image/png,image/jpeg" hidden @change=${(event) => this.choosePicture(name, event)}></div>
      <p class="help">${help ? `${help} ` : nothing}${t('head.formats')}</p>${fault ? html`<p class="fault" role="alert">${icon('warning')}<span>${fault}</span></p>` : nothing}</fieldset>`;
  }

  async begin() {
    this.making = true;
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector('textarea').focus();
  }

  revert() {
    this.making = false;
    this.take(this.source);
    this.check({});
  }

  async save(event) {
    event.preventDefault();
    const faults = faultsOf(this.values);
    if (this.busy || !this.check(Object.fromEntries(Object.entries(faults).map(([name, [key, values]]) => [name, t(key, values)])))) return;
    const version = this.base.own ? this.base.version : 0;
    const saved = await this.sendOver(() => put(this.path, bodyOf(this.values, version)), {}, () => load(this.stored));
    if (!saved) return;
    this.making = false;
    this.forget();
    hold(this.stored, saved);
    this.saved(saved);
  }

  async choosePicture(name, event) {
    const [file] = event.target.files;
    event.target.value = '';
    if (!file) return;
    if (!this.check({ [name]: file.size > MOST ? t('problem.too_large') : undefined })) return;
    await this.withPicture(() => upload(`${this.path}/images/${name}`, {}, file, () => {}, { method: 'PUT' }), name);
  }

  takeOff(name) { return this.withPicture(() => remove(`${this.path}/images/${name}`), name); }

  /** What is typed meanwhile stays; only the version below it is the newer one. */
  async withPicture(act, name) {
    const done = await this.send(async () => { await act(); return true; }, { picture_invalid: name, too_large: name });
    if (!done) return;
    await load(this.stored);
    this.pictures = (this.pictures ?? 0) + 1;
    if (this.dirty) this.rebase();
    this.said = t('saved');
    this.requestUpdate();
  }

  async giveUp() {
    const done = await this.send(async () => { await remove(this.path); return true; });
    if (!done) return;
    this.forget();
    this.making = false;
    await load(this.stored);
    this.take(this.source);
    this.said = t('head.dropped');
    this.requestUpdate();
  }
}
customElements.define('settings-letterhead', SettingsLetterhead);
