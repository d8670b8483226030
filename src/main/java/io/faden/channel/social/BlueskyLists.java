package io.faden.channel.social;

import com.fasterxml.jackson.databind.JsonNode;
import io.faden.channel.ChannelAccount;
import io.faden.channel.SocialSettings;
import io.faden.channel.social.Backlog.Found;
import io.faden.channel.social.Backlog.Mark;
import io.faden.channel.social.NetworkFault.Kind;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is new for an account: who mentions, answers or quotes it, what was looked for, its chat.
 */
final class BlueskyLists {
  private static final String NOTIFICATIONS = "notifications";
  private static final String CHAT = "chat";
  private static final String PAGE = "100";
  private static final Set<String> REASONS = Set.of("mention", "reply", "quote");

  private final Backlog backlog = new Backlog();

  /** A list, and how it is asked for. */
  private record Listing(String name, String method, Map<String, String> query, String field) {}

  SocialNetwork.Received receive(
      ChannelAccount account, BlueskySession session, Optional<String> cursor) throws NetworkFault {
    Places places = Places.read(cursor);
    List<SocialNetwork.Item> items = new ArrayList<>();
    boolean more = false;
    for (Listing list : lists(account)) {
      if (items.size() == Places.MOST) {
        more = true;
      } else if (!places.begun(list.name()) && onlyNew(account)) {
        places.put(list.name(), newest(session, list));
      } else {
        more |= take(account, session, list, places, items);
      }
    }
    if (((SocialSettings.Bluesky) account.social().network()).chat()) {
      more |= items.size() == Places.MOST || chat(account, session, places, items);
    }
    return new SocialNetwork.Received(items, places.write(), more);
  }

  private static boolean onlyNew(ChannelAccount account) {
    return account.backfill() == ChannelAccount.Backfill.NEW;
  }

  private static List<Listing> lists(ChannelAccount account) {
    List<Listing> lists = new ArrayList<>();
    lists.add(
        new Listing(
            NOTIFICATIONS,
            "app.bsky.notification.listNotifications",
            // Else people whom the account does not follow can vanish from the answer.
            Map.of("priority", "false"),
            "notifications"));
    for (String search : account.social().searches()) {
      lists.add(
          new Listing(
              "search:" + search,
              "app.bsky.feed.searchPosts",
              Map.of("q", search.contains(" ") ? "\"" + search + "\"" : search, "sort", "latest"),
              "posts"));
    }
    return lists;
  }

  private boolean take(
      ChannelAccount account,
      BlueskySession session,
      Listing list,
      Places places,
      List<SocialNetwork.Item> items)
      throws NetworkFault {
    Backlog.Slice slice;
    try {
      slice =
          backlog.next(
              account.id().value() + "/" + account.version() + "/" + list.name(),
              places.mark(list.name()),
              Places.MOST - items.size(),
              next -> page(session, list, next));
    } catch (NetworkFault fault) {
      boolean offered = fault.kind() != Kind.GONE && fault.kind() != Kind.REFUSED;
      if (offered || list.name().equals(NOTIFICATIONS)) {
        throw fault;
      }
      return false;
    }
    String own = session.did();
    for (Found found : slice.found()) {
      JsonNode json = Elements.tree(found.item().raw()).orElseThrow();
      if (list.name().equals(NOTIFICATIONS)
          ? REASONS.contains(json.path("reason").asText())
          : !comesAnyway(json, own)) {
        if (!json.path("author").path("did").asText().equals(own)) {
          items.add(found.item());
        }
      }
    }
    places.put(list.name(), slice.mark());
    return slice.more();
  }

  /** What mentions or answers us is told as a notification. */
  private static boolean comesAnyway(JsonNode post, String own) {
    JsonNode record = post.path("record");
    for (JsonNode facet : record.path("facets")) {
      for (JsonNode feature : facet.path("features")) {
        if (feature.path("did").asText("").equals(own)) {
          return true;
        }
      }
    }
    return record.path("reply").path("parent").path("uri").asText("").startsWith("at://" + own);
  }

  private static Optional<Mark> newest(BlueskySession session, Listing list) throws NetworkFault {
    try {
      return page(session, list, Optional.empty()).found().stream()
          .map(Found::mark)
          .max((one, other) -> one.at().compareTo(other.at()));
    } catch (NetworkFault fault) {
      if (list.name().equals(NOTIFICATIONS)) {
        throw fault;
      }
      return Optional.empty();
    }
  }

  private static Backlog.Page page(BlueskySession session, Listing list, Optional<String> next)
      throws NetworkFault {
    Map<String, String> query = new LinkedHashMap<>(list.query());
    query.put("limit", PAGE);
    next.ifPresent(cursor -> query.put("cursor", cursor));
    NetworkReply reply = session.ask(HttpMethod.GET, list.method(), query, "", Map.of());
    Optional<String> further = Elements.text(reply.json(), "cursor");
    try {
      Map<String, Found> found = new LinkedHashMap<>();
      for (Elements.Element element : Elements.of(reply.body(), Optional.of(list.field()))) {
        Found one = found(element);
        // The same post may mention us and answer us: then it is an answer.
        boolean answer = element.json().path("reason").asText().equals("reply");
        if (answer || !found.containsKey(one.mark().id())) {
          found.put(one.mark().id(), one);
        }
      }
      return new Backlog.Page(List.copyOf(found.values()), further);
    } catch (IOException unreadable) {
      throw new NetworkFault(Kind.AWAY, LineFault.of("unreadable").getMessage());
    }
  }

  /** Likes name the post that is liked, so who liked it is part of what they are. */
  private static Found found(Elements.Element element) {
    String uri = element.json().path("uri").asText("");
    Instant at = BlueskyReading.time(element.json(), "indexedAt").orElseGet(Instant::now);
    boolean notification = element.json().has("reason");
    return new Found(
        new Mark(uri, at),
        new SocialNetwork.Item((notification ? "notification/" : "post/") + uri, element.raw()));
  }

  /** A chat that is not there is no fault of the account. */
  private static boolean chat(
      ChannelAccount account, BlueskySession session, Places places, List<SocialNetwork.Item> items)
      throws NetworkFault {
    BlueskyChat chat = new BlueskyChat(session);
    try {
      if (!places.begun(CHAT) && onlyNew(account)) {
        places.putText(CHAT, chat.end().orElse(""));
        return false;
      }
      BlueskyChat.Log log = chat.log(places.text(CHAT), Places.MOST - items.size());
      items.addAll(log.items());
      places.putText(CHAT, log.cursor().orElse(""));
      return log.more();
    } catch (NetworkFault fault) {
      boolean absent = fault.kind() == Kind.GONE || fault.kind() == Kind.REFUSED;
      if (absent || !items.isEmpty()) {
        return false;
      }
      throw fault;
    }
  }
}
