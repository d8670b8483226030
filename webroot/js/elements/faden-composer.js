/* Reply or internal note. What is typed lives in drafts.js; this only draws it and hands keys and files on. */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { current, currentCustomer, open } from '../desk.js';
import { draft, type, setKind, save } from '../drafts.js';
import { attach, detach, dismiss } from '../uploads.js';
import { send, note, sending, keepWriting, explain } from '../work.js';
import { openMenu, toast, ui } from '../ui.js';
import { changed } from '../signal.js';
import { icon } from '../parts/icon.js';
import { wayMark } from '../parts/way.js';
import { movedOn } from '../parts/moved-on.js';
import { fileChip } from '../parts/files.js';
import { reasonText } from '../parts/reason.js';
import { moment } from '../models/time.js';
import { calls, isPost, lettersOff, mediumOf, written } from '../models/reply-ways.js';
import { shownValue } from '../models/ways.js';
import { added } from '../models/post-length.js';
import { returned } from '../models/approval.js';
import { beginWriting, choiceOf, chooseWay, letterBeingWritten, wayOf } from '../answering.js';
import { followPost, lookAgain, postNow } from '../post-preview.js';
import { goPrivate } from '../private-ways.js';
import { entriesOf } from '../story.js';
import { me } from '../store.js';
import { addAddress, lettersOffTold, tellLettersOff, toggleLetter } from '../letters-out.js';
import { now } from '../clock.js';
import { LIST_ID } from './composer-modules.js';
import './composer-ways.js';
import './composer-post.js';

const CLICK_COMES = 400;

class FadenComposer extends FadenElement {
  render() {
    const it = current();
    if (!it) return nothing;
    const mine = draft(it.id);
    const kind = mine.kind === 'note' ? 'note' : 'reply';
    const wrong = sending.id === it.id && mine[kind] ? sending.problem : undefined; // no text left: it went out after all
    return html`<form class="composer is-${kind} ${this.over ? 'is-over' : ''} ${this.pressed ? 'is-pressed' : ''}" aria-label=${t(`composer.${kind}`)} @submit=${(event) => event.preventDefault()} @keydown=${this.onKey}
        @pointerdown=${this.onPress} @click=${() => this.hold(false)} @way-chosen=${() => this.focusText()} @go-private=${(event) => goPrivate(it, event.detail)}
        @dragover=${this.onDrag} @dragleave=${() => this.hover(false)} @drop=${this.onDrop}><div class="inner">
      <div class="what"><div class="segments mode" role="radiogroup" aria-label=${t('composer.mode')}>
          ${this.mode('reply', kind, html`<span class="clip">${t('composer.replyTo', { name: it.customer.name })}</span>`)}${this.mode('note', kind, html`${icon('eye-off')}${t('composer.note')}`)}</div>
        ${kind === 'note' ? html`<p class="note-line">${t('composer.noteSeen')}</p>` : this.address(it)}</div>
      <div class="pad">
        ${kind === 'reply' && sending.id === it.id && sending.movedOn ? movedOn(sending.movedOn, { sendAnyway: () => this.go(sending.movedOn.then, sending.movedOn.replySeq), keepWriting: () => this.goOn() }) : nothing}
        ${wrong ? html`<p class="warn-line" role="alert">${icon('warning')}${t('composer.notSent')} ${explain(wrong)}</p>` : nothing}
        ${kind === 'reply' && !wayOf(it) ? html`<p class="warn-line">${icon('warning')}<span>${t('composer.noAddress')}</span>${currentCustomer()?.erased || lettersOff(it) ? nothing : html`<button class="btn" type="button" @click=${() => addAddress(it)}>${t('post.enterAddress')}</button>`}</p>` : nothing}
        ${kind === 'reply' ? html`${this.wasReturned(it, mine)}<composer-ways></composer-ways>${this.badAddress(it)}` : nothing}
        ${kind === 'reply' && lettersOff(it) && !lettersOffTold() ? html`<p class="calm-line" role="note">${icon('letter')}<span>${t('post.off')}</span><button class="btn quiet only" type="button" aria-label=${t('close')} title=${t('close')} @click=${tellLettersOff}>${icon('close')}</button></p>` : nothing}
        ${kind === 'reply' && (wayOf(it)?.unwanted || this.asked(it)) ? this.unwanted(it) : nothing}
        ${kind === 'reply' && this.askedBeside(it) ? this.beside() : nothing}
        ${kind === 'reply' ? this.fixed(it, mine, 'mention') : nothing}
        <textarea aria-label=${kind === 'note' ? t('composer.note') : t('composer.replyTo', { name: it.customer.name })} aria-controls=${kind === 'reply' && this.modules?.isOpen ? LIST_ID : nothing} aria-activedescendant=${(kind === 'reply' && this.modules?.activeId) || nothing} placeholder=${t(`composer.${kind}Hint`)} maxlength="100000" spellcheck="true" lang=${currentCustomer()?.language ?? lang()}
          .value=${live(mine[kind])} @focus=${() => kind === 'reply' && wayOf(it)?.channel === 'letter' && beginWriting(it)} @input=${(event) => this.onInput(event, kind)} @blur=${() => save(it.id)} @paste=${this.onPaste}></textarea>
        ${kind === 'reply' ? html`${this.fixed(it, mine, 'initials')}<composer-modules @modules-moved=${() => this.modulesMoved()}></composer-modules>
          ${this.files(it, mine)}${isPost(wayOf(it)) ? html`<composer-post></composer-post>` : nothing}` : nothing}
        <div class="tools">
          ${kind === 'reply' ? html`<button class="btn quiet only" type="button" aria-label=${t('module.insert')} title=${t('module.button')} aria-expanded=${String(Boolean(this.modules?.isOpen))} @click=${() => this.modules.begin()}>${icon('slash')}</button>
            ${isPost(wayOf(it)) ? this.previewSwitch() : html`<button class="btn quiet only" type="button" aria-label=${t('attach')} title=${t('attach')} @click=${() => this.querySelector('[type=file]').click()}>${icon('clip')}</button>`}
            <input type="file" multiple hidden @change=${this.onPick}>${this.letterSwitch()}` : nothing}
          <span class="saved" role="status" aria-live="off">${this.saved(mine)}</span>
          ${kind === 'reply' ? this.sendButtons(it, mine) : html`<span class="joined"><button class="btn" type="button" ?disabled=${sending.busy || !mine.note.trim()} @click=${() => note(it)}>${t('composer.keepNote')} <kbd>${t('ctrl')} ⏎</kbd></button></span>`}
        </div></div></div></form>`;
  }

