/* What was read of the letter: its three dates, the deadline, what it is about, where the paper lies. Dates and place can be corrected. */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { correct, begin } from '../scans.js';
import { placeKey } from '../models/scans.js';
import { shownNumber } from '../numbers.js';
import { speak } from '../ui.js';
import { now } from '../clock.js';
import { dueDay, full, lastDay, moment } from '../models/time.js';
import { size } from '../models/size.js';
import { icon } from '../parts/icon.js';
import { reasonText } from '../parts/reason.js';

class ScanRead extends FadenElement {
  static properties = { of: { attribute: false } };

  render() {
    const { data, open } = this.of;
    const { letter: row, reading, sender } = data;
    const limit = row.dueAt ? dueDay(row.dueAt, lang(), now()) : undefined;
    const number = sender?.customerNumbers?.[0];
    const unsure = data.candidates.flatMap(({ evidence }) => evidence).some((one) => one.kind === 'customer_number' && one.fits !== 'yes');
    return html`<section><h2>${t('scan.read')}</h2>${row.state === 'quarantined' ? nothing : this.state(reading)}
      <dl class="facts-list">
        ${this.fact('scan.written', this.day('writtenOn', data.writtenOn, 'scan.written', true), this.found(data.writtenEvidence))}
        ${this.fact('scan.received', this.day('receivedOn', row.receivedOn, 'scan.received'), t('scan.receivedNote'))}
        ${this.fact('scan.scanned', html`<span title=${full(row.scannedAt, lang())}>${moment(row.scannedAt, lang(), now())}${row.uploadedBy ? `, ${row.uploadedBy.name}` : ''}</span>`, row.uploadedBy ? undefined : t('scan.fromFolder'))}
        ${limit ? this.fact('scan.deadline', html`<span class="due ${limit.state}">${limit.icon ? icon(limit.icon) : nothing}${t('scan.untilDay', { day: lastDay(row.dueAt, lang(), now()) })}</span>`) : nothing}
        ${this.sender(sender)}
        ${number ? this.fact('way.customer_number', html`<bdi class=${unsure ? 'poor-text' : ''}>${number}</bdi>`, unsure ? t('scan.unsure') : undefined) : nothing}
        ${open ? this.fact('subject', html`<input class="bare-field" id="scan-subject" maxlength="500" aria-label=${t('subject')} placeholder=${t('scan.subjectHint')} .value=${live(this.subject)} @input=${(event) => this.setSubject(event.target.value)}>`) : data.subject ? this.fact('subject', data.subject) : nothing}
        ${this.fact('scan.original', html`<input class="bare-field" maxlength="200" aria-label=${t('scan.original')} placeholder=${t('scan.originalHint')} .value=${live(this.place ?? data.originalPlace)} @input=${(event) => { this.place = event.target.value; }} @change=${(event) => this.keep({ originalPlace: event.target.value.trim() })}>`)}
        ${this.fact('scan.fileName', html`<a class="link file-name" href="/api/letters/${row.id}/file" download title=${t('scan.file')}><bdi>${row.name}</bdi></a>`, [data.kind?.toUpperCase(), size(row.size, lang())].filter(Boolean).join(', '))}
      </dl></section>`;
  }

  fact(label, value, note) {
    return html`<dt>${t(label)}</dt><dd>${value}${note ? html`<span class="note">${note}</span>` : nothing}</dd>`;
  }

  get subject() { return this.of.querySelector('scan-side')?.values.subject ?? this.of.data.subject ?? ''; }
  setSubject(value) { this.of.querySelector('scan-side')?.set('subject', value); }

  sender({ name, postal, emails, phones } = {}) {
    const words = [name, postal && [postal.street, [postal.postalCode, postal.city].filter(Boolean).join(' ')].filter(Boolean).join(', '), phones?.[0] && shownNumber(phones[0]), emails?.[0]].filter(Boolean);
    return words.length ? this.fact('scan.sender', html`<span>${words.map((one, index) => html`${index ? html`<br>` : nothing}<bdi>${one}</bdi>`)}</span>`) : nothing;
  }

  /** Where the date stands on the paper. */
  found(evidence) {
    const key = evidence && placeKey(evidence);
    if (!key) return undefined;
    return html`<button class="link" type="button" @pointerenter=${() => this.of.point(key)} @pointerleave=${() => this.of.point(undefined)} @focus=${() => this.of.point(key)} @blur=${() => this.of.point(undefined)} @click=${() => this.of.point(key, true)}>${t('scan.whereRead')}</button>`;
  }

  day(name, value, label, optional = false) {
    return html`<input class="bare-field" type="date" name=${name} aria-label=${t(label)} ?required=${!optional} max="9999-12-31" .value=${live(value ?? '')} @change=${(event) => this.keepDay(event, name, value, optional)}>`;
  }

  /** While a year is typed, the field is a date of the first centuries: that is none yet. */
  keepDay(event, name, before, optional) {
    const { value } = event.target;
    if (value === (before ?? '') || (!value && !optional) || (value && value < '1900')) return this.requestUpdate();
    return this.keep({ [name]: value || null });
  }

  async keep(part) {
    if (this.of.open) begin(this.of.number);
    const done = await correct(this.of.number, part);
    this.place = undefined;
    if (done) speak(t('scan.kept'));
    this.requestUpdate();
  }

  /** How far its text was read; nothing where all is well. */
  state({ state, reason, again, confidence }) {
    if (state === 'waiting') return html`<p class="reading-state">${icon('clock')}<span>${t('scan.reading')}</span></p>`;
    if (state === 'read') return confidence !== undefined && confidence < 80 ? html`<p class="reading-state">${icon('why')}<span>${t('scan.confidence', { percent: Math.round(confidence) })}</span></p>` : nothing;
    return html`<p class="reading-state is-poor">${icon('warning')}<span>${t(`scan.text.${state}`, { reason: reason ? reasonText(reason) : '' })}${again ? ` ${t('scan.againLater')}` : ''}</span></p>`;
  }
}
customElements.define('scan-read', ScanRead);
