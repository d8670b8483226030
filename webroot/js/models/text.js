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

const GREETING = /^(sehr geehrte|liebe[rs]?\b|guten (tag|morgen|abend)|hallo|moin|dear\b|hello\b)/i;
const HEAD = 40;

/** A letter from its greeting on: what stands above it says who and to whom, and that is known. The whole where no greeting is found. */
export function fromGreeting(text) {
  const lines = text.split('\n');
  const at = lines.findIndex((line, index) => index < HEAD && GREETING.test(line.trim()));
  return at > 0 ? lines.slice(at).join('\n') : text;
}

/** Would this fill more than about a screen? Then it starts folded. */
export const isLong = (text, { letters = 1800, lines = 24 } = {}) => text.length > letters || text.split('\n').length > lines;
