package io.faden.channel.social;

import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/**
 * The HTML of a status as plain text: paragraphs, line breaks, lists; links as the whole address,
 * of which Mastodon hides the ends; mentions and tags as they are shown.
 */
final class MastodonHtml {
  private static final int LONGEST = 50_000;

  private MastodonHtml() {}

  static String text(String html) {
    Writing writing = new Writing();
    NodeTraversor.traverse(writing, Jsoup.parseBodyFragment(html).body());
    return writing.done();
  }

  private static final class Writing implements NodeVisitor {
    private static final int NOTHING = -1;

    private final StringBuilder out = new StringBuilder();

    /** Below this depth nothing is written: in a link, or in what is no text at all. */
    private int skipped = NOTHING;

    @Override
    public void head(Node node, int depth) {
      if (skipped != NOTHING || out.length() > LONGEST) {
        return;
      }
      if (node instanceof TextNode text) {
        out.append(text.getWholeText().replaceAll("\\s+", " "));
      } else if (node instanceof Element element) {
        begin(element, depth);
      }
    }

    private void begin(Element element, int depth) {
      switch (element.normalName()) {
        case "script", "style", "template", "noscript" -> skipped = depth;
        case "p", "div", "blockquote", "pre", "ul", "ol", "h1", "h2", "h3" -> gap("\n\n");
        case "br" -> out.append('\n');
        case "li" -> {
          if (!out.isEmpty() && out.charAt(out.length() - 1) != '\n') {
            out.append('\n');
          }
          out.append("- ");
        }
        case "img" -> out.append(element.attr("alt"));
        case "a" -> {
          out.append(link(element));
          skipped = depth;
        }
        default -> {
          // Spans and emphasis: their text says it all.
        }
      }
    }

    @Override
    public void tail(Node node, int depth) {
      if (depth == skipped) {
        skipped = NOTHING;
      } else if (skipped == NOTHING && node instanceof Element element) {
        switch (element.normalName()) {
          case "p", "div", "blockquote", "pre", "ul", "ol", "h1", "h2", "h3" -> gap("\n\n");
          default -> {
            // Goes on in the line.
          }
        }
      }
    }

    private void gap(String lines) {
      while (!out.isEmpty() && Character.isWhitespace(out.charAt(out.length() - 1))) {
        out.setLength(out.length() - 1);
      }
      if (!out.isEmpty()) {
        out.append(lines);
      }
    }

    private String done() {
      String text = out.length() > LONGEST ? out.substring(0, LONGEST) : out.toString();
      return text.replaceAll("[ \\t]*\\n[ \\t]*", "\n").replaceAll("\\n{3,}", "\n\n").strip();
    }
  }

  /** Where a text leads elsewhere than it says, both are shown. */
  private static String link(Element anchor) {
    String shown = anchor.wholeText().replaceAll("\\s+", " ").strip();
    String href = anchor.attr("href").strip();
    boolean named = anchor.hasClass("mention") || anchor.hasClass("hashtag");
    if (named || shown.startsWith("@") || shown.startsWith("#") || !isAddress(href)) {
      return shown;
    }
    if (shown.isEmpty() || shown.endsWith("…") || bare(href).equals(bare(shown))) {
      return href;
    }
    return shown + " (" + href + ")";
  }

  private static boolean isAddress(String href) {
    return href.toLowerCase(Locale.ROOT).matches("https?://.+");
  }

  private static String bare(String address) {
    return address.replaceFirst("(?i)^https?://", "").replaceFirst("/$", "");
  }
}
