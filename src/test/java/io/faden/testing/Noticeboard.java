package io.faden.testing;

import io.faden.channel.ChannelAccount;
import io.faden.channel.ConnectionVerdict;
import io.faden.channel.Outcome;
import io.faden.channel.UnreadableArrival;
import io.faden.channel.social.Abilities;
import io.faden.channel.social.LengthRule;
import io.faden.channel.social.NetworkFault;
import io.faden.channel.social.SocialNetwork;
import io.faden.channel.social.Told;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network on which we post and nobody else does: it keeps what it is given, each key once, and
 * fails when it is told to.
 */
public final class Noticeboard implements SocialNetwork {
  private final String name;
  private final Abilities abilities;
  private final Map<String, Post> posts = new LinkedHashMap<>();
  private final Deque<Outcome> outcomes = new ArrayDeque<>();
  private final Deque<NetworkFault> faults = new ArrayDeque<>();
  private int handedOver;

  /** Something that stands there, under its number. */
  public record Post(String id, long account, Sending sending) {}

  /** Counts as Mastodon does, with room for so many. */
  public Noticeboard(String name, int limit) {
    this.name = name;
    Optional<LengthRule> rule =
        Optional.of(
            new LengthRule(
                limit, LengthRule.Unit.CHARACTERS, Optional.of(23), true, Optional.empty()));
    this.abilities = new Abilities(true, true, true, true, true, rule, rule);
  }

  /** What stands there, in the order in which it came. */
  public synchronized List<Post> posts() {
    return List.copyOf(posts.values());
  }

  public synchronized Optional<Post> with(String words) {
    return posts.values().stream()
        .filter(post -> post.sending().text().contains(words))
        .findFirst();
  }

  /** How often something was handed over, the same again counted. */
  public synchronized int handedOver() {
    return handedOver;
  }

  /** What comes next ends like this, whether or not it is taken. */
  public synchronized void answers(Outcome outcome) {
    outcomes.add(outcome);
  }

  public synchronized void fails(NetworkFault fault) {
    faults.add(fault);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Abilities abilities(ChannelAccount account) {
    return abilities;
  }

  @Override
  public ConnectionVerdict test(ChannelAccount account) {
    return ConnectionVerdict.of(List.of());
  }

  @Override
  public Received receive(ChannelAccount account, Optional<String> cursor) {
    return new Received(List.of(), cursor.orElse("{}"), false);
  }

  @Override
  public Told read(ChannelAccount account, byte[] raw) throws UnreadableArrival {
    throw new UnreadableArrival("Nobody writes here but us.");
  }

  @Override
  public Now look(ChannelAccount account, String id) {
    return new Now.Gone();
  }

  @Override
  public List<Above> above(ChannelAccount account, String id) {
    return List.of();
  }

  /** It is taken also where the answer to it is that nobody knows. */
  @Override
  public Outcome post(ChannelAccount account, Sending sending, Runnable beforeTransmit) {
    Optional<Outcome> ending = next();
    if (ending.isPresent() && !(ending.get() instanceof Outcome.Uncertain)) {
      return ending.get();
    }
    beforeTransmit.run();
    Post post = take(account, sending);
    byte[] said =
        new JsonObject()
            .put("id", post.id())
            .put("url", "https://" + name + ".example/" + post.id())
            .encode()
            .getBytes(StandardCharsets.UTF_8);
    return ending.orElseGet(() -> new Outcome.Accepted(said, Optional.of(post.id()), tx -> {}));
  }

  private synchronized Optional<Outcome> next() {
    return Optional.ofNullable(outcomes.poll());
  }

  private synchronized Post take(ChannelAccount account, Sending sending) {
    handedOver++;
    return posts.computeIfAbsent(
        sending.key(),
        key -> new Post(Integer.toString(posts.size() + 1), account.id().value(), sending));
  }

  @Override
  public synchronized void delete(ChannelAccount account, String id) throws NetworkFault {
    if (!faults.isEmpty()) {
      throw faults.poll();
    }
    posts.values().removeIf(post -> post.id().equals(id));
  }
}
