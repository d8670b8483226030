package io.faden.channel.social;

import com.fasterxml.jackson.databind.JsonNode;
import io.faden.channel.UnreadableArrival;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a notification, a post or a message of a chat says. Source: the lexicons
 * app.bsky.notification.listNotifications, app.bsky.feed.defs and chat.bsky.convo.defs.
 */
final class BlueskyReading {
  private static final String PICTURES = "https://cdn.bsky.app/img/feed_fullsize/plain/";

  private BlueskyReading() {}

  static Told read(byte[] raw) throws UnreadableArrival {
    JsonNode json =
        Elements.tree(raw)
            .filter(JsonNode::isObject)
            .orElseThrow(() -> new UnreadableArrival("This is no JSON object."));
    if (json.path("message").isObject()) {
      return message(json.path("message"));
    }
    String reason = json.path("reason").asText("");
    return switch (reason) {
      case "", "mention", "reply", "quote" -> post(json, reason);
      default -> new Told.Nothing("not addressed to us: " + reason);
    };
  }

  private static Told post(JsonNode view, String reason) throws UnreadableArrival {
    JsonNode record = view.path("record");
    if (!record.isObject()) {
      throw new UnreadableArrival("The post has no record.");
    }
    String id = needed(view, "uri");
    Told.Author author = author(view.path("author"));
    return new Told.Post(
        id,
        kind(reason, view, record),
        true,
        author,
        "",
        text(record),
        Optional.of(record.path("langs").path(0).asText("").toLowerCase(Locale.ROOT))
            .filter(language -> language.matches("[a-z]{2}(-.*)?"))
            .map(language -> language.substring(0, 2)),
        // What the record says of its own time is its author's word.
        Elements.instant(needed(view, "indexedAt"))
            .orElseThrow(() -> new UnreadableArrival("The time of the post cannot be read.")),
        page(author.handle(), id),
        parents(record),
        pictures(author.value(), view.path("embed"), record.path("embed")),
        Optional.empty());
  }

  /** Those who wrote further up in a thread are told of answers to others as well. */
  private static Told.Kind kind(String reason, JsonNode view, JsonNode record) {
    return switch (reason) {
      case "quote" -> Told.Kind.QUOTE;
      case "reply" ->
          Elements.text(view, "reasonSubject")
                  .equals(Elements.text(record.path("reply").path("parent"), "uri"))
              ? Told.Kind.REPLY
              : Told.Kind.MENTION;
      case "mention" -> Told.Kind.MENTION;
      default -> Told.Kind.FOUND;
    };
  }

  private static Told message(JsonNode message) throws UnreadableArrival {
    String did = needed(message.path("sender"), "did");
    return new Told.Post(
        needed(message, "id"),
        Told.Kind.DIRECT,
        false,
        new Told.Author(did, did, "", profile(did), Optional.empty(), Optional.empty(), false),
        "",
        text(message),
        Optional.empty(),
        Elements.instant(needed(message, "sentAt"))
            .orElseThrow(() -> new UnreadableArrival("The time of the message cannot be read.")),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  private static Told.Author author(JsonNode from) throws UnreadableArrival {
    String did = needed(from, "did");
    String handle = Elements.text(from, "handle").orElse(did);
    boolean bot = false;
    for (JsonNode label : from.path("labels")) {
      bot |= label.path("val").asText().equals("bot");
    }
    return new Told.Author(
        did,
        handle,
        from.path("displayName").asText("").strip(),
        profile(handle),
        Elements.url(from, "avatar"),
        from.path("followersCount").canConvertToInt()
            ? Optional.of(from.path("followersCount").asInt())
            : Optional.empty(),
        bot);
  }

  private static Optional<String> profile(String handle) {
    return handle.matches("[A-Za-z0-9.:_-]+")
        ? Optional.of("https://bsky.app/profile/" + handle)
        : Optional.empty();
  }

  /** Where people can look at a post of theirs. */
  static Optional<String> page(String handle, String uri) {
    String key = uri.substring(uri.lastIndexOf('/') + 1);
    return key.matches("[A-Za-z0-9._:~-]+")
        ? profile(handle).map(page -> page + "/post/" + key)
        : Optional.empty();
  }

  private static List<String> parents(JsonNode record) {
    List<String> parents = new ArrayList<>();
    for (String place : List.of("parent", "root")) {
      Elements.text(record.path("reply").path(place), "uri")
          .filter(uri -> !parents.contains(uri))
          .ifPresent(parents::add);
    }
    return parents;
  }

  /** A view has addresses; a record only says under which name its author keeps a picture. */
  private static List<Told.Picture> pictures(String did, JsonNode view, JsonNode record) {
    List<Told.Picture> pictures = new ArrayList<>();
    for (JsonNode embed : List.of(view, view.path("media"))) {
      for (JsonNode image : embed.path("images")) {
        Elements.url(image, "fullsize").ifPresent(url -> pictures.add(picture(url, image)));
      }
    }
    if (pictures.isEmpty()) {
      for (JsonNode embed : List.of(record, record.path("media"))) {
        for (JsonNode image : embed.path("images")) {
          Elements.text(image.path("image").path("ref"), "$link")
              .filter(link -> link.matches("[a-z0-9]+") && did.matches("[A-Za-z0-9.:_-]+"))
              .ifPresent(
                  link -> pictures.add(picture(PICTURES + did + "/" + link + "@jpeg", image)));
        }
      }
    }
    return pictures;
  }

  private static Told.Picture picture(String url, JsonNode image) {
    return new Told.Picture(url, image.path("alt").asText(""), "image");
  }

  /** A link of which the text shows only the beginning, and where that is in UTF-8. */
  private record Link(int from, int to, String uri) {}

  /** The text with its links as whole addresses: people's programs shorten them. */
  static String text(JsonNode record) {
    byte[] text = NetworkHttp.bytes(record.path("text").asText(""));
    List<Link> links = new ArrayList<>();
    for (JsonNode facet : record.path("facets")) {
      int from = facet.path("index").path("byteStart").asInt(-1);
      int to = facet.path("index").path("byteEnd").asInt(-1);
      for (JsonNode feature : facet.path("features")) {
        Optional<String> uri = Elements.url(feature, "uri");
        if (uri.isPresent() && from >= 0 && from < to && to <= text.length) {
          links.add(new Link(from, to, uri.get()));
        }
      }
    }
    links.sort(Comparator.comparingInt(Link::from));
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (Link link : links) {
      if (link.from() >= at) {
        out.append(part(text, at, link.from()))
            .append(whole(part(text, link.from(), link.to()), link.uri()));
        at = link.to();
      }
    }
    return out.append(part(text, at, text.length)).toString().strip();
  }

  private static String part(byte[] text, int from, int to) {
    return new String(text, from, to - from, java.nio.charset.StandardCharsets.UTF_8);
  }

  /** Where a text leads elsewhere than it says, both are shown. */
  private static String whole(String shown, String uri) {
    String bare = uri.replaceFirst("(?i)^https?://", "").replaceFirst("/$", "");
    String start = shown.replaceFirst("(?i)^https?://", "").replaceFirst("(…|\\.{3}|/)$", "");
    return bare.startsWith(start) ? uri : shown + " (" + uri + ")";
  }

  private static String needed(JsonNode node, String field) throws UnreadableArrival {
    return Elements.text(node, field)
        .orElseThrow(() -> new UnreadableArrival("The post has no " + field + "."));
  }

  static Optional<Instant> time(JsonNode node, String field) {
    return Elements.text(node, field).flatMap(Elements::instant);
  }
}
