/* Entry rules in the order in which they are tried; one of them as a form of its own. */
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import { SettingsForm } from './settings-form.js';
import { t, lang } from '../i18n.js';
import { known, hold, load } from '../admin.js';
import { put } from '../api.js';
import { route } from '../router.js';
import { speak } from '../ui.js';
import { explain } from '../work.js';
import { CONDITIONS } from '../models/rule.js';
import { languageName } from '../models/languages.js';
import { icon } from '../parts/icon.js';
import { problem as problemLine } from '../parts/door.js';
import { moved, order } from '../parts/order.js';
import './settings-rule.js';
import './settings-trial.js';

class SettingsRules extends SettingsForm {
  render() {
    const { items, problem } = known('rules');
    const chosen = route().params.rule;
    if (problem && !items) return html`<div class="empty"><b>${explain(problem)}</b><button class="btn" @click=${() => load('rules')}>${t('again')}</button></div>`;
    if (!items) return nothing;
    if (!chosen) return this.list(items);
    const rule = items.find((one) => String(one.id) === chosen);
    if (!rule && chosen !== 'new') return html`<div class="empty"><b>${t('rule.gone')}</b><a class="btn" href="/settings/entry-rules">${t('rule.back')}</a></div>`;
    return keyed(chosen, html`<settings-rule .rule=${rule}></settings-rule>`);
  }

  list(items) {
    const fallback = known('queues').items?.find((one) => one.isDefault);
    return html`<div class="middle-page"><div class="intro"><p>${t('rule.about')}</p><a class="btn primary" href="/settings/entry-rules/new">${icon('plus')}${t('rule.add')}</a></div>${problemLine(this.problem)}
      ${items.length ? html`<ol class="rules">${repeat(items, ({ id }) => id, (one, index) => html`<li class=${one.active ? '' : 'off'}><span class="number" aria-hidden="true">${index + 1}</span>
        <div><a class="link strong" href="/settings/entry-rules/${one.id}">${one.name}</a>${one.active ? nothing : html` <span class="chip">${t('rule.off')}</span>`}<p>${this.told(one)}</p></div>
        <span class="into">${icon('right')}${one.queue.name}</span>
        ${order(this, `rule-${one.id}`, { index, count: items.length, name: one.name, move: (by) => this.move(items, index, by) })}</li>`)}</ol>` : html`<p class="none">${t('rule.none')}</p>`}
      <p class="fallback">${fallback ? t('rule.fallback', { queue: fallback.name }) : nothing}</p>
      <settings-trial></settings-trial></div>`;
  }

  /** The conditions in one line. */
  told({ conditions, priority }) {
    const words = { channels: (one) => t(`channel.${one}`), languages: (one) => languageName(one, lang()), channelAccounts: (id) => known('accounts').items?.find((one) => one.id === id)?.name ?? `${id}`, customers: undefined };
    const parts = CONDITIONS.filter((name) => conditions[name]?.length).map((name) => {
      const list = conditions[name];
      const named = name === 'customers' ? t('rule.customers.count', { count: list.length }) : `${list.slice(0, 3).map((one) => words[name]?.(one) ?? `„${one}“`).join(', ')}${list.length > 3 ? ` +${list.length - 3}` : ''}`;
      return `${t(`rule.${name}`)}: ${named}`;
    });
    return [parts.join(' · ') || t('rule.everything'), ...(priority ? [t('rule.priority.told', { level: priority })] : [])].join(' · ');
  }

  async move(items, index, by) {
    const ordered = moved(items, index, by);
    hold('rules', { items: ordered }); // at once; the answer confirms it
    const answer = await this.send(() => put('/admin/entry-rules/order', { ids: ordered.map(({ id }) => id) }));
    if (!answer) return load('rules');
    hold('rules', answer);
    return speak(t('rule.moved', { name: items[index].name, place: index + by + 1 }));
  }
}
customElements.define('settings-rules', SettingsRules);
