/* Every way to reach a customer: by kind, what leads somewhere as a link, what is known of it beside. Many fold. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t } from '../i18n.js';
import { ui, show, openMenu } from '../ui.js';
import { markBad, moveWay, relabel, removeWay, verify } from '../customers.js';
import { ordered, shownValue } from '../models/ways.js';
import { wayMark, wayValue } from '../parts/way.js';
import { icon } from '../parts/icon.js';
import './customer-way-new.js';

const FEW = 7;

class CustomerWays extends FadenElement {
  static properties = { it: { attribute: false } };

  render() {
    const { it } = this;
    const ways = ordered(it.contactPoints);
    const shown = this.all || ways.length <= FEW + 1 ? ways : ways.slice(0, FEW);
    const names = (it.members ?? []).length > 1 ? new Map(it.members.filter((one) => one.id !== it.id).map((one) => [one.id, one.name])) : new Map();
    const adding = ui.addingWay === it.id && !it.erased;
    return html`<h3>${t('customer.ways')} <span class="count">${ways.length}</span>${it.erased ? nothing : html`<button class="btn quiet only add" aria-label=${t('way.add')} title=${t('way.add')} aria-expanded=${String(adding)} @click=${() => show({ addingWay: adding ? undefined : it.id })}>${icon('plus')}</button>`}</h3>
      ${adding ? html`<customer-way-new .customerId=${it.id}></customer-way-new>` : nothing}
      ${ways.length ? nothing : html`<p class="none">${t('way.none')}</p>`}
      <ul class="ways">${shown.map((way) => this.way(way, names))}</ul>
      ${ways.length > shown.length || this.all ? html`<button class="unfold" aria-expanded=${String(Boolean(this.all))} @click=${() => { this.all = !this.all; this.requestUpdate(); }}>${icon('down')}${this.all ? t('less') : t('more.count', { count: ways.length - shown.length })}</button>` : nothing}`;
  }

  way(way, names) {
    const facts = [
      way.label, way.system, way.state === 'bad' ? undefined : this.kindOf(way), names.size && way.customerId ? names.get(way.customerId) : undefined,
      way.source && !way.verified ? t(`source.${way.source}`) : undefined,
    ].filter(Boolean);
    return html`<li class=${way.state === 'bad' ? 'is-bad' : ''}>${wayMark(way.channel)}<span class="way">${wayValue(way)}
        ${way.state === 'bad' ? html`<small class="bad">${icon('warning', 's')} ${t('way.isBad')}${way.stateReason ? html`: <bdi>${way.stateReason}</bdi>` : nothing}</small>` : nothing}
        ${facts.length ? html`<small>${facts.map((fact, index) => html`${index ? ' · ' : nothing}<bdi>${fact}</bdi>`)}</small>` : nothing}</span>
      ${way.verified ? html`<span class="proven" title=${t('way.verifiedBy', { source: t(`source.${way.source ?? 'agent'}`) })}>${icon('checks')}<span class="sr">${t('customer.verified')}</span></span>` : html`<span></span>`}
      ${this.it.erased ? nothing : html`<button class="btn quiet only way-more" aria-haspopup="menu" aria-label="${t('way.acts')}: ${shownValue(way)}" title=${t('way.acts')} @click=${(event) => this.menu(event.currentTarget, way)}>${icon('more')}</button>`}</li>`;
  }

  /** Only what one would not guess from the number. */
  kindOf({ numberKind }) { return ['premium', 'shared_cost', 'emergency', 'toll_free'].includes(numberKind) ? t(`number.${numberKind}`) : undefined; }

  menu(anchor, way) {
    const { it } = this;
    openMenu({ anchor, label: shownValue(way), items: [
      { label: t('way.copy'), icon: 'clip', run: () => navigator.clipboard?.writeText(shownValue(way)) },
      { label: t('way.label'), icon: 'pencil', run: () => relabel(way) },
      { label: t(way.verified ? 'way.unverify' : 'way.verify'), icon: 'checks', run: () => verify(way, !way.verified) },
      { label: t(way.state === 'bad' ? 'way.good' : 'way.bad'), icon: 'warning', run: () => markBad(way) },
      { label: t('way.move'), icon: 'right', run: () => moveWay(it, way) },
      { line: true },
      { label: t('way.remove'), icon: 'close', run: () => removeWay(it, way) },
    ] });
  }
}
customElements.define('customer-ways', CustomerWays);
