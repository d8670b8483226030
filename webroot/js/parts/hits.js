/* Hits of a search. What was looked for is marked; all of it is text. */
import { html, nothing } from 'lit';
import { t, lang } from '../i18n.js';
import { stamp, full } from '../models/time.js';
import { plain } from '../models/search.js';
import { now } from '../clock.js';
import { icon, channelIcon } from './icon.js';

export const marked = (parts) => html`<bdi>${parts.map(({ text, hit }) => (hit ? html`<mark>${text}</mark>` : text))}</bdi>`;

const when = (at) => html`<time class="muted" datetime=${at} title=${full(at, lang())}>${stamp(at, lang(), now())}</time>`;

export const customerHit = ({ customer, name, address, alias, note }) => ({
  icon: 'user', title: html`${marked(name)}${alias ? html` <span class="about">${t('search.alias')} ${marked(alias)}</span>` : nothing}`, end: nothing, label: customer.name,
  line: html`${plain(address) === plain(name) ? nothing : marked(address)}${note ? html` <span class="note-hit">${icon('note')}${marked(note)}</span>` : nothing}`,
});

export const conversationHit = (hit) => ({
  icon: 'book', title: html`<span class="number-hit">#${marked(hit.number)}</span> ${plain(hit.subject) ? marked(hit.subject) : t('noSubject')}`, end: when(hit.lastEntryAt),
  line: html`<bdi>${hit.customer.name}</bdi> · ${t(`search.status.${hit.status}`)} · ${hit.queue.name}`,
});

export const entryHit = (hit) => ({
  icon: hit.kind === 'note' ? 'note' : channelIcon(hit.channel), tone: hit.kind === 'note' ? '' : `ch-${hit.channel ?? 'email'}`,
  title: html`${who(hit)}${plain(hit.subject) ? html` <span class="about">${marked(hit.subject)}</span>` : nothing}`, end: when(hit.occurredAt),
  line: marked(hit.excerpt), files: hit.attachments.map((name) => html`<span class="file-hit">${icon('clip')}${marked(name)}</span>`),
});

function who(hit) {
  if (hit.kind === 'note') return html`${t('search.note', { name: hit.author?.name ?? '' })}`;
  if (hit.direction === 'in') return plain(hit.from) ? marked(hit.from) : html`<bdi>${hit.customer.name}</bdi>`;
  return html`${hit.author?.name ?? t('system')} ${t('search.to')} ${plain(hit.from) ? marked(hit.from) : hit.customer.name}`;
}
