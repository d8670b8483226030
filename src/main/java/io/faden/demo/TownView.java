package io.faden.demo;

import io.faden.demo.TownScript.Somebody;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Posts and people of the small network in the shapes of Mastodon's API, as far as anybody asks.
 * Source: docs.joinmastodon.org/entities.
 */
final class TownView {
  private final Town town;
  private final String home;

  /** Home is where the network is served, without a slash at its end. */
  TownView(Town town, String home) {
    this.town = town;
    this.home = home;
  }

  JsonObject account(String handle) {
    Somebody one = town.person(handle);
    return new JsonObject()
        .put("id", id(handle))
        .put("username", handle)
        .put("acct", acct(handle))
        .put("display_name", one.name())
        .put("url", home + "/@" + handle)
        .put("uri", "https://" + TownText.HOST + "/users/" + handle)
        .put("avatar", home + "/avatars/" + handle + ".png")
        .put("bot", one.bot())
        .put("followers_count", one.followers());
  }

  /** As from a server of its own, so that the port of today is in nobody's name. */
  private static String acct(String handle) {
    return handle.equals(Town.COMPANY) ? handle : handle + "@" + TownText.HOST;
  }

  /** Opaque, and the same for ever. */
  static String id(String handle) {
    return "1" + Integer.toUnsignedString(handle.hashCode());
  }

  JsonArray statuses(List<TownPost> posts) {
    JsonArray statuses = new JsonArray();
    posts.forEach(post -> statuses.add(status(post)));
    return statuses;
  }

  JsonObject status(TownPost post) {
    Optional<TownPost> above = post.answers().flatMap(town::find);
    JsonArray mentions = new JsonArray();
    TownText.mentions(post.text())
        .forEach(
            handle ->
                mentions.add(
                    new JsonObject()
                        .put("id", id(handle))
                        .put("username", handle)
                        .put("acct", acct(handle))
                        .put("url", home + "/@" + handle)));
    JsonArray media = new JsonArray();
    post.picture()
        .ifPresent(
            picture ->
                media.add(
                    new JsonObject()
                        .put("id", "7" + post.id())
                        .put("type", "image")
                        .put("url", home + "/media/" + picture.meter() + ".png")
                        .put("description", picture.description())));
    return new JsonObject()
        .put("id", post.id())
        .put("created_at", post.at().toString())
        .put("edited_at", post.edited().map(Object::toString).orElse(null))
        .put("in_reply_to_id", post.answers().orElse(null))
        .put("in_reply_to_account_id", above.map(answered -> id(answered.from())).orElse(null))
        .put("sensitive", false)
        .put("spoiler_text", "")
        .put("visibility", post.open() ? "public" : "direct")
        .put("language", post.language().orElse(null))
        .put("uri", "https://" + TownText.HOST + "/posts/" + post.id())
        .put("url", home + "/@" + post.from() + "/" + post.id())
        .put("content", TownText.html(post.text(), home))
        .put("account", account(post.from()))
        .put("media_attachments", media)
        .put("mentions", mentions);
  }

  JsonObject notification(TownPost post) {
    return new JsonObject()
        .put("id", post.id())
        .put("type", "mention")
        .put("created_at", post.at().toString())
        .put("account", account(post.from()))
        .put("status", status(post));
  }

  /** A forum that somebody else runs, as RSS. */
  static String feed(TownScript.Forum forum, String home, List<String> dates) {
    StringBuilder rss =
        new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
            .append("<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel>")
            .append("<title>%s</title>".formatted(forum.title()))
            .append("<link>%s/forum</link>".formatted(home))
            .append("<description>%s</description>".formatted(forum.title()));
    for (int place = 0; place < forum.items().size(); place++) {
      TownScript.Item item = forum.items().get(place);
      rss.append(
          "<item><guid isPermaLink=\"false\">forum-%d</guid><title>%s</title><dc:creator>%s</dc:creator><pubDate>%s</pubDate><link>%s/forum/%d</link><description>%s</description></item>"
              .formatted(
                  item.id(),
                  item.title(),
                  item.author(),
                  dates.get(place),
                  home,
                  item.id(),
                  item.text()));
    }
    return rss.append("</channel></rss>").toString();
  }
}
