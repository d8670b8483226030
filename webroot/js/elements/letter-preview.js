/* The answer as the letter that it would become, beside the text while one writes: the page, and what decides how it looks. */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { letterBeingWritten, wayOf, chooseWay } from '../answering.js';
import { follow, preview, turnTo, askAgain, largePage } from '../letter-preview.js';
import { addAddress, backToText, toWays } from '../letters-out.js';
import { change, rename } from '../customers.js';
import { customer, me } from '../store.js';
import { draft } from '../drafts.js';
import { connection } from '../live.js';
import { may } from '../models/roles.js';
import { written } from '../models/reply-ways.js';
import { shownValue } from '../models/ways.js';
import { languageName } from '../models/languages.js';
import { size } from '../models/size.js';
import { sheet, turning } from '../parts/sheet.js';
import { icon } from '../parts/icon.js';
import { openMenu, show } from '../ui.js';
import { explain } from '../work.js';

const WINDOW = 'faden.letter.window';

class LetterPreview extends FadenElement {
  /** Only what somebody sees is asked for: on narrow screens, and when it is put away, nobody does. */
  updated() {
    cancelAnimationFrame(this.looking);
    this.looking = requestAnimationFrame(() => this.getClientRects().length && follow() && this.requestUpdate());
  }

  render() {
    const it = letterBeingWritten();
    if (!it) return nothing;
    const { letter, problem, page, behind } = preview();
    return html`<header><h2>${t('post.letterTo', { name: it.customer.name || t('unknown') })}</h2>
        <button class="btn quiet to-text" type="button" @click=${backToText}>${icon('pencil')}${t('post.toText')}</button>
        <button class="btn quiet only put-away" type="button" aria-label=${t('post.putAway')} title=${t('post.putAway')} @click=${() => show({ letterHidden: true })}>${icon('close')}</button></header>
      ${this.facts(it)}
      <div class="letter-told" role="status">${problem ? this.unreachable(problem) : letter?.problem ? this.impossible(it, letter) : letter ? this.remarks(letter) : nothing}</div>
      <div class="sheet-tools">${letter?.pages ? turning(page, letter.pages, turnTo) : letter?.stale ? nothing : html`<span>${t(letter || problem ? 'sheet.none' : 'sheet.waiting')}</span>`}
        <span class="end"><label class="as-tick"><input type="checkbox" .checked=${live(this.windowShown)} @change=${(event) => this.showWindow(event.target.checked)}>${t('post.window')}</label>
          ${letter?.image && !letter.problem ? html`<button class="btn quiet" type="button" @click=${() => this.enlarge(page, letter.pages)}>${icon('search')}${t('sheet.large')}</button>` : nothing}</span></div>
      ${sheet({ src: letter?.image ? `data:image/png;base64,${letter.image}` : undefined, alt: t('sheet.alt', { page }), window: this.windowShown && page === 1 && !letter?.problem ? letter?.window : undefined, behind: (behind && letter) || letter?.stale })}`;
  }

  get windowShown() { return this.marked ?? (localStorage.getItem(WINDOW) !== 'no'); }

  showWindow(marked) {
    this.marked = marked;
    try { localStorage.setItem(WINDOW, marked ? 'yes' : 'no'); } catch { /* then it is so until the page is left */ }
    this.requestUpdate();
  }

