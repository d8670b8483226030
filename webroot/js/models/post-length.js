/* How long a post is for its network, counted as the server does: at once while one types; its own word counts as soon as it comes. Pure. */
const LINK = /(?<![\p{L}\p{N}])https?:\/\/[^\s<>"„“”]+/giu;
const SHORTEST = 'http://x'.length;
const BEHIND = '.,;:!?\'’…»«*_~'; // behind an address these are the sentence's
const MENTION = /(?<![\p{L}\p{N}_/.])(@[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?)@[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?/gu;
const EMOJI = /\p{Emoji_Presentation}|\u{FE0F}|\u{20E3}/u;
const LIGHT = [[0, 4351], [8192, 8205], [8208, 8223], [8242, 8247]]; // Latin and its neighbours count one where others count two
const bytes = new TextEncoder();
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

const light = (code) => LIGHT.some(([from, to]) => code >= from && code <= to);

/** What one grapheme counts. */
function weight(text, unit) {
  if (unit === 'characters') return [...text].length;
  if (unit !== 'weighted') return 1;
  return EMOJI.test(text) ? 2 : [...text.normalize('NFC')].reduce((sum, one) => sum + (light(one.codePointAt(0)) ? 1 : 2), 0);
}

const whole = (text, unit) => (unit === 'characters' ? [...text].length : [...graphemes.segment(text)].reduce((sum, { segment }) => sum + weight(segment, unit), 0));

const count = (text, sign) => text.split(sign).length - 1;

/** An address without the full stop of its sentence, and without a bracket that closes none in it. */
function trimmed(link) {
  let text = link;
  for (let sign = text.at(-1); text.length > SHORTEST; sign = text.at(-1)) {
    const loose = BEHIND.includes(sign) || (sign === ')' && count(text, '(') < count(text, ')')) || (sign === ']' && count(text, '[') < count(text, ']'));
    if (!loose) break;
    text = text.slice(0, -1);
  }
  return text;
}

/** Addresses and mentions that count otherwise than they are long: [{ from, text, counts }]. */
function fixed(text, { unit, urlLength, shortMentions }) {
  const found = [];
  if (urlLength !== undefined) for (const match of text.matchAll(LINK)) found.push({ from: match.index, text: trimmed(match[0]), counts: urlLength });
  if (shortMentions) for (const match of text.matchAll(MENTION)) {
    const inLink = found.some((one) => match.index >= one.from && match.index < one.from + one.text.length);
    if (!inLink) found.push({ from: match.index, text: match[0], counts: whole(match[1], unit) });
  }
  return found.sort((a, b) => a.from - b.from);
}

/** The text in its smallest countable parts: { at, counts, bytes }. */
function* parts(text, rule) {
  let at = 0;
  const plain = function* upTo(end) {
    for (const { segment } of graphemes.segment(text.slice(at, end))) {
      yield { at, counts: weight(segment, rule.unit), bytes: bytes.encode(segment).length };
      at += segment.length;
    }
  };
  for (const one of fixed(text, rule)) {
    yield* plain(one.from);
    yield { at, counts: one.counts, bytes: bytes.encode(one.text).length };
    at += one.text.length;
  }
  yield* plain(text.length);
}

/**
 * { length, limit, fits, over, overAt }: over is by how much it is too long; overAt the place (UTF-16) from which on nothing fits.
 * rule: { limit, unit: graphemes | characters | weighted, urlLength, shortMentions, maxBytes }; without a limit everything fits.
 */
export function measure(text, rule = {}) {
  const limit = rule.limit ?? Infinity;
  const most = rule.maxBytes ?? Infinity;
  let length = 0;
  let size = 0;
  let overAt;
  for (const part of parts(text, rule)) {
    length += part.counts;
    size += part.bytes;
    if (overAt === undefined && (length > limit || size > most)) overAt = part.at;
  }
  return { length, limit: rule.limit, fits: overAt === undefined, over: Math.max(0, length - limit), tooManyBytes: size > most, overAt };
}

const named = (text, mention) => text.toLowerCase().includes(mention.toLowerCase());

/** What would leave: mention and initials are added unless they are there. */
export function leaving(text, { mention, initials } = {}) {
  const own = text.trim();
  const before = mention && !named(own, mention) ? `${mention} ` : '';
  const behind = initials && !own.endsWith(initials) ? ` ${initials}` : '';
  return before + own + behind;
}

/** Which parts the network adds by itself, for showing them around the text. */
export const added = (text, { mention, initials } = {}) => ({
  mention: mention && !named(text, mention) ? mention : undefined,
  initials: initials && !text.trimEnd().endsWith(initials) ? initials : undefined,
});
