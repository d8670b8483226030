/* A mailbox as a form sees it, and as the contract wants it. Pure. Field names are those of the contract: "imap.host". */

export const PORTS = { imap: { none: 143, starttls: 143, implicit: 993 }, smtp: { none: 25, starttls: 587, implicit: 465 } };
const SIDES = ['imap', 'smtp'];
const domain = (address) => /@([^\s@]+\.[^\s@]+)$/.exec(address ?? '')?.[1].toLowerCase();

export const empty = (queue) => ({
  name: '', address: '', displayName: '', queue: queue ?? '', backfill: 'all', active: true,
  'imap.host': '', 'imap.port': '993', 'imap.tls': 'implicit', 'imap.user': '', 'imap.password': '', 'imap.folder': 'INBOX', 'imap.trusts': 'system', 'imap.trust': '',
  'smtp.host': '', 'smtp.port': '587', 'smtp.tls': 'starttls', 'smtp.signIn': 'same', 'smtp.user': '', 'smtp.password': '', 'smtp.trusts': 'system', 'smtp.trust': '',
});

export function ofAccount(account) {
  const values = { ...empty(), name: account.name, address: account.address, displayName: account.displayName ?? '', queue: String(account.queue.id), backfill: account.backfill, active: account.active };
  for (const side of SIDES) {
    const { host, port, tls, user, folder, trust } = account[side];
    const own = trust && trust !== 'system';
    Object.assign(values, { [`${side}.host`]: host, [`${side}.port`]: String(port), [`${side}.tls`]: tls, [`${side}.user`]: user ?? '', [`${side}.trusts`]: own ? 'own' : 'system', [`${side}.trust`]: own ? trust : '' });
    if (side === 'imap') values['imap.folder'] = folder ?? 'INBOX';
  }
  values['smtp.signIn'] = !account.smtp.user ? 'none' : account.smtp.user === account.imap.user ? 'same' : 'own';
  return values;
}

/** What a change of one field suggests for others. Only fields that still hold a suggestion (or nothing) follow. */
export function suggested(before, name, value) {
  const values = { ...before, [name]: value };
  const follow = (field, was, is) => { if (before[field] === '' || before[field] === was) values[field] = is; };
  const side = name.split('.')[0];
  if (name.endsWith('.tls')) {
    const usual = Object.values(PORTS[side]).map(String);
    if (before[`${side}.port`] === '' || usual.includes(before[`${side}.port`])) values[`${side}.port`] = String(PORTS[side][value]);
  }
  if (name === 'address') {
    const [was, is] = [domain(before.address), domain(value)];
    follow('imap.user', before.address, value);
    if (is) {
      follow('imap.host', was && `imap.${was}`, `imap.${is}`);
      follow('smtp.host', was && `smtp.${was}`, `smtp.${is}`);
    }
  }
  if (name === 'imap.host') follow('smtp.host', smtpOf(before['imap.host']), smtpOf(value));
  return values;
}

const smtpOf = (host) => host.replace(/^imap\./i, 'smtp.');

/** Has the stored password a place to go to? It never leaves for another server or user. */
export const keepsPassword = (values, account, side) => {
  const stored = account?.[side];
  if (!stored?.hasPassword) return false;
  return stored.host === values[`${side}.host`].trim() && (stored.user ?? '') === userOf(values, side);
};

function userOf(values, side) {
  if (side === 'imap' || values['smtp.signIn'] === 'own') return values[`${side}.user`];
  return values['smtp.signIn'] === 'same' ? values['imap.user'] : '';
}

/** Without encryption there is no certificate to look at. */
const ownTrust = (values, side) => values[`${side}.trusts`] === 'own' && values[`${side}.tls`] !== 'none';

export function bodyOf(values, version) {
  const server = (side) => {
    const user = userOf(values, side);
    const password = side === 'smtp' && values['smtp.signIn'] === 'same' ? values['imap.password'] : values[`${side}.password`];
    return {
      host: values[`${side}.host`].trim(), port: Number(values[`${side}.port`]), tls: values[`${side}.tls`],
      ...(user ? { user } : {}), ...(password && user ? { password } : {}),
      ...(side === 'imap' ? { folder: values['imap.folder'].trim() || 'INBOX' } : {}),
      trust: ownTrust(values, side) ? values[`${side}.trust`].trim() : 'system',
    };
  };
  return {
    channel: 'email', name: values.name.trim(), address: values.address.trim(), displayName: values.displayName.trim(), ...(values.queue ? { queue: Number(values.queue) } : {}),
    active: values.active, backfill: values.backfill, ...(version === undefined ? {} : { version }), imap: server('imap'), smtp: server('smtp'),
  };
}

/** What is wrong before anybody is asked: field -> key of a sentence. */
export function faultsOf(values, account) {
  const faults = {};
  const need = (name) => { if (!String(values[name]).trim()) faults[name] = 'fault.missing'; };
  ['name', 'address', 'imap.host', 'imap.user', 'smtp.host'].forEach(need);
  if (!faults.address && !/^[^\s@<>",;:]+@[^\s@<>",;:]+$/.test(values.address.trim())) faults.address = 'fault.address';
  for (const side of SIDES) {
    const port = Number(values[`${side}.port`]);
    if (!Number.isInteger(port) || port < 1 || port > 65535) faults[`${side}.port`] = 'fault.port';
    if (ownTrust(values, side) && !/-----BEGIN CERTIFICATE-----/.test(values[`${side}.trust`])) faults[`${side}.trust`] = `fault.${side}.trust`;
  }
  if (!values['imap.password'] && !keepsPassword(values, account, 'imap')) faults['imap.password'] = account?.imap.hasPassword ? 'fault.passwordAgain' : 'fault.missing';
  if (values['smtp.signIn'] === 'own') {
    need('smtp.user');
    if (!values['smtp.password'] && !keepsPassword(values, account, 'smtp')) faults['smtp.password'] = account?.smtp.hasPassword ? 'fault.passwordAgain' : 'fault.missing';
  }
  if (values['smtp.signIn'] === 'same' && !values['imap.password'] && !faults['imap.password'] && !keepsPassword(values, account, 'smtp')) faults['imap.password'] = 'fault.passwordBoth';
  return faults;
}
