package io.faden.conversation;

import io.faden.channel.Channel;
import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccounts;
import io.faden.channel.Outcome;
import io.faden.channel.Outgoing;
import io.faden.conversation.ConversationStore.Locked;
import io.faden.conversation.DeliveryStore.Claimed;
import io.faden.platform.Keys;
import io.faden.platform.db.Database;
import io.faden.platform.db.DatabaseAway;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.faden.routing.WorkItems;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries replies out. A reply is claimed, then marked as transmitting right before its first byte
 * of content leaves. So after a crash we know: what was only claimed is sent again, and so is what
 * was being transmitted where that is harmless; else it is shown to a person, who decides. No
 * transaction is open while the line is.
 */
public final class Deliveries {
  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
  private static final Duration CLAIM = Duration.ofMinutes(3);
  private static final Duration TRANSMISSION = Duration.ofMinutes(5);

  /** Into so many parts the time for trying is divided at least. */
  private static final int TRIES = 12;

  private static final int ATTEMPTS_TO_MARK = 10;
  private static final List<Duration> WAITS =
      List.of(
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(3),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(4));
  static final String LOST_TRACK =
      "The server stopped while the message was being sent. It may have arrived.";

  private final Database database;
  private final EventLog events;
  private final ChannelAccounts accounts;
  private final Map<String, Channel> channels;
  private final DeliveryStore store = new DeliveryStore();
  private final ConversationStore conversations = new ConversationStore();
  private final Failures failures;

  public Deliveries(
      Database database,
      EventLog events,
      WorkItems workItems,
      ChannelAccounts accounts,
      Map<String, Channel> channels) {
    this.database = database;
    this.events = events;
    this.accounts = accounts;
    this.channels = Map.copyOf(channels);
    this.failures = new Failures(workItems, events);
  }

  /** Sends one reply that is due; false when none is. Blocks while the other side takes it. */
  boolean deliverOne() {
    Optional<Claimed> claimed = database.transaction(tx -> store.claim(tx, CLAIM));
    claimed.ifPresent(this::deliver);
    return claimed.isPresent();
  }

  Optional<Duration> untilNext() {
    return store.untilNext(database);
  }

  private void deliver(Claimed claimed) {
    Optional<ChannelAccount> account;
    try {
      account = accounts.find(database, claimed.account()).filter(ChannelAccount::active);
    } catch (Keys.WrongKey otherKey) {
      fail(claimed, ChannelAccounts.UNREADABLE);
      return;
    } catch (DatabaseAway away) {
      // Passes by itself; if the database is back already, the next attempt need not wait long.
      defer(claimed, "The database could not be reached.");
      return;
    } catch (RuntimeException fault) {
      logFault(claimed, fault);
      fail(claimed, "The account to send from cannot be used; an administrator can look at it.");
      return;
    }
    if (account.isEmpty()) {
      fail(claimed, "The account to send from is off.");
      return;
    }
    Optional<Channel> channel = Optional.ofNullable(channels.get(account.get().channel()));
    if (channel.isEmpty()) {
      fail(claimed, "Nothing can be sent on this channel.");
      return;
    }
    tell(claimed);
    AtomicBoolean begun = new AtomicBoolean();
    try {
      Outgoing message = store.message(database, claimed.entry());
      finish(
          claimed, channel.get().send(account.get(), message, () -> transmitting(claimed, begun)));
    } catch (ClaimLost lost) {
      LOG.atWarn().addKeyValue("entry", claimed.entry().value()).log("delivery: claim lost");
    } catch (RuntimeException fault) {
      logFault(claimed, fault);
      // Once it may have left, only the claim's end decides; a fault before must not go unseen.
      if (!begun.get()) {
        defer(claimed, "Something went wrong on our side: " + fault.getClass().getSimpleName());
      }
    }
  }

  private static void logFault(Claimed claimed, RuntimeException fault) {
    LOG.atError()
        .setCause(fault)
        .addKeyValue("entry", claimed.entry().value())
        .log("delivery failed");
  }

  private void fail(Claimed claimed, String reason) {
    settle(claimed, tx -> store.failed(tx, claimed, reason, false), true);
  }

  private void transmitting(Claimed claimed, AtomicBoolean begun) {
    begun.set(true);
    if (!store.transmitting(database, claimed, TRANSMISSION)) {
      throw new ClaimLost();
    }
  }

  private static final class ClaimLost extends RuntimeException {}

  private void finish(Claimed claimed, Outcome outcome) {
    LOG.atInfo()
        .addKeyValue("entry", claimed.entry().value())
        .addKeyValue("attempt", claimed.attempts())
        .addKeyValue("outcome", outcome.getClass().getSimpleName())
        .log("delivery");
    switch (outcome) {
      case Outcome.Accepted accepted -> sent(claimed, accepted);
      case Outcome.Prepared prepared -> ready(claimed, prepared);
      case Outcome.Deferred deferred -> defer(claimed, deferred.reason(), deferred.until(), false);
      case Outcome.Refused refused -> fail(claimed, refused.reason());
      case Outcome.Uncertain uncertain -> uncertain(claimed, uncertain.reason());
    }
  }

