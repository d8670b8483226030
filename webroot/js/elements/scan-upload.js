/* Adding scanned letters: the day on which they came and where the paper lies for all of them, files by hand or dropped, and what became of each. */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { add, cancel, clear, isPending, outcome, uploadsOf } from '../scan-uploads.js';
import { speak } from '../ui.js';
import { localInput } from '../models/time.js';
import { size } from '../models/size.js';
import { now } from '../clock.js';
import { icon } from '../parts/icon.js';
import { reasonText } from '../parts/reason.js';

const KINDS = '.pdf,.tif,.tiff,.png,.jpg,.jpeg,application/pdf,image/tiff,image/png,image/jpeg';

class ScanUpload extends FadenElement {
  /** conversation: where all of them belong; shut(): leaves. */
  static properties = { conversation: { attribute: false }, shut: { attribute: false } };

  constructor() {
    super();
    this.receivedOn = '';
    this.originalPlace = '';
  }

  get today() { return localInput(now()).slice(0, 10); }

  render() {
    const all = uploadsOf(this.conversation);
    return html`<div class="upload ${this.over ? 'is-over' : ''}" @dragover=${this.onDrag} @dragleave=${() => this.hover(false)} @drop=${this.onDrop}>
      <div class="for-all"><label class="control"><span>${t('scan.received')}</span><input class="field" type="date" name="receivedOn" max=${this.today} .value=${live(this.receivedOn || this.today)} @change=${(event) => { this.receivedOn = event.target.value; }}></label>
        <label class="control grow"><span>${t('scan.original')}</span><input class="field" name="originalPlace" maxlength="200" autocomplete="off" placeholder=${t('scan.originalHint')} .value=${live(this.originalPlace)} @input=${(event) => { this.originalPlace = event.target.value; }}></label></div>
      <div class="drop"><p>${t('scanUp.drop')}</p><button class="btn ${all.length ? '' : 'primary'}" type="button" @click=${() => this.querySelector('[type=file]').click()}>${icon('plus')}${t('scanUp.choose')}</button>
        <p class="help">${t('scanUp.kinds')}</p><input type="file" multiple hidden accept=${KINDS} aria-label=${t('scanUp.choose')} @change=${this.onPick}></div>
      ${all.length ? html`<ul class="uploads">${repeat(all, (one) => one.key, (one) => this.line(one))}</ul>
        ${all.some((one) => !isPending(one)) ? html`<div class="acts-line"><button class="btn quiet" type="button" @click=${() => clear(this.conversation)}>${t('scanUp.clear')}</button></div>` : nothing}` : nothing}</div>`;
  }

  line(one) {
    const is = this.told(one);
    return html`<li class="upload-line ${is.tone ? `is-${is.tone}` : ''}"><span class="mark">${icon(is.icon)}</span><span class="clip name" title=${one.name}><bdi>${one.name}</bdi></span><span class="muted size">${size(one.size, lang())}</span>
      <span class="what" role=${is.tone === 'bad' ? 'alert' : 'status'}>${one.state === 'sending' ? html`<progress max="1" .value=${one.progress} aria-label=${t('attach.progress', { name: one.name })}></progress><span class="percent">${Math.round(one.progress * 100)} %</span>` : html`${is.text}${is.href ? html` <a class="link" href=${is.href} @click=${() => this.shut?.()}><bdi>${is.link}</bdi></a>` : nothing}`}</span>
      <span class="acts">${one.again ? html`<button class="btn quiet" type="button" @click=${one.again}>${t('again')}</button>` : nothing}${isPending(one) || one.state === 'refused' ? html`<button class="btn quiet only" type="button" aria-label=${t(isPending(one) ? 'scanUp.stop' : 'attach.remove', { name: one.name })} title=${t(isPending(one) ? 'scanUp.stop' : 'attach.remove', { name: one.name })} @click=${() => this.stop(one)}>${icon('close')}</button>` : nothing}</span></li>`;
  }

  /** Its line goes, and the lines after it soon have nothing to press: the focus goes where files are chosen. */
  async stop(one) {
    const pending = isPending(one);
    cancel(one);
    if (pending) speak(t('scanUp.stopped', { name: one.name }));
    await this.updateComplete;
    this.querySelector('.drop .btn').focus();
  }

  /** Where it is, in words. */
  told(one) {
    if (one.state === 'waiting') return { icon: 'clock', text: t('scanUp.waiting') };
    if (one.state === 'sending') return { icon: 'send' };
    if (one.state === 'refused') return { icon: 'warning', tone: 'bad', text: one.problem };
    const row = outcome(one);
    const known = one.known ? `${t('scanUp.known')} ` : '';
    switch (row?.state) {
      case 'filed': return { icon: 'check', tone: 'good', text: `${known}${t(row.customer ? 'scanUp.filedTo' : 'scanUp.filed')}`, href: row.conversationId ? `/inbox/all/${row.conversationId}` : undefined, link: row.customer?.name ?? t('number', { number: row.conversationId }) };
      case 'checking': return { icon: 'scan', tone: 'open', text: `${known}${t('scanUp.checking')}`, href: `/letters/${one.id}`, link: t('scan.title') };
      case 'quarantined': return { icon: 'warning', tone: 'bad', text: `${known}${row.error ? reasonText(row.error) : t('scan.unreadable')}`, href: `/letters/${one.id}`, link: t('scan.look') };
      case 'duplicate': return { icon: 'merge', text: t('scanUp.duplicate'), href: `/letters/${one.id}`, link: t('scan.look') };
      default: return { icon: 'clock', text: `${known}${t('scanUp.reading')}` };
    }
  }

  hover(over) {
    if (this.over === over) return;
    this.over = over;
    this.requestUpdate();
  }

  onDrag(event) {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    event.stopPropagation();
    this.hover(true);
  }

  onDrop(event) {
    this.hover(false);
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    event.stopPropagation();
    this.take(event.dataTransfer.files);
  }

  onPick(event) {
    this.take([...event.target.files]);
    event.target.value = '';
  }

  take(files) {
    const place = this.originalPlace.trim();
    add(files, { ...(this.conversation ? { conversationId: this.conversation } : {}), receivedOn: this.receivedOn || this.today, ...(place ? { originalPlace: place } : {}) });
  }
}
customElements.define('scan-upload', ScanUpload);
