/* Foreign bytes as text that cannot mislead: whatever is invisible or turns the direction of writing is shown as what it is. Pure. */

const INVISIBLE = /[\u0080-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
const hex = (byte) => `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`;

/** Length of the UTF-8 character that starts here, or 0 when there is none. */
function utf8(bytes, at) {
  const lead = bytes[at];
  const length = lead < 0x80 ? 1 : lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
  if (length < 2) return length;
  for (let next = 1; next < length; next += 1) if ((bytes[at + next] & 0xc0) !== 0x80) return 0;
  const [first] = bytes.subarray(at + 1, at + 2);
  if ((lead === 0xe0 && first < 0xa0) || (lead === 0xed && first > 0x9f) || (lead === 0xf0 && first < 0x90) || (lead === 0xf4 && first > 0x8f)) return 0;
  return length;
}

const bare = (code) => (code < 0x20 && code !== 9 && code !== 10) || code === 0x7f;

/** Line ends become line breaks; NUL, other controls and bytes that are no text become "\x00", invisible characters "⟨U+202E⟩". */
export function readable(bytes) {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let text = '';
  let from = 0;
  const flush = (to) => { if (to > from) text += decoder.decode(bytes.subarray(from, to)); };
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at];
    const length = utf8(bytes, at);
    if (length > 0 && !bare(byte)) {
      at += length;
      continue;
    }
    flush(at);
    if (byte !== 13 || bytes[at + 1] !== 10) text += hex(byte); // a line feed after it breaks the line
    at += 1;
    from = at;
  }
  flush(at);
  return text.replace(INVISIBLE, (char) => `⟨U+${char.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`);
}
