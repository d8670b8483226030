/* One source of posts: where it is and how we sign in there, what is looked for, what is decided beforehand, and which of our own addresses may stand in public. */
import { html, nothing } from 'lit';
import { AccountForm, ACCOUNTS } from './account-form.js';
import { t } from '../i18n.js';
import { load } from '../admin.js';
import { post } from '../api.js';
import { go, route } from '../router.js';
import { epoch } from '../store.js';
import { PARTS, bodyOfSource, emptySource, faultsOfSource, isAsked, keepsSecret, missing, ofSource, sample, searches, suggestedSource } from '../models/source.js';
import { pageOf } from '../models/triage.js';
import { area, choices, field, segments, select, tick } from '../parts/field.js';
import { icon } from '../parts/icon.js';
import { reasonText } from '../parts/reason.js';
import { accountState } from '../parts/account-state.js';
import { triageRules } from '../parts/triage-rules.js';
import './settings-secret.js';

class SettingsSource extends AccountForm {
  static properties = { ...AccountForm.properties, channel: { attribute: false } };

  /** Each kind of new source is begun by itself. */
  get name() { return this.account?.id ?? this.channel; }
  get key() { return `${epoch()}/${this.localName}/${this.name}`; }
  valuesOf(account) { return account ? ofSource(account) : emptySource(this.channel); }
  get part() { return PARTS[this.channel]; }
  get texts() { return { add: `src.add.${this.channel}`, create: 'src.create', test: 'src.test', trying: 'src.trying', good: 'src.testGood' }; }
  body(version) { return bodyOfSource(this.values, this.channel, version); }
  wrong() { return faultsOfSource(this.values, this.channel, this.account); }
  state() { return missing(this.account) ? html`<span class="state-mark warn">${icon('warning')}${t(this.part === 'webhook' ? 'src.noSecret' : 'src.notSignedIn')}</span>` : accountState(this.account.state); }

  set(name, value) {
    const values = suggestedSource(this.values, name, value, this.channel);
    this.values = values;
    super.set(name, value);
    this.tried = undefined;
  }

  blocks(queues) {
    const asked = isAsked(this.channel);
    return html`${this.told()}${this.block(t(`channel.${this.channel}`), t(`src.about.${this.part}`), html`${this.where()}
        ${field(this, 'name', { label: t('acc.name'), maxLength: 100, required: true, help: t('src.nameHelp') })}
        ${select(this, 'queue', { label: t('queue'), help: t('src.queueHelp'), options: queues })}
        ${asked && !this.account ? choices(this, 'backfill', { label: t('acc.backfill'), options: ['new', 'all'].map((value) => ({ value, label: t(`src.backfill.${value}`), help: t(`src.backfill.${value}.help`) })) }) : nothing}
        ${this.account ? tick(this, 'active', { label: t('acc.active'), help: t(asked ? 'src.activeHelp' : 'src.hookActiveHelp') }) : nothing}`)}
      ${this.door()}
      ${searches(this.channel) ? this.block(t('src.searches'), t('src.searchesAbout'), area(this, 'searches', { label: t('src.searchesLabel'), rows: 3, code: false, maxLength: 2020, help: t('src.searchesHelp') })) : nothing}
      ${this.block(t('src.rules'), t('src.rulesAbout'), triageRules(this))}
      ${this.part === 'feed' ? nothing : this.block(t('src.contacts'), t('src.contactsAbout'), area(this, 'contacts', { label: t('src.contactsLabel'), rows: 3, code: false, maxLength: 10000, help: t('src.contactsHelp') }))}`;
  }

  where() {
    const address = (more) => field(this, 'address', { label: t(`src.address.${this.part}`), maxLength: 500, required: true, help: t(`src.addressHelp.${this.part}`), ...more });
    switch (this.part) {
      case 'mastodon': return html`${address({ placeholder: '@tidenwerk@sozial.example' })}${field(this, 'baseUrl', { label: t('acc.host'), type: 'url', maxLength: 300, required: true, placeholder: 'https://sozial.example', help: t('src.serverHelp') })}${tick(this, 'stream', { label: t('src.stream'), help: t('src.streamHelp') })}`;
      case 'bluesky': return html`${address({ placeholder: 'tidenwerk.bsky.social' })}${field(this, 'baseUrl', { label: t('acc.host'), type: 'url', maxLength: 300, help: t('src.blueskyServer') })}`;
      case 'feed': return html`${address({ type: 'url', placeholder: 'https://forum.example/neu.rss' })}${field(this, 'minutes', { label: t('src.minutes'), mode: 'numeric', narrow: true, maxLength: 4 })}`;
      default: return html`${address({ placeholder: t('src.addressHint.webhook') })}${segments(this, 'public', { label: t('src.who'), options: [true, false].map((value) => ({ value, label: t(value ? 'entry.public' : 'social.private'), icon: value ? 'globe' : 'lock' })), help: t('src.whoHelp') })}
        ${field(this, 'replyUrl', { label: t('src.replyUrl'), type: 'url', maxLength: 500, placeholder: 'https://…', help: t('src.replyUrlHelp') })}`;
    }
  }

