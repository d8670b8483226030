/* Imports of customers: a place to drop a file, and those that were made; one of them on a page of its own. */
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { listed, load, uploadImport } from '../records.js';
import { isRunning } from '../models/imports.js';
import { route, go } from '../router.js';
import { explain } from '../work.js';
import { moment, full } from '../models/time.js';
import { now } from '../clock.js';
import { icon } from '../parts/icon.js';
import { problem as problemLine } from '../parts/door.js';
import './settings-import.js';

const PATH = '/admin/customer-imports';
const MARKS = { tried: 'check', done: 'check', undone: 'undo', failed: 'warning' };

export const importState = (it) => html`<span class="state-mark ${it.state === 'failed' ? 'bad' : it.state === 'done' ? 'ok' : ''}">${icon(MARKS[it.state] ?? 'clock')}${t(`imports.state.${it.state}`)}</span>`;

class SettingsImports extends FadenElement {
  render() {
    const chosen = route().params.import;
    if (chosen) return keyed(chosen, html`<settings-import .number=${Number(chosen)}></settings-import>`);
    const { items, problem } = listed(PATH);
    return html`<div class="intro"><p>${t('imports.about')}</p></div>${this.drop()}
      ${problem && !items ? html`<div class="empty"><b>${explain(problem)}</b><button class="btn" @click=${() => load(PATH)}>${t('again')}</button></div>` : nothing}
      ${items?.length ? this.table(items) : items ? html`<p class="muted">${t('imports.none')}</p>` : nothing}`;
  }

  drop() {
    const { sending } = this;
    return html`<div class="drop ${this.over ? 'is-over' : ''}" @dragover=${this.onDrag} @dragleave=${() => this.hover(false)} @drop=${this.onDrop}>${icon('ledger')}
      ${sending ? html`<p role="status">${t('imports.uploading', { name: sending.name, percent: Math.round(sending.done * 100) })}</p><progress max="1" .value=${sending.done} aria-label=${sending.name}></progress>`
        : html`<p>${t('imports.drop')}</p><button class="btn primary" type="button" @click=${() => this.querySelector('[type=file]').click()}>${t('imports.upload')}</button><p class="help">${t('imports.dropHelp')}</p>`}
      <input type="file" accept=".csv,.txt,.tsv,text/csv" hidden @change=${(event) => this.send(event.target.files[0])}>${problemLine(this.problem)}</div>`;
  }

  table(items) {
    return html`<table class="table imports-table"><thead><tr><th scope="col">${t('imports.file')}</th><th scope="col">${t('imports.state')}</th><th scope="col" class="num">${t('imports.lines')}</th><th scope="col">${t('imports.by')}</th></tr></thead>
      <tbody>${items.map((it) => html`<tr><td class="first"><a class="row-link clip" href="/settings/imports/${it.id}" title=${it.name}><bdi>${it.name}</bdi></a></td><td>${importState(it)}${isRunning(it) && it.progress !== undefined ? html` <small class="muted">${t('imports.progress', { done: it.progress.toLocaleString(lang()), lines: it.lines.toLocaleString(lang()) })}</small>` : nothing}</td>
        <td class="num">${it.lines.toLocaleString(lang())}</td><td>${it.by?.name ?? ''}${it.at ? html` <span class="muted" title=${full(it.at, lang())}>${moment(it.at, lang(), now())}</span>` : nothing}</td></tr>`)}</tbody></table>`;
  }

  hover(over) {
    if (this.over === over) return;
    this.over = over;
    this.requestUpdate();
  }

  onDrag(event) {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    this.hover(true);
  }

  onDrop(event) {
    event.preventDefault();
    this.hover(false);
    this.send(event.dataTransfer.files[0]);
  }

  async send(file) {
    if (!file || this.sending) return;
    this.problem = file.size ? undefined : t('line.nothing');
    if (this.problem) return this.requestUpdate();
    this.sending = { name: file.name, done: 0 };
    this.requestUpdate();
    try {
      const it = await uploadImport(file, (done) => { this.sending = { ...this.sending, done }; this.requestUpdate(); });
      go(`/settings/imports/${it.id}`);
    } catch (fault) {
      this.problem = explain(fault);
    }
    this.sending = undefined;
    return this.requestUpdate();
  }
}
customElements.define('settings-imports', SettingsImports);
