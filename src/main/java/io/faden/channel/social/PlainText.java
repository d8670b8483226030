package io.faden.channel.social;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** What a reader sees of HTML, as lines. */
final class PlainText implements NodeVisitor {
  private static final Set<String> SILENT =
      Set.of("script", "style", "head", "title", "template", "noscript", "svg", "math", "iframe");
  private static final Set<String> PARAGRAPHS =
      Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "pre", "blockquote");

  private final StringBuilder out = new StringBuilder();
  private int breaks;
  private int preformatted;
  private int silent;

  private PlainText() {}

  static String of(String html) {
    PlainText text = new PlainText();
    Jsoup.parseBodyFragment(html).body().traverse(text);
    return text.out.toString().strip();
  }

  static String line(String html) {
    return of(html).replaceAll("\\s+", " ");
  }

  @Override
  public void head(Node node, int depth) {
    if (node instanceof TextNode words) {
      say(
          preformatted > 0
              ? words.getWholeText()
              : words.getWholeText().replaceAll("[\\s\u00A0]+", " "));
    } else if (node instanceof Element element) {
      String name = element.normalName();
      around(element);
      switch (name) {
        case "br" -> breaks++;
        case "pre" -> preformatted++;
        case "li" -> say("- ");
        case "img" -> say(element.attr("alt").isBlank() ? "" : "[" + element.attr("alt") + "]");
        default -> silent += SILENT.contains(name) ? 1 : 0;
      }
    }
  }

  @Override
  public void tail(Node node, int depth) {
    if (node instanceof Element element) {
      around(element);
      preformatted -= element.normalName().equals("pre") ? 1 : 0;
      silent -= SILENT.contains(element.normalName()) ? 1 : 0;
    }
  }

  private void around(Element element) {
    if (PARAGRAPHS.contains(element.normalName())) {
      breaks = Math.max(breaks, 2);
    } else if (element.isBlock()) {
      breaks = Math.max(breaks, 1);
    }
  }

  private void say(String words) {
    boolean lineStart = out.isEmpty() || breaks > 0 || out.charAt(out.length() - 1) == '\n';
    String visible = lineStart && preformatted == 0 ? words.stripLeading() : words;
    if (visible.isEmpty() || silent > 0) {
      return;
    }
    if (breaks > 0 && !out.isEmpty()) {
      while (out.charAt(out.length() - 1) == ' ') {
        out.setLength(out.length() - 1);
      }
      out.append("\n".repeat(Math.min(breaks, 2)));
    } else if (visible.startsWith(" ") && !out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
      visible = visible.substring(1);
    }
    breaks = 0;
    out.append(visible);
  }
}
