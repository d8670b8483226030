package io.faden.channel.social;

import io.faden.channel.UnreadableArrival;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What an item of a feed tells: plain text, absolute addresses, dates that can be. */
final class FeedPost {
  private static final int PICTURES = 10;
  private static final int LONGEST_NAME = 200;

  private FeedPost() {}

  static Told of(FeedItem item) throws UnreadableArrival {
    FeedEntry entry = FeedReading.entry(item.open(), item.item(), item.close());
    URI feed = URI.create(item.feed());
    Document html = entry.html() ? Jsoup.parseBodyFragment(entry.content()) : new Document("");
    String body = entry.html() ? PlainText.of(entry.content()) : entry.content().strip();
    Told.Post post =
        new Told.Post(
            item.id(),
            Told.Kind.ITEM,
            true,
            author(feed, item, entry),
            entry.title(),
            (body.isEmpty() ? entry.title() : body).replace("\r\n", "\n"),
            entry.language().or(() -> some(item.language())),
            written(entry, item.fetchedAt()),
            entry.link().flatMap(link -> resolved(feed, link)),
            List.of(),
            pictures(feed, entry, html),
            // Not when the feed says that it was changed: many say so once, and change it again.
            item.edited() ? Optional.of(item.fetchedAt()) : Optional.empty());
    return item.edited() ? new Told.Edited(post) : post;
  }

  private static Told.Author author(URI feed, FeedItem item, FeedEntry entry) {
    String name = entry.author().isEmpty() ? item.title() : entry.author();
    String shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    String value = SourceName.of(feed.getHost() + "/" + shown);
    return new Told.Author(
        value,
        value,
        shown,
        entry.authorUrl().flatMap(url -> resolved(feed, url)),
        entry.avatar().flatMap(url -> resolved(feed, url)),
        Optional.empty(),
        false);
  }

  /** A date in the future is a clock that is wrong. */
  private static Instant written(FeedEntry entry, Instant fetched) {
    Instant at = entry.published().or(entry::updated).orElse(fetched);
    return at.isAfter(fetched) ? fetched : at;
  }

  private static List<Told.Picture> pictures(URI feed, FeedEntry entry, Document html) {
    List<Told.Picture> found = new ArrayList<>();
    Set<String> known = new HashSet<>();
    List<Told.Picture> named = new ArrayList<>(entry.pictures());
    for (Element image : html.select("img[src]")) {
      named.add(new Told.Picture(image.attr("src"), image.attr("alt").strip(), ""));
    }
    for (Told.Picture each : named) {
      Optional<String> url = resolved(feed, each.url());
      if (url.isPresent() && known.add(url.get()) && found.size() < PICTURES) {
        found.add(new Told.Picture(url.get(), each.description(), each.type()));
      }
    }
    return found;
  }

  /** Absolute and of the web, or nothing. */
  private static Optional<String> resolved(URI feed, String link) {
    try {
      URI absolute = feed.resolve(link.strip().replace(" ", "%20"));
      return Optional.of(absolute)
          .filter(url -> url.getScheme() != null && url.getScheme().matches("(?i)https?"))
          .map(URI::toString);
    } catch (IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }

  private static Optional<String> some(String text) {
    return Optional.of(text).filter(each -> !each.isEmpty());
  }
}