  mode(value, kind, content) {
    return html`<label><input type="radio" name="mode" value=${value} .checked=${live(kind === value)} @change=${() => { setKind(current().id, value); this.focusText(); }}>${content}</label>`;
  }

  choose(it, part) {
    sending.unwanted = sending.bad = sending.beside = undefined;
    chooseWay(it, { begun: true, ...part });
  }

  /** Where the answer goes and where it comes from; other ways, those too that lead elsewhere. */
  address(it) {
    const way = wayOf(it);
    const from = way?.account?.address;
    const title = from ? t('composer.from', { from }) : '';
    const value = way ? shownValue(way.contactPoint) : t('composer.noWay');
    if (currentCustomer()?.erased) return way ? html`<span class="addr" title=${title}>${wayMark(way.contactPoint.channel)}<span class="clip"><bdi>${value}</bdi></span></span>` : nothing;
    return html`<button class="addr ${way?.unwanted ? 'is-unwanted' : ''}" type="button" title=${title} aria-haspopup="menu" aria-label=${t('composer.to', { to: value })} @click=${(event) => openMenu({ anchor: event.currentTarget, label: t('composer.chooseTo'), items: this.ways(it, way) })}>${way ? wayMark(way.contactPoint.channel) : nothing}<span class="clip"><bdi>${value}</bdi></span> ${icon('down')}</button>`;
  }

  ways(it, way) {
    const hint = (one) => [one.visibility ? t(`answer.${one.visibility}`) : undefined, one.contactPoint.label, one.unwanted ? t('composer.unwantedShort') : undefined, one.contactPoint.state === 'bad' ? t('way.isBad') : undefined].filter(Boolean).join(' · ') || undefined;
    const accounts = way?.channelAccounts ?? [];
    return [
      { title: t('composer.chooseTo') },
      ...written(it).map((one) => ({ label: shownValue(one.contactPoint), mark: wayMark(one.contactPoint.channel), hint: hint(one), sub: true, checked: one.contactPoint.id === way?.contactPoint.id && mediumOf(one) === mediumOf(way), run: () => this.choose(it, { contactPointId: one.contactPoint.id, visibility: one.visibility, channelAccountId: undefined }) })),
      { label: t(written(it).some((one) => one.channel === 'letter') ? 'post.otherAddress' : 'post.byLetter'), mark: wayMark('postal'), sub: true, run: () => addAddress(it) },
      ...(accounts.length > 1 ? [{ title: t('composer.chooseFrom') }, ...accounts.map((one) => ({ label: one.address || one.name, hint: one.name, sub: true, checked: one.id === way.account?.id, run: () => this.choose(it, { channelAccountId: one.id }) }))] : []),
      ...(calls(it).length ? [{ title: t('composer.elsewhere') }, ...calls(it).map((one) => ({ label: t('composer.phoneNote', { number: shownValue(one.contactPoint) }), mark: wayMark('phone'), hint: hint(one), sub: true, run: () => this.phoneNote(it, one.contactPoint) }))] : []),
    ];
  }

