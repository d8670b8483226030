/* Pages of a letter as images: turned, enlarged, their words selectable above them, and the places of clues. One page at a time.
   Keys, when the focus is inside or a page hands them on: + - 0 r and the arrows. */
import { html, nothing, svg } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { explain } from '../work.js';
import { speak } from '../ui.js';
import { icon } from '../parts/icon.js';
import { prose } from '../parts/text.js';
import { reasonText } from '../parts/reason.js';
import { WIDEST, dpiFor } from '../models/scans.js';

const CLOSEST = 5;
const FARTHEST = 0.4;
const STEP = 1.25;
const A4 = { widthMillimetres: 210, heightMillimetres: 297 };

class ScanView extends FadenElement {
  /** pages: as in the contract; image(page, dpi): its address; words(page): its lines, later; marks and lit: places of clues, and the one that somebody points at;
      text: what was read; first: in which sharpness the first page was asked for already; file: the address of the file; none: why there are no pages. */
  static properties = { pages: { attribute: false }, image: { attribute: false }, words: { attribute: false }, marks: { attribute: false }, lit: { attribute: false }, text: { attribute: false }, file: { attribute: false }, none: { attribute: false }, sharpest: { attribute: false }, first: { attribute: false } };

  constructor() {
    super();
    this.page = 1;
    this.zoom = 1;
    this.width = 0;
    this.turns = new Map();   // page -> quarter turns, for as long as it is looked at
    this.sharp = new Map();   // page -> dpi of the image that is shown
    this.failed = new Set();
    this.drawn = new Set();   // pages of which an image is there
    this.lines = new Map();   // page -> lines of words
  }

  connectedCallback() {
    super.connectedCallback();
    this.sizes = new ResizeObserver(() => this.measure());
    this.onWheel = (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      this.zoomTo(this.zoom * (event.deltaY < 0 ? 1.1 : 1 / 1.1), event);
    };
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.sizes.disconnect();
  }

  measure() {
    const box = this.querySelector('.sheet-box');
    const width = box ? Math.floor(box.clientWidth) : 0;
    if (!width || width === this.width) return;
    this.width = width;
    this.requestUpdate();
  }

  get now() { return this.pages?.find(({ number }) => number === this.page) ?? this.pages?.[0]; }
  get turned() { return (this.turns.get(this.page) ?? 0) % 4; }

  /** How wide and high the page lies there, in pixels, and how wide and high its image is before it is turned. */
  get size() {
    const { widthMillimetres: w, heightMillimetres: h } = this.now ?? A4;
    const lying = this.turned % 2 === 1;
    const wide = Math.round(Math.min(this.width || 320, WIDEST) * this.zoom);
    const high = Math.round(wide * (lying ? w / h : h / w));
    return { wide, high, own: lying ? { wide: high, high: wide } : { wide, high } };
  }

  render() {
    if (!this.pages?.length) return html`<div class="empty"><b>${t('scan.noPages')}</b>${this.none ? html`<p>${this.none}</p>` : nothing}${this.download('btn')}</div>`;
    const count = this.pages.length;
    const label = t('scan.pageOf', { page: this.page, count });
    return html`<div class="tools" role="toolbar" aria-label=${t('scan.tools')}>
        <button class="btn quiet only" type="button" data-view="back" aria-label=${t('scan.back')} title="${t('scan.back')} (←)" aria-disabled=${this.page === 1 ? 'true' : nothing} @click=${() => this.turnTo(this.page - 1)}>${icon('left')}</button>
        <span class="which" role="status">${label}</span>
        <button class="btn quiet only" type="button" data-view="on" aria-label=${t('scan.on')} title="${t('scan.on')} (→)" aria-disabled=${this.page === count ? 'true' : nothing} @click=${() => this.turnTo(this.page + 1)}>${icon('right')}</button>
        <span class="end">${this.text ? html`<button class="btn quiet" type="button" aria-pressed=${String(Boolean(this.asText))} @click=${() => { this.asText = !this.asText; this.requestUpdate(); }}>${t('scan.asText')}</button>` : nothing}
          ${this.asText ? nothing : html`<button class="btn quiet only" type="button" aria-label=${t('scan.smaller')} title="${t('scan.smaller')} (-)" @click=${() => this.zoomTo(this.zoom / STEP)}>${icon('minus')}</button>
          <button class="btn quiet only" type="button" aria-label=${t('scan.larger')} title="${t('scan.larger')} (+)" @click=${() => this.zoomTo(this.zoom * STEP)}>${icon('plus')}</button>
          <button class="btn quiet only" type="button" aria-label=${t('scan.rotate')} title="${t('scan.rotate')} (R)" @click=${() => this.rotate()}>${icon('rotate')}</button>
          <button class="btn quiet" type="button" title=${t('scan.fitTitle')} @click=${() => this.fit()}>${t('scan.fit')} <kbd>0</kbd></button>`}${this.download('btn quiet only')}</span></div>
      ${this.asText ? html`<div class="sheet-box read-text" tabindex="0" role="region" aria-label=${t('scan.asText')}>${prose(this.text)}</div>` : html`
      <div class="sheet-box" tabindex="0" role="region" aria-label=${label} @keydown=${this.onKey}>${keyed(this.page, this.sheet())}</div>`}`;
  }

