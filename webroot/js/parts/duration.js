/* A length of time: a number with its unit, or hours and minutes. */
import { html } from 'lit';
import { t, lang } from '../i18n.js';
import { UNITS } from '../models/routing.js';
import { field, select } from './field.js';

export function duration(form, name, { label, unseen = false, units, placeholder, help, n = form.values[name], unit = form.values[`${name}.unit`], onInput, onUnit }) {
  return html`<div class="duration">${field(form, name, { label, unseen, help, mode: 'numeric', maxLength: 6, placeholder, value: n, onInput })}
    ${select(form, `${name}.unit`, { label: t('unit.of', { name: label }), unseen: true, value: unit, onChange: onUnit, options: units.map((value) => ({ value, label: t(`unit.${value}`) })) })}</div>`;
}

export const hoursMinutes = (form, name, { label, help }) => html`<fieldset class="control"><legend>${label}</legend><div class="hours-minutes">
  ${field(form, `${name}.h`, { label: t('unit.hours'), mode: 'numeric', maxLength: 5, placeholder: '–' })}${field(form, `${name}.m`, { label: t('unit.minutes'), mode: 'numeric', maxLength: 6, placeholder: '–' })}</div>
  <p class="help">${help}</p></fieldset>`;

/** Seconds in words, at most two units: "90 s", "5 Min.", "1 Std. 30 Min.". */
export function lasting(seconds) {
  if (seconds < 120 && seconds % 60) return `${seconds} ${t('unit.s')}`;
  const parts = [];
  let rest = seconds;
  for (const unit of ['d', 'h', 'min', 's']) {
    const whole = Math.floor(rest / UNITS[unit]);
    if (whole && parts.length < 2) parts.push(unit === 'd' ? t('unit.days', { count: whole }) : `${whole.toLocaleString(lang())} ${t(`unit.${unit}`)}`);
    rest -= whole * UNITS[unit];
  }
  return parts.join(' ') || `0 ${t('unit.s')}`;
}
