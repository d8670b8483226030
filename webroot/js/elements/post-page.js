/* The print list: letters that lie ready, that are printed, posted and that came back, and every print there was. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t } from '../i18n.js';
import { route } from '../router.js';
import { letters, postCounts, runs, STATES } from '../post.js';
import { explain } from '../work.js';
import { icon } from '../parts/icon.js';
import './post-ready.js';
import './post-printed.js';
import './post-past.js';

const VIEWS = [...STATES, 'runs'];
const hrefOf = (view) => (view === 'ready' ? '/post' : `/post?view=${view}`);
const DRAWN = {
  ready: () => html`<post-ready></post-ready>`,
  printed: () => html`<post-printed></post-printed>`,
};

class PostPage extends FadenElement {
  get view() {
    const asked = route().query.get('view');
    return VIEWS.includes(asked) ? asked : 'ready';
  }

  render() {
    const { view } = this;
    const list = letters[view] ?? runs;
    const counts = postCounts() ?? {};
    return html`<div class="page-head"><h1>${t('post.title')}</h1><p>${t('post.about')}</p></div>
      <nav class="sections" aria-label=${t('post.views')}>${VIEWS.map((one) => html`<a href=${hrefOf(one)} aria-current=${one === view ? 'true' : nothing}>${t(`post.${one}`)}${counts[one] ? html` <span class="count">${counts[one]}</span>` : nothing}</a>`)}</nav>
      ${list.problem && !list.known ? html`<div class="empty"><b>${explain(list.problem)}</b><button class="btn" @click=${() => list.again()}>${t('again')}</button></div>`
        : list.known && !list.rows.length ? html`<div class="empty">${icon(view === 'ready' ? 'check' : 'letter')}<b>${t(`post.none.${view}`)}</b><p>${t(`post.noneNext.${view}`)}</p></div>`
          : list.known ? html`${list.problem ? html`<div class="alert" role="alert">${icon('warning')}<p>${explain(list.problem)}</p><button class="btn" @click=${() => list.again()}>${t('again')}</button></div>` : nothing}${(DRAWN[view] ?? (() => html`<post-past .view=${view}></post-past>`))()}
            ${list.complete ? nothing : html`<button class="btn more" @click=${() => list.more()}>${t('post.more')}</button>`}` : nothing}`;
  }

  updated() {
    if (this.shown !== this.view) this.querySelector('.sections [aria-current]').scrollIntoView({ block: 'nearest', inline: 'nearest' });
    this.shown = this.view;
    document.title = `${t('post.title')} · Faden`;
    (letters[this.view] ?? runs).look();
    if (this.view === 'printed') runs.look(); // who printed them, and when
  }
}
customElements.define('post-page', PostPage);
