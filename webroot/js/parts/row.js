/* One row of the list: three lines, always as high as the next. */
import { html, nothing } from 'lit';
import { t, lang } from '../i18n.js';
import { icon, channelIcon } from './icon.js';
import { rightEdge, fact } from '../models/row.js';
import { full } from '../models/time.js';

export function row(it, { href, current, focusable, own, now, take }) {
  const edge = rightEdge(it, lang(), now);
  const says = fact(it, lang(), now);
  const holder = it.workItem?.agent;
  const free = it.workItem && !holder && it.workItem.state === 'queued';
  const { channel } = it;
  const called = it.workItem?.kind === 'callback';
  const name = it.customer.name || t('unknown');
  return html`<a class="row ${it.unread ? 'unread' : ''}" href=${href} data-id=${it.id} aria-current=${current ? 'true' : nothing} tabindex=${focusable ? 0 : -1}>
      <span class="mark ${channel || called ? `ch-${channel ?? 'phone'}` : ''}">${called ? icon('phone-out') : it.workItem?.kind === 'approval' && it.workItem.state !== 'done' ? icon('checks') : channel ? icon(channelIcon(channel)) : nothing}</span>
      <span class="l1"><span class="name"><span class="clip" title=${name}>${name}</span>${it.unread ? html`<span class="sr">${t('row.unread')}</span>` : nothing}</span>
        <span class="due ${edge.state}" title=${full(it.lastEntryAt, lang())}>${edge.icon ? icon(edge.icon) : nothing} ${edge.text}</span></span>
      <span class="subject clip" title=${it.subject}>${it.subject || t('noSubject')}</span>
      <span class="l3"><span class="facts clip ${says.tone ?? ''}">${channel ? `${t(`channel.${channel}`)} · ` : ''}${t(says.word, says.values)}</span>
        ${holder && holder.id !== own ? html`<span class="avatar tiny" title=${t('heldBy', { name: holder.name })}>${holder.initials}</span>` : nothing}
        ${it.workItem ? html`<span class="chip queue"><span class="clip">${it.workItem.queue.name}</span></span>` : nothing}</span></a>
    ${free ? html`<button class="btn take" tabindex="-1" @click=${() => take(it)} aria-label=${t('row.take', { name })}>${t('action.take')}</button>` : nothing}`;
}
