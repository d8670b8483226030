package io.faden.channel.email;

import io.faden.channel.MessageHtml;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.owasp.html.CssSchema;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Makes foreign HTML harmless by an allow-list: what is not named here does not survive. The result
 * is a fragment without scripts, forms, frames, styles that place or load, and with images from
 * elsewhere named in {@code data-remote-src} only, so that showing it loads nothing.
 */
final class MailHtml {
  /** A browser shows this much at once without making its reader wait. */
  static final int LONGEST = 500_000;

  private static final Pattern LINK = Pattern.compile("(?i)\\s*(https?://|mailto:|tel:).*");
  private static final Pattern IMAGE =
      Pattern.compile(
          "(?i)(cid:[^\\s\"'<>]{1,500}+|https?://\\S++"
              + "|data:image/(png|jpeg|jpg|gif|webp);base64,[a-z0-9+/=\\s]++)");
  private static final Pattern SIZE = Pattern.compile("[0-9]{1,4}(px|%)?");
  private static final Pattern WORD = Pattern.compile("(?i)[a-z-]{1,20}");
  private static final Pattern COLOUR = Pattern.compile("(?i)#?[a-z0-9]{1,20}");
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,3}");
  private static final Pattern FONT = Pattern.compile("[\\w ,'-]{1,200}");
  private static final Pattern FOLDED = Pattern.compile("faden-quote");

  private static final CssSchema STYLES =
      CssSchema.withProperties(
          Set.of(
              "background-color",
              "border",
              "border-bottom",
              "border-bottom-color",
              "border-bottom-style",
              "border-bottom-width",
              "border-collapse",
              "border-color",
              "border-left",
              "border-left-color",
              "border-left-style",
              "border-left-width",
              "border-radius",
              "border-right",
              "border-right-color",
              "border-right-style",
              "border-right-width",
              "border-spacing",
              "border-style",
              "border-top",
              "border-top-color",
              "border-top-style",
              "border-top-width",
              "border-width",
              "color",
              "direction",
              "font-family",
              "font-size",
              "font-style",
              "font-variant",
              "font-weight",
              "height",
              "letter-spacing",
              "line-height",
              "list-style-type",
              "max-width",
              "min-width",
              "padding",
              "padding-bottom",
              "padding-left",
              "padding-right",
              "padding-top",
              "text-align",
              "text-decoration",
              "text-indent",
              "text-transform",
              "vertical-align",
              "white-space",
              "width",
              "word-spacing",
              "word-wrap",
              "margin",
              "margin-bottom",
              "margin-left",
              "margin-right",
              "margin-top"));

  private static final PolicyFactory POLICY =
      new HtmlPolicyBuilder()
          .allowElements(
              "a",
              "abbr",
              "address",
              "article",
              "b",
              "big",
              "blockquote",
              "br",
              "caption",
              "center",
              "cite",
              "code",
              "col",
              "colgroup",
              "dd",
              "del",
              "details",
              "div",
              "dl",
              "dt",
              "em",
              "figcaption",
              "figure",
              "font",
              "footer",
              "h1",
              "h2",
              "h3",
              "h4",
              "h5",
              "h6",
              "header",
              "hr",
              "i",
              "ins",
              "kbd",
              "li",
              "main",
              "mark",
              "ol",
              "p",
              "pre",
              "q",
              "s",
              "samp",
              "section",
              "small",
              "span",
              "strike",
              "strong",
              "sub",
              "summary",
              "sup",
              "table",
              "tbody",
              "td",
              "tfoot",
              "th",
              "thead",
              "tr",
              "tt",
              "u",
              "ul",
              "var")
          .allowWithoutAttributes("span", "font", "a")
          .allowElements(MailHtml::image, "img")
          .allowElements(MailHtml::link, "a")
          .allowUrlProtocols("http", "https", "mailto", "tel", "cid", "data")
          .allowAttributes("href")
          .matching(LINK)
          .onElements("a")
          .allowAttributes("src")
          .matching(IMAGE)
          .onElements("img")
          .allowAttributes("alt", "title")
          .globally()
          .allowAttributes("dir")
          .matching(WORD)
          .globally()
          .allowAttributes("lang")
          .matching(WORD)
          .globally()
          .allowAttributes("class")
          .matching(FOLDED)
          .onElements("details")
          .allowAttributes("width", "height")
          .matching(SIZE)
          .onElements("img", "table", "td", "th", "col", "colgroup", "hr")
          .allowAttributes("align", "valign")
          .matching(WORD)
          .onElements(
              "table",
              "tbody",
              "thead",
              "tfoot",
              "tr",
              "td",
              "th",
              "col",
              "colgroup",
              "div",
              "p",
              "h1",
              "h2",
              "h3",
              "h4",
              "h5",
              "h6",
              "img",
              "hr",
              "caption")
          .allowAttributes("bgcolor")
          .matching(COLOUR)
          .onElements("table", "tbody", "tr", "td", "th")
          .allowAttributes("border", "cellpadding", "cellspacing")
          .matching(COUNT)
          .onElements("table")
          .allowAttributes("border", "hspace", "vspace")
          .matching(COUNT)
          .onElements("img")
          .allowAttributes("colspan", "rowspan", "span")
          .matching(COUNT)
          .onElements("td", "th", "col", "colgroup")
          .allowAttributes("start")
          .matching(COUNT)
          .onElements("ol")
          .allowAttributes("type")
          .matching(WORD)
          .onElements("ol", "ul", "li")
          .allowAttributes("color")
          .matching(COLOUR)
          .onElements("font")
          .allowAttributes("size")
          .matching(Pattern.compile("[+-]?[0-9]"))
          .onElements("font")
          .allowAttributes("face")
          .matching(FONT)
          .onElements("font")
          .allowStyling(STYLES)
          .requireRelsOnLinks("noopener", "noreferrer")
          .toFactory();

  private MailHtml() {}

  /**
   * A mail's HTML after reading.
   *
   * @param fragment safe HTML
   * @param remoteImages it names images elsewhere
   */
  record Safe(String fragment, boolean remoteImages) {}

  /** Empty if it is beyond {@link HtmlLimits} or the time is over. */
  static Optional<Document> parse(String html, HtmlBudget budget) {
    if (budget.spent() || !HtmlLimits.hold(html)) {
      return Optional.empty();
    }
    Document document = Jsoup.parse(html);
    document.outputSettings().prettyPrint(false);
    return Optional.of(document).filter(HtmlLimits::hold);
  }

  /** Its text, without its finer points if it is too much to parse. */
  static String text(String html, Optional<Document> parsed) {
    return parsed.map(HtmlText::of).orElseGet(() -> StrippedHtml.of(html));
  }

  /**
   * Sanitises; folds quoted history. Changes the document. Empty if the result is too long to show
   * or the time is over.
   */
  static Optional<Safe> sanitise(Document html, HtmlBudget budget) {
    if (budget.spent()) {
      return Optional.empty();
    }
    html.select(
            "script, style, title, noscript, template, svg, math, iframe, object, embed, select")
        .remove();
    boolean backgrounds = html.selectFirst("[background]") != null || loadsByStyle(html);
    for (Element image : html.select("img[src^=//]")) {
      image.attr("src", "https:" + image.attr("src"));
    }
    QuotedHtml.fold(html);
    if (budget.spent()) {
      return Optional.empty();
    }
    String fragment = POLICY.sanitize(html.body().html()).strip();
    return fragment.length() > LONGEST
        ? Optional.empty()
        : Optional.of(new Safe(fragment, backgrounds || fragment.contains("data-remote-src=\"")));
  }

  private static boolean loadsByStyle(Document html) {
    return html.select("[style*=url]").stream()
        .map(element -> element.attr("style").toLowerCase(Locale.ROOT))
        .anyMatch(style -> style.contains("http") || style.contains("url(//"));
  }

  /** Attributes come as name, value, name, value, …; only allowed ones are left by now. */
  private static String image(String name, List<String> attributes) {
    int source = indexOf(attributes, "src");
    if (source < 0) {
      return indexOf(attributes, "alt") < 0 ? null : name;
    }
    if (attributes.get(source + 1).regionMatches(true, 0, "http", 0, 4)) {
      attributes.set(source, "data-remote-src");
    }
    return name;
  }

  private static String link(String name, List<String> attributes) {
    if (indexOf(attributes, "href") >= 0) {
      attributes.addAll(List.of("target", "_blank"));
    }
    return name;
  }

  private static int indexOf(List<String> attributes, String name) {
    for (int i = 0; i < attributes.size(); i += 2) {
      if (attributes.get(i).equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** The content ids that {@code cid:} links in safe HTML name, lower case. */
  static Set<String> inlineIds(String fragment) {
    return Jsoup.parseBodyFragment(fragment).select("img[src^=cid:]").stream()
        .map(image -> MessageHtml.contentId(image.attr("src")))
        .flatMap(Optional::stream)
        .collect(Collectors.toUnmodifiableSet());
  }
}
