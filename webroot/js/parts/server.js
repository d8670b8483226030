/* One server of a mailbox: encryption first, because the port follows it. */
import { html, nothing } from 'lit';
import { t } from '../i18n.js';
import { keepsPassword } from '../models/mailbox.js';
import { field, area, segments } from './field.js';
import { icon } from './icon.js';

const TLS = ['implicit', 'starttls', 'none'];

export function server(form, side, account, between = nothing) {
  const { values } = form;
  const at = (name) => `${side}.${name}`;
  const own = side === 'imap' || values['smtp.signIn'] === 'own';
  const kept = keepsPassword(values, account, side);
  return html`
    ${segments(form, at('tls'), { label: t('acc.tls'), options: TLS.map((value) => ({ value, label: t(`acc.tls.${value}`) })) })}
    ${values[at('tls')] === 'none' ? html`<p class="warning">${icon('warning')}<span>${t('acc.tlsNone')}</span></p>` : nothing}
    <div class="pair">${field(form, at('host'), { label: t('acc.host'), maxLength: 255, required: true })}${field(form, at('port'), { label: t('acc.port'), maxLength: 5, mode: 'numeric', narrow: true, required: true })}</div>
    ${between}
    ${own ? html`${field(form, at('user'), { label: t('acc.user'), maxLength: 255, required: true })}
      ${field(form, at('password'), { label: t('password'), type: 'password', maxLength: 1024, autocomplete: 'new-password', required: !kept, placeholder: kept ? t('acc.passwordKept') : undefined, help: kept ? t('acc.passwordHelp') : undefined })}` : nothing}
    ${side === 'imap' ? field(form, at('folder'), { label: t('acc.folder'), maxLength: 255, help: t('acc.folderHelp') }) : nothing}
    ${values[at('tls')] === 'none' ? nothing : html`${segments(form, at('trusts'), { label: t('acc.trust'), options: ['system', 'own'].map((value) => ({ value, label: t(`acc.trust.${value}`) })) })}
      ${values[at('trusts')] === 'own' ? area(form, at('trust'), { label: t('acc.pem'), help: t('acc.pemHelp'), maxLength: 20000, placeholder: '-----BEGIN CERTIFICATE-----' }) : nothing}`}`;
}