  /** How we get in there; of a webhook, how it gets in here. */
  door() {
    const { account, values, channel } = this;
    const kept = keepsSecret(values, account, channel);
    if (this.part === 'bluesky') return this.block(t('acc.signIn'), t('src.passwordAbout'), html`${field(this, 'password', { label: t('src.password'), type: 'password', maxLength: 200, autocomplete: 'new-password', required: !kept, placeholder: kept ? t('acc.passwordKept') : 'xxxx-xxxx-xxxx-xxxx', help: kept ? t('acc.passwordHelp') : undefined })}${tick(this, 'chat', { label: t('src.chat'), help: t('src.chatHelp') })}`);
    if (this.part === 'mastodon') return this.block(t('acc.signIn'), t('src.signInAbout'), this.signIn(account, kept));
    if (this.part === 'webhook' && account) return this.block(t('src.hook'), t('src.hookAbout'), this.hook(account));
    return nothing;
  }

  signIn(account, kept) {
    const server = account?.mastodon?.baseUrl.replace(/^https?:\/\//, '');
    const isOpen = this.byToken || this.values.token;
    return html`${account ? html`<p>${kept ? html`${icon('check', 's')} ${t('src.signedIn', { server })}` : t('src.signInFirst', { server })}</p>
        <div class="acts-line">${this.button(t(kept ? 'src.signInAgain' : 'src.signIn', { server }), { primary: !kept, type: 'button', run: () => this.authorize() })}</div>` : html`<p>${t('src.signInLater')}</p>`}
      ${isOpen ? field(this, 'token', { label: t('src.token'), type: 'password', maxLength: 2000, autocomplete: 'new-password', help: t('src.tokenHelp') }) : html`<p><button class="link" type="button" @click=${() => { this.byToken = true; this.requestUpdate(); }}>${t('src.byToken')}</button></p>`}`;
  }

  hook(account) {
    const { webhook = {} } = account;
    const url = this.made?.url ?? new URL(`/api/hooks/${account.id}`, location.href).href;
    return html`<p class="help">${t('src.hookUrl')} <code class="code">${url}</code></p>
      ${this.made ? html`<settings-secret .title=${t('src.secret', { name: account.name })} .next=${t('src.secretNext')} .text=${this.made.token} .done=${() => { this.made = undefined; this.requestUpdate(); }}></settings-secret>`
        : html`<p>${t(webhook.hasSecret ? 'src.hasSecret' : 'src.noSecretYet')}</p><div class="acts-line">${this.button(t(webhook.hasSecret ? 'src.newSecret' : 'src.makeSecret'), { primary: !webhook.hasSecret, type: 'button', run: () => this.renew() })}</div>`}
      <details class="post-fold"><summary>${icon('right')}${t('src.sample')}</summary><p class="help">${t('src.sampleHelp')}</p><pre class="code sample" tabindex="0">${sample(url, JSON.stringify({ id: '1', author: { id: this.channel === 'sms' ? '+494311234567' : 'u1', name: 'Jörn Kramer' }, text: t('src.sampleText'), createdAt: (this.sampleAt ??= new Date().toISOString()) }))}</pre></details>`;
  }

  /** What came of signing in at the other side, which leads back here. */
  told() {
    const { query } = route();
    if (query.has('connected')) return html`<p class="told good" role="status">${icon('check')}<span>${t('src.connected')}</span>${this.shutTold()}</p>`;
    if (query.has('failed')) return html`<p class="told bad" role="alert">${icon('warning')}<span>${t('src.failed')} ${reasonText(query.get('failed'))}</span>${this.shutTold()}</p>`;
    return nothing;
  }

  shutTold() { return html`<button class="btn quiet only" type="button" aria-label=${t('close')} @click=${() => go(`${ACCOUNTS}/${this.account.id}`, { replace: true })}>${icon('close')}</button>`; }

  async authorize() {
    const begun = await this.send(() => post(`/admin/channel-accounts/${this.account.id}/authorization`, undefined, { timeout: this.patience }));
    const url = pageOf(begun?.url);
    if (url) location.assign(url);
  }

  async renew() {
    const made = await this.send(() => post(`/admin/channel-accounts/${this.account.id}/token`));
    if (!made) return;
    this.made = { token: made.token, url: new URL(made.url, location.href).href };
    load('accounts');
    this.requestUpdate();
  }

  placeOf(name) {
    const own = { 'mastodon.baseUrl': 'baseUrl', 'bluesky.baseUrl': 'baseUrl', 'bluesky.identifier': 'address', 'bluesky.appPassword': 'password', 'mastodon.accessToken': 'token', 'feed.url': 'address', 'feed.everyMinutes': 'minutes', 'webhook.replyUrl': 'replyUrl', 'social.publicContacts': 'contacts' };
    if (name.startsWith('social.searches')) return 'searches';
    return own[name] ?? name;
  }

  sentence(name, message) {
    const place = this.placeOf(name);
    if (['baseUrl', 'replyUrl'].includes(place)) return t('fault.source.server');
    if (name === 'feed.url') return t('fault.source.page');
    return name === 'address' ? reasonText(message) : super.sentence(name, message);
  }
}
customElements.define('settings-source', SettingsSource);
