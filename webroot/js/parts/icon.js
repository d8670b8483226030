import { html } from 'lit';

export const icon = (name, extra = '') => html`<svg class="icon ${extra}" aria-hidden="true"><use href="/icons.svg#${name}"></use></svg>`;

const CHANNELS = { phone: 'phone', email: 'mail', letter: 'letter', mastodon: 'mastodon', bluesky: 'bluesky', x: 'x', facebook: 'facebook', feed: 'feed', chat: 'chat', sms: 'sms' };
export const channelIcon = (channel) => CHANNELS[channel] ?? 'mail';
export const channelMark = (channel) => html`<span class="ch-${channel}">${icon(channelIcon(channel))}</span>`;
