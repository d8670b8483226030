/* What erasing a customer would erase, what stands against it, and how long one can still change one's mind. */
import { html, nothing } from 'lit';
import { ModalForm } from './modal-form.js';
import { t, lang } from '../i18n.js';
import { get, post } from '../api.js';
import { me } from '../store.js';
import { may } from '../models/roles.js';
import { area, field } from '../parts/field.js';
import { counts, against } from '../parts/erasure.js';
import { toast } from '../ui.js';
import { date } from '../models/time.js';
import { explain } from '../work.js';
import { go } from '../router.js';
import { now } from '../clock.js';

class ModalErase extends ModalForm {
  danger = true;

  firstUpdated() {
    this.values = { waitDays: '7' };
    this.look();
  }

  async look() {
    try {
      this.preview = await get(`/customers/${this.of.id}/erasure-preview`);
    } catch (fault) {
      this.problem = explain(fault);
    }
    this.requestUpdate();
  }

  get blocked() { return !this.preview || this.preview.against.length > 0; }

  title() { return t('erase.title', { name: this.of.customer }); }
  ok() { return t('erase.do'); }

  body() {
    if (!this.preview) return this.problem ? nothing : html`<p class="muted" role="status">${t('loading')}</p>`;
    const days = Number(this.values.waitDays);
    return html`<p class="help">${t('erase.help')}</p>${counts(this.preview.counts)}${against(this.preview.against)}
      ${this.blocked ? nothing : !may(me(), 'admin') ? html`<p class="help">${t('erase.adminOnly')}</p>` : html`
        ${area(this, 'reason', { label: t('reason'), rows: 2, maxLength: 500, code: false, placeholder: t('erase.reasonHint') })}
        ${field(this, 'waitDays', { label: t('erase.wait'), mode: 'numeric', narrow: true, help: days > 0 && days <= 90 ? t('erase.runs', { when: date(now() + days * 864e5, lang(), now()) }) : t('erase.runsNow') })}`}`;
  }

  async submit() {
    if (this.blocked || !may(me(), 'admin')) return;
    const { reason, waitDays } = this.values;
    const days = Number(waitDays);
    const good = this.check({ reason: reason?.trim() ? undefined : t('fault.reason'), waitDays: /^\d+$/.test(waitDays.trim()) && days <= 90 ? undefined : t('erase.waitFault') });
    if (!good) return;
    const planned = await this.send(() => post(`/customers/${this.of.id}/erasures`, { reason: reason.trim(), waitDays: days }));
    if (planned) {
      this.shut();
      toast({ text: t('said.erasurePlanned', { when: date(planned.runsAt, lang(), now()) }), label: t('look'), undo: () => go('/settings/erasures') });
    } else if (this.refusal?.code === 'erasure_blocked') this.look();
  }
}
customElements.define('modal-erase', ModalErase);
