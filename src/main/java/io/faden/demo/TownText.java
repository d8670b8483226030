package io.faden.demo;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Entities;

/** Words on the small network: who is meant in them, and how they look in HTML. */
final class TownText {
  static final String HOST = "sozial.example";
  private static final Pattern MENTION =
      Pattern.compile(
          "@([a-z0-9_]{1,40})(?:@sozial\\.example)?(?![\\w@])", Pattern.CASE_INSENSITIVE);
  private static final Pattern MARK =
      Pattern.compile(
          "(?<url>https?://[^\\s<>\"]+)|" + MENTION.pattern() + "|#(?<tag>[\\p{L}\\p{N}_]+)",
          Pattern.CASE_INSENSITIVE);

  private TownText() {}

  static List<String> mentions(String text) {
    return MENTION
        .matcher(text)
        .results()
        .map(found -> found.group(1).toLowerCase(Locale.ROOT))
        .distinct()
        .toList();
  }

  static boolean hasTag(String text, String tag) {
    return MARK.matcher(text)
        .results()
        .anyMatch(found -> found.group().equalsIgnoreCase("#" + tag));
  }

  static String html(String text, String home) {
    StringBuilder html = new StringBuilder("<p>");
    Matcher mark = MARK.matcher(text);
    int from = 0;
    while (mark.find()) {
      html.append(plain(text.substring(from, mark.start())));
      html.append(link(mark, home));
      from = mark.end();
    }
    return html.append(plain(text.substring(from))).append("</p>").toString();
  }

  private static String link(Matcher mark, String home) {
    if (mark.group("url") != null) {
      String url = Entities.escape(mark.group("url"));
      return "<a href=\"%s\" rel=\"nofollow noopener\">%s</a>".formatted(url, url);
    }
    if (mark.group("tag") != null) {
      return "<a href=\"%s/tags/%s\" class=\"mention hashtag\" rel=\"tag\">#<span>%s</span></a>"
          .formatted(home, mark.group("tag"), mark.group("tag"));
    }
    String name = mark.group(2).toLowerCase(Locale.ROOT);
    return "<span class=\"h-card\"><a href=\"%s/@%s\" class=\"u-url mention\">@<span>%s</span></a></span>"
        .formatted(home, name, name);
  }

  private static String plain(String text) {
    return Entities.escape(text).replace("\n\n", "</p><p>").replace("\n", "<br />");
  }
}
