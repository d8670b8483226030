/* A one-time link: set a password, or create the first administrator. */
import { html } from 'lit';
import { FadenElement } from './base.js';
import { t } from '../i18n.js';
import { call, Unreachable } from '../api.js';
import { picture, brand, foot, problem } from '../parts/door.js';

class FadenLink extends FadenElement {
  static properties = { token: {} };

  async firstUpdated() {
    document.title = `${t('link.title')} · Faden`;
    try {
      this.link = await call('GET', `/one-time-links/${encodeURIComponent(this.token)}`, { quiet: true });
    } catch (fault) {
      this.broken = fault;
    }
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector('input:not([readonly])')?.focus();
  }

  render() {
    return html`<main class="sign">${picture()}<section class="door">${brand()}${this.broken ? this.refusal() : this.done ? this.finished() : this.link ? this.form() : html`<form></form>`}${foot()}</section></main>`;
  }

  refusal() {
    return html`<form><h1>${t('link.invalid')}</h1><p>${this.broken instanceof Unreachable ? t('problem.unreachable') : t('link.invalidNext')}</p><a class="btn" href="/sign-in">${t('link.toSignIn')}</a></form>`;
  }

  finished() {
    return html`<form><h1>${t('link.done')}</h1><p>${t('link.doneNext')}</p><a class="btn primary" href="/sign-in">${t('link.toSignIn')}</a></form>`;
  }

  form() {
    const first = this.link.purpose === 'first_admin';
    return html`<form @submit=${this.submit}>
      <h1>${t(first ? 'link.first' : 'link.password')}</h1><p>${first ? t('link.firstNext') : this.link.name ?? ''}</p>
      ${problem(this.problem)}
      ${first ? html`<label class="label">${t('name')}<input class="field" name="name" autocomplete="name" required maxlength="200"></label>
        <label class="label">${t('email')}<input class="field" name="email" type="email" autocomplete="username" required maxlength="254"></label>`
        : html`<label class="label">${t('email')}<input class="field" type="email" autocomplete="username" readonly .value=${this.link.email ?? ''}></label>`}
      <label class="label">${t('link.newPassword')}<input class="field" name="password" type="password" autocomplete="new-password" required minlength="10" maxlength="1024"></label>
      <label class="label">${t('link.again')}<input class="field" name="again" type="password" autocomplete="new-password" required maxlength="1024"></label>
      <p class="help">${t('link.rule')}</p>
      <button class="btn primary" ?disabled=${this.busy}>${t(first ? 'link.create' : 'link.set')}</button></form>`;
  }

  async submit(event) {
    event.preventDefault();
    const { again, ...body } = Object.fromEntries(new FormData(event.target));
    if (body.password !== again) return this.say(t('link.differ'));
    this.busy = true;
    this.say(undefined);
    try {
      await call('POST', `/one-time-links/${encodeURIComponent(this.token)}`, { body, quiet: true });
      this.done = true;
    } catch (fault) {
      if (fault.code === 'link_invalid') this.broken = fault;
      else this.say(fault instanceof Unreachable ? t('problem.unreachable') : fault.body.detail ?? fault.body.title);
    }
    this.busy = false;
    return this.requestUpdate();
  }

  say(text) {
    this.problem = text;
    this.requestUpdate();
  }
}
customElements.define('faden-link', FadenLink);
