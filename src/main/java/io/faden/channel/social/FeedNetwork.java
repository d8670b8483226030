package io.faden.channel.social;

import io.faden.channel.ChannelAccount;
import io.faden.channel.ConnectionVerdict;
import io.faden.channel.Outcome;
import io.faden.channel.SocialSettings;
import io.faden.channel.UnreadableArrival;
import io.faden.channel.social.NetworkFault.Kind;
import io.faden.channel.social.SafeFetch.Fetched;
import io.faden.channel.social.SafeFetch.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Blogs, forums, newsrooms: asked by condition, so that an unchanged feed costs nothing. The cursor
 * remembers what each item said, so that an item that says something else is told as edited; and
 * what has vanished from the feed for longer than the feed itself is long.
 */
public final class FeedNetwork implements SocialNetwork {
  public static final String NAME = "feed";
  private static final Limits LIMITS = new Limits(8 << 20, Duration.ofSeconds(30));
  private static final int PAGE = 200;
  private static final String ONLY_READ = "A feed can only be read.";

  private final SafeFetch fetch;

  public FeedNetwork(SafeFetch fetch) {
    this.fetch = fetch;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Abilities abilities(ChannelAccount account) {
    return new Abilities(true, false, false, false, false, Optional.empty(), Optional.empty());
  }

  @Override
  public ConnectionVerdict test(ChannelAccount account) {
    Fetched found;
    try {
      found = fetch.get(url(account), Map.of(), LIMITS);
    } catch (NetworkFault fault) {
      String code =
          switch (fault.kind()) {
            case LIMITED -> "limited";
            case REFUSED -> "not_allowed";
            case AWAY, GONE, SIGN_IN -> "failed";
          };
      return ConnectionVerdict.of(
          List.of(
              step("network_connect", code, Optional.of(fault.getMessage()), Optional.empty()),
              step("network_read", "not_tried", Optional.empty(), Optional.empty())));
    }
    ConnectionVerdict.Step connected =
        step("network_connect", "connected", Optional.empty(), Optional.empty());
    try {
      String text = FeedText.of(found.body(), found.type());
      FeedReading.Head head = FeedReading.head(text);
      int items = FeedSlices.of(text).items().size();
      return ConnectionVerdict.of(
          List.of(
              connected,
              step("network_read", "connected", Optional.of(head.title()), Optional.of(items))));
    } catch (UnreadableArrival broken) {
      return ConnectionVerdict.of(
          List.of(
              connected,
              step(
                  "network_read",
                  "unreadable",
                  Optional.of(broken.getMessage()),
                  Optional.empty())));
    }
  }

  private static ConnectionVerdict.Step step(
      String step, String code, Optional<String> detail, Optional<Integer> messages) {
    return new ConnectionVerdict.Step(step, code.equals("connected"), code, detail, messages);
  }

  private static String url(ChannelAccount account) {
    return ((SocialSettings.Feed) account.social().network()).url();
  }

  @Override
  public Received receive(ChannelAccount account, Optional<String> cursor) throws NetworkFault {
    FeedMemory memory = FeedMemory.of(cursor);
    Fetched found = fetch.get(url(account), memory.conditions(), LIMITS);
    if (found.unchanged()) {
      return new Received(List.of(), memory.cursor(), false);
    }
    boolean onlyRemember = cursor.isEmpty() && account.backfill() == ChannelAccount.Backfill.NEW;
    try {
      return told(found, memory, onlyRemember ? 0 : PAGE);
    } catch (UnreadableArrival broken) {
      // The cursor stays, so nothing is lost when somebody has repaired it.
      throw new NetworkFault(Kind.AWAY, broken.getMessage());
    }
  }

  /** Nothing but remembered if the page has no room at all. */
  private static Received told(Fetched found, FeedMemory memory, int page)
      throws UnreadableArrival {
    String text = FeedText.of(found.body(), found.type());
    FeedReading.Head head = FeedReading.head(text);
    FeedSlices slices = FeedSlices.of(text);
    Instant now = Instant.now();
    List<Item> items = new ArrayList<>();
    boolean more = false;
    List<FeedEntry> entries = new ArrayList<>();
    for (String slice : slices.items()) {
      entries.add(FeedReading.entry(slices.open(), slice, slices.close()));
    }
    Set<String> shared = shared(entries);
    // Feeds begin with the newest.
    for (int i = entries.size() - 1; i >= 0; i--) {
      String saying = entries.get(i).saying();
      String own = entries.get(i).identity();
      String id = shared.contains(own) ? own + " " + saying : own;
      Optional<FeedMemory.Seen> before = memory.of(id);
      if (before.isPresent() && before.get().saying().equals(saying)) {
        memory.keep(id, before.get());
      } else if (page > 0 && items.size() == page) {
        more = true;
      } else {
        int revision = before.map(seen -> seen.revision() + 1).orElse(0);
        memory.keep(id, new FeedMemory.Seen(saying, revision));
        FeedItem item =
            new FeedItem(
                found.url(),
                head.title(),
                head.language(),
                now,
                id,
                revision > 0,
                slices.open(),
                slices.items().get(i),
                slices.close());
        String edit = revision == 0 ? "" : "#" + revision + "-" + saying;
        items.add(new Item("item:" + id + edit, item.bytes()));
      }
    }
    if (!more) {
      memory.whole(found, slices.items().size());
    }
    return new Received(page > 0 ? items : List.of(), memory.cursor(), more);
  }

  /** Ids that more than one item of a feed has: two that say different things are two. */
  private static Set<String> shared(List<FeedEntry> entries) {
    Set<String> once = new HashSet<>();
    return entries.stream()
        .map(FeedEntry::identity)
        .filter(id -> !once.add(id))
        .collect(Collectors.toSet());
  }

  @Override
  public Told read(ChannelAccount account, byte[] raw) throws UnreadableArrival {
    return FeedPost.of(FeedItem.of(raw));
  }

  /** Edits are told by the feed itself; what has left it may still stand where it stood. */
  @Override
  public Now look(ChannelAccount account, String id) throws NetworkFault {
    throw new NetworkFault(Kind.REFUSED, ONLY_READ);
  }

  @Override
  public List<Above> above(ChannelAccount account, String id) {
    return List.of();
  }

  @Override
  public Outcome post(ChannelAccount account, Sending sending, Runnable beforeTransmit) {
    return new Outcome.Refused(ONLY_READ);
  }

  @Override
  public void delete(ChannelAccount account, String id) throws NetworkFault {
    throw new NetworkFault(Kind.REFUSED, ONLY_READ);
  }
}
