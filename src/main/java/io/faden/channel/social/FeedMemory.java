package io.faden.channel.social;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faden.channel.social.SafeFetch.Fetched;
import io.faden.platform.http.Json;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a feed, as its cursor holds it: the condition of the next question, and what
 * each item said last. Items that have left the feed are remembered for a while, since many come
 * back.
 */
final class FeedMemory {
  private static final int REMEMBERED = 1_000;

  private final Map<String, Seen> items = new LinkedHashMap<>();
  private Optional<String> etag = Optional.empty();
  private Optional<String> lastModified = Optional.empty();

  /** Hash of what an item says, and how often that has changed. */
  record Seen(String saying, int revision) {}

  static FeedMemory of(Optional<String> cursor) {
    FeedMemory memory = new FeedMemory();
    if (cursor.isPresent()) {
      try {
        JsonNode json = Json.MAPPER.readTree(cursor.get());
        memory.etag = Optional.ofNullable(json.path("etag").textValue());
        memory.lastModified = Optional.ofNullable(json.path("lastModified").textValue());
        for (JsonNode each : json.path("items")) {
          String[] parts = each.asText().split(" ", -1);
          memory.items.put(parts[0], new Seen(parts[1], Integer.parseInt(parts[2])));
        }
      } catch (IOException notOurs) {
        throw new IllegalStateException("a cursor that nobody can read", notOurs);
      }
    }
    return memory;
  }

  Map<String, String> conditions() {
    Map<String, String> conditions = new LinkedHashMap<>();
    etag.ifPresent(value -> conditions.put("If-None-Match", value));
    lastModified.ifPresent(value -> conditions.put("If-Modified-Since", value));
    return conditions;
  }

  Optional<Seen> of(String id) {
    return Optional.ofNullable(items.get(FeedEntry.shortHash(id)));
  }

  /** The last one kept is the last one forgotten. */
  void keep(String id, Seen seen) {
    String key = FeedEntry.shortHash(id);
    items.remove(key);
    items.put(key, seen);
  }

  void whole(Fetched found, int length) {
    etag = found.etag();
    lastModified = found.lastModified();
    List<String> keys = List.copyOf(items.keySet());
    keys.subList(0, Math.max(0, keys.size() - length - REMEMBERED)).forEach(items::remove);
  }

  String cursor() {
    ObjectNode json = Json.MAPPER.createObjectNode();
    etag.ifPresent(value -> json.put("etag", value));
    lastModified.ifPresent(value -> json.put("lastModified", value));
    ArrayNode kept = json.putArray("items");
    items.forEach((key, seen) -> kept.add(key + " " + seen.saying() + " " + seen.revision()));
    try {
      return Json.MAPPER.writeValueAsString(json);
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException(fault);
    }
  }
}
