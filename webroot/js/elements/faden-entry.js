/* One entry of the timeline. The thread's mark and the words beside it; its class (ours, note, other) is set by the timeline. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { icon, channelIcon } from '../parts/icon.js';
import { prose } from '../parts/text.js';
import { files } from '../parts/files.js';
import { delivery } from '../parts/delivery.js';
import { clock, full } from '../models/time.js';
import { fromGreeting, isLong } from '../models/text.js';
import { plainSubject } from '../models/timeline.js';
import { now, seconds } from '../clock.js';
import { openMenu } from '../ui.js';
import { splitting, splittable, startSplit, choose } from '../splitting.js';
import { callIcon, callWords, visibilityOf } from '../models/entry.js';
import { handleOf } from '../models/triage.js';
import { canRetract, retract } from '../retracting.js';
import './faden-mail.js';
import './scan-letter.js';
import './letter-sent.js';
import './entry-post.js';
import './entry-review.js';
import { inReview } from '../models/approval.js';
import { approvedBy } from '../parts/approved.js';

/** A letter's text stands beside its image: less of it will do at first. */
const SHORT = { letters: 700, lines: 9 };

function download(href) {
  const link = Object.assign(document.createElement('a'), { href, download: '' });
  link.click();
}

/** What is scanned is our own text, which stands further up already. */
const cameBack = (it) => Boolean(it.letter) && it.direction === 'in' && it.automated;

class FadenEntry extends FadenElement {
  static properties = { entry: { attribute: false }, customer: { attribute: false }, member: {}, subject: {}, href: {}, whole: { state: true }, asText: { state: true } };

  render() {
    const it = this.entry;
    const note = it.kind === 'note';
    return html`<span class="node ${note ? '' : `ch-${it.channel ?? 'email'}`}">${icon(note ? 'note' : inReview(it) ? 'checks' : it.channel === 'phone' ? callIcon(it) : channelIcon(it.channel))}</span><div class="e">
      <div class="e-head"><span class="left">${this.pick(it)}<span class="who"><bdi>${this.who(it)}</bdi></span>${note ? html`<span class="seal">${icon('eye-off')}${t('note.seal')}</span>` : html`<span class="how">${this.how(it)}</span>`}
        ${this.seal(visibilityOf(it))}
        ${it.automated && !it.letter ? html`<span class="chip">${t('automated')}</span>` : nothing}
        ${this.member && this.member !== this.who(it) ? html`<span class="chip member" title=${t('entry.member', { name: this.member })}><bdi class="clip">${this.member}</bdi></span>` : nothing}
        ${this.href ? html`<a class="thread-of clip" href=${this.href} title=${it.conversationSubject}><bdi>${it.conversationSubject || t('noSubject')}</bdi></a>` : nothing}</span>
        ${this.more(it)}<time datetime=${it.occurredAt} title=${full(it.occurredAt, lang())}>${clock(it.occurredAt, lang())}</time></div>
      <div class="e-body">${inReview(it) ? html`<entry-review .entry=${it}></entry-review>` : html`${this.title(it)}${it.direction === 'in' && it.letter?.pages ? html`<scan-letter .entry=${it} .name=${this.who(it)}></scan-letter>` : nothing}${this.body(it)}${this.quoted(it)}${files(it.attachments ?? [], it.hasHtml)}${it.post ? html`<entry-post .entry=${it} .who=${this.who(it)}></entry-post>` : nothing}${it.channel === 'letter' && it.direction === 'out' ? html`<letter-sent .entry=${it}></letter-sent>` : nothing}`}</div>
      ${inReview(it) ? nothing : this.foot(it)}</div>`;
  }

  /** Who can read it, where that is a question. */
  seal(visibility) {
    if (!visibility) return nothing;
    return visibility === 'public' ? html`<span class="seal public">${icon('globe')}${t('entry.public')}</span>` : html`<span class="seal">${icon('lock')}${t('social.private')}</span>`;
  }

  /** While entries are being taken out, each of this conversation can be chosen. */
  pick(it) {
    const state = splitting();
    if (!state || !splittable(it)) return nothing;
    const label = t('split.pick', { name: this.who(it), at: full(it.occurredAt, lang()) });
    return html`<label class="pick"><input type="checkbox" aria-label=${label} .checked=${state.chosen.has(it.id)} @click=${(event) => choose(it.id, event.target.checked, event.shiftKey)}></label>`;
  }

