/* Somebody was faster: what came since, and the choice. Nothing has been sent. `head`, `next`, `send` and `edit` say it for something else than a draft. */
import { html } from 'lit';
import { t, lang } from '../i18n.js';
import { icon } from './icon.js';
import { clock } from '../models/time.js';

export const movedOn = ({ since }, { sendAnyway, keepWriting, head = t('movedOn.title'), next = t('movedOn.next'), send = t('movedOn.send'), edit = t('movedOn.edit') }) => html`<section class="moved-on" role="alert">
  <p class="head">${icon('warning')}<b>${head}</b> ${next}</p>
  <ul>${since.map((entry) => html`<li><b>${entry.author?.name ?? entry.from?.name ?? entry.from?.address ?? t('customer')}</b> <time>${clock(entry.occurredAt, lang())}</time><span class="said">${(entry.text ?? '').slice(0, 280)}</span></li>`)}</ul>
  <div class="acts"><button class="btn" type="button" data-anyway @click=${sendAnyway}>${send}</button><button class="btn quiet" type="button" @click=${keepWriting}>${edit}</button></div></section>`;
