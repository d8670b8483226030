/* The fields of a postal address, as an envelope has them. */
import { html } from 'lit';
import { t, lang } from '../i18n.js';
import { countries } from '../models/countries.js';
import { field, select } from './field.js';

export const postalFields = (form) => html`${field(form, 'street', { label: t('postal.street'), maxLength: 200 })}
  <div class="pair postal">${field(form, 'postalCode', { label: t('postal.code'), maxLength: 20 })}${field(form, 'city', { label: t('postal.city'), maxLength: 100, required: true })}</div>
  ${select(form, 'country', { label: t('postal.country'), options: countries(lang()), value: form.values.country ?? 'DE' })}
  ${field(form, 'recipient', { label: t('postal.recipient'), help: t('postal.recipient.help'), maxLength: 200 })}`;
