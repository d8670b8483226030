/* One's own API tokens: what there is, a new one, and taking one away. */
import { html, nothing } from 'lit';
import { SettingsForm } from './settings-form.js';
import { t, lang } from '../i18n.js';
import { known, load, drop } from '../admin.js';
import { post, remove } from '../api.js';
import { speak } from '../ui.js';
import { explain } from '../work.js';
import { date, moment, full } from '../models/time.js';
import { now } from '../clock.js';
import { field, select } from '../parts/field.js';
import './settings-secret.js';

const LASTS = ['30', '90', '365', ''];

class SettingsTokens extends SettingsForm {
  constructor() {
    super();
    this.values = { lasts: '90' };
  }

  render() {
    const { items, problem } = known('tokens');
    return html`<section class="block"><header><h2>${t('token.title')}</h2><p>${t('token.about')}</p><p><a class="link" href="/api/docs" target="_blank" rel="noopener">${t('set.docs')}</a></p></header>
      <div class="controls">
        ${this.fresh ? html`<settings-secret .title=${t('token.secret', { name: this.fresh.token.name })} .next=${t('token.secretNext')} .text=${this.fresh.secret} .done=${() => this.put()}></settings-secret>` : nothing}
        ${problem && !items ? html`<p class="problem">${explain(problem)}</p>` : items?.length === 0 ? html`<p class="none">${t('token.none')}</p>` : this.list(items ?? [])}
        <form class="line-form" novalidate @submit=${this.create}>
          ${field(this, 'name', { label: t('token.name'), maxLength: 100, required: true, placeholder: t('token.nameHint') })}
          ${select(this, 'lasts', { label: t('token.lasts'), options: LASTS.map((value) => ({ value, label: t(`token.lasts.${value || 'ever'}`) })) })}
          ${this.foot(this.button(t('token.create'), { primary: false }))}
        </form></div></section>`;
  }

  list(items) {
    return html`<ul class="facts-list">${items.map((token) => html`<li><div><b>${token.name}</b><p>${this.facts(token)}</p></div>
      ${this.asking === token.id ? html`<span class="acts" role="group" aria-label=${t('token.revokeAsk', { name: token.name })}><button class="btn danger" @click=${() => this.revoke(token)}>${t('token.revokeDo')}</button><button class="btn quiet" @click=${() => this.ask(undefined)}>${t('cancel')}</button></span>`
        : html`<button class="btn quiet" aria-label="${t('token.revoke')}: ${token.name}" @click=${() => this.ask(token.id)}>${t('token.revoke')}</button>`}</li>`)}</ul>`;
  }

  facts({ createdAt, lastUsedAt, expiresAt }) {
    const over = expiresAt && Date.parse(expiresAt) < now();
    return html`<span title=${full(createdAt, lang())}>${t('token.created', { when: date(createdAt, lang(), now()) })}</span> · ${lastUsedAt ? html`<span title=${full(lastUsedAt, lang())}>${t('token.used', { when: moment(lastUsedAt, lang(), now()) })}</span>` : t('token.unused')} ·
      ${expiresAt ? html`<span class=${over ? 'bad' : ''} title=${full(expiresAt, lang())}>${t(over ? 'token.over' : 'token.until', { when: date(expiresAt, lang(), now()) })}</span>` : t('token.ever')}`;
  }

  async ask(id) {
    this.asking = id;
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector('.acts .btn.quiet')?.focus(); // the harmless one
  }

  put(fresh) {
    this.fresh = fresh;
    this.requestUpdate();
  }

  async create(event) {
    event.preventDefault();
    const name = (this.values.name ?? '').trim();
    if (!this.check({ name: name ? undefined : t('fault.missing') })) return;
    const lasts = this.values.lasts ? { expiresInDays: Number(this.values.lasts) } : {};
    const made = await this.send(() => post('/me/tokens', { name, ...lasts }), { invalid_request: 'name' });
    if (!made) return;
    this.values = { lasts: this.values.lasts };
    this.put(made);
    load('tokens');
  }

  async revoke(token) {
    this.asking = undefined;
    await this.send(async () => {
      await remove(`/me/tokens/${token.id}`).catch((fault) => { if (fault.status !== 404) throw fault; });
      drop('tokens', token.id);
      if (this.fresh?.token.id === token.id) this.put();
      speak(t('token.revoked', { name: token.name }));
    });
  }
}
customElements.define('settings-tokens', SettingsTokens);
