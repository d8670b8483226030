package io.faden.channel.social;

import com.fasterxml.jackson.databind.JsonNode;
import io.faden.channel.UnreadableArrival;
import io.faden.platform.http.Json;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Reads what a webhook brings; docs/webhook.md says what that looks like. */
final class WebhookReading {
  private static final int PICTURES = 50;
  private static final int LONGEST_ID = 300;
  private static final String PLAIN = "abcdefghijklmnopqrstuvwxyz0123456789._~:+@-";

  private final JsonNode json;

  private WebhookReading(JsonNode json) {
    this.json = json;
  }

  /**
   * Input: raw bytes, whether everybody can read there unless it says otherwise, and how the id of
   * an author names them on their channel.
   */
  static Told read(byte[] raw, boolean open, Function<String, String> naming)
      throws UnreadableArrival {
    WebhookReading reading = new WebhookReading(tree(raw));
    Hook hook = reading.hook();
    return switch (hook.event()) {
      case POST -> reading.post(hook.id(), open, naming, false);
      case EDIT -> new Told.Edited(reading.post(hook.id(), open, naming, true));
      case DELETE -> new Told.Deleted(hook.id(), reading.createdAt());
    };
  }

  static Hook hook(byte[] raw) throws UnreadableArrival {
    return new WebhookReading(tree(raw)).hook();
  }

  private Hook hook() throws UnreadableArrival {
    String id = needed("id");
    if (id.length() > LONGEST_ID) {
      throw new UnreadableArrival("The id is longer than " + LONGEST_ID + " characters.");
    }
    Hook.Event event =
        switch (text("event").orElse("post")) {
          case "post" -> Hook.Event.POST;
          case "edit" -> Hook.Event.EDIT;
          case "delete" -> Hook.Event.DELETE;
          default -> throw new UnreadableArrival("The event must be post, edit or delete.");
        };
    return new Hook(id, event);
  }

  private static JsonNode tree(byte[] raw) throws UnreadableArrival {
    try {
      JsonNode json = Json.MAPPER.readTree(raw);
      if (json.isObject()) {
        return json;
      }
    } catch (IOException broken) {
      throw new UnreadableArrival("This is no JSON.", broken);
    }
    throw new UnreadableArrival("This is no JSON object.");
  }

  private Told.Post post(String id, boolean open, Function<String, String> naming, boolean edit)
      throws UnreadableArrival {
    Optional<Told.Kind> kind = kind();
    boolean direct = kind.filter(Told.Kind.DIRECT::equals).isPresent();
    boolean isOpen = json.path("public").asBoolean(open && !direct);
    Instant at = createdAt();
    return new Told.Post(
        id,
        kind.orElse(isOpen ? Told.Kind.MENTION : Told.Kind.DIRECT),
        isOpen,
        author(naming),
        "",
        text("text").orElse("").replace("\r\n", "\n"),
        text("language")
            .filter(tag -> tag.matches("(?i)[a-z]{2}([-_].*)?"))
            .map(tag -> tag.substring(0, 2).toLowerCase(Locale.ROOT)),
        at,
        url(json, "url"),
        parents(),
        pictures(),
        edit ? Optional.of(at) : Optional.empty());
  }

  private Optional<Told.Kind> kind() throws UnreadableArrival {
    Optional<String> label = text("kind");
    try {
      return label.map(Told.Kind::of);
    } catch (IllegalArgumentException unknown) {
      throw new UnreadableArrival(
          "The kind must be mention, reply, quote, direct, found or item.", unknown);
    }
  }

  private Instant createdAt() throws UnreadableArrival {
    try {
      return OffsetDateTime.parse(needed("createdAt")).toInstant();
    } catch (DateTimeException garbage) {
      throw new UnreadableArrival(
          "createdAt must be a date and time with its zone, as in 2026-05-06T10:00:00Z.", garbage);
    }
  }

  private Told.Author author(Function<String, String> naming) throws UnreadableArrival {
    JsonNode author = json.path("author");
    String id = needed("author.id");
    return new Told.Author(
        naming.apply(id),
        some(author, "handle").orElse(id).replaceFirst("^@", ""),
        some(author, "name").orElse(""),
        url(author, "url"),
        url(author, "avatar"),
        author.path("followers").canConvertToInt()
            ? Optional.of(author.path("followers").asInt())
            : Optional.empty(),
        author.path("bot").asBoolean(false));
  }

  private List<String> parents() {
    List<String> parents = new ArrayList<>();
    JsonNode given = json.path("inReplyTo");
    if (given.isArray()) {
      given.forEach(each -> some(each).ifPresent(parents::add));
    } else {
      some(given).ifPresent(parents::add);
    }
    return parents;
  }

  private List<Told.Picture> pictures() {
    List<Told.Picture> pictures = new ArrayList<>();
    for (JsonNode each : json.path("pictures")) {
      Optional<String> url = url(each, "url");
      if (url.isPresent() && pictures.size() < PICTURES) {
        pictures.add(
            new Told.Picture(
                url.get(), some(each, "description").orElse(""), some(each, "type").orElse("")));
      }
    }
    return pictures;
  }

  /** People click on it, and the server asks for it. */
  private static Optional<String> url(JsonNode node, String name) {
    return some(node, name).filter(url -> url.matches("(?i)https?://[^\\s\"<>]+"));
  }

  private Optional<String> text(String name) {
    return some(json, name);
  }

  /** The path is members with full stops between them. */
  private String needed(String path) throws UnreadableArrival {
    return some(json.at("/" + path.replace('.', '/')))
        .orElseThrow(() -> new UnreadableArrival(path + " is missing."));
  }

  private static Optional<String> some(JsonNode node, String name) {
    return some(node.path(name));
  }

  /** Ids may come as numbers; NUL cannot be stored. */
  private static Optional<String> some(JsonNode value) {
    return value.isTextual() || value.isNumber()
        ? Optional.of(value.asText().replace("\0", "").strip()).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  /** Contact points do not know upper case, but ids do: what is not plain is written in hex. */
  static String encoded(String id) {
    StringBuilder plain = new StringBuilder();
    for (byte each : id.getBytes(StandardCharsets.UTF_8)) {
      if (PLAIN.indexOf(each) >= 0) {
        plain.append((char) each);
      } else {
        plain.append("%%%02x".formatted(each & 0xFF));
      }
    }
    return plain.toString();
  }

  static String decoded(String plain) {
    return URLDecoder.decode(plain.replace("+", "%2b"), StandardCharsets.UTF_8);
  }
}
