package io.faden.channel.social;

import com.fasterxml.jackson.databind.JsonNode;
import io.faden.channel.ChannelAccount;
import io.faden.channel.SocialSettings;
import io.faden.channel.UnreadableArrival;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a notification or a status says. Source: docs.joinmastodon.org, entities. */
final class MastodonReading {
  private MastodonReading() {}

  static Told read(ChannelAccount account, byte[] raw) throws UnreadableArrival {
    JsonNode json =
        Elements.tree(raw)
            .filter(JsonNode::isObject)
            .orElseThrow(() -> new UnreadableArrival("This is no JSON object."));
    if (json.has("type") && !json.has("content")) {
      String type = json.path("type").asText();
      return json.path("status").isObject() && (type.equals("mention") || type.equals("quote"))
          ? status(account, json.path("status"), type.equals("quote"))
          : new Told.Nothing("not addressed to us: " + type);
    }
    return status(account, json, false);
  }

  private static Told status(ChannelAccount account, JsonNode status, boolean quotesUs)
      throws UnreadableArrival {
    if (status.path("reblog").isObject()) {
      return new Told.Nothing("says again what somebody else said");
    }
    String id = needed(status, "id");
    Told.Author author = author(account, status.path("account"));
    if (author.value().equals(us(account))) {
      return new Told.Nothing("ours");
    }
    Instant at =
        Elements.instant(needed(status, "created_at"))
            .orElseThrow(() -> new UnreadableArrival("The time of the post cannot be read."));
    String visibility = status.path("visibility").asText("public");
    return new Told.Post(
        id,
        kind(account, status, visibility, quotesUs),
        visibility.equals("public") || visibility.equals("unlisted"),
        author,
        "",
        text(status),
        Elements.text(status, "language")
            .map(language -> language.toLowerCase(Locale.ROOT))
            .filter(language -> language.matches("[a-z]{2}(-.*)?"))
            .map(language -> language.substring(0, 2)),
        at,
        Elements.url(status, "url").or(() -> Elements.url(status, "uri")),
        Elements.text(status, "in_reply_to_id").map(List::of).orElse(List.of()),
        pictures(status),
        Elements.text(status, "edited_at").flatMap(Elements::instant));
  }

  /** The warning stands first, as people see it before the rest. */
  static String text(JsonNode status) {
    String text = MastodonHtml.text(status.path("content").asText(""));
    String warning = status.path("spoiler_text").asText("").strip();
    return warning.isEmpty() ? text : (warning + "\n\n" + text).strip();
  }

  private static Told.Kind kind(
      ChannelAccount account, JsonNode status, String visibility, boolean quotesUs) {
    if (visibility.equals("direct")) {
      return Told.Kind.DIRECT;
    }
    Optional<String> ourId = mentioned(account, status);
    if (ourId.isEmpty()) {
      return quotesUs ? Told.Kind.QUOTE : Told.Kind.FOUND;
    }
    if (Elements.text(status, "in_reply_to_account_id").equals(ourId)) {
      return Told.Kind.REPLY;
    }
    return quotesUs ? Told.Kind.QUOTE : Told.Kind.MENTION;
  }

  /** Our id on that server, if the status mentions us. */
  static Optional<String> mentioned(ChannelAccount account, JsonNode status) {
    for (JsonNode mention : status.path("mentions")) {
      if (full(account, mention.path("acct").asText("")).equals(us(account))) {
        return Elements.text(mention, "id");
      }
    }
    return Optional.empty();
  }

  private static Told.Author author(ChannelAccount account, JsonNode from)
      throws UnreadableArrival {
    String acct = needed(from, "acct");
    String handle = acct.contains("@") ? acct : acct + "@" + domain(account);
    return new Told.Author(
        handle.toLowerCase(Locale.ROOT),
        handle,
        from.path("display_name").asText("").strip(),
        Elements.url(from, "url"),
        Elements.url(from, "avatar_static").or(() -> Elements.url(from, "avatar")),
        from.path("followers_count").canConvertToInt()
            ? Optional.of(from.path("followers_count").asInt()).filter(count -> count >= 0)
            : Optional.empty(),
        from.path("bot").asBoolean());
  }

  private static List<Told.Picture> pictures(JsonNode status) {
    List<Told.Picture> pictures = new ArrayList<>();
    for (JsonNode media : status.path("media_attachments")) {
      String type = media.path("type").asText("");
      Optional<String> url =
          type.equals("image")
              ? Elements.url(media, "url").or(() -> Elements.url(media, "remote_url"))
              : Elements.url(media, "preview_url");
      url.ifPresent(
          at -> pictures.add(new Told.Picture(at, media.path("description").asText(""), type)));
    }
    return pictures;
  }

  /** Our own address, {@code name@server}. */
  static String us(ChannelAccount account) {
    return full(account, account.address().replaceFirst("^@", ""));
  }

  /** Servers name their own people without the server. */
  static String full(ChannelAccount account, String acct) {
    return (acct.contains("@") ? acct : acct + "@" + domain(account)).toLowerCase(Locale.ROOT);
  }

  /** The server may serve another domain than its own; our handle tells which. */
  private static String domain(ChannelAccount account) {
    String address = account.address();
    int at = address.lastIndexOf('@');
    if (at > 0) {
      return address.substring(at + 1);
    }
    SocialSettings.Mastodon mastodon = (SocialSettings.Mastodon) account.social().network();
    return Optional.ofNullable(URI.create(mastodon.baseUrl()).getHost()).orElse("");
  }

  private static String needed(JsonNode node, String field) throws UnreadableArrival {
    return Elements.text(node, field)
        .orElseThrow(() -> new UnreadableArrival("The post has no " + field + "."));
  }
}
