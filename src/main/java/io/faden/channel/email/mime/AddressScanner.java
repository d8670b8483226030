package io.faden.channel.email.mime;

import java.util.Optional;

/** Walks over an address list, one mailbox at a time. */
final class AddressScanner {
  private final String raw;
  private int at;
  private boolean quotesClose = true;

  AddressScanner(String raw) {
    this.raw = raw;
  }

  boolean more() {
    return at < raw.length();
  }

  /** The next mailbox, or empty when what stands there is none. */
  Optional<Mailbox> next() {
    StringBuilder phrase = new StringBuilder();
    StringBuilder comment = new StringBuilder();
    String angle = null;
    boolean open = true;
    boolean atSign = false;
    while (open && more()) {
      char c = raw.charAt(at);
      int wordEnd = c == '=' && raw.startsWith("=?", at) ? EncodedWords.wordEnd(raw, at) : -1;
      if (wordEnd > 0) {
        phrase.append(raw, at, wordEnd);
        at = wordEnd;
        continue;
      }
      atSign |= c == '@';
      at++;
      switch (c) {
        case ',', ';' -> open = false;
        case '"' -> quoted(phrase);
        case '(' -> comment(comment);
        case ':' -> {
          // The name of a group ends here.
          phrase.setLength(atSign ? phrase.length() : 0);
        }
        case '<' -> angle = angle();
        default -> phrase.append(c);
      }
    }
    String name = name(phrase);
    if (angle != null) {
      return Mailbox.normal(angle).map(address -> new Mailbox(address, name));
    }
    String bare = phrase.toString().strip();
    return Mailbox.normal(bare).map(address -> new Mailbox(address, name(comment)));
  }

  /** A quote that nobody closes is an ordinary character. */
  private void quoted(StringBuilder phrase) {
    int end = at;
    while (quotesClose && end < raw.length() && raw.charAt(end) != '"') {
      end += raw.charAt(end) == '\\' ? 2 : 1;
    }
    quotesClose &= end < raw.length();
    if (!quotesClose) {
      return;
    }
    for (; at < end; at++) {
      if (raw.charAt(at) == '\\') {
        at++;
      }
      phrase.append(raw.charAt(at));
    }
    at = end + 1;
  }

  private void comment(StringBuilder comment) {
    int depth = 1;
    for (; more(); at++) {
      char c = raw.charAt(at);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth == 0) {
        at++;
        return;
      }
      comment.append(c);
    }
  }

  private String angle() {
    int end = raw.indexOf('>', at);
    int stop = end < 0 ? raw.length() : end;
    String inner = raw.substring(at, stop).strip();
    at = Math.min(stop + 1, raw.length());
    // Old source routes: <@relay1,@relay2:user@host>.
    int route = inner.startsWith("@") ? inner.indexOf(':') : -1;
    String address = inner.substring(route + 1);
    return address.startsWith("mailto:") ? address.substring("mailto:".length()) : address;
  }

  private static String name(StringBuilder phrase) {
    String name = CleanText.line(EncodedWords.decode(phrase.toString()));
    boolean ticks = name.length() > 1 && name.startsWith("'") && name.endsWith("'");
    return CleanText.cut(ticks ? name.substring(1, name.length() - 1) : name, 300);
  }
}
