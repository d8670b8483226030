/* Languages that a message or a person may have, by ISO 639-1 code, named in the reader's own language. Pure. */
const CODES = 'ar bg bs cs da de el en es et fa fi fr he hi hr hu it ja ko lt lv mk nl no pl pt ro ru sk sl sq sr sv th tr uk ur vi zh'.split(' ');
const kept = new Map();

export const languageName = (code, locale) => {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(code);
  } catch {
    return code;
  }
};

/** [{ id, label }] by name. */
export function languages(locale) {
  if (!kept.has(locale)) kept.set(locale, CODES.map((id) => ({ id, label: languageName(id, locale) })).sort((a, b) => a.label.localeCompare(b.label, locale)));
  return kept.get(locale);
}
