/* A letter of ours as one line of the print list. */
import { html, nothing } from 'lit';
import { t } from '../i18n.js';
import { openMenu } from '../ui.js';
import { go } from '../router.js';
import { plainSubject } from '../models/timeline.js';
import { icon } from './icon.js';

/** What whoever fills the envelope has to fetch from elsewhere. */
const byHand = ({ byHand: names }) => (names?.length ? html`<p class="by-hand">${icon('clip')}<span>${t('post.putIn')} ${names.map((name, index) => html`${index ? ', ' : nothing}<bdi>${name}</bdi>`)}</span></p>` : nothing);

export const letterHref = (letter) => `/inbox/all/${letter.conversationId}`;
export const nameOf = (letter) => letter.customer.name || letter.recipient[0] || t('unknown');

/** `when`, `facts` (a list) and `more` (of its menu) are what the list it stands in has to say; `box` is its choice. */
export function letterLine(letter, { box = nothing, when = nothing, facts = [], more = [], acts = nothing }) {
  const items = [
    { label: t('post.pdf'), icon: 'printer', run: () => open(`/api/entries/${letter.entryId}/letter`, '_blank', 'noopener') },
    { label: t('post.toConversation'), icon: 'faden', run: () => go(letterHref(letter)) },
    ...(more.length ? [{ line: true }, ...more] : []),
  ];
  const all = [letter.reference, t('post.pages', { pages: letter.pages }), ...facts].filter(Boolean);
  return html`<li class="line letter-line" data-letter=${letter.entryId}>${box}
    <div class="about"><p class="who"><a class="link-to" href=${letterHref(letter)}><b><bdi>${nameOf(letter)}</bdi></b></a><span class="to">${letter.recipient.slice(1).map((line, index) => html`${index ? ', ' : nothing}<bdi>${line}</bdi>`)}</span></p>
      <p class="what"><bdi>${plainSubject(letter.subject) || t('noSubject')}</bdi></p><p class="facts">${all.map((fact, index) => html`${index ? ' · ' : nothing}${fact}`)}</p>${byHand(letter)}</div>
    <div class="when">${when}</div>
    <div class="acts">${acts}<button class="btn quiet only" type="button" aria-haspopup="menu" aria-label="${t('more')}: ${nameOf(letter)}" title=${t('more')} @click=${(event) => openMenu({ anchor: event.currentTarget, label: nameOf(letter), items })}>${icon('more')}</button></div></li>`;
}

/** A box that takes everything between it and the one pressed before when Shift is held. */
export const letterBox = (letter, chosen, press) => html`<label class="box"><input type="checkbox" aria-label=${t('post.choose', { name: nameOf(letter), reference: letter.reference })} .checked=${chosen.has(letter.entryId)} @click=${(event) => press(letter.entryId, event.target.checked, event.shiftKey)}></label>`;

/** Some, all or none of a list. */
export const allBox = (label, chosen, letters, choose) => html`<label class="as-tick"><input type="checkbox" .checked=${letters.length > 0 && chosen.size === letters.length} .indeterminate=${chosen.size > 0 && chosen.size < letters.length} @change=${(event) => choose(new Set(event.target.checked ? letters.map((one) => one.entryId) : []))}>${label}</label>`;
