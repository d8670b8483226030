/* The picture beside the door: one thread through the channels. Shared by sign-in and one-time links. */
import { html } from 'lit';
import { t, lang } from '../i18n.js';
import { icon } from './icon.js';
import { switchLang } from '../actions.js';

export const picture = () => html`<div class="picture" aria-hidden="true"><svg viewBox="0 0 760 460">
  <path class="thread" d="M-20 330C70 330 90 150 170 150s80 190 180 190 90-220 190-220 90 150 150 150 70-40 110-40"></path>
  <circle cx="170" cy="150" r="34"></circle><circle cx="350" cy="340" r="34"></circle><circle cx="540" cy="120" r="34"></circle><circle cx="690" cy="270" r="34"></circle>
  <svg class="ch-phone" x="155" y="135" width="30" height="30"><use href="#icon-phone"></use></svg><svg class="ch-email" x="335" y="325" width="30" height="30"><use href="#icon-mail"></use></svg>
  <svg class="ch-mastodon" x="525" y="105" width="30" height="30"><use href="#icon-chat"></use></svg><svg class="ch-letter" x="675" y="255" width="30" height="30"><use href="#icon-letter"></use></svg>
  <text x="170" y="100">${t('door.phone')}</text><text x="350" y="402">${t('door.email')}</text><text x="540" y="70">${t('door.post')}</text><text x="690" y="332">${t('door.letter')}</text></svg></div>`;

export const brand = () => html`<span class="brand">${icon('faden')}Faden</span>`;
export const foot = () => html`<footer><button class="link" type="button" lang=${lang() === 'de' ? 'en' : 'de'} @click=${switchLang}>${lang() === 'de' ? 'English' : 'Deutsch'}</button></footer>`;
export const problem = (text) => (text ? html`<p class="problem" role="alert">${icon('warning')}<span>${text}</span></p>` : '');
