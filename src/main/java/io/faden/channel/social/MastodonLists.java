package io.faden.channel.social;

import com.fasterxml.jackson.databind.JsonNode;
import io.faden.channel.ChannelAccount;
import io.faden.channel.SocialSettings;
import io.faden.channel.social.Backlog.Found;
import io.faden.channel.social.Backlog.Mark;
import io.faden.channel.social.NetworkFault.Kind;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is new for an account on a server that speaks Mastodon's API: its mentions, and what was
 * looked for. Each list has a place of its own in the cursor.
 */
final class MastodonLists {
  private static final int PAGE = 40;

  private final NetworkHttp http;
  private final Backlog backlog = new Backlog();

  MastodonLists(NetworkHttp http) {
    this.http = http;
  }

  /** A list, and how it is asked for. */
  private record Listing(
      String name, String path, Map<String, String> query, Optional<String> field) {}

  /** With those who quote us, where the server tells. */
  SocialNetwork.Received receive(
      ChannelAccount account, Optional<String> cursor, String ownId, boolean quotes)
      throws NetworkFault {
    Places places = Places.read(cursor);
    List<SocialNetwork.Item> items = new ArrayList<>();
    boolean more = false;
    for (Listing list : lists(account, quotes)) {
      int most = Places.MOST - items.size();
      if (most == 0) {
        more = true;
      } else if (!places.begun(list.name()) && account.backfill() == ChannelAccount.Backfill.NEW) {
        places.put(list.name(), newest(account, list));
      } else {
        more |= take(account, list, places, items, ownId);
      }
    }
    return new SocialNetwork.Received(items, places.write(), more);
  }

  private boolean take(
      ChannelAccount account,
      Listing list,
      Places places,
      List<SocialNetwork.Item> items,
      String ownId)
      throws NetworkFault {
    Optional<Mark> since = places.mark(list.name());
    Backlog.Slice slice;
    try {
      slice =
          backlog.next(
              account.id().value() + "/" + account.version() + "/" + list.name(),
              since,
              Places.MOST - items.size(),
              next -> page(account, list, since, next));
    } catch (NetworkFault fault) {
      boolean offered = fault.kind() != Kind.GONE && fault.kind() != Kind.REFUSED;
      if (offered || list.name().equals("mentions")) {
        throw fault;
      }
      // Not every server lets look for words, or shows its tags to everybody.
      return false;
    }
    for (Found found : slice.found()) {
      if (isForUs(account, list, found, ownId)) {
        items.add(found.item());
      }
    }
    places.put(list.name(), slice.mark());
    return slice.more();
  }

  /** What mentions us comes as a notification anyway; what is ours is known here. */
  private static boolean isForUs(ChannelAccount account, Listing list, Found found, String ownId) {
    JsonNode json = Elements.tree(found.item().raw()).orElseThrow();
    String told = list.query().get("types[]");
    if (told != null) {
      return json.path("type").asText().equals(told)
          && !json.path("account").path("id").asText().equals(ownId);
    }
    return !json.path("account").path("id").asText().equals(ownId)
        && MastodonReading.mentioned(account, json).isEmpty();
  }

  private static List<Listing> lists(ChannelAccount account, boolean quotes) {
    List<Listing> lists = new ArrayList<>();
    lists.add(
        new Listing(
            "mentions", "/api/v1/notifications", Map.of("types[]", "mention"), Optional.empty()));
    if (quotes) {
      lists.add(
          new Listing(
              "quotes", "/api/v1/notifications", Map.of("types[]", "quote"), Optional.empty()));
    }
    SocialSettings social = account.social();
    for (String search : social.searches()) {
      if (search.matches("[\\p{L}\\p{N}_]+")) {
        lists.add(
            new Listing(
                "tag:" + search,
                "/api/v1/timelines/tag/" + MastodonLine.encoded(search),
                Map.of(),
                Optional.empty()));
      }
      lists.add(
          new Listing(
              "word:" + search,
              "/api/v2/search",
              Map.of("q", search, "type", "statuses"),
              Optional.of("statuses")));
    }
    return lists;
  }

  private Optional<Mark> newest(ChannelAccount account, Listing list) throws NetworkFault {
    try {
      return page(account, list, Optional.empty(), Optional.empty()).found().stream()
          .map(Found::mark)
          .max((one, other) -> one.at().compareTo(other.at()));
    } catch (NetworkFault fault) {
      if (list.name().equals("mentions")) {
        throw fault;
      }
      return Optional.empty();
    }
  }

  private Backlog.Page page(
      ChannelAccount account, Listing list, Optional<Mark> since, Optional<String> before)
      throws NetworkFault {
    Map<String, String> query = new LinkedHashMap<>(list.query());
    query.put("limit", Integer.toString(PAGE));
    since.ifPresent(mark -> query.put("since_id", mark.id()));
    before.ifPresent(id -> query.put("max_id", id));
    NetworkReply reply = MastodonLine.of(http, account).get(list.path(), query);
    if (!reply.ok()) {
      throw reply.fault();
    }
    try {
      List<Found> found = new ArrayList<>();
      for (Elements.Element element : Elements.of(reply.body(), list.field())) {
        found.add(found(element));
      }
      // Servers take out of a page what they hide from us, so a short one need not be the last.
      // Results of a search are in no order that could be followed back.
      boolean last = found.isEmpty() || list.field().isPresent();
      return new Backlog.Page(
          found, last ? Optional.empty() : Optional.of(oldest(found).mark().id()));
    } catch (IOException unreadable) {
      throw new NetworkFault(Kind.AWAY, LineFault.of("unreadable").getMessage());
    }
  }

  private static Found oldest(List<Found> page) {
    return page.stream()
        .min((one, other) -> one.mark().at().compareTo(other.mark().at()))
        .orElseThrow();
  }

  /** Without a time it is taken all the same: what it says is read later. */
  private static Found found(Elements.Element element) {
    String id = element.json().path("id").asText("");
    boolean notification = element.json().has("type") && !element.json().has("content");
    Instant at =
        Elements.text(element.json(), "created_at")
            .flatMap(Elements::instant)
            .orElseGet(Instant::now);
    return new Found(
        new Mark(id, at),
        new SocialNetwork.Item((notification ? "notification/" : "status/") + id, element.raw()));
  }
}
