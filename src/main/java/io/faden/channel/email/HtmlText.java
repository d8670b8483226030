package io.faden.channel.email;

import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * Plain text of an HTML mail, with the line breaks that a reader sees. Block quotes get "> ", so
 * that quoted history is found the same way as in plain text.
 */
final class HtmlText implements NodeVisitor {
  private static final Set<String> SILENT =
      Set.of("script", "style", "head", "title", "template", "noscript", "svg", "math", "select");
  private static final Set<String> PARAGRAPHS =
      Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "pre", "blockquote");
  private static final Set<String> LINES =
      Set.of(
          "address",
          "article",
          "aside",
          "center",
          "dd",
          "details",
          "div",
          "dt",
          "fieldset",
          "figure",
          "footer",
          "form",
          "header",
          "hr",
          "li",
          "main",
          "nav",
          "section",
          "summary",
          "table",
          "tbody",
          "thead",
          "tr");

  private final StringBuilder out = new StringBuilder();
  private int quotes;
  private int preformatted;
  private int silent;
  private int breaks;
  private boolean gap;
  private boolean lineOpen;

  private HtmlText() {}

  static String of(Document html) {
    HtmlText text = new HtmlText();
    html.body().traverse(text);
    return text.out.toString().strip();
  }

  @Override
  public void head(Node node, int depth) {
    if (node instanceof TextNode words && silent == 0) {
      text(words.getWholeText());
    } else if (node instanceof Element element) {
      open(element);
    }
  }

  @Override
  public void tail(Node node, int depth) {
    if (!(node instanceof Element element)) {
      return;
    }
    String name = element.normalName();
    if (isSilent(element)) {
      silent--;
    }
    block(name);
    if (name.equals("blockquote")) {
      quotes--;
    } else if (name.equals("pre")) {
      preformatted--;
    } else if (name.equals("td") || name.equals("th")) {
      gap = lineOpen;
    }
  }

  private void open(Element element) {
    String name = element.normalName();
    if (isSilent(element)) {
      silent++;
    }
    if (silent > 0) {
      return;
    }
    block(name);
    switch (name) {
      case "br" -> {
        // A break ends an open line; on an empty one it is an empty line.
        breaks = lineOpen ? 1 : Math.min(2, breaks + 1);
        lineOpen = false;
        gap = false;
      }
      case "blockquote" -> quotes++;
      case "pre" -> preformatted++;
      case "li" -> words("- ");
      case "img" -> {
        String alt = element.attr("alt").strip();
        text(alt.isEmpty() ? "" : "[" + alt + "]");
      }
      default -> {}
    }
  }

  private void block(String name) {
    if (PARAGRAPHS.contains(name)) {
      breaks = 2;
    } else if (LINES.contains(name)) {
      breaks = Math.max(breaks, 1);
    } else {
      return;
    }
    lineOpen = false;
    gap = false;
  }

  private void text(String text) {
    if (preformatted > 0) {
      String[] lines = text.split("\n", -1);
      for (int i = 0; i < lines.length; i++) {
        if (i > 0) {
          breaks = lineOpen ? 1 : breaks + 1;
          lineOpen = false;
        }
        words(lines[i]);
      }
      return;
    }
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean space = i == text.length() || isSpace(text.charAt(i));
      if (!space && start < 0) {
        start = i;
      } else if (space && start >= 0) {
        words(text.substring(start, i));
        start = -1;
      }
      if (space && i < text.length() && lineOpen) {
        gap = true;
      }
    }
  }

  private void words(String words) {
    String visible = withoutFillers(words);
    if (visible.isEmpty()) {
      return;
    }
    if (!lineOpen) {
      String mark = "> ".repeat(Math.min(quotes, 20));
      if (!out.isEmpty()) {
        out.append('\n');
        if (breaks > 1) {
          out.append(mark.stripTrailing()).append('\n');
        }
      }
      out.append(mark);
    } else if (gap) {
      out.append(' ');
    }
    out.append(visible);
    lineOpen = true;
    gap = false;
    breaks = 0;
  }

  /** Characters without width, which newsletters use to fill their preview line. */
  private static String withoutFillers(String words) {
    return words.chars().anyMatch(HtmlText::isFiller)
        ? words
            .codePoints()
            .filter(c -> !isFiller(c))
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
        : words;
  }

  private static boolean isFiller(int c) {
    return c == '\u200B' || c == '\uFEFF' || c == '\u034F' || c == '\u00AD' || c == '\u2060';
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\u00A0';
  }

  private static boolean isSilent(Element element) {
    if (SILENT.contains(element.normalName())) {
      return true;
    }
    String style = element.attr("style");
    return !style.isEmpty()
        && style.toLowerCase(Locale.ROOT).replace(" ", "").contains("display:none");
  }
}
