/* Finding among what is known already: items are [{ id, label, hint }]. Pure. */
const fits = (words, text) => words.toLowerCase().split(/\s+/).every((word) => text.toLowerCase().includes(word));
export const among = (items) => (words) => items.filter(({ label, hint = '' }) => fits(words, `${label} ${hint}`));
