package io.faden.channel.email;

import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/**
 * What HTML a browser shows without trouble: 20,000 elements, 200 levels. Counts twice, because a
 * parser makes more than is written: an open {@code <b>} comes again in each paragraph, with all
 * its attributes. Each count is one pass that stops at the limit.
 */
final class HtmlLimits implements NodeFilter {
  static final int DEPTH = 200;
  static final int ELEMENTS = 20_000;

  /** An element has a start and an end. */
  private static final int TAGS = 2 * ELEMENTS;

  /** The document and its html element stand above the body. */
  private static final int ABOVE = 2;

  private int elements;
  private long characters;

  private HtmlLimits() {}

  /** Whether parsing this costs little. */
  static boolean hold(String html) {
    if (html.length() > HtmlBudget.CHARACTERS) {
      return false;
    }
    int tags = 0;
    for (int i = html.indexOf('<'); i >= 0; i = html.indexOf('<', i + 1)) {
      if (++tags > TAGS) {
        return false;
      }
    }
    return true;
  }

  /** Whether going over this, and writing it, costs little. */
  static boolean hold(Document html) {
    return NodeTraversor.filter(new HtmlLimits(), html) != FilterResult.STOP;
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (node instanceof Element element) {
      elements++;
      characters += 2L * element.normalName().length();
      for (Attribute attribute : element.attributes()) {
        characters += attribute.getKey().length() + attribute.getValue().length();
      }
    } else if (node instanceof TextNode words) {
      characters += words.getWholeText().length();
    }
    boolean over =
        elements > ELEMENTS
            || (depth > DEPTH + ABOVE && node instanceof Element)
            || characters > 2L * HtmlBudget.CHARACTERS;
    return over ? FilterResult.STOP : FilterResult.CONTINUE;
  }
}
