/* A letterhead as a form sees it, and as the contract wants it. Pure. */
import { linesOf } from './routing.js';

export const COLUMNS = [0, 1, 2, 3];
const MOST = { lines: [6, 100], column: [4, 60] };
const plain = (text) => text?.trim() || undefined;

export function ofLetterhead({ lines, footer, senderLine = '', phone = '', email = '', country = 'DE' }) {
  return { lines: lines.join('\n'), senderLine, phone, email, country, ...Object.fromEntries(COLUMNS.map((n) => [`footer.${n}`, (footer[n] ?? []).join('\n')])) };
}

/** The columns share the width: an empty one would only be a gap. */
export function bodyOf(values, version) {
  const footer = COLUMNS.map((n) => linesOf(values[`footer.${n}`])).filter((column) => column.length);
  return JSON.parse(JSON.stringify({ version, lines: linesOf(values.lines), footer, senderLine: plain(values.senderLine), phone: plain(values.phone), email: plain(values.email), country: values.country }));
}

/** { field: [word, values] } of what is wrong. */
export function faultsOf(values) {
  const lines = (name, [most, long]) => {
    const all = linesOf(values[name]);
    if (all.length > most) return { [name]: ['head.many', { most }] };
    return all.some((line) => line.length > long) ? { [name]: ['head.long', { most: long }] } : {};
  };
  const email = plain(values.email);
  return { ...lines('lines', MOST.lines), ...Object.assign({}, ...COLUMNS.map((n) => lines(`footer.${n}`, MOST.column))), ...(email && !/^\S+@\S+$/.test(email) ? { email: ['head.noEmail'] } : {}) };
}
