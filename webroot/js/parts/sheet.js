/* A page of a letter as it is printed, with what the window of the envelope shows of it. Paper is paper in every theme. */
import { html, svg, nothing } from 'lit';
import { t } from '../i18n.js';
import { icon } from './icon.js';

const WIDTH = 2100; // tenths of a millimetre, A4
const HEIGHT = 2970;

/** `window`: a place in parts of the page. Without a source there is an empty sheet of the right size. */
export const sheet = ({ src, alt, window, behind = false, onError }) => html`<div class="letter-sheet ${behind ? 'is-behind' : ''}">
  ${src ? html`<img src=${src} alt=${alt} width="210" height="297" decoding="sync" @error=${onError}>` : nothing}
  ${window ? svg`<svg class="window" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true"><rect x=${window.left * WIDTH} y=${window.top * HEIGHT} width=${window.width * WIDTH} height=${window.height * HEIGHT} rx="10"></rect></svg>` : nothing}</div>`;

/** Which page of how many, and the ways to the others. */
export const turning = (page, pages, turn) => (pages > 1 ? html`<span class="turning"><button class="btn quiet only" type="button" aria-label=${t('sheet.back')} title=${t('sheet.back')} ?disabled=${page <= 1} @click=${() => turn(page - 1)}>${icon('left')}</button>
  <span role="status">${t('sheet.page', { page, pages })}</span>
  <button class="btn quiet only" type="button" aria-label=${t('sheet.next')} title=${t('sheet.next')} ?disabled=${page >= pages} @click=${() => turn(page + 1)}>${icon('right')}</button></span>` : html`<span>${t('sheet.page', { page, pages })}</span>`);
