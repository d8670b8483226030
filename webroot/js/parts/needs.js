/* Skills that are asked for, each with the least level that will do. Used by the steps of a queue and by entry rules. */
import { html, nothing } from 'lit';
import { t } from '../i18n.js';
import { known } from '../admin.js';
import { LEVELS } from '../models/routing.js';
import { icon } from './icon.js';
import { segments, tick } from './field.js';

const KINDS = ['topic', 'language', 'channel'];
export const skillName = (id) => known('skills').items?.find((one) => one.id === id)?.name ?? t('skills.gone');

/** One of five, shown whole; arrows move between them. */
export const level = (form, name, { label, value, onChange }) => segments(form, name, { label, unseen: true, value, onChange, options: LEVELS.map((one) => ({ value: one, label: one, title: t(`level.${one}`) })) });

/** A choice among the skills that are not in `taken`, by kind; chosen means added. */
export function addSkill(form, name, { label, taken, add }) {
  const free = (known('skills').items ?? []).filter(({ id }) => !taken.includes(id));
  const chosen = (event) => {
    const id = Number(event.target.value);
    event.target.value = '';
    if (id) add(id);
  };
  return html`<label class="adding"><span class="sr">${label}</span><select class="field" name=${name} ?disabled=${!free.length} @change=${chosen}><option value="">${free.length ? label : t('need.none')}</option>
    ${KINDS.map((kind) => {
      const group = free.filter((one) => one.kind === kind);
      return group.length ? html`<optgroup label=${t(`skills.${kind}`)}>${group.map(({ id, name: word }) => html`<option value=${id}>${word}</option>`)}</optgroup>` : nothing;
    })}</select></label>`;
}

/** `name` is the path of the list in the form, for labels and faults; `hard` asks whether the need holds to the end. */
export function needs(form, name, list, change, { hard = true } = {}) {
  const put = (index, part) => change(list.map((need, at) => (at === index ? { ...need, ...part } : need)));
  return html`<ul class="needs">${list.map((need, index) => {
    const word = skillName(need.skill);
    return html`<li><b>${word}</b>${level(form, `${name}.${index}.level`, { label: t('need.level', { name: word }), value: need.level, onChange: (to) => put(index, { level: to }) })}<small class="muted">${t(`level.${need.level}`)}</small>
      ${hard ? tick(form, `${name}.${index}.hard`, { label: t('need.hard'), value: need.hard, onChange: (to) => put(index, { hard: to }) }) : nothing}
      <button class="btn quiet only" type="button" aria-label=${t('need.remove', { name: word })} title=${t('need.remove', { name: word })} @click=${() => change(list.filter((_, at) => at !== index))}>${icon('close')}</button></li>`;
  })}</ul>
  ${addSkill(form, `${name}.add`, { label: t('need.add'), taken: list.map(({ skill }) => skill), add: (skill) => change([...list, { skill, level: 3, hard: false }]) })}`;
}

/** "Rechnung ab Stufe 4 und Deutsch ab Stufe 3" */
export const needsTold = (list) => list.map(({ skill, level: least }) => t('need.told', { name: skillName(skill), level: least })).join(t('need.and'));
