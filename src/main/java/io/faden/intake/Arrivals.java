package io.faden.intake;

import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccountId;
import io.faden.channel.ChannelAccounts;
import io.faden.channel.UnreadableArrival;
import io.faden.intake.ArrivalStore.Pending;
import io.faden.platform.Actor;
import io.faden.platform.Person;
import io.faden.platform.db.Database;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.faden.routing.WorkItems;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ledger's rows: filing them, showing them, trying again. */
public final class Arrivals {
  private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

  /** Nobody who presses a button waits for longer. */
  private static final Duration CALLERS_PATIENCE = Duration.ofMinutes(1);

  /** Of these a person may still say where they belong. */
  private static final Set<String> DECIDABLE = Set.of("checking", "triaged", "quarantined");

  private final Database database;
  private final EventLog events;
  private final ChannelAccounts accounts;
  private final Map<String, Reception> receptions;
  private final WorkItems workItems;
  private final ArrivalStore store = new ArrivalStore();

  public Arrivals(
      Database database,
      EventLog events,
      ChannelAccounts accounts,
      Map<String, Reception> receptions,
      WorkItems workItems) {
    this.database = database;
    this.events = events;
    this.accounts = accounts;
    this.receptions = Map.copyOf(receptions);
    this.workItems = workItems;
  }

  /** What came of trying again. */
  public sealed interface RetryResult {
    record Tried(Arrival arrival) implements RetryResult {}

    record NotQuarantined() implements RetryResult {}

    record NotFound() implements RetryResult {}
  }

  /** The next arrivals to be filed, oldest first. */
  List<ArrivalId> pending(Lane lane, int limit) {
    return store.pending(database, lane, limit);
  }

  /**
   * Files one arrival in one transaction, or quarantines it in another. The guard runs first in
   * each transaction and may throw to leave the arrival as it is. Errors: faults of the database
   * itself rise, and the arrival stays as it was.
   */
  void file(ArrivalId id, Consumer<Tx> guard) {
    Optional<Pending> pending = store.toFile(database, id);
    if (pending.isEmpty()) {
      return;
    }
    Pending arrival = pending.get();
    try {
      // Reading may take its time, and an open transaction would hold up the live feed.
      ChannelAccount account = accounts.findSealed(database, arrival.account()).orElseThrow();
      Reception.Readied readied = read(account, arrival);
      database.inTransaction(
          tx -> {
            guard.accept(tx);
            if (store.lock(tx, id)) {
              file(tx, arrival, readied);
            }
          });
    } catch (NotFilable reason) {
      quarantine(arrival, guard, reason.getMessage());
    } catch (RuntimeException fault) {
      if (Transient.is(fault)) {
        throw fault;
      }
      // A fault of ours or a message that the database refuses: it must not hold up the next ones.
      LOG.atError().setCause(fault).addKeyValue("arrival", id.value()).log("filing failed");
      quarantine(arrival, guard, "It could not be stored: " + reason(fault));
    }
  }

  /**
   * Reads again what somebody was to decide, and files it if that is certain now; else it goes on
   * waiting for them. Whoever decides meanwhile is first. Result: whether it could be read; if not,
   * it stays as it was.
   */
  public boolean again(ArrivalId id, Consumer<Tx> guard) {
    Optional<Pending> checking = store.checking(database, id);
    if (checking.isEmpty()) {
      return false;
    }
    Pending arrival = checking.get();
    ChannelAccount account = accounts.findSealed(database, arrival.account()).orElseThrow();
    Reception.Readied readied;
    try {
      readied = read(account, arrival);
    } catch (NotFilable unreadable) {
      return false;
    }
    database.inTransaction(
        tx -> {
          guard.accept(tx);
          if (store.lockChecking(tx, id)) {
            file(tx, arrival, readied);
          }
        });
    return true;
  }

  /** Keeps an arrival from holding up the others when trying again and again does not help. */
  void setAside(ArrivalId id, Consumer<Tx> guard, Throwable fault) {
    store
        .toFile(database, id)
        .ifPresent(
            arrival -> quarantine(arrival, guard, "It could not be stored: " + reason(fault)));
  }

