/* The reserved place of the bar: the offer with its seconds, or in words why there is none. Nothing moves when one comes. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { work } from '../store.js';
import { isLost } from '../live.js';
import { run } from '../actions.js';
import { openMenu } from '../ui.js';
import { hasKeys } from '../letter-actions.js';
import { desk, offer, accept, choose, ranOut, wrapUps } from '../offers.js';
import { onCallSince } from '../calls.js';
import { presence, lasts, wish } from '../presence.js';
import { declineMenu } from '../declining.js';
import { offerFacts } from '../parts/offer-facts.js';
import { icon, channelIcon } from '../parts/icon.js';
import { left, secondsLeft, spent, byUrgency, nameOf, fullness } from '../models/offers.js';
import { stateOf, isAsking, takesNothing, lasting } from '../models/presence.js';

class FadenOffer extends FadenElement {
  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.ticking);
  }

  get shown() { return isLost() ? undefined : offer(); }

  willUpdate() {
    const open = Boolean(this.shown);
    this.classList.toggle('is-open', open);
    this.classList.toggle('is-empty', !open);
    this.classList.toggle('is-asking', !open && !isLost() && isAsking(presence()));
    this.classList.toggle('is-lost', isLost());
  }

  render() {
    const one = this.shown;
    return one ? this.offered(one) : this.empty();
  }

  /** Counts by its own clock, on the second of this offer: the rest of the page need not draw for that. */
  updated() {
    clearTimeout(this.ticking);
    const one = this.shown;
    if (!one) return;
    const rest = left(one, performance.now());
    if (rest > 0) this.ticking = setTimeout(() => this.requestUpdate(), (rest % 1000) + 20);
    else ranOut(one);
  }

  offered(one) {
    const at = performance.now();
    const seconds = secondsLeft(one, at);
    const { kind } = one.workItem;
    const channel = one.workItem.channel ?? 'email';
    const what = kind === 'answer' ? t(`channel.${channel}`) : t(`offer.kind.${kind}`);
    const over = seconds <= 0;
    return html`<span class="ring" role="timer" aria-label=${t('offer.left', { seconds })}><svg viewBox="0 0 36 36" aria-hidden="true"><circle class="track" cx="18" cy="18" r="15.9"></circle><circle class="rest" cx="18" cy="18" r="15.9" stroke-dashoffset=${spent(one, at)}></circle></svg>${seconds}</span>
      <div class="offer-text" title=${one.preview ?? nothing}>
        <p class="what"><span class="ch-${channel}">${icon({ callback: 'phone-out', approval: 'checks' }[kind] ?? channelIcon(channel))}</span> ${what} · ${nameOf(one)}</p>
        <p class="facts">${offerFacts(one)}</p></div>
      ${this.others(one)}
      <div class="acts"><button class="btn primary" data-action="accept" ?disabled=${over || desk().busy} @click=${() => accept(one)}>${t('action.accept')} <kbd>F8</kbd></button>
        <button class="btn" data-action="decline" aria-haspopup="menu" ?disabled=${over || desk().busy} @click=${(event) => declineMenu(one, event.currentTarget)}>${t('action.decline')}</button></div>`;
  }

  others(one) {
    const more = byUrgency(desk().offers).filter((other) => other.id !== one.id);
    if (!more.length) return nothing;
    const items = more.map((other) => ({ label: nameOf(other), hint: t('offer.short', { seconds: secondsLeft(other, performance.now()) }), icon: channelIcon(other.workItem.channel), run: () => choose(other.id) }));
    return html`<button class="btn quiet more" aria-haspopup="menu" aria-label=${t('offer.moreLabel', { count: more.length })} @click=${(event) => openMenu({ anchor: event.currentTarget, label: t('offer.moreLabel', { count: more.length }), items })}>${t('offer.more', { count: more.length })}</button>`;
  }

  empty() {
    const is = presence();
    if (isLost()) return html`<span class="sentence">${t(is && is.state !== 'available' ? 'line.lostSaid' : 'tray.lost')}</span>`;
    if (onCallSince()) return html`<span class="sentence">${t('tray.onCall')}</span>`;
    const { word } = desk();
    if (word && (!is || is.state === 'available')) return html`<span class="sentence said">${word}</span>`;
    const count = work()?.team;
    if (!is) return html`<span class="sentence">${count === undefined ? nothing : t('bar.waiting', { count })}</span>${this.next(count)}`;
    const state = stateOf(is);
    const wrapsUp = wrapUps().some((one) => one.timed); // ends by itself or by its own button
    if (state === 'wrapping' && wrapsUp) return html`<span class="sentence">${t('tray.wrapUp')}</span>`;
    if (state !== 'available') return html`<span class="sentence">${this.why(state)}</span>${this.ready(state)}`;
    return html`<span class="sentence">${t(wrapsUp ? 'tray.wrapUp' : this.calm(is))}</span>${this.next(count)}`;
  }

  why(state) {
    const since = lasts();
    return t(`tray.${state}`, { since: since === undefined ? '' : lasting(since, lang()) });
  }

  /** Available, and nothing is offered: why, if there is a reason. */
  calm(is) {
    if (takesNothing(is)) return 'tray.allPaused';
    const { load } = desk();
    const full = load ? fullness(load).state : 'room';
    return full === 'over' ? 'tray.over' : full === 'full' ? 'tray.full' : 'tray.calm';
  }

  ready(state) {
    const strong = ['offline', 'disconnected', 'not_responding'].includes(state);
    return html`<button class="btn ${strong ? '' : 'quiet'}" data-action="available" @click=${() => wish({ state: 'available' })}>${t(state === 'offline' ? 'tray.begin' : 'tray.again')}</button>`;
  }

  next(count) {
    if (!(count > 0)) return nothing;
    return html`<button class="btn quiet next" title=${t('bar.waiting', { count })} @click=${() => run('next')}>${t('action.next')}${hasKeys() ? nothing : html` <kbd>N</kbd>`}</button>`;
  }
}
customElements.define('faden-offer', FadenOffer);
