/* A contact point as a mark, and as words that lead somewhere. */
import { html } from 'lit';
import { t } from '../i18n.js';
import { icon, channelMark } from './icon.js';
import { hrefOf, shownValue, wayIcon } from '../models/ways.js';

export const wayName = (channel) => t(`way.${channel}`);
export const wayMark = (channel) => html`<span title=${wayName(channel)}>${wayIcon(channel) ? icon(wayIcon(channel)) : channelMark(channel)}<span class="sr">${wayName(channel)}: </span></span>`;

export function wayValue(way) {
  const href = way.state === 'bad' ? undefined : hrefOf(way);
  const words = html`<bdi>${shownValue(way)}</bdi>`;
  return href ? html`<a class="value" href=${href} title=${t(way.channel === 'phone' ? 'way.call' : 'way.write', { way: shownValue(way) })}>${words}</a>` : html`<span class="value" title=${shownValue(way)}>${words}</span>`;
}
