/* The bar: brand, the reserved place for the offer, the line's state, how full the day is, presence, and who is here. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { me } from '../store.js';
import { connection, isLost } from '../live.js';
import { switchLang, signOut, run, action, labelOf, keyWord } from '../actions.js';
import { theme, setTheme } from '../theme.js';
import { soundOn, setSound, noticeOn, setNotice, canNotify } from '../alerts.js';
import { openMenu, show } from '../ui.js';
import { go } from '../router.js';
import { icon } from '../parts/icon.js';
import { stopwatch } from '../models/time.js';
import './faden-offer.js';
import './faden-load.js';
import './faden-presence.js';

class FadenBar extends FadenElement {
  render() {
    const { name, initials } = me();
    return html`<a class="brand" href="/inbox/mine">${icon('faden')}Faden</a>
      <faden-offer class="offer" role="region" aria-label=${t('bar.place')}></faden-offer>
      <div class="bar-end">${this.line()}${this.phone()}<faden-load></faden-load><faden-presence></faden-presence>
        <button class="avatar me" aria-haspopup="menu" title=${name} aria-label=${t('me.label', { name })} @click=${this.menu}>${initials}</button></div>`;
  }

  phone() {
    const one = action('phoneNote');
    if (!one.enabled()) return nothing;
    const title = `${labelOf(one)} (${keyWord(one)})`;
    return html`<button class="btn quiet only" data-action="phoneNote" aria-label=${title} title=${title} @click=${() => run('phoneNote')}>${icon(one.icon)}</button>`;
  }

  line() {
    if (isLost()) {
      const gone = stopwatch(Date.now() - connection.since);
      return html`<span class="line-state off" role="status" title=${t('line.lost', { gone })}>${icon('unplugged')}<span aria-hidden="true">${t('line.lost', { gone })}</span><span class="sr">${t('line.lostSaid')}</span></span>`;
    }
    const word = connection.state === 'connecting' ? 'line.connecting' : 'line.open';
    return html`<span class="line-state" title=${t('line.title')}>${icon('signal')}<span>${t(word)}</span></span>`;
  }

  menu(event) {
    const anchor = event.currentTarget;
    openMenu({ anchor, label: t('me.menu'), items: () => this.items() });
  }

  items() {
    const choice = (value) => ({ label: t(`theme.${value}`), checked: theme() === value, run: () => { setTheme(value); show({}); } });
    return [
      { title: me().name },
      { label: t('me.settings'), icon: 'sliders', run: () => go('/settings') },
      { label: lang() === 'de' ? 'English' : 'Deutsch', icon: 'globe', run: switchLang }, { line: true },
      { title: t('theme.title') }, choice('system'), choice('light'), choice('dark'), { line: true },
      { title: t('alert.menu') },
      { label: t('alert.sound'), icon: 'bell', keep: true, checked: soundOn(), run: () => setSound(!soundOn()) },
      ...(canNotify ? [{ label: t('alert.notice'), icon: 'flag', hint: t('alert.noticeHint'), sub: true, keep: true, checked: noticeOn(), run: () => setNotice(!noticeOn()) }] : []),
      { line: true }, { label: t('action.signOut'), icon: 'unplugged', run: signOut },
    ];
  }
}
customElements.define('faden-bar', FadenBar);