  /** A call is made by telephone; what was said is noted elsewhere on the page. */
  phoneNote(it, { display, value, dial }) {
    this.dispatchEvent(new CustomEvent('phone-note', { bubbles: true, detail: { customer: it.customer, number: display || value, dial, conversation: it.id } }));
  }

  /** Post to this address came back once; sending it there again needs a press that says so. */
  badAddress(it) {
    const { channel, contactPoint } = wayOf(it) ?? {};
    const asked = this.askedBad(it);
    if (channel !== 'letter' || (contactPoint.state !== 'bad' && !asked)) return nothing;
    return html`<p class="warn-line bad-address" role=${asked ? 'alert' : 'note'}>${icon('warning')}<span>${t('post.badAddress', { reason: contactPoint.stateReason ? reasonText(contactPoint.stateReason) : '' })}</span><button class="btn" type="button" @click=${() => addAddress(it)}>${t('post.otherAddress')}</button>
      ${asked ? html`<button class="btn" type="button" data-despite @click=${() => this.go(asked.then, undefined, { ...asked.despite, bad: true })}>${t('post.despiteBad')}</button>` : nothing}</p>`;
  }

  /** The letter beside the text, or on narrow screens in its place. */
  letterSwitch() {
    if (!letterBeingWritten()) return nothing;
    return html`<button class="btn quiet" type="button" data-letter-switch aria-label=${t('post.preview')} title=${t('post.preview')} aria-pressed=${String(!ui.letterHidden)} @click=${toggleLetter}>${icon('letter')}<span>${t('post.preview')}</span></button>`;
  }

  asked(it) { return sending.id === it.id && sending.unwanted; }

  /** The question is about one address: another that is chosen meanwhile answers it. */
  askedBad(it) {
    const { bad } = sending;
    if (sending.id !== it.id || !bad) return undefined;
    bad.contactPointId ??= wayOf(it)?.contactPoint.id;
    return bad.contactPointId === wayOf(it)?.contactPoint.id ? bad : undefined;
  }

  /** The customer does not want this; sending it needs a press that says so. */
  unwanted(it) {
    const { doNotContact } = currentCustomer() ?? {};
    return html`<p class="warn-line unwanted" role=${this.asked(it) ? 'alert' : 'note'}>${icon('slash')}<span>${t('composer.unwanted', { channel: t(`channel.${wayOf(it)?.channel ?? 'email'}`) })}${doNotContact?.reason ? html` <bdi>${doNotContact.reason}</bdi>` : nothing}</span>
      ${this.asked(it) ? html`<button class="btn" type="button" data-despite @click=${() => this.go(sending.unwanted.then, undefined, { ...sending.unwanted.despite, unwanted: true })}>${t('composer.despite')}</button>` : nothing}</p>`;
  }

  askedBeside(it) { return sending.id === it.id && sending.beside; }

  /** Another answer waits for approval: two may leave, but not by accident. */
  beside() {
    const { then, despite } = sending.beside;
    return html`<p class="warn-line beside" role="alert">${icon('warning')}<span>${t('composer.beside')}</span>
      <button class="btn" type="button" data-despite @click=${() => this.go(then, undefined, { ...despite, beside: true })}>${t('composer.despite')}</button></p>`;
  }

  files(it, mine) {
    if (!mine.attachments.length && !mine.uploads.length) return nothing;
    return html`<ul class="files">${mine.attachments.map((file) => html`<li class="attached">${fileChip(file)}<button class="btn quiet only" type="button" aria-label=${t('attach.remove', { name: file.name })} @click=${() => detach(it.id, file)}>${icon('close')}</button></li>`)}
      ${mine.uploads.map((one) => html`<li class="attached ${one.problem ? 'refused' : ''}" role=${one.problem ? 'alert' : nothing}><span class="file"><span class="clip">${one.name}</span>${one.problem ? html`<b>${one.problem}</b>` : html`<progress max="1" .value=${one.progress} aria-label=${t('attach.progress', { name: one.name })}></progress>`}</span>
        ${one.again ? html`<button class="btn quiet" type="button" @click=${one.again}>${t('again')}</button>` : nothing}<button class="btn quiet only" type="button" aria-label=${t('attach.remove', { name: one.name })} @click=${() => dismiss(it.id, one)}>${icon('close')}</button></li>`)}</ul>`;
  }

