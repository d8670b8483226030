/* Pieces of a post that triage and the timeline share: its pictures, what stands above it, how it changed. */
import { html, nothing } from 'lit';
import { t, lang } from '../i18n.js';
import { now } from '../clock.js';
import { full, moment } from '../models/time.js';
import { show } from '../ui.js';
import { icon } from './icon.js';
import { pageOf } from '../models/triage.js';

export const pictureOf = (id, number) => `/api/posts/${id}/pictures/${number}`;

/** Small ones that open large. What the author wrote of a picture is its word; without it that is said. */
export function pictures(id, list, who) {
  if (!list?.length) return nothing;
  return html`<div class="pictures of-post">${list.map((one, index) => html`<button type="button" title=${one.description || t('social.noDescription')} @click=${() => show({ modal: { name: 'picture', id, list, index, who } })}>
    <img src=${pictureOf(id, one.number)} alt=${one.description || t('social.pictureOf', { number: index + 1, who })} loading="lazy" @error=${(event) => event.target.closest('button').classList.add('is-missing')}><span class="missing">${icon('warning')}${t('social.pictureMissing')}</span></button>`)}</div>`;
}

/** The posts above, oldest first. */
export const above = (list) => list.map(({ author, text, at, url, ours }) => html`<p class="said"><b>${ours ? t('social.us') : `@${author}`}</b>, ${pageOf(url) ? html`<a class="link" href=${pageOf(url)} target="_blank" rel="noopener noreferrer">${moment(at, lang(), now())}</a>` : moment(at, lang(), now())}: ${text}</p>`);

const mark = (name, word, at, tone = '') => html`<span class="post-mark ${tone}" title=${full(at, lang())}>${icon(name)}${t(word, { when: moment(at, lang(), now()) })}</span>`;

/** Edited, gone, taken away by us: each with its time. */
export const marks = ({ editedAt, deletedAt, retractedAt }) => html`${editedAt ? mark('pencil', 'social.edited', editedAt) : nothing}${retractedAt ? mark('undo', 'social.retracted', retractedAt) : deletedAt ? mark('close', 'social.deleted', deletedAt) : nothing}`;

/** What it said before, newest first. */
export const versions = (list) => html`<ul class="versions">${[...list].reverse().map(({ text, until }) => html`<li><small>${t('social.until', { when: moment(until, lang(), now()) })}</small><div class="prose">${text}</div></li>`)}</ul>`;

/** To the network, in a window of its own that does not learn where one came from. */
export const atNetwork = (url, channel) => (pageOf(url) ? html`<a class="link at-network" href=${pageOf(url)} target="_blank" rel="noopener noreferrer">${t(['feed', 'webhook'].includes(channel) ? 'social.atSource' : 'social.atNetwork', { channel: t(`channel.${channel}`) })}</a>` : nothing);
