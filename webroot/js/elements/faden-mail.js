/* The HTML of one message, in a frame that runs nothing. The frame is made as high as its content; long ones start folded. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t } from '../i18n.js';
import { icon } from '../parts/icon.js';

const FOLDED = 420;
const heights = new Map(); // entry id -> measured height, so that scrolling back does not jump

class FadenMail extends FadenElement {
  static properties = { entryId: { type: Number }, remote: { type: Boolean }, label: {}, whole: { state: true }, images: { state: true }, height: { state: true } };

  willUpdate(changes) {
    if (!changes.has('entryId')) return;
    this.height = heights.get(this.entryId);
    this.whole = false;
    this.images = false;
  }

  render() {
    const long = this.height > FOLDED + 80;
    return html`${this.remote && !this.images ? html`<p class="images-off"><span>${t('images.off')}</span><button class="btn" @click=${() => { this.images = true; }}>${t('images.show')}</button></p>` : nothing}
      <div class="paper ${long && !this.whole ? 'is-folded' : ''}"><iframe title=${this.label} loading="lazy" referrerpolicy="no-referrer" sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        src="/api/entries/${this.entryId}/html${this.images ? '?images=remote' : ''}" @load=${this.loaded}></iframe></div>
      ${long ? html`<button class="unfold" aria-expanded=${String(this.whole)} @click=${() => { this.whole = !this.whole; }}>${icon('down')}${t(this.whole ? 'less' : 'whole')}</button>` : nothing}`;
  }

  updated() {
    const frame = this.querySelector('iframe');
    if (this.height) frame.style.blockSize = `${this.height}px`;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.sizes?.disconnect();
  }

  loaded(event) {
    const inside = event.target.contentDocument;
    if (!inside?.body) { // the server keeps us out: a frame of its own height that scrolls
      event.target.classList.add('unmeasured');
      return;
    }
    inside.body.style.margin = '0'; // the column has its own
    for (const link of inside.querySelectorAll('a[href]')) Object.assign(link, { target: '_blank', rel: 'noopener noreferrer' });
    this.sizes?.disconnect();
    this.sizes = new ResizeObserver(() => this.measure(inside));
    this.sizes.observe(inside.body);
    for (const image of inside.images) image.addEventListener('load', () => this.measure(inside));
    inside.fonts?.ready.then(() => this.measure(inside));
    this.measure(inside);
  }

  measure(inside) {
    const style = inside.defaultView?.getComputedStyle(inside.body);
    const margins = style ? parseFloat(style.marginTop) + parseFloat(style.marginBottom) : 0;
    const height = Math.ceil(Math.max(inside.body.scrollHeight, inside.body.getBoundingClientRect().height) + margins);
    const bar = inside.documentElement.scrollWidth > inside.documentElement.clientWidth ? 16 : 0; // room for a sideways scroll bar
    if (height > 0 && Math.abs(height + bar - (this.height ?? 0)) > 1) {
      this.height = height + bar;
      heights.set(this.entryId, this.height);
    }
  }
}
customElements.define('faden-mail', FadenMail);