  saved(mine) {
    if (mine.status === 'saved' && mine.savedAt) return t('draft.saved', { at: moment(mine.savedAt, lang(), now()) });
    return { typing: t('draft.saving'), saving: t('draft.saving'), offline: t('draft.offline'), refused: t('draft.refused') }[mine.status] ?? '';
  }

  /** What the network adds stands around the text, so that nobody types it twice. */
  fixed(it, mine, part) {
    const way = wayOf(it);
    const words = isPost(way) && added(mine.reply, way.post)[part];
    return words ? html`<p class="fixed is-${part}" title=${t(`answer.${part}Title`)}><bdi>${words}</bdi></p>` : nothing;
  }

  /** Somebody has looked at it and given it back: their reason stands above the text until it is sent again. */
  wasReturned(it, mine) {
    const back = mine.reply.trim() && returned(entriesOf().entries, it.id, me());
    return back ? html`<p class="calm-line is-returned" role="note">${icon('undo')}<span><b>${t('review.returned', { name: back.by?.name ?? t('someone') })}</b>${back.reason ? html` <bdi>${back.reason}</bdi>` : nothing}</span></p>` : nothing;
  }

  previewSwitch() {
    return html`<button class="btn quiet only" type="button" aria-label=${t('answer.preview')} title=${t('answer.preview')} aria-pressed=${String(Boolean(this.previewed))} @click=${() => { this.previewed = this.querySelector('composer-post').toggle(); this.requestUpdate(); }}>${icon('eye')}</button>`;
  }

  /** Why it cannot be sent as it stands, in few words; undefined when it can. */
  hindrance(it, mine) {
    if (!isPost(wayOf(it)) || !mine.reply.trim() || this.modules?.isAll) return undefined;
    const { fits, findings, checked } = postNow(it);
    if (!fits) return t('answer.long'); // by how much stands above
    if (mine.attachments.length) return t('answer.noFiles');
    return findings.length && checked ? t('answer.isPrivate') : undefined;
  }

  sendButtons(it, mine) {
    const hindrance = this.hindrance(it, mine);
    const way = wayOf(it);
    const ready = !hindrance && mine.reply.trim() && !this.modules?.isAll && way && !sending.busy && !mine.uploads.some((one) => !one.problem);
    const by = way?.channel === 'letter' ? 'post' : isPost(way) ? 'answer' : 'composer';
    const items = [
      { label: t(`${by}.sendResolve`), hint: t('composer.sendResolveHint'), sub: true, icon: 'check', run: () => this.go('resolved') },
      { label: t(`${by}.sendOpen`), hint: t('composer.sendOpenHint'), sub: true, icon: 'inbox', run: () => this.go('open') },
      ...(this.needsApproval(it) ? [] : [{ label: t('answer.ask'), hint: t('answer.askHint'), sub: true, icon: 'checks', run: () => this.go('waiting', undefined, { review: true }) }]),
    ];
    return html`<span class="joined"><button class="btn primary" type="button" ?disabled=${!ready} @click=${() => this.go('waiting')}>${hindrance ?? html`${sending.busy && sending.id === it.id ? t('composer.sending') : this.sendWord(it)} <kbd>${t('ctrl')} ⏎</kbd>`}</button>
      <button class="btn primary only" type="button" ?disabled=${!ready} aria-haspopup="menu" aria-label=${t('composer.sendMore')} title=${t('composer.sendMore')} @click=${(event) => openMenu({ anchor: event.currentTarget, label: t('composer.sendMore'), items })}>${icon('down')}</button></span>`;
  }

  needsApproval(it) {
    const way = wayOf(it);
    return isPost(way) ? postNow(it).needsApproval : Boolean(way?.needsApproval);
  }

  sendWord(it) {
    const { channel, visibility } = wayOf(it) ?? {};
    if (this.needsApproval(it)) return t('answer.toReview');
    if (visibility) return t(visibility === 'public' ? 'answer.sendPublic' : 'answer.sendDirect');
    if (channel === 'letter') return t('post.send');
    return channel && channel !== 'email' ? t('composer.sendBy', { channel: t(`channel.${channel}`) }) : t('composer.send');
  }