  facts(it) {
    const known = customer(it.customer.id);
    const way = wayOf(it);
    const form = known?.formOfAddress ?? 'unknown';
    const { attachments } = draft(it.id);
    const byHand = preview().letter?.byHand ?? [];
    const english = known?.language?.startsWith('en') ?? false; // as it is printed: German unless English is known
    return html`<dl class="letter-facts">
      <dt>${t('post.address')}</dt><dd><button class="as-value" type="button" aria-haspopup="menu" title=${shownValue(way.contactPoint)} @click=${(event) => this.addresses(event.currentTarget, it, way)}><bdi>${shownValue(way.contactPoint)}</bdi></button></dd>
      <dt>${t('address.label')}</dt><dd><span class="segments" role="radiogroup" aria-label=${t('address.label')}>${['du', 'Sie', 'unknown'].map((one) => html`<label title=${t(`address.${one}.title`)}><input type="radio" name="letter-address" .checked=${live(form === one)} ?disabled=${!known} @change=${() => change(customer(it.customer.id), { formOfAddress: one })}>${t(`address.${one}`)}</label>`)}</span></dd>
      <dt>${t('customer.language')}</dt><dd><span class="segments" role="radiogroup" aria-label=${t('customer.language')}>${['de', 'en'].map((one) => html`<label><input type="radio" name="letter-language" .checked=${live(english === (one === 'en'))} ?disabled=${!known} @change=${() => change(customer(it.customer.id), { language: one })}>${languageName(one, lang())}</label>`)}</span></dd>
      ${attachments.length ? html`<dt>${t('post.enclosures')}</dt><dd class="files-named">${attachments.map((file) => html`<span class="clip" title=${file.name}>${file.name} <small class="muted">${size(file.size, lang())}</small>${byHand.includes(file.name) ? html` <small class="by-hand">${icon('clip')}${t('post.byHand')}</small>` : nothing}</span>`)}</dd>` : nothing}
      <dt>${t('letterhead')}</dt><dd>${may(me(), 'admin') ? html`<a class="link" href="/settings/queues/${it.queue.id}">${it.queue.name}</a>` : it.queue.name}</dd></dl>`;
  }

  addresses(anchor, it, way) {
    const letters = written(it).filter((one) => one.channel === 'letter');
    openMenu({ anchor, label: t('post.address'), items: [
      ...letters.map((one) => ({ label: shownValue(one.contactPoint), hint: one.contactPoint.state === 'bad' ? t('way.isBad') : undefined, sub: true, checked: one.contactPoint.id === way.contactPoint.id, run: () => chooseWay(it, { contactPointId: one.contactPoint.id, channelAccountId: undefined, begun: true }) })),
      { line: true },
      { label: t('post.otherAddress'), icon: 'plus', run: () => addAddress(it) },
      { label: t('post.toWays'), icon: 'user', run: toWays },
    ] });
  }

  unreachable(problem) {
    const refused = problem.status < 500;
    return html`<p>${icon(connection.state === 'open' ? 'warning' : 'unplugged')}<span>${refused ? explain(problem) : t('post.noPreview')}</span><button class="btn" type="button" @click=${askAgain}>${t('again')}</button></p>`;
  }

  /** Why it cannot be printed, and where that is put right. */
  impossible(it, { problem, detail = '', unprintable = [] }) {
    const address = html`<button class="btn" type="button" @click=${() => addAddress(it)}>${t('post.enterAddress')}</button><button class="btn quiet" type="button" @click=${toWays}>${t('post.toWays')}</button>`;
    const acts = { no_address: address, no_town: address, no_name: html`<button class="btn" type="button" @click=${() => rename(customer(it.customer.id))}>${t('customer.rename')}</button>` };
    return html`<p class=${problem === 'no_text' ? 'is-calm' : 'is-wrong'}>${icon(problem === 'no_text' ? 'pencil' : 'warning')}<span>${t(`post.problem.${problem}`, { name: detail })}${unprintable.length ? html` <bdi class="signs">${unprintable.join(' ')}</bdi>` : nothing}</span>${acts[problem] ?? nothing}</p>`;
  }

  remarks({ remarks, leftOut }) {
    return html`${remarks.map((one) => html`<p>${icon('warning')}<span>${t(`post.remark.${one}`)}</span></p>`)}
      ${leftOut.length ? html`<p>${icon('warning')}<span>${t('post.leftOut')} <bdi class="signs">${leftOut.join(' ')}</bdi></span></p>` : nothing}`;
  }

  enlarge(page, pages) {
    const page64 = async (number) => {
      const { image } = await largePage(number) ?? {};
      return image && `data:image/png;base64,${image}`;
    };
    show({ modal: { name: 'letter', title: t('post.preview'), page, pages, of: page64 } });
  }
}
customElements.define('letter-preview', LetterPreview);
