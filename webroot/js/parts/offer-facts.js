/* What one needs to know to accept: what about, until when, waiting how long, what it asks for. */
import { html, nothing } from 'lit';
import { t, lang } from '../i18n.js';
import { due, dueDay, span } from '../models/time.js';
import { nameOf } from '../models/offers.js';
import { untilWord } from '../models/approval.js';
import { now } from '../clock.js';

export function offerFacts(one) {
  const { dueAt, enteredAt, kind } = one.workItem;
  const limit = dueAt ? (kind === 'check_scan' ? dueDay : due)(dueAt, lang(), now()) : undefined;
  const facts = [
    one.subject && one.subject !== nameOf(one) ? one.subject : undefined,
    limit ? html`<span class="due ${limit.state}">${t(`${untilWord(kind)}.${limit.state}`, { text: limit.text })}</span>` : undefined,
    t('row.waits', { span: span(now() - Date.parse(enteredAt), lang()) }),
    ...(one.needs ?? []).map((need) => `${need.name} ${need.level}`),
  ].filter(Boolean);
  return facts.map((fact, index) => html`${index ? ' · ' : nothing}${fact}`);
}
