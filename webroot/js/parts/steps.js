/* The steps of a queue: a list to edit, and below it what they come to in words. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { t } from '../i18n.js';
import { course } from '../models/routing.js';
import { emptyStep, SECONDS, stepsOf } from '../models/queue-settings.js';
import { icon } from './icon.js';
import { segments, tick } from './field.js';
import { duration, lasting } from './duration.js';
import { needs, needsTold } from './needs.js';
import { moved, order } from './order.js';

export function steps(form) {
  const list = form.values.steps;
  return html`<ol class="steps">${repeat(list, ({ key }) => key, (step, index) => one(form, step, index, list))}</ol>
    <div class="acts-line"><button class="btn" type="button" data-add-step @click=${() => add(form)}>${icon('plus')}${t('step.add')}</button></div>
    <section class="course"><h4>${t('step.told')}</h4><ol>${course(stepsOf(form.values)).map((line) => html`<li class=${line.never ? 'never' : ''}><b>${when(line)}</b><span>${told(line, list.length)}</span></li>`)}</ol></section>`;
}

function one(form, step, index, list) {
  const put = (part) => form.setIn('steps', index, part);
  const name = t('step.name', { number: index + 1 });
  return html`<li><div class="step" role="group" aria-label=${name}><header><h4>${name}</h4>${order(form, `step-${step.key}`, { index, count: list.length, name, move: (by) => form.set('steps', moved(list, index, by)) })}
      <button class="btn quiet only" type="button" aria-label="${t('step.remove')}: ${name}" title=${t('step.remove')} @click=${() => drop(form, index)}>${icon('close')}</button></header>
    ${step.needs.length ? nothing : html`<p class="none">${t('step.everybody')}</p>`}
    ${needs(form, `steps.${index}.needs`, step.needs, (to) => put({ needs: to }))}
    <div class="next">${segments(form, `steps.${index}.ends`, { label: t('step.next'), value: step.ends, onChange: (ends) => put({ ends }), options: [{ value: true, label: t('step.after') }, { value: false, label: t('step.never') }] })}
      ${step.ends ? duration(form, `steps.${index}.n`, { label: t('step.length'), unseen: true, units: SECONDS, n: step.n, unit: step.unit, onInput: (n) => put({ n }), onUnit: (unit) => put({ unit }) }) : nothing}</div>
    ${tick(form, `steps.${index}.skip`, { label: t('step.skip'), value: step.skip, onChange: (skip) => put({ skip }) })}</div></li>`;
}

async function add(form) {
  form.set('steps', [...form.values.steps, emptyStep()]);
  await form.updateComplete;
  form.querySelector('.steps > li:last-child select')?.focus();
}

async function drop(form, index) {
  form.set('steps', form.values.steps.filter((_, at) => at !== index));
  await form.updateComplete;
  form.querySelector('[data-add-step]')?.focus();
}

const when = ({ at, never }) => (never ? t('step.at.never') : at === 0 ? t('step.at.once') : Number.isNaN(at) ? t('step.at.unclear') : t('step.at', { after: lasting(at) }));

function told({ rest, needs: asked, skip, until }, count) {
  if (rest) return asked.length ? t('step.rest.hard', { needs: needsTold(asked) }) : t(count ? 'step.rest' : 'step.rest.only');
  const who = asked.length ? t('step.who', { needs: needsTold(asked) }) : t('step.who.all');
  if (until === undefined) return `${who} ${t(skip ? 'step.stays.skip' : 'step.stays')}`;
  return skip ? `${who} ${t('step.skips')}` : who;
}
