package io.faden.channel.social;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.faden.channel.UnreadableArrival;
import io.faden.platform.http.Json;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * One item of a feed as it goes into the ledger: its own text out of the document as it came, and
 * what is needed to read it alone. Stored as a JSON object of these members.
 *
 * @param feed where the document was, after all redirects
 * @param title of the feed; may be empty
 * @param language of the feed, ISO 639-1; may be empty
 * @param fetchedAt for items that do not say when they were written
 * @param id what the item is known by; see {@link FeedEntry#identity}
 * @param edited the same id said something else before
 * @param open the elements around the item, with their namespaces; empty for JSON Feed
 * @param item the item itself
 * @param close the ends of the elements around it
 */
record FeedItem(
    String feed,
    String title,
    String language,
    Instant fetchedAt,
    String id,
    boolean edited,
    String open,
    String item,
    String close) {

  byte[] bytes() {
    try {
      return Json.MAPPER.writeValueAsBytes(
          Json.MAPPER
              .createObjectNode()
              .put("feed", feed)
              .put("title", title)
              .put("language", language)
              .put("fetchedAt", fetchedAt.toString())
              .put("id", id)
              .put("edited", edited)
              .put("open", open)
              .put("item", item)
              .put("close", close));
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException(fault);
    }
  }

  static FeedItem of(byte[] raw) throws UnreadableArrival {
    try {
      JsonNode json = Json.MAPPER.readTree(raw);
      return new FeedItem(
          text(json, "feed"),
          text(json, "title"),
          text(json, "language"),
          Instant.parse(text(json, "fetchedAt")),
          text(json, "id"),
          json.path("edited").asBoolean(),
          text(json, "open"),
          text(json, "item"),
          text(json, "close"));
    } catch (IOException | DateTimeException broken) {
      throw new UnreadableArrival("This is no item of a feed.", broken);
    }
  }

  private static String text(JsonNode json, String name) throws UnreadableArrival {
    return Optional.ofNullable(json.path(name).textValue())
        .orElseThrow(() -> new UnreadableArrival("This is no item of a feed: no " + name + "."));
  }
}
