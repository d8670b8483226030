/* The rules of a source in the order in which they are tried; the first that fits decides before anybody is asked. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { t } from '../i18n.js';
import { KINDS, THEN, emptyRule } from '../models/source.js';
import { area, field, segments, tick } from './field.js';
import { icon } from './icon.js';
import { moved, order } from './order.js';

const MOST = 50;

/** A rule in the form of its list: fields write back into `rules`. */
function part(form, index) {
  const rule = form.values.rules[index];
  const faults = new Proxy({}, { get: (_, name) => form.faults[`rules.${index}.${String(name)}`] });
  return { localName: `${form.localName}-rule-${rule.key}`, values: rule, faults, set: (name, value) => {
    form.faults = { ...form.faults, [`rules.${index}.${name}`]: undefined, [`rules.${index}.fits`]: undefined };
    form.setIn('rules', index, { [name]: value });
  } };
}

/** Another order, or fewer: what was said of the places is said anew. */
function reorder(form, rules) {
  form.faults = Object.fromEntries(Object.entries(form.faults).filter(([name]) => !name.startsWith('rules.')));
  form.set('rules', rules);
}

function open(form, rule, index) {
  const own = part(form, index);
  const toggle = (kind, on) => own.set('kinds', on ? [...rule.kinds, kind] : rule.kinds.filter((one) => one !== kind));
  return html`<div class="rule-fields">${field(own, 'name', { label: t('srcRule.name'), maxLength: 100, required: true, placeholder: t('srcRule.nameHint') })}
    <fieldset class="control"><legend>${t('srcRule.kinds')}</legend><div class="ticks">${KINDS.map((kind) => tick(own, `kinds-${kind}`, { label: t(`triage.kind.${kind}`), value: rule.kinds.includes(kind), onChange: (on) => toggle(kind, on) }))}</div></fieldset>
    ${area(own, 'words', { label: t('srcRule.words'), rows: 2, code: false, maxLength: 10000, help: t('srcRule.wordsHelp') })}
    ${area(own, 'authors', { label: t('srcRule.authors'), rows: 2, code: false, maxLength: 30000, help: t('srcRule.authorsHelp') })}
    <div class="pair even">${field(own, 'followers', { label: t('srcRule.followers'), mode: 'numeric', maxLength: 9 })}
      ${segments(own, 'known', { label: t('srcRule.known'), options: ['', 'yes', 'no'].map((value) => ({ value, label: t(`srcRule.known.${value || 'any'}`) })) })}</div>
    ${form.faults[`rules.${index}.fits`] ? html`<p class="fault">${icon('warning')}<span>${form.faults[`rules.${index}.fits`]}</span></p>` : nothing}
    ${segments(own, 'then', { label: t('srcRule.then'), options: THEN.map((value) => ({ value, label: t(`triage.verdict.${value}`) })) })}</div>`;
}

export function triageRules(form) {
  const { rules } = form.values;
  const add = async () => {
    const rule = emptyRule();
    form.openRule = rule.key;
    form.set('rules', [...rules, rule]);
    await form.updateComplete;
    form.querySelector(`[data-rule="${rule.key}"] input`)?.focus();
  };
  const toggle = (rule) => {
    form.openRule = form.openRule === rule.key ? undefined : rule.key;
    form.requestUpdate();
  };
  const hasFault = (index) => Object.entries(form.faults).some(([name, fault]) => fault && name.startsWith(`rules.${index}.`));
  return html`<p class="help">${t('srcRule.always')}</p>${rules.length ? html`<ol class="rules triage-rules">${repeat(rules, ({ key }) => key, (rule, index) => {
    const isOpen = form.openRule === rule.key || hasFault(index);
    const name = rule.name.trim() || t('srcRule.unnamed');
    return html`<li data-rule=${rule.key}><span class="number" aria-hidden="true">${index + 1}</span>
      <button class="link strong" type="button" aria-expanded=${String(isOpen)} @click=${() => toggle(rule)}>${name}</button><span class="into">${icon('right')}${t(`triage.verdict.${rule.then}`)}</span>
      <span class="acts">${order(form, `rule-${rule.key}`, { index, count: rules.length, name, move: (by) => reorder(form, moved(form.values.rules, index, by)) })}<button class="btn quiet only" type="button" aria-label="${t('remove')}: ${name}" title=${t('remove')} @click=${() => reorder(form, rules.filter((one) => one !== rule))}>${icon('close')}</button></span>
      ${isOpen ? open(form, rule, index) : nothing}</li>`;
  })}</ol>` : nothing}
  ${rules.length < MOST ? html`<div class="acts-line"><button class="btn" type="button" @click=${add}>${icon('plus')}${t('srcRule.add')}</button></div>` : nothing}`;
}
