package io.faden.channel.email;

import java.util.Locale;
import java.util.Set;
import org.jsoup.parser.Parser;

/**
 * Text of HTML that is too much to parse: takes the tags out in one pass over the first million
 * characters. Knows no quotes, no hidden parts and no order of elements; {@link HtmlText} does.
 */
final class StrippedHtml {
  private static final Set<String> SILENT =
      Set.of("script", "style", "head", "title", "template", "noscript", "svg", "math", "select");
  private static final Set<String> INLINE =
      Set.of(
          "a", "abbr", "b", "big", "code", "del", "em", "font", "i", "img", "ins", "label", "mark",
          "s", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "wbr");

  private final String html;
  private final StringBuilder out = new StringBuilder();
  private boolean quotesClose = true;

  private StrippedHtml(String html) {
    this.html = html;
  }

  static String of(String html) {
    int length = Math.min(html.length(), HtmlBudget.CHARACTERS);
    return new StrippedHtml(html.substring(0, length)).text();
  }

  private String text() {
    for (int at = 0; at < html.length(); ) {
      int tag = html.indexOf('<', at);
      words(at, tag < 0 ? html.length() : tag);
      at = tag < 0 ? html.length() : behind(tag);
    }
    return Parser.unescapeEntities(out.toString(), false).replace('\u00A0', ' ').strip();
  }

  /** Goes behind the tag or comment; to the end if it has none, so that nothing is read twice. */
  private int behind(int tag) {
    if (html.startsWith("<!--", tag)) {
      int end = html.indexOf("-->", tag + 4);
      return end < 0 ? html.length() : end + 3;
    }
    char next = tag + 1 < html.length() ? html.charAt(tag + 1) : ' ';
    if (!isLetter(next) && next != '/' && next != '!' && next != '?') {
      out.append('<');
      return tag + 1;
    }
    int end = end(tag);
    if (end < 0) {
      return html.length();
    }
    String name = name(tag + (next == '/' ? 2 : 1));
    if (name.equals("td") || name.equals("th")) {
      gap();
    } else if (!INLINE.contains(name)) {
      line();
    }
    return isLetter(next) && SILENT.contains(name) ? behindSilent(name, end + 1) : end + 1;
  }

  /** Where the tag ends, or -1. A ">" in quotes does not end it, unless quotes stay open. */
  private int end(int tag) {
    if (quotesClose) {
      char quote = 0;
      for (int i = tag + 1; i < html.length(); i++) {
        char c = html.charAt(i);
        if (quote != 0) {
          quote = c == quote ? 0 : quote;
        } else if (c == '>') {
          return i;
        } else if ((c == '"' || c == '\'') && html.charAt(i - 1) == '=') {
          quote = c;
        }
      }
      quotesClose = false;
    }
    return html.indexOf('>', tag);
  }

  private int behindSilent(String name, int from) {
    for (int i = html.indexOf("</", from); i >= 0; i = html.indexOf("</", i + 2)) {
      if (html.regionMatches(true, i + 2, name, 0, name.length())) {
        int end = html.indexOf('>', i);
        return end < 0 ? html.length() : end + 1;
      }
    }
    return html.length();
  }

  private String name(int from) {
    int to = from;
    while (to < html.length() && to - from < 20 && Character.isLetterOrDigit(html.charAt(to))) {
      to++;
    }
    return html.substring(from, to).toLowerCase(Locale.ROOT);
  }

  private void words(int from, int to) {
    for (int i = from; i < to; i++) {
      char c = html.charAt(i);
      if (c <= ' ') {
        gap();
      } else {
        out.append(c);
      }
    }
  }

  private void gap() {
    if (!out.isEmpty() && last() != ' ' && last() != '\n') {
      out.append(' ');
    }
  }

  private void line() {
    if (!out.isEmpty() && last() == ' ') {
      out.setLength(out.length() - 1);
    }
    if (!out.isEmpty() && last() != '\n') {
      out.append('\n');
    }
  }

  private char last() {
    return out.charAt(out.length() - 1);
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
