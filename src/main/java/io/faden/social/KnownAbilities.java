package io.faden.social;

import io.faden.channel.ChannelAccount;
import io.faden.channel.social.Abilities;
import io.faden.channel.social.SocialNetwork;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What networks can do, as last heard: some have to be asked, and whoever reads a conversation must
 * not wait for a server elsewhere.
 */
final class KnownAbilities {
  private static final Logger LOG = LoggerFactory.getLogger(KnownAbilities.class);
  private static final Duration GOOD_FOR = Duration.ofMinutes(10);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final SocialNetwork network;
  private final Map<Long, Known> known = new ConcurrentHashMap<>();

  KnownAbilities(SocialNetwork network) {
    this.network = network;
  }

  /**
   * What is said of an account as it is set now, and what was said before while that is asked.
   *
   * @param waited until then somebody waits for the answer; whoever comes later goes without it
   */
  private record Known(
      int version,
      Instant waited,
      Instant until,
      CompletableFuture<Abilities> now,
      Optional<Abilities> before) {

    long patience() {
      return Math.max(0, Duration.between(Instant.now(), waited).toMillis());
    }
  }

  /** Empty while a network that was never heard does not answer. */
  Optional<Abilities> of(ChannelAccount account) {
    Known of = known.compute(account.id().value(), (id, last) -> fresh(account, last));
    try {
      return Optional.of(
          of.before().isPresent() && !of.now().isDone()
              ? of.before().get()
              : of.now().get(of.patience(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException slow) {
      return Optional.empty();
    } catch (ExecutionException fault) {
      LOG.atWarn()
          .setCause(fault)
          .addKeyValue("account", account.id().value())
          .log("abilities of a network");
      known.remove(account.id().value(), of);
      return of.before();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private Known fresh(ChannelAccount account, Known last) {
    boolean same = last != null && last.version() == account.version();
    if (same && (last.until().isAfter(Instant.now()) || !last.now().isDone())) {
      return last;
    }
    Optional<Abilities> before =
        same && !last.now().isCompletedExceptionally()
            ? Optional.of(last.now().join())
            : Optional.empty();
    CompletableFuture<Abilities> now = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("abilities")
        .start(
            () -> {
              try {
                now.complete(network.abilities(account));
              } catch (RuntimeException fault) {
                now.completeExceptionally(fault);
              }
            });
    Instant asked = Instant.now();
    return new Known(account.version(), asked.plus(PATIENCE), asked.plus(GOOD_FOR), now, before);
  }
}