  private static String reason(Throwable fault) {
    return fault instanceof PgException refused
        ? refused.getErrorMessage()
        : fault.getClass().getSimpleName();
  }

  private void file(Tx tx, Pending arrival, Reception.Readied readied) {
    Optional<ArrivalId> same = store.sameBytes(tx, arrival);
    if (same.isPresent()) {
      duplicate(tx, arrival, same.get().value());
      return;
    }
    switch (readied.file(tx)) {
      case Reception.Settled.Duplicate duplicate -> duplicate(tx, arrival, duplicate.arrival());
      case Reception.Settled.Entry entry -> {
        store.filed(tx, arrival.id(), entry.conversation(), entry.entry());
        settled(tx, arrival);
      }
      case Reception.Settled.Resolves resolves -> {
        ArrivalId earlier = new ArrivalId(resolves.arrival());
        store.filed(tx, earlier, resolves.entry().conversation(), resolves.entry().entry());
        tell(tx, Optional.empty(), earlier);
        duplicate(tx, arrival, resolves.arrival());
      }
      case Reception.Settled.Call call -> {
        store.filedAsCall(tx, arrival.id(), call.call());
        settled(tx, arrival);
      }
      case Reception.Settled.ToCheck check -> toCheck(tx, arrival.id(), arrival.account(), check);
      case Reception.Settled.Waiting waiting -> {
        store.checking(tx, arrival.id());
        settled(tx, arrival);
      }
      case Reception.Settled.Quiet quiet -> {
        store.triaged(tx, arrival.id());
        settled(tx, arrival);
      }
    }
  }

  private void toCheck(Tx tx, ArrivalId id, ChannelAccountId of, Reception.Settled.ToCheck check) {
    ChannelAccount account = accounts.findSealed(tx, of).orElseThrow();
    store.checking(tx, id);
    workItems.checkScan(tx, id.value(), account.queue(), account.channel(), check.due());
  }

  /** On a thread of its own, which is given up after a while: foreign bytes may take for ever. */
  private Reception.Readied read(ChannelAccount account, Pending arrival) {
    Reception reception = receptions.get(account.channel());
    Reception.Received received =
        new Reception.Received(
            arrival.id(),
            account,
            arrival.sourceKey(),
            arrival.receivedAt(),
            arrival.sha256(),
            arrival.raw());
    FutureTask<Reception.Readied> reading = new FutureTask<>(() -> reception.read(received));
    Thread.ofPlatform().daemon().name("reading").start(reading);
    try {
      return reading.get(reception.patience().toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException tooLong) {
      reading.cancel(true);
      throw new NotFilable(
          "Reading it took longer than " + reception.patience().toSeconds() + " seconds.");
    } catch (InterruptedException stopped) {
      reading.cancel(true);
      Thread.currentThread().interrupt();
      throw new ReadingStopped();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof UnreadableArrival reason) {
        throw new NotFilable(reason.getMessage());
      }
      LOG.atError()
          .setCause(failed.getCause())
          .addKeyValue("arrival", arrival.id().value())
          .log("reading failed");
      throw new NotFilable("It could not be read: " + failed.getCause().getClass().getSimpleName());
    }
  }

  private void duplicate(Tx tx, Pending arrival, long of) {
    store.duplicate(tx, arrival.id(), of);
    settled(tx, arrival);
  }

  private void settled(Tx tx, Pending arrival) {
    workItems.arrivalFiled(tx, arrival.id().value());
    tell(tx, Optional.empty(), arrival.id());
  }

  private void tell(Tx tx, Optional<Actor> actor, ArrivalId id) {
    events.append(
        tx, Change.of(EventType.ARRIVAL_FILED, Audience.SUPERVISORS).by(actor).arrival(id.value()));
  }

  private void quarantine(Pending arrival, Consumer<Tx> guard, String reason) {
    ArrivalId id = arrival.id();
    database.inTransaction(
        tx -> {
          guard.accept(tx);
          if (store.quarantine(tx, id, reason)) {
            ChannelAccount account = accounts.findSealed(tx, arrival.account()).orElseThrow();
            workItems.checkArrival(tx, id.value(), account.queue(), account.channel());
            events.append(
                tx,
                Change.of(EventType.ARRIVAL_QUARANTINED, Audience.SUPERVISORS).arrival(id.value()));
            receptions.get(account.channel()).quarantined(tx, id);
          }
        });
    LOG.atWarn().addKeyValue("arrival", id.value()).log("arrival quarantined");
  }

