/* An account for letters as a form sees it, and as the contract wants it. Pure. */
import { linesOf, wholeOf } from './routing.js';

const FOLDER = /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}$/;

export const emptyBox = () => ({ name: '', address: '', displayName: '', queue: '', folder: '', within: '', numbers: '', sample: '', active: true });

export const ofBox = ({ name, address, displayName, queue, active, letter = {} }) => ({
  ...emptyBox(), name, address, displayName: displayName ?? '', queue: String(queue.id), active,
  folder: letter.folder ?? '', within: letter.answerWithinDays ? String(letter.answerWithinDays) : '', numbers: (letter.customerNumbers ?? []).join('\n'),
});

export const bodyOfBox = ({ name, address, displayName, queue, active, folder, within, numbers }, version) => ({
  channel: 'letter', name: name.trim(), address: address.trim(), displayName: displayName.trim(), active, ...(queue ? { queue: Number(queue) } : {}),
  letter: { ...(folder.trim() ? { folder: folder.trim() } : {}), ...(within.trim() ? { answerWithinDays: wholeOf(within) } : {}), customerNumbers: linesOf(numbers) },
  ...(version === undefined ? {} : { version }),
});

export function faultsOfBox({ name, address, folder, within, numbers }) {
  const days = wholeOf(within);
  const forms = linesOf(numbers);
  return {
    ...(name.trim() ? {} : { name: 'fault.missing' }),
    ...(address.trim() ? (address.trim().length < 3 ? { address: 'fault.box.address' } : {}) : { address: 'fault.missing' }),
    ...(!folder.trim() || (FOLDER.test(folder.trim()) && !folder.trim().endsWith('.')) ? {} : { folder: 'fault.box.folder' }),
    ...(!within.trim() || (days >= 1 && days <= 365) ? {} : { within: 'fault.box.within' }),
    ...(forms.length > 10 || forms.some((form) => form.length > 200) ? { numbers: 'fault.box.numbers' } : {}),
  };
}

/** What the forms find in a line: { found: [numbers], unknown: [forms that only the server understands] }. */
export function tryForms(numbers, line) {
  const found = new Set();
  const unknown = [];
  for (const form of linesOf(numbers)) {
    try {
      for (const match of line.matchAll(new RegExp(form, 'gu'))) if (match[1] ?? match[0]) found.add(match[1] ?? match[0]);
    } catch {
      unknown.push(form);
    }
  }
  return { found: [...found], unknown };
}
