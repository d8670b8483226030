/* Erasures: what is planned, what stands against it, and the proof of what is done. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { changeErasure, listed, load, more } from '../records.js';
import { me } from '../store.js';
import { may } from '../models/roles.js';
import { route } from '../router.js';
import { explain, tell } from '../work.js';
import { ask, show, toast } from '../ui.js';
import { date, full, stamp } from '../models/time.js';
import { now } from '../clock.js';
import { icon } from '../parts/icon.js';

const STATES = ['planned', 'held', 'done', 'cancelled'];
const MARKS = { planned: ['clock', 'warn'], held: ['lock', ''], done: ['check', 'ok'], cancelled: ['close', ''] };

class SettingsErasures extends FadenElement {
  get state() {
    const asked = route().query.get('state');
    return STATES.includes(asked) ? asked : undefined;
  }

  get path() { return this.state ? `/erasures?state=${this.state}` : '/erasures'; }

  render() {
    const { items, problem, next } = listed(this.path);
    const link = (value, word) => html`<a href=${value ? `/settings/erasures?state=${value}` : '/settings/erasures'} aria-current=${this.state === value ? 'true' : nothing}>${word}</a>`;
    return html`<div class="intro"><p>${t('erasures.about')}</p></div><nav class="sections filters" aria-label=${t('erasures.filter')}>${link(undefined, t('erasures.all'))}${STATES.map((value) => link(value, t(`erasures.state.${value}`)))}</nav>
      ${problem && !items ? html`<div class="empty"><b>${explain(problem)}</b><button class="btn" @click=${() => load(this.path)}>${t('again')}</button></div>` : nothing}
      ${items?.length ? this.table(items) : items ? html`<div class="empty">${icon('shield')}<b>${t('erasures.none')}</b><p>${t('erasures.noneNext')}</p></div>` : nothing}
      ${next ? html`<div class="acts-line"><button class="btn" @click=${() => more(this.path)}>${t('erasures.more')}</button></div>` : nothing}`;
  }

  table(items) {
    return html`<table class="table erasures-table"><thead><tr><th scope="col">${t('erasures.customer')}</th><th scope="col">${t('erasures.state')}</th><th scope="col">${t('erasures.reason')}</th><th scope="col">${t('erasures.asked')}</th><th scope="col"><span class="sr">${t('erasures.acts')}</span></th></tr></thead>
      <tbody>${items.map((it) => this.row(it))}</tbody></table>`;
  }

  row(it) {
    const [mark, tone] = MARKS[it.state];
    const when = it.state === 'done' ? t('erasures.doneAt', { when: date(it.doneAt, lang(), now()) }) : it.state === 'held' ? t('erasures.heldUntil', { when: it.holdUntil ? date(`${it.holdUntil}T12:00:00`, lang(), now()) : '', reason: it.holdReason }) : it.state === 'planned' ? t('erasures.runs', { when: date(it.runsAt, lang(), now()) }) : '';
    return html`<tr><td class="first">${it.customer && it.state !== 'done' ? html`<a class="link" href="/customers/${it.customer.id}"><bdi>${it.customer.name}</bdi></a>` : html`<span class="muted">${t('erasures.gone')}</span>`}<small>${t('erasures.number', { number: it.id })}</small></td>
      <td class="state-cell"><span class="state-mark ${tone}">${icon(mark)}${t(`erasures.state.${it.state}`)}</span><small title=${it.runsAt ? full(it.runsAt, lang()) : nothing}>${when}</small></td>
      <td class="reason"><bdi>${it.reason}</bdi></td>
      <td>${it.requestedBy?.name ?? ''}<small title=${full(it.requestedAt, lang())}>${stamp(it.requestedAt, lang(), now())}</small></td>
      <td class="acts-cell">${this.acts(it)}</td></tr>`;
  }

  acts(it) {
    const named = (word) => `${t(word)}: ${t('erasures.number', { number: it.id })}`;
    const button = (word, run) => html`<button class="btn quiet" aria-label=${named(word)} @click=${run}>${t(word)}</button>`;
    if (it.state === 'done') return html`<a class="btn" href="/api/erasures/${it.id}/proof" download aria-label=${named('erasures.proof')}>${icon('printer')}${t('erasures.proof')}</a>`;
    if (!may(me(), 'admin')) return nothing;
    return html`${it.state === 'planned' ? button('erasures.hold', () => this.hold(it)) : nothing}${it.state === 'held' ? button('erasures.release', () => this.go(it, 'release', undefined, 'said.erasureReleased')) : nothing}
      ${['planned', 'held'].includes(it.state) ? button('erasures.cancel', () => this.cancel(it)) : nothing}`;
  }

  hold(it) {
    show({ modal: { name: 'hold', run: (body) => changeErasure(it.id, 'hold', body).then(() => toast({ text: t('said.erasureHeld') })) } });
  }

  async cancel(it) {
    const reason = await ask({ title: t('erasures.cancel'), label: t('erasures.cancelWhy'), value: '', ok: t('erasures.cancel'), maxLength: 500 });
    if (reason?.trim()) this.go(it, 'cancel', { reason: reason.trim() }, 'said.erasureCancelled');
  }

  async go(it, verb, body, said) {
    try {
      await changeErasure(it.id, verb, body);
      toast({ text: t(said) });
    } catch (fault) {
      tell(fault);
      load(this.path);
    }
  }
}
customElements.define('settings-erasures', SettingsErasures);
