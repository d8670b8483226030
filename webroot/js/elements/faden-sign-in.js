/* Sign-in. The address stays what it was, so one lands where one wanted to go. */
import { html, nothing } from 'lit';
import { FadenElement } from './base.js';
import { t, lang } from '../i18n.js';
import { call, Unreachable } from '../api.js';
import { setMe } from '../store.js';
import { picture, brand, foot, problem } from '../parts/door.js';
import { icon } from '../parts/icon.js';

const PLACE = 'faden.place';

class FadenSignIn extends FadenElement {
  connectedCallback() {
    super.connectedCallback();
    document.title = `${t('sign.title')} · Faden`;
    call('GET', '/demo', { quiet: true }).then((demo) => { this.demo = demo; this.requestUpdate(); }, () => {});
    this.updateComplete.then(() => this.querySelector('[name=email]')?.focus());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.counting);
  }

  render() {
    const place = localStorage.getItem(PLACE) ?? 'office';
    return html`<main class="sign">${picture()}<section class="door">${brand()}
      <form @submit=${this.submit}>
        <h1>${t('sign.title')}</h1>
        ${problem(this.problem)}
        <label class="label">${t('email')}<input class="field" name="email" type="email" autocomplete="username" required maxlength="254"></label>
        <label class="label">${t('password')}<input class="field" name="password" type="password" autocomplete="current-password" required maxlength="1024"></label>
        <fieldset><legend>${t('sign.place')}</legend><div class="segments">${['home', 'office'].map((value) => html`
          <label><input type="radio" name="location" value=${value} ?checked=${place === value}>${icon(value)}${t(`place.${value}`)}</label>`)}</div></fieldset>
        <button class="btn primary" ?disabled=${this.busy || this.wait > 0}>${t('sign.do')}</button>
        <p class="help">${t('sign.noPassword')}</p>
        ${this.demo?.signIns?.length ? html`<section class="demo"><h2>${t('sign.demo')}</h2><ul>${this.demo.signIns.map((one) => html`
          <li><button class="btn quiet" type="button" ?disabled=${this.busy} @click=${() => this.enter(one.email, this.demo.password)}><b>${one.name}</b><span class="muted">${t(`role.${one.role}`)}</span></button></li>`)}</ul></section>` : nothing}
      </form>${foot()}</section></main>`;
  }

  submit(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    this.enter(form.get('email').trim(), form.get('password'));
  }

  async enter(email, password) {
    if (this.busy) return;
    this.busy = true;
    this.problem = undefined;
    this.requestUpdate();
    const location = this.querySelector('[name=location]:checked').value;
    localStorage.setItem(PLACE, location);
    try {
      const person = await call('POST', '/session', { body: { email, password, location }, quiet: true });
      setMe(await this.inOurLanguage(person));
    } catch (fault) {
      this.refused(fault);
    } finally {
      this.busy = false;
      this.requestUpdate();
    }
  }

  /** People of the demo have chosen no language: whoever plays one of them keeps the language of this page. */
  async inOurLanguage(person) {
    const played = this.demo?.signIns?.some((one) => one.email === person.email);
    if (!played || person.locale === lang()) return person;
    return call('PATCH', '/me', { body: { locale: lang() }, quiet: true }).catch(() => person);
  }

  refused(fault) {
    const { attemptsLeft, retryAfterSeconds } = fault.body ?? {};
    if (fault instanceof Unreachable) this.problem = t('problem.unreachable');
    else if (fault.code === 'too_many_attempts') return this.countDown(retryAfterSeconds ?? 60);
    else if (fault.code === 'sign_in_failed') this.problem = t('sign.failed', { left: attemptsLeft });
    else this.problem = fault.body?.detail ?? fault.body?.title ?? t('problem.internal', { id: '' });
    const field = this.querySelector('[name=password]');
    field.select();
    field.focus();
  }

  countDown(left) {
    clearInterval(this.counting);
    const until = Date.now() + left * 1000;
    const show = () => {
      this.wait = Math.max(0, Math.ceil((until - Date.now()) / 1000));
      this.problem = this.wait ? t('sign.wait', { seconds: this.wait }) : undefined;
      if (!this.wait) clearInterval(this.counting);
      this.requestUpdate();
    };
    this.counting = setInterval(show, 1000);
    show();
  }
}
customElements.define('faden-sign-in', FadenSignIn);
