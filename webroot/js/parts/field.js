/* Fields of a form (settings-form.js): label, control, help, and what is wrong, tied together for the screen reader. */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { icon } from './icon.js';

const idOf = (form, name) => `${form.localName}-${name}`.replace(/\W/g, '-');
const described = (form, name, help) => [help && `${idOf(form, name)}-help`, form.faults[name] && `${idOf(form, name)}-fault`].filter(Boolean).join(' ') || nothing;

const notes = (form, name, help) => html`
  ${help ? html`<p class="help" id="${idOf(form, name)}-help">${help}</p>` : nothing}
  ${form.faults[name] ? html`<p class="fault" id="${idOf(form, name)}-fault">${icon('warning')}<span>${form.faults[name]}</span></p>` : nothing}`;

/** `unseen` keeps the label for those who listen: where a heading of the table or the group says it already. */
export function field(form, name, { label, unseen = false, help, type = 'text', required = false, maxLength, autocomplete = 'off', placeholder, mode, narrow = false, readonly = false, value = form.values[name], onInput }) {
  const id = idOf(form, name);
  return html`<div class="control ${narrow ? 'narrow' : ''}"><label class=${unseen ? 'sr' : ''} for=${id}>${label}</label>
    <input class="field" id=${id} name=${name} type=${type} .value=${live(value ?? '')} maxlength=${maxLength ?? nothing} autocomplete=${autocomplete} placeholder=${placeholder ?? nothing}
      inputmode=${mode ?? nothing} spellcheck="false" autocapitalize="off" ?readonly=${readonly} aria-required=${required ? 'true' : nothing} aria-invalid=${form.faults[name] ? 'true' : nothing} aria-describedby=${described(form, name, help)}
      @input=${(event) => (onInput ?? ((value) => form.set(name, value)))(event.target.value)}>${notes(form, name, help)}</div>`;
}

export function area(form, name, { label, help, maxLength, rows = 6, placeholder, code = true }) {
  const id = idOf(form, name);
  return html`<div class="control"><label for=${id}>${label}</label>
    <textarea class="field ${code ? 'code' : ''}" id=${id} name=${name} rows=${rows} maxlength=${maxLength ?? nothing} placeholder=${placeholder ?? nothing} spellcheck="false" .value=${live(form.values[name] ?? '')}
      aria-invalid=${form.faults[name] ? 'true' : nothing} aria-describedby=${described(form, name, help)} @input=${(event) => form.set(name, event.target.value)}></textarea>${notes(form, name, help)}</div>`;
}

/** options: [{ value, label }] */
export function select(form, name, { label, unseen = false, help, options, value = form.values[name], onChange }) {
  const id = idOf(form, name);
  return html`<div class="control"><label class=${unseen ? 'sr' : ''} for=${id}>${label}</label>
    <select class="field" id=${id} name=${name} aria-invalid=${form.faults[name] ? 'true' : nothing} aria-describedby=${described(form, name, help)}
      @change=${(event) => (onChange ?? ((chosen) => form.set(name, chosen)))(event.target.value)}>${options.map((one) => html`
      <option value=${one.value} .selected=${String(value ?? '') === String(one.value)}>${one.label}</option>`)}</select>${notes(form, name, help)}</div>`;
}

/** A choice of few, shown whole. */
export function segments(form, name, { label, unseen = false, help, options, value = form.values[name], onChange }) {
  const id = idOf(form, name);
  return html`<fieldset class="control" aria-describedby=${described(form, name, help)}><legend class=${unseen ? 'sr' : ''}>${label}</legend>
    <span class="segments">${options.map((one) => html`<label title=${one.title ?? nothing}><input type="radio" name=${id} value=${one.value} .checked=${live(value === one.value)}
      @change=${() => (onChange ?? ((chosen) => form.set(name, chosen)))(one.value)}>${one.icon ? icon(one.icon) : nothing}${one.label}</label>`)}</span>${notes(form, name, help)}</fieldset>`;
}

/** A choice that needs a sentence each. */
export function choices(form, name, { label, options }) {
  const id = idOf(form, name);
  return html`<fieldset class="control choices"><legend>${label}</legend>${options.map((one) => html`
    <label><input type="radio" name=${id} value=${one.value} .checked=${live(form.values[name] === one.value)} @change=${() => form.set(name, one.value)}><span><b>${one.label}</b><small>${one.help}</small></span></label>`)}
    ${notes(form, name)}</fieldset>`;
}

export const tick = (form, name, { label, help, value = form.values[name], onChange }) => html`<div class="control tick"><label><input type="checkbox" name=${name} .checked=${live(Boolean(value))}
    aria-invalid=${form.faults[name] ? 'true' : nothing} aria-describedby=${described(form, name, help)} @change=${(event) => (onChange ?? ((checked) => form.set(name, checked)))(event.target.checked)}><span>${label}</span></label>${notes(form, name, help)}</div>`;
