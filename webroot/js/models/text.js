/* Plain text as pieces: words and links. The pieces are drawn as text, never as HTML. */
const LINK = /\bhttps?:\/\/[^\s<>"'“”„]+[^\s<>"'“”„.,;:!?)\]}]/g;

export function pieces(text) {
  const result = [];
  let at = 0;
  for (const match of text.matchAll(LINK)) {
    if (match.index > at) result.push({ text: text.slice(at, match.index) });
    result.push({ text: match[0], href: match[0] });
    at = match.index + match[0].length;
  }
  if (at < text.length) result.push({ text: text.slice(at) });
  return result;
}

/** Would this fill more than about a screen? Then it starts folded. */
export const isLong = (text, { letters = 1800, lines = 24 } = {}) => text.length > letters || text.split('\n').length > lines;
