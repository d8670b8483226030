package io.faden.testing;

import io.faden.channel.ChannelAccount;
import io.faden.channel.ConnectionVerdict;
import io.faden.channel.Outcome;
import io.faden.channel.UnreadableArrival;
import io.faden.channel.social.Abilities;
import io.faden.channel.social.NetworkFault;
import io.faden.channel.social.SocialNetwork;
import io.faden.channel.social.Told;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A network in memory that tells what tests say on it, in pages, as often as it is asked. What it
 * tells is JSON with the fields of a post.
 */
public final class FakeNetwork implements SocialNetwork {
  private static final int PAGE = 100;

  private final String name;
  private final List<Heard> items = new CopyOnWriteArrayList<>();
  private final Map<Long, Queue<NetworkFault>> faults = new ConcurrentHashMap<>();
  private final Map<String, List<Above>> above = new ConcurrentHashMap<>();
  private final Map<String, Now> now = new ConcurrentHashMap<>();
  private final List<Runnable> bells = new CopyOnWriteArrayList<>();

  /** Told to one account. */
  private record Heard(long account, Item item) {}

  /** A network of this name, for example mastodon. */
  public FakeNetwork(String name) {
    this.name = name;
  }

  /** Something that somebody writes, built step by step. */
  public static final class Words {
    private final JsonObject post = new JsonObject();

    private Words(String author, String text) {
      post.put("id", UUID.randomUUID().toString())
          .put("author", author)
          .put("handle", author)
          .put("name", author.replaceFirst("@.*", ""))
          .put("kind", "mention")
          .put("open", true)
          .put("text", text)
          .put("writtenAt", Instant.now().toString())
          .put("parents", new JsonArray())
          .put("pictures", new JsonArray());
    }

    public Words id(String id) {
      return with("id", id);
    }

    public Words kind(String kind) {
      return with("kind", kind).with("open", !kind.equals("direct"));
    }

    public Words answers(String... parents) {
      return with("parents", new JsonArray(List.of(parents)));
    }

    public Words with(String field, Object value) {
      post.put(field, value);
      return this;
    }

    public String id() {
      return post.getString("id");
    }

    byte[] bytes(String event) {
      return post.copy().put("event", event).encode().getBytes(StandardCharsets.UTF_8);
    }
  }

  public static Words words(String author, String text) {
    return new Words(author, text);
  }

  /** It is there from now on; an account hears of it. */
  public void says(long account, Words words) {
    tells(account, words.id(), words.bytes("post"));
  }

  /** The same post under another name. */
  public void says(long account, String sourceKey, Words words) {
    tells(account, sourceKey, words.bytes("post"));
  }

  /** Its author has changed it. */
  public void edits(long account, Words words, Instant at) {
    words.with("edited", at.toString());
    tells(account, words.id() + "/edit/" + at, words.bytes("edit"));
  }

  public void deletes(long account, String id) {
    JsonObject gone =
        new JsonObject().put("event", "delete").put("id", id).put("at", Instant.now().toString());
    tells(account, id + "/delete", gone.encode().getBytes(StandardCharsets.UTF_8));
  }

  /** Any bytes under any name. */
  public void tells(long account, String sourceKey, byte[] raw) {
    items.add(new Heard(account, new Item(sourceKey, raw)));
  }

  /** Whoever listens is told to ask. */
  public void rings() {
    bells.forEach(Runnable::run);
  }

  /** The next question of an account is answered with this. */
  public void fails(long account, NetworkFault fault) {
    faults.computeIfAbsent(account, id -> new ConcurrentLinkedQueue<>()).add(fault);
  }

  public void stands(String id, Above... above) {
    this.above.put(id, List.of(above));
  }

  /** Looked at from now on it says something else. */
  public void nowSays(Words words, Instant edited) {
    now.put(
        words.id(),
        new Now.There(words.with("edited", edited.toString()).bytes("post"), Optional.of(edited)));
  }

  public void nowGone(String id) {
    now.put(id, new Now.Gone());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Abilities abilities(ChannelAccount account) {
    return new Abilities(true, true, true, true, true, Optional.empty(), Optional.empty());
  }

  @Override
  public ConnectionVerdict test(ChannelAccount account) {
    return ConnectionVerdict.of(List.of());
  }

  @Override
  public Received receive(ChannelAccount account, Optional<String> cursor) throws NetworkFault {
    NetworkFault fault =
        faults.getOrDefault(account.id().value(), new ConcurrentLinkedQueue<>()).poll();
    if (fault != null) {
      throw fault;
    }
    List<Item> all =
        items.stream()
            .filter(heard -> heard.account() == account.id().value())
            .map(Heard::item)
            .toList();
    int from = cursor.map(text -> new JsonObject(text).getInteger("told")).orElse(0);
    int to = Math.min(all.size(), from + PAGE);
    return new Received(
        all.subList(from, to), new JsonObject().put("told", to).encode(), to < all.size());
  }

  @Override
  public Told read(ChannelAccount account, byte[] raw) throws UnreadableArrival {
    JsonObject told;
    try {
      told = new JsonObject(new String(raw, StandardCharsets.UTF_8));
    } catch (DecodeException garbage) {
      throw new UnreadableArrival("This is nothing that the network says.");
    }
    return switch (told.getString("event", "")) {
      case "post" -> post(told);
      case "edit" -> new Told.Edited(post(told));
      case "delete" -> new Told.Deleted(told.getString("id"), Instant.parse(told.getString("at")));
      default -> new Told.Nothing("nobody said anything");
    };
  }

  private static Told.Post post(JsonObject post) {
    return new Told.Post(
        post.getString("id"),
        Told.Kind.of(post.getString("kind")),
        post.getBoolean("open"),
        new Told.Author(
            post.getString("author"),
            post.getString("handle"),
            post.getString("name"),
            Optional.empty(),
            Optional.ofNullable(post.getString("avatar")),
            Optional.ofNullable(post.getInteger("followers")),
            false),
        post.getString("subject", ""),
        post.getString("text"),
        Optional.ofNullable(post.getString("language")),
        Instant.parse(post.getString("writtenAt")),
        Optional.ofNullable(post.getString("url")),
        post.getJsonArray("parents").stream().map(String.class::cast).toList(),
        post.getJsonArray("pictures").stream()
            .map(url -> new Told.Picture((String) url, "", "image/png"))
            .toList(),
        Optional.ofNullable(post.getString("edited")).map(Instant::parse));
  }

  @Override
  public Now look(ChannelAccount account, String id) throws NetworkFault {
    return now.getOrDefault(
        id,
        items.stream()
            .map(Heard::item)
            .filter(item -> item.sourceKey().equals(id))
            .<Now>map(item -> new Now.There(item.raw(), Optional.empty()))
            .findFirst()
            .orElseGet(Now.Gone::new));
  }

  @Override
  public List<Above> above(ChannelAccount account, String id) {
    return above.getOrDefault(id, List.of());
  }

  @Override
  public Outcome post(ChannelAccount account, Sending sending, Runnable beforeTransmit) {
    beforeTransmit.run();
    throw new UnsupportedOperationException("nobody answers here");
  }

  @Override
  public void delete(ChannelAccount account, String id) {
    throw new UnsupportedOperationException("nobody answers here");
  }

  @Override
  public Optional<AutoCloseable> listen(ChannelAccount account, Runnable bell) {
    bells.add(bell);
    return Optional.of(() -> bells.remove(bell));
  }
}
