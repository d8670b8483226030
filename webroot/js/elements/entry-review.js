/* A reply that waits for a second pair of eyes: the words that would leave, what has been looked at, and the two answers to it. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { conversation, customer, me, rootOf } from '../store.js';
import { approve, deciding, giveBack } from '../approvals.js';
import { explain, takeBack } from '../work.js';
import { show } from '../ui.js';
import { now } from '../clock.js';
import { partOf } from '../models/approval.js';
import { measure } from '../models/post-length.js';
import { waysOf } from '../models/reply-ways.js';
import { moment } from '../models/time.js';
import { movedOn } from '../parts/moved-on.js';
import { prose } from '../parts/text.js';
import { files } from '../parts/files.js';
import { icon } from '../parts/icon.js';

class EntryReview extends FadenElement {
  static properties = { entry: { attribute: false } };

  render() {
    const it = this.entry;
    const mine = deciding.id === it.id;
    const since = mine && deciding.movedOn;
    return html`<div class="proposal">${it.subject && it.channel === 'email' ? html`<p class="title">${it.subject}</p>` : nothing}${prose(it.text ?? '')}${files(it.attachments ?? [], it.hasHtml)}</div>
      ${this.checks(it)}
      ${since ? movedOn(since, { head: t('review.movedOn'), next: t('review.movedOnNext'), send: t('review.approveAnyway'), edit: t('review.giveBack'), sendAnyway: () => approve(it), keepWriting: () => this.back(it) }) : nothing}
      ${mine && deciding.problem ? html`<p class="wrong" role="alert">${icon('warning')}<span>${explain(deciding.problem)}</span></p>` : nothing}
      ${since ? nothing : html`<div class="decide">${this.decide(it)}</div>`}`;
  }

  /** What anybody would look for first. Only what is known is said. */
  checks(it) {
    const way = waysOf(conversation(it.conversationId) ?? {}).find((one) => one.channel === it.channel && one.visibility === it.visibility && one.post);
    const length = way?.post.limit === undefined ? undefined : measure(it.text ?? '', way.post);
    const { formOfAddress: form } = customer(rootOf(it.customerId)) ?? {};
    const said = [
      it.visibility === 'public' ? t('answer.clean') : undefined,
      length?.fits ? t('answer.count', length) : undefined,
      form === 'du' || form === 'Sie' ? t('answer.form', { form }) : undefined,
    ].filter(Boolean);
    return said.length ? html`<p class="checks">${said.map((words) => html`<span>${icon('check')}${words}</span>`)}</p>` : nothing;
  }

  decide(it) {
    const { approval } = it;
    const part = partOf(it, me().id);
    const since = moment(approval.askedAt, lang(), now());
    if (part === 'own') return html`<p>${t('review.waits', { since })}${approval.mayReleaseAlone ? html` ${t('review.nobodyElse')}` : nothing}</p>
      ${this.button(t('review.withdraw'), 'quiet', () => takeBack({ id: it.conversationId }, it))}
      ${approval.mayReleaseAlone ? this.button(t('review.alone'), '', () => approve(it, { alone: true })) : nothing}`;
    if (part === 'watch') return html`<p>${t('review.waits', { since })}</p>`;
    return html`<p>${t('review.yours')}</p>${this.button(t('review.giveBack'), 'quiet', () => this.back(it))}${this.button(t('review.approve'), 'primary', () => approve(it))}`;
  }

  button(label, kind, run) {
    return html`<button class="btn ${kind}" type="button" aria-disabled=${deciding.busy ? 'true' : nothing} @click=${() => !deciding.busy && run()}>${label}</button>`;
  }

  back(it) { show({ modal: { name: 'return', author: it.approval.author.name, run: (reason) => giveBack(it, reason) } }); }
}
customElements.define('entry-review', EntryReview);
