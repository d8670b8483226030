/* What stands there until the modules of a page, or what it shows, have come: as much of it as is known. */
import { html, nothing } from 'lit';
import { t } from '../i18n.js';
import { letter } from '../scans.js';
import { firstDpi } from '../models/scans.js';

const word = () => html`<p class="waits" role="status">${t('loading')} …</p>`;

/** A page of which nothing but its title is known. `title`: key of a word. */
export const waitingPage = (title) => html`<div class="page" id="content" role="main" aria-busy="true">${title ? html`<header class="page-head"><h1>${t(title)}</h1></header>` : nothing}${word()}</div>`;

/** Its modules did not come; a browser may keep that in mind until the whole page is fetched anew. */
export const missingPage = () => html`<div class="page" id="content" role="main"><div class="empty" role="alert"><b>${t('start.unreachable')}</b><p>${t('start.unreachableNext')}</p><button class="btn" @click=${() => location.reload()}>${t('again')}</button></div></div>`;

/** In which sharpness the first page is asked for before it is known how wide it will lie there. */
export const beginsWith = () => firstDpi(innerWidth, devicePixelRatio);
export const pageImage = (id, page, dpi) => `/api/letters/${id}/pages/${page}/image?dpi=${dpi}`;

/** Kept until the page of the letter draws it, so that no fetch is given up in between. */
let early;

/** The sheet of one letter in its place. Its first page and what is known of it are asked for at once. */
export function waitingSheet(id) {
  const image = pageImage(id, 1, beginsWith());
  if (early?.getAttribute('src') !== image) {
    early = new Image();
    early.src = image;
  }
  const { widthMillimetres: w = 210, heightMillimetres: h = 297 } = letter(id).data?.pages[0] ?? {};
  return html`<div class="letter-waits" aria-busy="true"><header class="page-head"><h1 tabindex="-1">${t('scan.title')}</h1></header>
    <div class="letter-view"><div class="desk-top"><div class="tools">${word()}</div><div class="sheet-box"><div class="sheet" .style=${`aspect-ratio: ${w} / ${h}`}><img src=${image} alt=""></div></div></div>
      <div class="side-waits"></div></div></div>`;
}

export const waitingLetter = (id) => html`<div class="page letters" id="content" role="main" aria-busy="true">${waitingSheet(id)}</div>`;
