/* The bar: brand, the reserved place (for now: what waits in the team), the line's state, and who is here. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { me, work } from '../store.js';
import { connection, isLost } from '../live.js';
import { run, setPlace, switchLang, signOut } from '../actions.js';
import { theme, setTheme } from '../theme.js';
import { openMenu, show } from '../ui.js';
import { go } from '../router.js';
import { icon } from '../parts/icon.js';
import { stopwatch } from '../models/time.js';

class FadenBar extends FadenElement {
  render() {
    return html`<a class="brand" href="/inbox/mine">${icon('faden')}Faden</a>
      ${this.waiting()}
      <div class="bar-end">${this.line()}${this.person()}</div>`;
  }

  waiting() {
    const count = work()?.team;
    return html`<section class="offer is-empty" aria-label=${t('bar.place')}>${count === undefined ? nothing : html`
      <span class="sentence">${t('bar.waiting', { count })}</span>
      ${count > 0 ? html`<button class="btn quiet next" @click=${() => run('next')}>${t('action.next')} <kbd>N</kbd></button>` : nothing}`}</section>`;
  }

  line() {
    if (isLost()) {
      const gone = stopwatch(Date.now() - connection.since);
      return html`<span class="line-state off" role="status" title=${t('line.lost', { gone })}>${icon('unplugged')}<span aria-hidden="true">${t('line.lost', { gone })}</span><span class="sr">${t('line.lostSaid')}</span></span>`;
    }
    const word = connection.state === 'connecting' ? 'line.connecting' : 'line.open';
    return html`<span class="line-state" title=${t('line.title')}>${icon('signal')}<span>${t(word)}</span></span>`;
  }

  person() {
    const { name, initials, location } = me();
    return html`<button class="presence" aria-haspopup="menu" aria-label=${t('me.label', { name, place: t(`place.${location}`) })} @click=${this.menu}>
      <span class="avatar me" aria-hidden="true">${initials}</span><b class="clip">${name}</b>
      <span class="place">${icon(location)}<span>${t(`place.${location}`)}</span></span>${icon('down')}</button>`;
  }

  menu(event) {
    const { location } = me();
    const choice = (value) => ({ label: t(`theme.${value}`), checked: theme() === value, run: () => { setTheme(value); show({}); } });
    const place = (value) => ({ label: t(`place.${value}`), icon: value, checked: location === value, run: () => setPlace(value) });
    openMenu({
      anchor: event.currentTarget, label: t('me.menu'),
      items: [
        { title: t('place.title') }, place('home'), place('office'), { line: true },
        { title: t('theme.title') }, choice('system'), choice('light'), choice('dark'), { line: true },
        { label: lang() === 'de' ? 'English' : 'Deutsch', icon: 'globe', run: switchLang },
        { label: t('me.settings'), icon: 'sliders', run: () => go('/settings') },
        { label: t('action.signOut'), icon: 'unplugged', run: signOut },
      ],
    });
  }
}
customElements.define('faden-bar', FadenBar);
