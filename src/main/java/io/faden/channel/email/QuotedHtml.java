package io.faden.channel.email;

import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Folds quoted history in an HTML mail into {@code <details class="faden-quote">}, so that the
 * reader sees what is new first. Only a quote at the end with something new before it is folded;
 * nothing is taken out.
 */
final class QuotedHtml {
  /** How the well-known programs mark what they quote, most telling first. */
  private static final List<String> MARKS =
      List.of(
          "div.gmail_quote_container",
          "div.gmail_quote",
          "#divRplyFwdMsg",
          "#appendonsend",
          "div.moz-cite-prefix",
          "div.yahoo_quoted",
          "#reply-intro",
          "div.gmx_quote",
          "div[name=quote]",
          "div.OutlookMessageHeader",
          "div[style*=border-top:solid #E1E1E1 1.0pt]",
          "div[style*=border-top:solid #B5C4DF 1.0pt]",
          "div[style*=border:none;border-top:solid]",
          "blockquote[type=cite]",
          "blockquote.gmail_quote",
          "blockquote");

  private QuotedHtml() {}

  static void fold(Document html) {
    start(html.body()).ifPresent(first -> wrap(html, first));
  }

  private static Optional<Element> start(Element body) {
    for (String mark : MARKS) {
      Element first = mark.equals("blockquote") ? lastOutermost(body) : body.selectFirst(mark);
      if (first != null) {
        Element from = outermost(withIntroduction(first));
        boolean foldable = textBefore(from) && (!marksOnlyItself(first) || !textAfter(first));
        return foldable ? Optional.of(from) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** A header mark stands above what it introduces; these hold the quote inside themselves. */
  private static boolean marksOnlyItself(Element mark) {
    return mark.normalName().equals("blockquote")
        || mark.hasClass("gmail_quote")
        || mark.hasClass("gmail_quote_container")
        || mark.hasClass("yahoo_quoted")
        || mark.hasClass("gmx_quote");
  }

  private static Element lastOutermost(Element body) {
    Element last = body.select("blockquote").last();
    while (last != null && last.parent() != null && last.parent().closest("blockquote") != null) {
      last = last.parent().closest("blockquote");
    }
    return last;
  }

  /** Takes "Am … schrieb …:" right above the quote along. */
  private static Element withIntroduction(Element quote) {
    Element above = quote.previousElementSibling();
    if (above == null || above.text().length() > 500) {
      return quote;
    }
    boolean rule = above.normalName().equals("hr");
    return rule || QuotedHistory.introduces(above.text().strip()) ? above : quote;
  }

  /** While nothing stands before it inside its parent, the parent begins the quote as well. */
  private static Element outermost(Element start) {
    Element at = start;
    while (at.parent() != null && !isBody(at.parent()) && !anyTextBeforeIn(at)) {
      at = at.parent();
    }
    return at;
  }

  private static boolean anyTextBeforeIn(Element element) {
    for (Node before = element.previousSibling();
        before != null;
        before = before.previousSibling()) {
      if (hasText(before)) {
        return true;
      }
    }
    return false;
  }

  private static boolean textBefore(Element element) {
    for (Element at = element; at != null && !isBody(at); at = at.parent()) {
      if (anyTextBeforeIn(at)) {
        return true;
      }
    }
    return false;
  }

  private static boolean textAfter(Element element) {
    for (Element at = element; at != null && !isBody(at); at = at.parent()) {
      for (Node after = at.nextSibling(); after != null; after = after.nextSibling()) {
        if (hasText(after)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isBody(Element element) {
    return element.normalName().equals("body");
  }

  private static boolean hasText(Node node) {
    return switch (node) {
      case TextNode words -> !words.isBlank();
      case Element element -> element.hasText() || element.selectFirst("img") != null;
      default -> false;
    };
  }

  /** The start and all that follows it under the same parent. */
  private static void wrap(Document html, Element first) {
    Element details = html.createElement("details").addClass("faden-quote");
    details.appendElement("summary").text("…");
    first.before(details);
    for (Node node = first; node != null; ) {
      Node next = node.nextSibling();
      details.appendChild(node);
      node = next;
    }
  }
}