  /** Where handing it over again is harmless that is done; else a person decides. */
  private void uncertain(Claimed claimed, String reason) {
    if (repeatable(claimed)) {
      defer(claimed, reason, Optional.empty(), true);
    } else {
      settle(claimed, tx -> store.failed(tx, claimed, reason, true), true);
    }
  }

  private boolean repeatable(Claimed claimed) {
    return channel(claimed).filter(Channel::repeatable).isPresent();
  }

  private Optional<Channel> channel(Claimed claimed) {
    return Optional.ofNullable(channels.get(claimed.channel()));
  }

  /** The other side has it: a database that is away for a moment must not make that uncertain. */
  private void sent(Claimed claimed, Outcome.Accepted accepted) {
    for (int attempt = 1; ; attempt++) {
      try {
        database.inTransaction(
            tx -> {
              if (store.sent(tx, claimed, accepted.raw())) {
                accepted.messageId().ifPresent(id -> store.known(tx, claimed, id));
                accepted.keep().accept(tx);
              }
              changed(tx, claimed);
            });
        return;
      } catch (RuntimeException fault) {
        if (attempt == ATTEMPTS_TO_MARK) {
          throw fault;
        }
        LockSupport.parkNanos(Duration.ofSeconds(attempt).toNanos());
      }
    }
  }

  /** Made again if this fails, so it is not tried for long. */
  private void ready(Claimed claimed, Outcome.Prepared prepared) {
    settle(
        claimed,
        tx -> {
          if (!store.ready(tx, claimed, prepared.raw())) {
            return false;
          }
          prepared.keep().accept(tx);
          events.append(
              tx,
              Change.of(EventType.PRINT_LIST_CHANGED, Audience.STAFF)
                  .entry(claimed.entry().value()));
          return true;
        },
        false);
  }

  private void defer(Claimed claimed, String reason) {
    defer(claimed, reason, Optional.empty(), false);
  }

  /** Not before the other side wants to be asked again; after a time it has failed. */
  private void defer(
      Claimed claimed, String reason, Optional<Instant> until, boolean mayHaveArrived) {
    Duration patience = channel(claimed).map(Channel::patience).orElse(Duration.ZERO);
    Duration wait =
        until
            .map(at -> Duration.between(Instant.now(), at))
            .filter(Duration::isPositive)
            .orElseGet(() -> pause(claimed, patience));
    boolean giveUp = Instant.now().plus(wait).isAfter(claimed.firstDueAt().plus(patience));
    settle(
        claimed,
        giveUp
            ? tx -> store.failed(tx, claimed, inVain(patience, reason), mayHaveArrived)
            : tx -> store.deferred(tx, claimed, wait, reason),
        giveUp);
  }

  private static Duration pause(Claimed claimed, Duration patience) {
    Duration pause = WAITS.get(Math.min(claimed.attempts() - 1, WAITS.size() - 1));
    Duration longest = patience.dividedBy(TRIES);
    return pause.compareTo(longest) > 0 ? longest : pause;
  }

  private static String inVain(Duration patience, String reason) {
    return "It did not get through within %d hours: %s".formatted(patience.toHours(), reason);
  }

  /** Writes how it ended, if the claim still holds; a failure opens the conversation again. */
  private void settle(Claimed claimed, Predicate<Tx> write, boolean failure) {
    database.inTransaction(
        tx -> {
          // It may have been split off or merged while it was on its way.
          Locked conversation = conversations.lockOf(tx, claimed.entry()).orElseThrow();
          if (!write.test(tx)) {
            return;
          }
          if (failure) {
            String reason =
                tx.row("SELECT error FROM delivery WHERE entry_id = $1", claimed.entry())
                    .map(row -> row.getString("error"))
                    .orElse("");
            failures.failed(tx, conversation, claimed.entry(), reason);
          }
          changed(tx, claimed);
        });
  }

  /** Takes up what a dead node left behind. Harmless on several nodes at once. */
  void sweep() {
    store.releaseDeadClaims(database);
    for (Claimed dead : store.deadTransmissions(database)) {
      uncertain(dead, LOST_TRACK);
    }
  }

  private void tell(Claimed claimed) {
    database.inTransaction(tx -> changed(tx, claimed));
  }

  private void changed(Tx tx, Claimed claimed) {
    events.append(
        tx,
        Change.of(EventType.ENTRY_CHANGED, Audience.STAFF)
            .conversation(claimed.conversation().value())
            .entry(claimed.entry().value()));
  }
}
