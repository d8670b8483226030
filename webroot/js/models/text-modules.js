/* Text modules while one writes: what a slash asks for, which fit, and what is put in. Pure. */
export const PURPOSES = ['answer', 'netiquette', 'private', 'closing'];
export const PLACEHOLDERS = ['customer', 'agent', 'conversation', 'link'];
const MOST = 8;

/** The word that begins with a slash and ends at the caret: { from, words }; undefined where there is none. */
export function slashAt(text, caret) {
  const found = /(?:^|\s)\/([^\s/]{0,30})$/u.exec(text.slice(0, caret));
  return found ? { from: caret - found[1].length - 1, words: found[1] } : undefined;
}

/** Is what stands behind the slash all there is? */
export const isAll = (text, { from, words }) => !(text.slice(0, from) + text.slice(from + words.length + 1)).trim();

const plain = (text) => text.toLocaleLowerCase();

/** How well it fits: shortcut first, then name, then the text; 0 is not at all. */
function rank({ shortcut, name, du, sie }, words) {
  if (!words) return 1;
  if (plain(shortcut) === words) return 5;
  if (plain(shortcut).startsWith(words)) return 4;
  if (plain(name).split(/\s+/).some((part) => part.startsWith(words))) return 3;
  return plain(`${shortcut} ${name}`).includes(words) || plain(`${du} ${sie}`).includes(words) ? 2 : 0;
}

/** Those for this queue and language, best first. Where none is in that language, all are offered. */
export function fitting(modules, { words = '', queue, language }) {
  const here = modules.filter((one) => !one.queue || one.queue.id === queue);
  const spoken = here.filter((one) => one.language === language);
  const sought = plain(words);
  return (spoken.length ? spoken : here).map((one) => [rank(one, sought), one]).filter(([rank]) => rank > 0)
    .sort(([a, one], [b, other]) => b - a || one.name.localeCompare(other.name)).slice(0, MOST).map(([, one]) => one);
}

/** Nobody is called du who has not begun it. */
export const formOf = (formOfAddress) => (formOfAddress === 'du' ? 'du' : 'Sie');

/** Its text in that form, or what there is: { text, form }. */
export function variant({ du, sie }, form) {
  const own = form === 'du' ? du : sie;
  if (own) return { text: own, form };
  return { text: du || sie, form: du ? 'du' : 'Sie' };
}

/** With what is known in it; what is not known stays, so that somebody sees it. */
export const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
export const asksForLink = (text) => text.includes('{link}');

const bare = (handle) => handle.replace(/^@/, '');

/** Who writes du uses the first name; a company has none. Whose name nobody knows is called as on the network, without the server. */
export function nameFor({ name = '', kind }, form, handle) {
  if (handle && (!name || bare(name) === bare(handle))) return bare(handle).split('@')[0];
  return form === 'du' && kind !== 'organisation' && !name.startsWith('@') ? name.split(' ')[0] : name;
}
