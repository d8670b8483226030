/* What people wrote, as text: line breaks kept, addresses of pages made into links. Never HTML. */
import { html } from 'lit';
import { pieces } from '../models/text.js';

export const prose = (text) => html`<div class="prose">${pieces(text).map((piece) => (piece.href
  ? html`<a class="link" href=${piece.href} target="_blank" rel="noopener noreferrer">${piece.text}</a>` : piece.text))}</div>`;
