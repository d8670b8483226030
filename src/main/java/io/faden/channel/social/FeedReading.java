package io.faden.channel.social;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.rometools.rome.feed.rss.Item;
import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEnclosure;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndPerson;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.ParsingFeedException;
import com.rometools.rome.io.SyndFeedInput;
import io.faden.channel.UnreadableArrival;
import io.faden.platform.http.Json;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads RSS, RDF and Atom by ROME, and JSON Feed. Document types are refused, and with them
 * entities that grow or that name files.
 */
final class FeedReading {
  private FeedReading() {}

  /** What a feed says of itself. */
  record Head(String title, String language) {}

  /** Errors: {@link UnreadableArrival} with a sentence about what is wrong with the document. */
  static Head head(String text) throws UnreadableArrival {
    if (FeedSlices.isJson(text)) {
      JsonNode feed = json(text);
      return new Head(
          PlainText.line(text(feed.path("title"))), language(text(feed.path("language"))));
    }
    SyndFeed feed = xml(text);
    return new Head(PlainText.line(given(feed.getTitle())), language(given(feed.getLanguage())));
  }

  static FeedEntry entry(String open, String item, String close) throws UnreadableArrival {
    if (open.isEmpty()) {
      return ofJson(json(item));
    }
    List<SyndEntry> entries = xml(open + item + close).getEntries();
    if (entries.size() != 1) {
      throw new UnreadableArrival("This is no item of a feed.");
    }
    return ofXml(entries.getFirst());
  }

  private static SyndFeed xml(String text) throws UnreadableArrival {
    SyndFeedInput input = new SyndFeedInput(false, Locale.ROOT);
    input.setAllowDoctypes(false);
    input.setXmlHealerOn(true);
    input.setPreserveWireFeed(true);
    try {
      return input.build(new StringReader(text));
    } catch (ParsingFeedException broken) {
      throw new UnreadableArrival(
          text.contains("<!DOCTYPE")
              ? "The feed names a document type, which is not read."
              : "The feed is not well-formed XML, line " + broken.getLineNumber() + ".",
          broken);
    } catch (FeedException | RuntimeException other) {
      throw new UnreadableArrival("This is no RSS, RDF, Atom or JSON Feed.", other);
    }
  }

  private static FeedEntry ofXml(SyndEntry entry) {
    boolean rss = entry.getWireEntry() instanceof Item;
    // The longest: many tell a summary beside the whole.
    Optional<SyndContent> content =
        Stream.concat(Stream.ofNullable(entry.getDescription()), entry.getContents().stream())
            .filter(each -> each.getValue() != null)
            .max(Comparator.comparingInt(each -> each.getValue().length()));
    boolean html = content.map(each -> rss || isHtml(each.getType())).orElse(false);
    return new FeedEntry(
        id(entry),
        some(entry.getLink()),
        title(entry, rss),
        content.map(SyndContent::getValue).orElse(""),
        html,
        author(entry),
        entry.getAuthors().stream().map(SyndPerson::getUri).flatMap(Stream::ofNullable).findFirst(),
        Optional.empty(),
        Optional.empty(),
        instant(entry.getPublishedDate()),
        instant(entry.getUpdatedDate()),
        entry.getEnclosures().stream()
            .filter(each -> each.getUrl() != null && given(each.getType()).startsWith("image/"))
            .map(FeedReading::picture)
            .toList());
  }

  private static Told.Picture picture(SyndEnclosure enclosure) {
    return new Told.Picture(enclosure.getUrl().strip(), "", enclosure.getType());
  }

  /** Where there is no guid ROME takes the address for it, which need not be one item's alone. */
  private static Optional<String> id(SyndEntry entry) {
    return entry.getWireEntry() instanceof Item item
        ? Optional.ofNullable(item.getGuid())
            .flatMap(guid -> some(guid.getValue()))
            .or(() -> some(item.getUri()).filter(uri -> !uri.equals(item.getLink())))
        : some(entry.getUri());
  }

  private static String title(SyndEntry entry, boolean rss) {
    SyndContent title = entry.getTitleEx();
    String text = title == null ? "" : given(title.getValue());
    return rss || title == null || isHtml(title.getType())
        ? PlainText.line(text)
        : text.strip().replaceAll("\\s+", " ");
  }

  private static boolean isHtml(String type) {
    return type != null && type.toLowerCase(Locale.ROOT).contains("html");
  }

  private static String author(SyndEntry entry) {
    return Stream.concat(
            entry.getAuthors().stream().map(SyndPerson::getName),
            Stream.ofNullable(entry.getAuthor()))
        .map(FeedReading::given)
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static FeedEntry ofJson(JsonNode item) {
    String html = text(item.path("content_html"));
    String text = text(item.path("content_text"));
    JsonNode author =
        item.path("authors").isArray() ? item.path("authors").path(0) : item.path("author");
    List<Told.Picture> pictures = new ArrayList<>();
    some(text(item.path("image")))
        .map(url -> new Told.Picture(url, "", ""))
        .ifPresent(pictures::add);
    for (JsonNode file : item.path("attachments")) {
      String type = text(file.path("mime_type"));
      if (type.startsWith("image/")) {
        pictures.add(new Told.Picture(text(file.path("url")), text(file.path("title")), type));
      }
    }
    boolean isHtml = html.length() >= text.length() && !html.isEmpty();
    return new FeedEntry(
        some(text(item.path("id"))),
        some(text(item.path("url"))).or(() -> some(text(item.path("external_url")))),
        PlainText.line(text(item.path("title"))),
        isHtml ? html : text.isEmpty() ? text(item.path("summary")) : text,
        isHtml,
        text(author.path("name")).strip(),
        some(text(author.path("url"))),
        some(text(author.path("avatar"))),
        some(language(text(item.path("language")))),
        instant(text(item.path("date_published"))),
        instant(text(item.path("date_modified"))),
        pictures);
  }

  /** PostgreSQL stores every character but NUL, which nobody means to write. */
  private static String text(JsonNode node) {
    return node.asText("").replace("\0", "");
  }

  private static JsonNode json(String text) throws UnreadableArrival {
    try {
      return Json.MAPPER.readTree(text);
    } catch (JsonProcessingException broken) {
      throw new UnreadableArrival("The feed is not well-formed JSON.", broken);
    }
  }

  private static String language(String tag) {
    return tag.matches("(?i)[a-z]{2}([-_].*)?") ? tag.substring(0, 2).toLowerCase(Locale.ROOT) : "";
  }

  private static Optional<Instant> instant(Date date) {
    return Optional.ofNullable(date).map(Date::toInstant);
  }

  private static Optional<Instant> instant(String date) {
    try {
      return some(date).map(text -> OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException garbage) {
      return Optional.empty();
    }
  }

  private static String given(String text) {
    return text == null ? "" : text;
  }

  private static Optional<String> some(String text) {
    return Optional.ofNullable(text).map(String::strip).filter(each -> !each.isEmpty());
  }
}
