/* How full the day is: figures and a bar, and the word when it is too much. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t } from '../i18n.js';
import { desk } from '../offers.js';
import { fullness } from '../models/offers.js';

class FadenLoad extends FadenElement {
  render() {
    const { load } = desk();
    if (!load) return nothing;
    const { state } = fullness(load);
    const held = Object.entries(load.held).filter(([, count]) => count > 0).map(([channel, count]) => `${t(`channel.${channel}`)} ${count}`).join(', ');
    const whole = t('load.whole', { ...load, held });
    return html`<span class="load is-${state}" title=${whole}><span class="sr">${whole}</span><span class="words" aria-hidden="true">${t(`load.${state}`, load)}</span><span class="meter" aria-hidden="true"><i></i></span></span>`;
  }

  updated() {
    const { load } = desk();
    if (load) this.querySelector('.meter i').style.inlineSize = `${fullness(load).part}%`;
  }
}
customElements.define('faden-load', FadenLoad);
