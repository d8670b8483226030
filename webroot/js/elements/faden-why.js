/* Why a work item is where it is: plain sentences, and folded below them the steps, the people, and what happened. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { me } from '../store.js';
import { why, watchWhy, loadWhy } from '../whys.js';
import { explain } from '../work.js';
import { icon } from '../parts/icon.js';
import { moment, span } from '../models/time.js';
import { now } from '../clock.js';
import { sentences, considered, steps, history } from '../models/why.js';

const length = (seconds) => (seconds < 90 ? `${seconds} s` : span(seconds * 1000, lang()));

class FadenWhy extends FadenElement {
  static properties = { item: { type: Number } };

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop?.();
    this.watching = undefined;
  }

  updated() {
    if (this.watching === this.item) return;
    this.stop?.();
    this.watching = this.item;
    this.stop = watchWhy(this.item);
  }

  render() {
    const { data, problem } = why(this.item) ?? {};
    if (problem) return html`<p>${problem.status === 404 ? t('why.notFound') : explain(problem)}</p>${problem.status === 404 ? nothing : html`<button class="link" @click=${() => loadWhy(this.item)}>${t('again')}</button>`}`;
    if (!data) return html`<p class="muted">${t('why.loading')}</p>`;
    const by = { t, me: me().id, at: (instant) => moment(instant, lang(), now()), length };
    const people = considered(data, by);
    return html`<p class="says">${sentences(data, by).join(' ')}</p>
      ${this.fold(t('why.people', { count: people.length + (data.more ?? 0) }), people, (one) => html`<li class=${one.fits ? 'fits' : ''}><b>${one.me ? t('why.youCapital') : one.who}</b><span>${one.says}</span></li>`, data.more ? html`<li class="muted">${t('why.more', { count: data.more })}</li>` : nothing)}
      ${this.fold(t('why.steps', { count: data.steps.length }), steps(data, by), (one) => html`<li aria-current=${one.now ? 'step' : nothing}>${one.says}</li>`)}
      ${this.fold(t('why.historyTitle', { count: data.history.length }), history(data, by), (one) => html`<li><time datetime=${one.at}>${by.at(one.at)}</time><span>${one.says}</span></li>`)}`;
  }

  fold(title, list, draw, end = nothing) {
    if (!list.length) return nothing;
    return html`<details><summary>${icon('right')}${title}</summary><ul>${list.map(draw)}${end}</ul></details>`;
  }
}
customElements.define('faden-why', FadenWhy);
