/* Attachments: pictures are shown, everything else is a named file with its size. */
import { html, nothing } from 'lit';
import { lang, t } from '../i18n.js';
import { icon } from './icon.js';
import { size } from '../models/size.js';

const SHOWN = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];
const isPicture = (file) => SHOWN.includes(file.type) && file.size < 8e6;

export const fileChip = (file) => html`<a class="file" href="/api/attachments/${file.id}" download=${file.name} title=${file.name}>${icon('clip')}<span class="clip">${file.name}</span><span class="muted">${size(file.size, lang())}</span></a>`;

/** Pictures that are part of the HTML body show there already. */
export function files(attachments, hasHtml) {
  const loose = attachments.filter((file) => !(file.inline && hasHtml));
  if (!loose.length) return nothing;
  const pictures = loose.filter(isPicture);
  const others = loose.filter((file) => !isPicture(file));
  return html`${pictures.length ? html`<div class="pictures">${pictures.map((file) => html`
      <a href="/api/attachments/${file.id}?inline=true" target="_blank" rel="noopener" title="${file.name}, ${size(file.size, lang())}"><img src="/api/attachments/${file.id}?inline=true" alt=${t('picture', { name: file.name })} loading="lazy"></a>`)}</div>` : nothing}
    ${others.length ? html`<div class="files">${others.map(fileChip)}</div>` : nothing}`;
}