  download(kind) {
    if (!this.file) return nothing;
    return html`<a class=${kind} href=${this.file} download aria-label=${t('scan.file')} title=${t('scan.file')}>${icon('download')}${kind === 'btn' ? t('scan.file') : nothing}</a>`;
  }

  sheet() {
    const { wide, high, own } = this.size;
    const { unread } = this.now;
    const failed = this.failed.has(this.page);
    return html`<div class="sheet" .style=${`inline-size: ${wide}px; block-size: ${high}px`}>
        <div class="page-face" .style=${`inline-size: ${own.wide}px; block-size: ${own.high}px; transform: translate(-50%, -50%) rotate(${this.turned * 90}deg)`}>
          ${failed ? html`<div class="no-image"><p>${t('scan.noImage')}</p><button class="btn" type="button" @click=${() => this.again()}>${t('again')}</button></div>`
            : this.width ? html`<img src=${this.image(this.page, this.want(own.wide))} alt=${t('scan.pageOf', { page: this.page, count: this.pages.length })} draggable="false" @load=${() => this.came()} @error=${() => this.fails()}>` : nothing}
          ${failed || this.drawn.has(this.page) ? nothing : html`<p class="page-comes">${t('scan.pageComes')}</p>`}${failed ? nothing : this.layer()}${this.places()}</div></div>
      ${unread ? html`<p class="page-unread">${icon('warning')}${t('scan.pageUnread', { reason: reasonText(unread) })}</p>` : nothing}`;
  }

  /** The sharpest that is there; a sharper one takes its place once it has come. */
  want(wide) {
    const { page } = this;
    const steps = [50, 110, 200, 300].filter((dpi) => dpi <= (this.sharpest ?? 300));
    const wanted = dpiFor(wide * devicePixelRatio, this.now.widthMillimetres, steps);
    if (page === 1 && this.first && !this.sharp.has(page)) this.sharp.set(page, this.first);
    const shown = this.sharp.get(page);
    if (shown === undefined) this.sharp.set(page, wanted);
    else if (wanted > shown && this.coming !== wanted) {
      this.coming = wanted;
      const next = new Image();
      next.onload = () => {
        this.coming = undefined;
        this.sharp.set(page, Math.max(wanted, this.sharp.get(page)));
        this.requestUpdate();
      };
      next.src = this.image(page, wanted);
    }
    return this.sharp.get(page);
  }

  came() {
    if (!this.drawn.has(this.page)) {
      this.drawn.add(this.page);
      this.requestUpdate();
    }
    this.ahead();
  }

  /** This page is there: the next one is fetched before anybody asks. */
  ahead() {
    const next = this.pages.find(({ number }) => number === this.page + 1);
    if (!next || this.sharp.has(next.number) || this.fetched === next.number) return;
    this.fetched = next.number;
    new Image().src = this.image(next.number, this.sharp.get(this.page));
  }

  fails() {
    this.failed.add(this.page);
    this.requestUpdate();
  }

  again() {
    this.failed.delete(this.page);
    this.sharp.delete(this.page);
    this.first = undefined;
    this.requestUpdate();
  }

