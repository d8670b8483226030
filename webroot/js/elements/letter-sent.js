/* A letter of ours on the timeline: its first page, small, and the way to all of it. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t } from '../i18n.js';
import { show } from '../ui.js';
import { sheet } from '../parts/sheet.js';
import { icon } from '../parts/icon.js';

const ON_PAPER = new Set(['ready', 'printed', 'sent', 'failed']);

class LetterSent extends FadenElement {
  static properties = { entry: { attribute: false } };

  render() {
    const { id, letter, reply } = this.entry;
    if (!letter?.pages || !ON_PAPER.has(reply?.status)) return nothing;
    const { pages } = letter;
    const image = (dpi) => (page) => `/api/entries/${id}/letter/pages/${page}?dpi=${dpi}`;
    const look = () => show({ modal: { name: 'letter', title: t('channel.letter'), page: 1, pages, of: image(110), pdf: `/api/entries/${id}/letter` } });
    return html`<div class="letter-small"><button type="button" aria-label=${t('post.look', { pages })} title=${t('post.look', { pages })} @click=${look}>${this.gone ? html`<span class="letter-sheet">${icon('letter')}</span>` : sheet({ src: image(50)(1), alt: '', onError: () => { this.gone = true; this.requestUpdate(); } })}</button>
      <p><span>${t('post.pages', { pages })}</span><a class="link" href="/api/entries/${id}/letter" target="_blank" rel="noopener">${t('post.pdf')}</a></p></div>`;
  }
}
customElements.define('letter-sent', LetterSent);
