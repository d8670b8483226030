/* Why it may be theirs: each clue with whether it fits, its words, and its place on the paper when one points at it. */
import { html, nothing } from 'lit';
import { t } from '../i18n.js';
import { icon } from './icon.js';
import { shownNumber } from '../numbers.js';
import { placeKey } from '../models/scans.js';

const FITS = { yes: 'check', maybe: 'why', no: 'close' };

/** Of an address the whole line: the value is only its name. What does not stand on the paper is what we know instead. */
function what({ kind, value, line, place }) {
  if (kind === 'phone' && value) return shownNumber(value);
  return kind === 'address' && place && line ? line : value;
}

/** What it says; `point(key, go)` is told where somebody looks, `go` when they want to be taken there. */
export function clues(evidence, { lit, point, page }) {
  if (!evidence?.length) return nothing;
  return html`<ul class="clues">${evidence.map((one) => {
    const fits = one.fits ?? 'yes';
    const key = placeKey(one);
    const words = html`${icon(FITS[fits])}<span><span class="sr">${t(`clue.fits.${fits}`)}: </span>${t(`clue.${one.kind}`)}${what(one) ? html`: ${fits === 'no' && !key ? `${t('clue.known')} ` : nothing}<bdi>${what(one)}</bdi>` : nothing}${key && (one.page ?? 1) !== page ? html` <span class="muted">${t('clue.page', { page: one.page ?? 1 })}</span>` : nothing}</span>`;
    return html`<li class=${fits}>${key ? html`<button type="button" class="clue ${key === lit ? 'is-lit' : ''}" title=${one.line ?? nothing} @pointerenter=${() => point(key)} @pointerleave=${() => point(undefined)} @focus=${() => point(key)} @blur=${() => point(undefined)} @click=${() => point(key, true)}>${words}</button>` : html`<span class="clue">${words}</span>`}</li>`;
  })}</ul>`;
}
