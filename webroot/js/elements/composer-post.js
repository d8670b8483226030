/* What holds for a post while it is written: what must not stand in it, its length, language and initials; and how it will stand there. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { current, currentCustomer } from '../desk.js';
import { draft } from '../drafts.js';
import { chooseWay, takeWay, wayOf } from '../answering.js';
import { EMPTY, postNow } from '../post-preview.js';
import { privateWay } from '../models/reply-ways.js';
import { languageName, languages } from '../models/languages.js';
import { explain } from '../work.js';
import { icon } from '../parts/icon.js';

const NEAR = 0.9; // from here on the number matters
const BEFORE = 30;

class ComposerPost extends FadenElement {
  render() {
    const it = current();
    const way = it && wayOf(it);
    if (!way?.visibility) return nothing;
    const now = this.closest('form').querySelector('composer-modules')?.isAll ? postNow(it, EMPTY) : postNow(it);
    const open = way.visibility === 'public';
    return html`${now.findings.length ? this.findings(it, now.findings) : nothing}
      ${draft(it.id).attachments.length ? html`<p class="warn-line">${icon('clip')}<span>${t('answer.filesStay', { channel: t(`channel.${way.channel}`) })}</span></p>` : nothing}
      <p class="limits">${this.count(now)}
        ${open && now.text && !now.findings.length && now.checked ? html`<span class="good">${icon('check')}${t('answer.clean')}</span>` : nothing}
        ${this.form()}${it.publicOrigin ? html`<span class="own-words" title=${t('answer.freeTitle')}>${icon('pencil')}${t('answer.free')}</span>` : nothing}
        ${this.language(it, now)}</p>
      ${now.problem ? html`<p class="limits is-late" role="note">${icon('unplugged')}${t('answer.unchecked')} ${explain(now.problem)}</p>` : nothing}
      ${!now.text ? nothing : now.fits ? this.shown ? this.preview(way, now) : nothing : this.tail(now)}`;
  }

  count({ length, limit, fits, over, tooManyBytes }) {
    if (limit === undefined) return nothing;
    if (!fits) return html`<span class="bad" role="status">${icon('warning')}${over ? t('answer.over', { over, limit }) : t(tooManyBytes ? 'answer.bytes' : 'answer.long')}</span>`;
    return html`<span class=${length >= limit * NEAR ? 'near' : 'good'}>${icon(length >= limit * NEAR ? 'clock' : 'check')}${t('answer.count', { length, limit })}</span>`;
  }

  form() {
    const form = currentCustomer()?.formOfAddress;
    return form === 'du' || form === 'Sie' ? html`<span class="good">${icon('check')}${t('answer.form', { form })}</span>` : html`<span>${icon('user')}${t('answer.formOpen')}</span>`;
  }

  language(it, { language }) {
    const chosen = language ?? currentCustomer()?.language ?? lang();
    const all = languages(lang());
    return html`<label class="language"><span class="sr">${t('answer.language')}</span><select title=${t('answer.language')} @change=${(event) => chooseWay(it, { language: event.target.value })}>
      ${all.some(({ id }) => id === chosen) ? nothing : html`<option value=${chosen} selected>${languageName(chosen, lang())}</option>`}
      ${all.map(({ id, label }) => html`<option value=${id} .selected=${id === chosen}>${label}</option>`)}</select></label>`;
  }

  /** Each with its reason; and what to do: out of the text, or where only the customer reads it. */
  findings(it, findings) {
    const elsewhere = privateWay(it);
    return html`<section class="found-private" role="alert"><p class="head">${icon('shield')}<span><b>${t('answer.found', { count: findings.length })}</b> ${t(elsewhere || it.privateLink ? 'answer.foundNext' : 'answer.foundTake')}</span></p>
      <ul>${findings.map((one) => html`<li><span>${t(`answer.finding.${one.kind}`)}: <q>${one.text}</q></span><button class="btn quiet" type="button" @click=${() => this.point(one)}>${t('answer.show')}</button></li>`)}</ul>
      ${elsewhere ? html`<button class="btn" type="button" @click=${() => this.away(it, elsewhere)}>${t('answer.writePrivately')}</button>` : it.privateLink ? html`<button class="btn" type="button" data-run="goPrivate" @click=${(event) => this.dispatchEvent(new CustomEvent('go-private', { bubbles: true, detail: event.currentTarget }))}>${t('action.goPrivate')}</button>` : nothing}</section>`;
  }

  point({ from, to }) {
    const field = this.closest('form').querySelector('textarea');
    field.focus();
    field.setSelectionRange(from, to);
  }

  away(it, way) {
    takeWay(it, way);
    this.dispatchEvent(new CustomEvent('way-chosen', { bubbles: true }));
  }

  preview(way, { text }) {
    return html`<div class="as-post" aria-label=${t('answer.preview')} role="note"><p class="from"><b><bdi>${way.account?.name ?? way.account?.address}</bdi></b> <span class="muted"><bdi>${way.account?.address}</bdi></span></p>
      <p class="prose">${text}</p></div>`;
  }

  /** From where on it does not fit, in one line with a few words before: the text itself stands above. */
  tail({ text, overAt }) {
    if (overAt === undefined) return nothing;
    const from = Math.max(0, text.lastIndexOf(' ', overAt - BEFORE) + 1);
    return html`<div class="as-post is-tail" role="note" aria-label=${t('answer.tooMuch')}><p class="prose">${from ? '… ' : nothing}${text.slice(from, overAt)}<mark title=${t('answer.tooMuch')}>${text.slice(overAt)}</mark></p></div>`;
  }

  toggle() {
    this.shown = !this.shown;
    this.requestUpdate();
    return this.shown;
  }
}
customElements.define('composer-post', ComposerPost);