  /** The words where they stand, as long as they are wide there: for selecting, copying, searching in the page and reading aloud. */
  layer() {
    const lines = this.lines.get(this.page);
    if (!lines?.length) return nothing;
    const { widthMillimetres: w, heightMillimetres: h } = this.now;
    return html`<svg class="text-layer" viewBox="0 0 ${w} ${h}" preserveAspectRatio="none" role="group" aria-label=${t('scan.words')}>${lines.map(({ words }) => svg`<text>${words.map(({ text, place }, index) => svg`<tspan
      x=${place.left * w} y=${(place.top + place.height * 0.8) * h} font-size=${place.height * h} textLength=${Math.max(0.1, place.width * w)} lengthAdjust="spacingAndGlyphs">${text}</tspan>${index < words.length - 1 ? svg`<tspan font-size="0.1"> </tspan>` : nothing}`)}</text>`)}</svg>`;
  }

  places() {
    const here = (this.marks ?? []).filter((mark) => mark.page === this.page && (!mark.hidden || mark.key === this.lit));
    return here.map(({ key, place, kind, poor }) => html`<span class="clue-mark ${poor ? 'is-poor' : ''} ${key === this.lit ? 'is-lit' : ''}" .style=${`left: ${place.left * 100}%; top: ${place.top * 100}%; width: ${place.width * 100}%; height: ${place.height * 100}%`} aria-hidden="true"><span class="tag">${t(`clue.${kind}`)}${poor ? t('clue.poor') : ''}</span></span>`);
  }

  /** Shows where it was found: the page, and the place on it. */
  async showPlace(mark) {
    if (this.asText) this.asText = false;
    if (mark.page !== this.page) this.turnTo(mark.page);
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector('.clue-mark.is-lit')?.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
  }

  turnTo(page) {
    if (page < 1 || page > this.pages.length || page === this.page) return;
    this.page = page;
    this.requestUpdate();
    this.updateComplete.then(() => this.querySelector('.sheet-box')?.scrollTo({ top: 0 }));
  }

  rotate() {
    this.turns.set(this.page, this.turned + 1);
    speak(t('scan.rotated', { degrees: this.turned * 90 }));
    this.requestUpdate();
  }

  fit() {
    this.zoom = 1;
    this.requestUpdate();
  }

  /** What lies under the pointer, or in the middle, stays where it is. */
  async zoomTo(zoom, at) {
    const box = this.querySelector('.sheet-box');
    const next = Math.min(CLOSEST, Math.max(FARTHEST, zoom));
    if (!box || this.asText || Math.abs(next - this.zoom) < 0.001) return;
    const frame = box.getBoundingClientRect();
    const [x, y] = at ? [at.clientX - frame.left, at.clientY - frame.top] : [box.clientWidth / 2, box.clientHeight / 2];
    const by = next / this.zoom;
    const [left, top] = [(box.scrollLeft + x) * by - x, (box.scrollTop + y) * by - y];
    this.zoom = next;
    this.requestUpdate();
    await this.updateComplete;
    box.scrollTo({ left, top });
    if (!at) speak(t('scan.zoomed', { percent: Math.round(next * 100).toLocaleString(lang()) }));
  }

  /** Runs what a key asks for; answers whether it was one of these. */
  press(key) {
    if (!this.pages?.length) return false;
    const acts = { '+': () => this.zoomTo(this.zoom * STEP), '-': () => this.zoomTo(this.zoom / STEP), 0: () => this.fit(), r: () => this.rotate(), ArrowLeft: () => this.turnTo(this.page - 1), ArrowRight: () => this.turnTo(this.page + 1) };
    const act = acts[key.length === 1 ? key.toLowerCase() : key];
    act?.();
    return Boolean(act);
  }

  /** Enlarged, the arrows move the page as they do everywhere. */
  onKey(event) {
    const box = event.currentTarget;
    const arrow = event.key.startsWith('Arrow');
    if (event.ctrlKey || event.metaKey || event.altKey || (arrow && box.scrollWidth > box.clientWidth + 1)) {
      if (arrow) event.stopPropagation();
      return;
    }
    if (!this.press(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  updated() {
    const box = this.querySelector('.sheet-box');
    if (box !== this.watched) {
      this.sizes.disconnect();
      this.watched?.removeEventListener('wheel', this.onWheel);
      box?.addEventListener('wheel', this.onWheel, { passive: false });
      if (box) this.sizes.observe(box);
      this.watched = box;
    }
    this.read();
  }

  async read() {
    const { page, words } = this;
    if (!words || !this.pages?.length || this.lines.has(page) || this.asText) return;
    this.lines.set(page, []);
    try {
      this.lines.set(page, await words(page));
      this.requestUpdate();
    } catch (fault) {
      if (fault.status !== 404) console.warn(explain(fault));
    }
  }
}
customElements.define('scan-view', ScanView);
