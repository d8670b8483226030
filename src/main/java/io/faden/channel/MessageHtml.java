package io.faden.channel;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Last changes to the sanitised HTML of {@link Incoming} before it is shown. Input and result are
 * fragments; the caller wraps them into a page with its own content security policy.
 */
public final class MessageHtml {
  private MessageHtml() {}

  /** Lets images from elsewhere load: somebody asked for them. */
  public static String withRemoteImages(String fragment) {
    Document html = parse(fragment);
    for (Element image : html.select("img[data-remote-src]")) {
      image.attr("src", image.attr("data-remote-src")).removeAttr("data-remote-src");
    }
    return html.body().html();
  }

  /**
   * Points {@code cid:} images to where their files are served. Input: content id, lower case and
   * without angle brackets, to URL; an image whose file is not there keeps its alternative text
   * only.
   */
  public static String withInlineImages(String fragment, Function<String, Optional<String>> url) {
    Document html = parse(fragment);
    for (Element image : html.select("img[src^=cid:]")) {
      contentId(image.attr("src"))
          .flatMap(url)
          .ifPresentOrElse(to -> image.attr("src", to), () -> image.removeAttr("src"));
    }
    return html.body().html();
  }

  /** The content id in a {@code cid:} URL, lower case. Source: RFC 2392. */
  public static Optional<String> contentId(String source) {
    if (!source.regionMatches(true, 0, "cid:", 0, 4)) {
      return Optional.empty();
    }
    String id = source.substring(4).strip();
    try {
      // URLDecoder would read "+" as a space, which it is not here.
      id = URLDecoder.decode(id.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      // Then it stands for itself.
    }
    return id.isEmpty() ? Optional.empty() : Optional.of(id.toLowerCase(Locale.ROOT));
  }

  private static Document parse(String fragment) {
    Document html = Jsoup.parseBodyFragment(fragment);
    html.outputSettings().prettyPrint(false);
    return html;
  }
}