  /** This node stops; the arrival waits for the next one. */
  static final class ReadingStopped extends RuntimeException {}

  private static final class NotFilable extends RuntimeException {
    NotFilable(String reason) {
      super(reason, null, false, false);
    }
  }

  /** What came of saying where an arrival belongs. */
  public sealed interface DecideResult {
    /** It is filed, as the same as another one perhaps. */
    record Decided(Reception.Settled settled) implements DecideResult {}

    /** Somebody else holds its work item: the caller has to roll back. */
    record Taken(Optional<Person> by) implements DecideResult {}

    /** It has been read by nobody yet, or is filed already. */
    record NotOpen(String state) implements DecideResult {}

    record Erased() implements DecideResult {}

    record NotFound() implements DecideResult {}
  }

  /**
   * Files what is to be checked, was settled without anybody having to answer, or is quarantined as
   * a person says, in the caller's transaction, and ends its work item. Whoever else decides at the
   * same time waits here, and finds it filed.
   */
  public DecideResult decide(Tx tx, Actor actor, ArrivalId id, Reception.Readied decision) {
    Optional<ArrivalStore.Lying> lying = store.lockLying(tx, id);
    if (lying.isEmpty()) {
      return new DecideResult.NotFound();
    }
    if (lying.get().erased()) {
      return new DecideResult.Erased();
    }
    String state = lying.get().state();
    if (!DECIDABLE.contains(state)) {
      return new DecideResult.NotOpen(state);
    }
    Reception.Settled settled = decision.file(tx);
    switch (settled) {
      case Reception.Settled.Entry entry ->
          store.filed(tx, id, entry.conversation(), entry.entry());
      case Reception.Settled.Duplicate duplicate -> store.duplicate(tx, id, duplicate.arrival());
      case Reception.Settled.Call call -> store.filedAsCall(tx, id, call.call());
      case Reception.Settled.Waiting waiting -> store.checking(tx, id);
      case Reception.Settled.Quiet quiet -> store.triaged(tx, id);
      case Reception.Settled.ToCheck check ->
          throw new IllegalArgumentException("a decision is no question");
      case Reception.Settled.Resolves resolves ->
          throw new IllegalArgumentException("a decision is about one arrival");
    }
    // After the conversation: that is the order of locks.
    return switch (workItems.arrivalDecided(tx, actor, id.value())) {
      case WorkItems.Decided.Ended ended -> {
        tell(tx, Optional.of(actor), id);
        yield new DecideResult.Decided(settled);
      }
      case WorkItems.Decided.Taken taken -> new DecideResult.Taken(taken.by());
    };
  }

  public RetryResult retry(ArrivalId id) {
    Optional<Arrival> arrival = find(id);
    if (arrival.isEmpty()) {
      return new RetryResult.NotFound();
    }
    if (!arrival.get().state().equals("quarantined") || arrival.get().erasedAt().isPresent()) {
      return new RetryResult.NotQuarantined();
    }
    if (receptions.get(arrival.get().channel()).patience().compareTo(CALLERS_PATIENCE) > 0) {
      // Its lane tries again.
      putBack(id);
    } else {
      file(id, tx -> {});
    }
    return new RetryResult.Tried(find(id).orElseThrow());
  }

  private void putBack(ArrivalId id) {
    database.inTransaction(
        tx -> {
          if (store.putBack(tx, id)) {
            events.append(
                tx,
                Change.of(EventType.ARRIVAL_RECEIVED, Audience.SUPERVISORS).arrival(id.value()));
          }
        });
  }

  public Optional<Arrival> find(ArrivalId id) {
    return store.find(database, id);
  }

  /** The bytes as they came. */
  public Optional<byte[]> raw(ArrivalId id) {
    return store.raw(database, id);
  }

  /** Newest first, below a number. */
  public List<Arrival> list(Optional<String> state, Optional<Long> below, int limit) {
    return store.list(database, state, below, limit);
  }

  public Balance balance() {
    return store.balance(database);
  }
}