  async go(then, replySeq, despite = {}) {
    const it = current();
    const way = wayOf(it);
    if (this.modules?.isAll || this.hindrance(it, draft(it.id))) return undefined;
    if (way?.unwanted && !despite.unwanted) {
      Object.assign(sending, { id: it.id, unwanted: { then, despite } });
      return this.askAgain();
    }
    if (way?.channel === 'letter' && way.contactPoint.state === 'bad' && !despite.bad) {
      Object.assign(sending, { id: it.id, unwanted: undefined, bad: { then, despite } });
      return this.askAgain();
    }
    const choice = choiceOf(it);
    const { visibility } = way ?? {};
    await send(it, { then, replySeq, despite, contactPointId: choice?.contactPointId ?? (visibility ? way.contactPoint.id : undefined), channelAccountId: choice?.channelAccountId, visibility, language: visibility ? postNow(it).language : undefined });
    if (['private_in_public', 'post_too_long'].includes(sending.problem?.code)) lookAgain();
    if (!draft(it.id).reply) chooseWay(it, { begun: false });
    return this.asked(it) || this.askedBad(it) || this.askedBeside(it) ? this.askAgain() : undefined;
  }

  async askAgain() {
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector('[data-despite]')?.focus();
  }

  /** They have read what came since: an answer from now on answers that too. */
  goOn() {
    open().readSeq = Math.max(open().readSeq ?? 0, sending.movedOn.replySeq ?? 0);
    keepWriting();
    this.focusText();
  }

  onInput(event, kind) {
    const { id } = current();
    type(id, kind, event.target.value);
    if (sending.problem && sending.id === id) sending.problem = undefined;
    if (kind === 'reply') this.modules?.follow();
    if (letterBeingWritten()) changed(); // the letter stands elsewhere on the page
    this.requestUpdate();
  }

  get modules() { return this.querySelector('composer-modules'); }

  modulesMoved() {
    this.requestUpdate();
    this.querySelector('composer-post')?.requestUpdate();
  }

  onKey(event) {
    if (event.target.localName === 'textarea' && this.modules?.press(event)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (event.key === 'Escape' && event.target.localName === 'textarea') {
      event.target.blur();
      this.closest('.timeline')?.querySelector('.t-scroll')?.focus({ preventScroll: true });
    }
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    const it = current();
    if (draft(it.id).kind === 'note') note(it);
    else if (sending.movedOn && sending.id === it.id) this.querySelector('[data-anyway]')?.focus();
    else if (wayOf(it)) this.go('waiting');
  }

  /** A folded composer that unfolds under a press moves the button away before the press is over: it waits for that. */
  onPress(event) {
    if (event.target.localName === 'textarea' || this.contains(document.activeElement)) return;
    this.hold(true);
    // A press that ends elsewhere, or as scrolling, makes no click here. By touch the click comes after the finger is up.
    const over = () => { gone.abort(); setTimeout(() => this.hold(false), CLICK_COMES); };
    const gone = new AbortController();
    for (const end of ['pointerup', 'pointercancel']) window.addEventListener(end, over, { signal: gone.signal });
  }

  hold(pressed) {
    if (Boolean(this.pressed) === pressed) return;
    this.pressed = pressed;
    this.requestUpdate();
  }

  hover(over) {
    if (this.over === over) return;
    this.over = over;
    this.requestUpdate();
  }

  onDrag(event) {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    this.hover(true);
  }

  onDrop(event) {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    this.hover(false);
    this.take(event.dataTransfer.files);
  }

  onPaste(event) {
    const { files } = event.clipboardData;
    if (!files.length || event.clipboardData.types.includes('text/plain')) return;
    event.preventDefault();
    this.take(files);
  }

  onPick(event) {
    this.take(event.target.files);
    event.target.value = '';
  }

  /** Files belong to a reply; a note has none. */
  take(files) {
    const { id } = current();
    if (draft(id).kind === 'note') setKind(id, 'reply');
    if (isPost(wayOf(current()))) return toast({ text: t('answer.takesNoFiles', { channel: t(`channel.${wayOf(current()).channel}`) }) });
    return attach(id, files);
  }

  focusText() {
    this.updateComplete.then(() => this.querySelector('textarea')?.focus());
  }

  updated() {
    followPost();
    const asked = ui.focusComposer;
    if (!asked || !current()) return;
    ui.focusComposer = undefined;
    if (asked !== true) setKind(current().id, asked);
    this.focusText();
  }
}
customElements.define('faden-composer', FadenComposer);
