/* By which medium the answer goes, where a network is among them; and who can read it there. */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { FadenElement } from './base.js';
import { t } from '../i18n.js';
import { current } from '../desk.js';
import { takeWay, wayOf } from '../answering.js';
import { isPost, isPublicWay, media, mediumOf } from '../models/reply-ways.js';
import { postNow } from '../post-preview.js';
import { icon, channelIcon } from '../parts/icon.js';

class ComposerWays extends FadenElement {
  render() {
    const it = current();
    const way = it && wayOf(it);
    if (!way) return nothing;
    const all = media(it);
    return html`${all.some(isPost) && all.length > 1 ? html`<div class="to"><div class="segments channels" role="radiogroup" aria-label=${t('answer.medium')}>${all.map((one) => this.medium(it, one, mediumOf(way)))}</div></div>` : nothing}
      ${isPublicWay(way) ? html`<p class="warn-line is-public">${icon('globe')}<span>${t(postNow(it).needsApproval ? 'answer.everybodyLater' : 'answer.everybody')}</span></p>`
        : way.needsApproval ? html`<p class="calm-line" role="note">${icon('checks')}<span>${t('answer.later')}</span></p>` : nothing}`;
  }

  medium(it, one, chosen) {
    const word = one.visibility ? t(`answer.${one.visibility}`) : t(`channel.${one.channel}`);
    const title = one.visibility ? t(`answer.${one.visibility}Title`, { channel: t(`channel.${one.channel}`) }) : nothing;
    return html`<label title=${title}><input type="radio" name="medium" value=${one.key} .checked=${live(one.key === chosen)} @change=${() => this.choose(it, one)}><span class="ch-${one.channel}">${icon(one.visibility === 'public' ? 'globe' : channelIcon(one.channel))}</span>${word}</label>`;
  }

  choose(it, { ways }) {
    takeWay(it, ways[0], { begun: false });
    this.dispatchEvent(new CustomEvent('way-chosen', { bubbles: true }));
  }
}
customElements.define('composer-ways', ComposerWays);
