import { html } from 'lit';

/** The sprite lives in the document: icons show at once, and also when the line is gone. */
export async function loadIcons() {
  const answer = await fetch('/icons.svg');
  const sprite = new DOMParser().parseFromString(await answer.text(), 'image/svg+xml').documentElement;
  for (const symbol of sprite.querySelectorAll('symbol')) symbol.id = `icon-${symbol.id}`;
  sprite.classList.add('sprite');
  sprite.setAttribute('aria-hidden', 'true');
  document.body.append(document.importNode(sprite, true));
}

export const icon = (name, extra = '') => html`<svg class="icon ${extra}" aria-hidden="true"><use href="#icon-${name}"></use></svg>`;

const CHANNELS = { phone: 'phone', email: 'mail', letter: 'letter', mastodon: 'mastodon', bluesky: 'bluesky', x: 'x', facebook: 'facebook', feed: 'feed', chat: 'chat', sms: 'sms', webhook: 'link' };
export const channelIcon = (channel) => CHANNELS[channel] ?? 'mail';
export const channelMark = (channel) => html`<span class="ch-${channel}">${icon(channelIcon(channel))}</span>`;
