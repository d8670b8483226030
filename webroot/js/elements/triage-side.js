/* Beside the post that is looked at: what stands above it, who wrote it and what else, what was decided, and the keys. Asked for once somebody rests on it. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { now } from '../clock.js';
import { moment } from '../models/time.js';
import { handleOf } from '../models/triage.js';
import { detail, load } from '../triage.js';
import { actions, keyWord, labelOf } from '../actions.js';
import { explain } from '../work.js';
import { icon } from '../parts/icon.js';
import { reasonText } from '../parts/reason.js';
import { above, pictureOf, versions } from '../parts/posts.js';
import { decidedBy, verdictIcon, verdictWord } from '../parts/triage-post.js';

const REST = 200; // whoever goes on faster does not want to know

class TriageSide extends FadenElement {
  static properties = { post: { attribute: false }, plain: { type: Boolean } };

  updated() {
    const id = this.post?.id;
    if (id === undefined || this.waitsFor === id) return;
    this.waitsFor = id;
    clearTimeout(this.waiting);
    const known = detail(id);
    if (!known.data) this.waiting = setTimeout(() => this.isConnected && this.post?.id === id && load(id), REST);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.waiting);
    this.waitsFor = undefined;
  }

  render() {
    const { post } = this;
    if (!post) return this.plain ? nothing : this.keys();
    const { data, problem } = detail(post.id);
    return html`${data ? this.told(data) : problem ? html`<section><p class="muted">${explain(problem)} <button class="link" @click=${() => load(post.id)}>${t('again')}</button></p></section>` : html`<section class="waits-here"><p class="muted">${t('loading')} …</p></section>`}${this.plain ? nothing : this.keys()}`;
  }

  told({ author, above: list = [], aboveError, versions: old = [], earlier = [], decisions = [], id }) {
    return html`${list.length || aboveError ? html`<section><h2>${t('social.above')}</h2>${above(list)}${aboveError ? html`<p class="muted">${t('triage.aboveError')} ${reasonText(aboveError)}</p>` : nothing}</section>` : nothing}
      <section><h2>${t('triage.author')}</h2><p class="whose">${author.avatar ? html`<img src=${pictureOf(id, 0)} alt="" loading="lazy" @error=${(event) => { event.target.hidden = true; }}>` : nothing}<span><b><bdi>${author.name || author.handle}</bdi></b><small>${author.name && author.name !== author.handle ? handleOf({ handle: author.handle }) ?? '' : ''}${author.followers === undefined ? '' : ` · ${t('triage.followers', { count: author.followers.toLocaleString(lang()) })}`}</small></span></p>
        ${earlier.length ? earlier.map((one) => html`<p class="said">${verdictIcon(one.verdict)}<span><span class="sr">${verdictWord(one.verdict)}: </span>${moment(one.writtenAt, lang(), now())}: ${one.text}${one.conversationId ? html` <a class="link" href="/inbox/all/${one.conversationId}">${t('number', { number: one.conversationId })}</a>` : nothing}</span></p>`) : html`<p class="muted">${t('triage.noEarlier')}</p>`}</section>
      ${old.length ? html`<section><h2>${t('social.before')}</h2>${versions(old)}</section>` : nothing}
      ${decisions.length ? html`<section><h2>${t('triage.decisions')}</h2><ul class="reasons">${decisions.map((one) => html`<li><span>${verdictIcon(one.verdict, one.reason)}${verdictWord(one.verdict, one.reason)}, ${decidedBy(one)}${one.note ? html`<small>${one.note}</small>` : nothing}</span><span>${moment(one.at, lang(), now())}</span></li>`)}</ul></section>` : nothing}`;
  }

  keys() {
    return html`<section class="keys-help"><h2>${t('triage.keys')}</h2><div class="keys">${actions.filter((one) => one.group === 'triage').map((one) => html`<kbd>${keyWord(one)}</kbd><span>${labelOf(one)}</span>`)}</div></section>`;
  }
}
customElements.define('triage-side', TriageSide);
