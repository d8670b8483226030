/* What a post carries on the timeline: its pictures, what stood above it, how it changed there, and the way to it. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t } from '../i18n.js';
import { get } from '../api.js';
import { explain } from '../work.js';
import { icon } from '../parts/icon.js';
import { above, atNetwork, marks, pictures, versions } from '../parts/posts.js';

class EntryPost extends FadenElement {
  static properties = { entry: { attribute: false }, who: {}, before: { state: true }, fault: { state: true } };

  render() {
    const { post, channel } = this.entry;
    const { arrivalId, above: list = [], url, editedAt, deletedAt, retractedAt } = post;
    const changes = editedAt || deletedAt || retractedAt;
    return html`${arrivalId === undefined ? nothing : pictures(arrivalId, post.pictures, this.who)}
      ${list.length ? html`<details class="post-fold"><summary>${icon('right')}${t('social.above')}</summary>${above(list)}</details>` : nothing}
      ${changes || url ? html`<p class="post-line">${marks(post)}${editedAt && arrivalId !== undefined && !this.before ? html`<button class="link" type="button" @click=${this.ask}>${t('social.showBefore')}</button>` : nothing}${deletedAt || retractedAt ? nothing : atNetwork(url, channel)}</p>` : nothing}
      ${this.fault ? html`<p class="muted">${explain(this.fault)}</p>` : nothing}${this.before ? html`<section class="post-before" aria-label=${t('social.before')}>${versions(this.before)}</section>` : nothing}`;
  }

  async ask() {
    this.fault = undefined;
    try {
      this.before = (await get(`/posts/${this.entry.post.arrivalId}`)).versions ?? [];
    } catch (fault) {
      this.fault = fault;
    }
  }
}
customElements.define('entry-post', EntryPost);
