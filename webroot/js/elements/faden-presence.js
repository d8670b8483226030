/* The presence switch: what I am doing, where, since when; and the menu that changes it. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { me } from '../store.js';
import { onCallSince } from '../calls.js';
import { presence, lasts, wish } from '../presence.js';
import { openMenu } from '../ui.js';
import { icon } from '../parts/icon.js';
import { stateMark } from '../parts/presence.js';
import { STATES, CHANNELS, stateOf, switched, takes, lasting } from '../models/presence.js';

class FadenPresence extends FadenElement {
  render() {
    const is = presence();
    const location = is?.location ?? me().location;
    const call = onCallSince();
    const since = call ? Date.now() - Date.parse(call) : lasts();
    const state = call ? t('presence.onCall') : is ? t(`presence.${stateOf(is)}`) : undefined;
    const how = since === undefined ? undefined : lasting(since, lang());
    return html`<button class="presence" aria-haspopup="menu" ?disabled=${!is} aria-label=${t('presence.label', { state: state ?? t('presence.unknown'), place: t(`place.${location}`), since: how })} @click=${this.menu}>
      ${is ? html`${call ? html`<span class="mark ch-phone">${icon('phone')}</span>` : stateMark(is)}<b class="clip">${state}</b>` : nothing}
      <span class="place">${icon(location)}<span>${t(`place.${location}`)}</span></span>${how ? html`<span class="since">${how}</span>` : nothing}${icon('down')}</button>`;
  }

  menu(event) {
    openMenu({ anchor: event.currentTarget, label: t('presence.menu'), items: () => this.items(presence()) });
  }

  items(is) {
    const now = stateOf(is);
    return [
      { title: t('presence.state') },
      ...STATES.map(({ id, wish: change }) => ({ label: t(`presence.choose.${id}`), mark: stateMark(change), hint: id === 'wrapping' ? t('presence.wrappingHint') : undefined, sub: true, checked: id === now, run: () => id !== now && wish(change) })),
      { line: true }, { title: t('place.title') },
      ...['home', 'office'].map((location) => ({ label: t(`place.${location}`), icon: location, checked: is.location === location, run: () => wish({ location }) })),
      { line: true }, { title: t('presence.takes') },
      ...CHANNELS.map((group) => ({ label: t(`takes.${group.id}`), icon: group.icon, keep: true, checked: takes(is, group), hint: takes(is, group) ? undefined : t('takes.paused'), sub: true, run: () => wish({ paused: switched(is, group) }) })),
    ];
  }
}
customElements.define('faden-presence', FadenPresence);
