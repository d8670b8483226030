/* Business hours: the list, and one of them as a form of its own. */
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { known, load } from '../admin.js';
import { route } from '../router.js';
import { explain } from '../work.js';
import { DAYS } from '../models/opening.js';
import { dayName } from '../models/days.js';
import { icon } from '../parts/icon.js';
import './settings-opening.js';

class SettingsHours extends FadenElement {
  render() {
    const { items, problem } = known('hours');
    const chosen = route().params.hours;
    if (problem && !items) return html`<div class="empty"><b>${explain(problem)}</b><button class="btn" @click=${() => load('hours')}>${t('again')}</button></div>`;
    if (!items) return nothing;
    if (!chosen) return this.list(items);
    const hours = items.find((one) => String(one.id) === chosen);
    if (!hours && chosen !== 'new') return html`<div class="empty"><b>${t('hours.gone')}</b><a class="btn" href="/settings/business-hours">${t('hours.back')}</a></div>`;
    return keyed(chosen, html`<settings-opening .hours=${hours}></settings-opening>`);
  }

  list(items) {
    if (!items.length) return html`<div class="empty">${icon('clock')}<b>${t('hours.none')}</b><p>${t('hours.noneNext')}</p><a class="btn primary" href="/settings/business-hours/new">${t('hours.add')}</a></div>`;
    return html`<div class="middle-page"><div class="intro"><p>${t('hours.about')}</p><a class="btn primary" href="/settings/business-hours/new">${icon('plus')}${t('hours.add')}</a></div>
      <table class="table rules-table"><thead><tr><th scope="col">${t('name')}</th><th scope="col">${t('hours.open')}</th><th scope="col">${t('hours.zone')}</th></tr></thead><tbody>${items.map((one) => html`<tr>
        <td><a class="row-link" href="/settings/business-hours/${one.id}">${one.name}</a></td><td>${this.week(one)}</td><td class="muted">${one.timeZone.replace(/_/g, ' ')}</td></tr>`)}</tbody></table></div>`;
  }

  /** "Mo–Fr 08:00–18:00, Sa 09:00–13:00": days alike are told together. */
  week({ week }) {
    const groups = [];
    for (const day of DAYS) {
      const times = week.filter((one) => one.day === day).map(({ from, to }) => `${from}–${to}`).sort().join(t('hours.and'));
      const last = groups.at(-1);
      if (last?.times === times) last.to = day;
      else groups.push({ from: day, to: day, times });
    }
    const open = groups.filter(({ times }) => times);
    const name = (day) => dayName(day, lang(), 'short');
    return open.length ? open.map(({ from, to, times }) => `${from === to ? name(from) : `${name(from)}–${name(to)}`} ${times}`).join(', ') : t('hours.never');
  }
}
customElements.define('settings-hours', SettingsHours);
