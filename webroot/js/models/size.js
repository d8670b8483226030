/** Bytes as people read them: "12 KB", "1,4 MB". */
export function size(bytes, locale) {
  const number = (value, digits) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1e6) return `${number(bytes / 1000, 0)} KB`;
  return `${number(bytes / 1e6, 1)} MB`;
}
