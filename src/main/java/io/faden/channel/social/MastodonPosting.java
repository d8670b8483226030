package io.faden.channel.social;

import com.fasterxml.jackson.databind.JsonNode;
import io.faden.channel.ChannelAccount;
import io.faden.channel.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Posts a status once. Servers remember the key of a post for an hour and some not at all, so one
 * that may have been handed over before is looked for first.
 */
final class MastodonPosting {
  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  private final MastodonLine line;
  private final String ownId;

  MastodonPosting(MastodonLine line, String ownId) {
    this.line = line;
    this.ownId = ownId;
  }

  Outcome post(ChannelAccount account, SocialNetwork.Sending sending, Runnable before)
      throws NetworkFault {
    String text = text(sending);
    if (sending.repeated()) {
      Optional<JsonNode> there = standing(sending, text);
      if (there.isPresent()) {
        return accepted(there.get());
      }
    }
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("status", text);
    fields.put("visibility", sending.open() ? "public" : "direct");
    sending.answers().ifPresent(id -> fields.put("in_reply_to_id", id));
    sending.language().ifPresent(language -> fields.put("language", language));
    try {
      NetworkReply reply =
          line.post("/api/v1/statuses", fields, Map.of("Idempotency-Key", sending.key()), before);
      return outcome(reply, sending);
    } catch (LineFault broken) {
      return broken.begun()
          ? new Outcome.Uncertain(broken.getMessage())
          : new Outcome.Deferred(broken.getMessage());
    }
  }

  /** A private message reaches only those whom it names. */
  private static String text(SocialNetwork.Sending sending) {
    String name = "@" + sending.to();
    boolean named =
        sending.open()
            || sending.text().toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
    return named ? sending.text() : name + " " + sending.text();
  }

  private static Outcome outcome(NetworkReply reply, SocialNetwork.Sending sending)
      throws NetworkFault {
    if (reply.ok()) {
      Optional<JsonNode> status = Elements.tree(reply.body());
      return status.filter(json -> json.hasNonNull("id")).isPresent()
          ? accepted(status.get())
          : new Outcome.Uncertain(LineFault.of("unreadable").getMessage());
    }
    // Behind a server that is out of order there may be one that was not.
    if (reply.status() >= 500 && reply.status() != 503) {
      return new Outcome.Uncertain(reply.fault().getMessage());
    }
    if (reply.status() == 404 && sending.answers().isPresent()) {
      return new Outcome.Refused("The post that this answers is not there any more.");
    }
    throw reply.fault();
  }

  private static Outcome accepted(JsonNode status) {
    String id = status.path("id").asText();
    return new Outcome.Accepted(
        Elements.write(new SocialNetwork.Posted(id, Elements.url(status, "url"))),
        Optional.of(id),
        tx -> {});
  }

  /** One of ours with the same words, below the same post, not older than what is to be posted. */
  private Optional<JsonNode> standing(SocialNetwork.Sending sending, String text)
      throws NetworkFault {
    NetworkReply reply =
        sending.answers().isPresent()
            ? line.get(
                "/api/v1/statuses/" + MastodonLine.encoded(sending.answers().get()) + "/context",
                Map.of())
            : line.get(
                "/api/v1/accounts/" + MastodonLine.encoded(ownId) + "/statuses",
                Map.of("limit", "40"));
    if (reply.status() == 404) {
      return Optional.empty();
    }
    JsonNode statuses =
        sending.answers().isPresent() ? reply.json().path("descendants") : reply.json();
    Instant earliest = sending.writtenAt().plus(reply.ahead(Instant.now())).minus(TOLERANCE);
    for (JsonNode status : statuses) {
      boolean fits =
          status.path("account").path("id").asText().equals(ownId)
              && Elements.text(status, "in_reply_to_id").equals(sending.answers())
              && words(MastodonReading.text(status)).equals(words(text))
              && Elements.text(status, "created_at")
                  .flatMap(Elements::instant)
                  .filter(at -> !at.isBefore(earliest))
                  .isPresent();
      if (fits) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }

  /** Servers show mentions without the server's name, and blanks in their own way. */
  private static String words(String text) {
    return text.replaceAll("(?<![\\w@])@([\\w.-]+)@[\\w.-]+", "@$1")
        .replaceAll("\\s+", " ")
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
