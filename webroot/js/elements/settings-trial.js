/* Tries the entry rules on a past message: what each makes of it, and what the conditions just typed would. */
import { html, nothing } from 'lit';
import { SettingsForm } from './settings-form.js';
import { t, lang } from '../i18n.js';
import { get, post } from '../api.js';
import { wholeOf } from '../models/routing.js';
import { languageName } from '../models/languages.js';
import { moment } from '../models/time.js';
import { now } from '../clock.js';
import { field, select } from '../parts/field.js';
import { icon, channelMark } from '../parts/icon.js';
import { speak } from '../ui.js';

const OFFERED = 8;

class SettingsTrial extends SettingsForm {
  /** conditions(): those just typed, if there are any; rule: the saved rule they belong to. */
  static properties = { conditions: { attribute: false }, rule: { attribute: false } };

  render() {
    return html`<section class="block trial"><header>${this.conditions ? html`<h3>${t('try.title')}</h3>` : html`<h2>${t('try.title')}</h2>`}<p>${t(this.conditions ? 'try.aboutOne' : 'try.about')}</p></header><div class="controls wide">
      ${this.began ? this.asking() : html`<div class="acts-line"><button class="btn" type="button" @click=${this.begin}>${t('try.begin')}</button></div>`}</div></section>`;
  }

  asking() {
    const { offered } = this;
    return html`${offered?.length ? html`<fieldset class="control"><legend>${t('try.newest')}</legend><div class="offered">${offered.map((row) => html`<label><input type="radio" name="trial-conversation" .checked=${this.chosen === row.id} @change=${() => this.choose(row)}>
        <span>${channelMark(row.channel ?? 'email')}<b class="clip">${row.customer.name}</b><span class="clip">${row.subject || t('noSubject')}</span><small class="muted">${moment(row.lastEntryAt, lang(), now())}</small></span></label>`)}</div></fieldset>`
        : offered ? html`<p class="none">${t('try.nothing')}</p>` : nothing}
      <form class="line-form" novalidate @submit=${this.byNumber}>${field(this, 'number', { label: t('try.number'), mode: 'numeric', maxLength: 12, placeholder: t('try.number.hint') })}<div class="acts-line beside-field">${this.button(t('try.look'), { primary: false })}</div></form>
      ${this.messages?.length > 1 ? select(this, 'entry', { label: t('try.message'), options: this.messages.map((one) => ({ value: one.id, label: `${moment(one.occurredAt, lang(), now())}: ${(one.subject || one.text || '').slice(0, 60)}` })), onChange: (id) => { this.values.entry = id; this.run(); } }) : nothing}
      ${this.messages?.length && this.conditions ? html`<div class="acts-line"><button class="btn" type="button" aria-disabled=${this.busy ? 'true' : nothing} @click=${this.run}>${icon('rotate')}${t('try.again')}</button></div>` : nothing}
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}<span>${this.problem}</span></p>` : nothing}
      ${this.verdict ? this.told(this.verdict) : nothing}`;
  }

  told({ language, matches, failed, rules, rule, queue }) {
    const decides = rules.find((one) => one.id === rule);
    const names = (condition) => t('try.fails', { condition: t(`rule.${condition}`) });
    return html`<div class="verdict trial-verdict" tabindex="-1">
      ${matches === undefined ? nothing : html`<p class="mine ${matches ? 'ok' : 'bad'}">${icon(matches ? 'check' : 'close')}<span>${matches ? t('try.mine.yes') : html`${t('try.mine.no')} ${failed ? names(failed) : nothing}`}</span></p>`}
      <p>${decides ? t('try.goes', { queue: queue.name, rule: decides.name }) : t('try.goesDefault', { queue: queue.name })} ${language ? t('try.language', { language: languageName(language, lang()) }) : t('try.noLanguage')}</p>
      ${rules.length ? html`<ol>${rules.map((one) => html`<li class="${one.id === rule ? 'ok' : 'skipped'} ${one.id === this.rule ? 'here' : ''}">${icon(one.matches ? 'check' : 'close')}<div><b>${one.name}</b>${one.active === false ? html` <span class="chip">${t('rule.off')}</span>` : nothing}
        <p>${one.id === rule ? t('try.decides') : one.matches ? t(one.active === false ? 'try.wouldMatch' : 'try.later') : one.failed ? names(one.failed) : t('try.not')}</p></div></li>`)}</ol>` : nothing}</div>`;
  }

  async begin() {
    this.began = true;
    await this.send(async () => { this.offered = (await get('/conversations', { view: 'all', limit: OFFERED })).items; });
    await this.updateComplete;
    this.querySelector('input')?.focus();
  }

  choose({ id, customer }) {
    this.chosen = id;
    return this.send(() => this.open(id, customer.id)).then(() => this.run());
  }

  async byNumber(event) {
    event.preventDefault();
    const number = wholeOf((this.values.number ?? '').replace(/^#/, ''));
    if (!this.check({ number: number > 0 ? undefined : t('fault.missing') })) return;
    this.chosen = undefined;
    const found = await this.send(async () => {
      const { id, customer } = await get(`/conversations/${number}`);
      await this.open(id, customer.id);
      return true;
    }, { not_found: { field: 'number', words: 'try.noConversation' } });
    if (found) this.run();
  }

  /** What customers wrote in it, newest first. */
  async open(conversation, customer) {
    this.verdict = undefined;
    this.messages = undefined;
    const { items } = await get(`/customers/${customer}/timeline`, { conversation, kind: 'message', limit: 50 });
    this.messages = items.filter(({ direction }) => direction === 'in');
    this.values = { ...this.values, entry: this.messages[0]?.id };
    if (!this.messages.length) throw Object.assign(new Error(), { words: 'try.noMessage' });
  }

  async run() {
    const entry = Number(this.values.entry);
    if (!entry) return;
    const conditions = this.conditions?.();
    this.verdict = await this.send(() => post('/admin/entry-rules/try', { entry, ...(conditions ? { conditions } : {}) }));
    this.requestUpdate();
    if (!this.verdict) return;
    speak(this.verdict.matches === undefined ? t('try.goesDefault', { queue: this.verdict.queue.name }) : t(this.verdict.matches ? 'try.mine.yes' : 'try.mine.no'));
    await this.updateComplete;
    this.querySelector('.trial-verdict')?.scrollIntoView({ block: 'nearest' });
  }
}
customElements.define('settings-trial', SettingsTrial);