  /** What one rarely wants, out of the way until one points at the entry. */
  more(it) {
    const items = [
      ...(it.hasHtml ? [{ label: t(this.asText ? 'asMail' : 'asText'), icon: 'eye', run: () => { this.asText = !this.asText; } }] : []),
      ...(it.hasRaw ? [{ label: t('raw'), icon: 'mail', run: () => download(`/api/entries/${it.id}/raw`) }] : []),
      ...(canRetract(it) ? [{ label: t('social.retract'), icon: 'undo', run: () => retract(it) }] : []),
      ...(splittable(it) && !splitting() ? [{ label: t('split.begin'), icon: 'split', run: () => startSplit(it.id) }] : []),
    ];
    if (!items.length) return nothing;
    return html`<button class="btn quiet only e-more" aria-haspopup="menu" aria-label=${t('entry.more')} title=${t('entry.more')} @click=${(event) => openMenu({ anchor: event.currentTarget, label: t('entry.more'), items })}>${icon('more')}</button>`;
  }

  who(it) {
    if (it.channel === 'phone' && it.kind === 'message' && it.direction === 'in') return it.from?.name || this.customer?.name || it.from?.address || t('unknown');
    if (it.author) return it.author.name;
    if (it.post?.author && it.direction === 'in') return it.post.author.name || handleOf(it.post.author);
    if (cameBack(it)) return t('entry.cameBack');
    if (it.letter && it.direction === 'in' && !it.from?.name) return this.customer?.name || it.from?.address || t('unknown');
    return it.direction === 'in' ? it.from?.name || it.from?.address || t('unknown') : t('system');
  }

  how(it) {
    if (inReview(it)) return t('review.how', { channel: t(`channel.${it.channel ?? 'email'}`) });
    if (it.channel === 'phone') return callWords(it, { t, lang: lang() });
    const channel = t(`channel.${it.channel ?? 'email'}`);
    if (it.direction === 'in' && it.post?.author) return html`${channel}${it.post.kind ? `, ${t(`triage.kind.${it.post.kind}`)}` : ''}${it.post.author.name ? html` <span class="muted">${handleOf(it.post.author)}</span>` : nothing}`;
    const known = this.customer?.address; // said once, beside the name; other addresses are said every time
    if (it.direction === 'out') return t('how.out', { channel, to: (it.to ?? []).map((to) => (to === known ? this.customer.name : to)).join(', ') });
    return it.from?.name && it.from.address && it.from.address !== known ? html`${channel} <span class="muted">${it.from.address}</span>` : channel;
  }

  title(it) {
    const own = plainSubject(it.subject);
    return own && own !== plainSubject(this.subject) ? html`<p class="title">${it.subject}</p>` : nothing;
  }

  body(it) {
    if (it.hasHtml && !this.asText) return html`<faden-mail .entryId=${it.id} .remote=${Boolean(it.remoteImages)} .label=${t('mail.frame', { name: this.who(it) })}></faden-mail>`;
    const text = it.text ?? '';
    if (text && cameBack(it) && !this.whole) return html`<button class="unfold" aria-expanded="false" @click=${() => { this.whole = true; }}>${icon('down')}${t('scan.wholeText')}</button>`;
    if (!text) return html`<p class="muted">${it.letter?.unread ? nothing : t('noText')}</p>`;
    const short = it.letter ? fromGreeting(text) : text;
    const long = short !== text || isLong(text, it.letter ? SHORT : undefined);
    const folds = long && !this.whole && isLong(short, it.letter ? SHORT : undefined);
    return html`<div class="words ${folds ? 'is-folded' : ''} ${it.letter ? 'of-letter' : ''}">${prose(this.whole ? text : short)}</div>
      ${long ? html`<button class="unfold" aria-expanded=${String(Boolean(this.whole))} @click=${() => { this.whole = !this.whole; }}>${icon('down')}${t(this.whole ? 'less' : it.letter ? 'scan.wholeText' : 'whole')}</button>` : nothing}
      ${it.truncated ? html`<p class="muted cut">${t('truncated')} <a class="link" href="/api/entries/${it.id}/raw" download>${t('raw')}</a></p>` : nothing}`;
  }

  quoted(it) {
    if (!it.quoted || (it.hasHtml && !this.asText)) return nothing;
    return html`<details class="quoted"><summary>${icon('right')}${t('quoted')}</summary>${prose(it.quoted)}</details>`;
  }

  foot(it) {
    const parts = [
      approvedBy(it),
      it.reply ? delivery(it, now()) : nothing,
      it.cc?.length ? html`<span class="clip" title=${it.cc.join(', ')}>${t('cc', { to: it.cc.join(', ') })}</span>` : nothing,
    ];
    return parts.some((part) => part !== nothing) ? html`<div class="e-foot">${parts}</div>` : nothing;
  }

  updated() {
    const counting = this.entry.reply?.status === 'scheduled' && Date.parse(this.entry.reply.sendAt) > now();
    if (counting) this.stopSeconds ??= seconds();
    else this.rest();
  }

  rest() {
    this.stopSeconds?.();
    this.stopSeconds = undefined;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.rest();
  }
}
customElements.define('faden-entry', FadenEntry);
