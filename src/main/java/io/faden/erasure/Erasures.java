package io.faden.erasure;

import io.faden.customer.CustomerCard;
import io.faden.customer.CustomerErasure;
import io.faden.customer.CustomerId;
import io.faden.customer.Erasable;
import io.faden.customer.Erasable.Erasing;
import io.faden.customer.Erasable.Obstacle;
import io.faden.erasure.ErasureResult.Blocked;
import io.faden.erasure.ErasureResult.Done;
import io.faden.erasure.ErasureResult.NotFound;
import io.faden.erasure.ErasureResult.Over;
import io.faden.platform.Actor;
import io.faden.platform.db.Database;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Wishes to erase a customer, and the erasing. */
public final class Erasures {
  private final Database database;
  private final EventLog events;
  private final CustomerErasure customers;
  private final List<Erasable> features;
  private final ErasureStore store = new ErasureStore();

  /** The features in the order in which they erase; the customer's own rows come last. */
  public Erasures(
      Database database, EventLog events, CustomerErasure customers, List<Erasable> features) {
    this.database = database;
    this.events = events;
    this.customers = customers;
    this.features = Stream.concat(features.stream(), Stream.of(customers)).toList();
  }

  /** ErasurePreview in the contract. */
  public record Preview(CustomerCard customer, Map<String, Long> counts, List<Obstacle> against) {}

  /** What would be erased, and what stands against it; empty if there is no such customer. */
  public Optional<Preview> preview(CustomerId id) {
    List<CustomerId> members = customers.members(database, id);
    if (members.isEmpty()) {
      return Optional.empty();
    }
    Erasing erasing = new Erasing(0, members, customers.traces(database, members));
    Map<String, Long> counts = new TreeMap<>();
    features.forEach(feature -> counts.putAll(feature.count(database, erasing)));
    List<Obstacle> against = new ArrayList<>(against(database, members));
    store
        .standing(database, members)
        .ifPresent(
            other ->
                against.add(new Obstacle("already_planned", Optional.empty(), Optional.of(other))));
    return Optional.of(
        new Preview(customers.card(database, members.getFirst()).orElseThrow(), counts, against));
  }

  private List<Obstacle> against(Sql sql, List<CustomerId> members) {
    return features.stream().flatMap(each -> each.against(sql, members).stream()).toList();
  }

  /** Plans an erasure of all who are merged. It runs after so many days, never before. */
  public ErasureResult request(Actor actor, CustomerId id, String reason, int waitDays) {
    return database.transaction(
        tx -> {
          List<CustomerId> members = customers.lock(tx, id);
          if (members.isEmpty()) {
            return new NotFound();
          }
          if (customers.erased(tx, members.getFirst())) {
            return new ErasureResult.Erased();
          }
          List<Obstacle> against = new ArrayList<>(against(tx, members));
          store
              .standing(tx, members)
              .ifPresent(
                  other ->
                      against.add(
                          new Obstacle("already_planned", Optional.empty(), Optional.of(other))));
          if (!against.isEmpty()) {
            return new Blocked(against);
          }
          ErasureId erasure = store.insert(tx, actor, members.getFirst(), reason, waitDays);
          return told(tx, actor, erasure);
        });
  }

  public ErasureResult hold(Actor actor, ErasureId id, String reason, Optional<LocalDate> until) {
    return change(actor, id, tx -> store.hold(tx, actor, id, reason, until));
  }

  public ErasureResult release(Actor actor, ErasureId id) {
    return change(actor, id, tx -> store.release(tx, actor, id));
  }

  public ErasureResult cancel(Actor actor, ErasureId id, String reason) {
    return change(actor, id, tx -> store.cancel(tx, actor, id, reason));
  }

  private ErasureResult change(Actor actor, ErasureId id, Consumer<Tx> change) {
    return database.transaction(
        tx -> {
          Optional<Erasure> erasure = store.lock(tx, id);
          if (erasure.isEmpty()) {
            return new NotFound();
          }
          if (erasure.get().isOver()) {
            return new Over();
          }
          change.accept(tx);
          return told(tx, actor, id);
        });
  }

  private ErasureResult told(Tx tx, Actor actor, ErasureId id) {
    Erasure erasure = store.find(tx, id).orElseThrow();
    changed(tx, Optional.of(actor), erasure.root());
    return new Done(erasure);
  }

  private void changed(Tx tx, Optional<Actor> actor, CustomerId customer) {
    events.append(
        tx,
        Change.of(EventType.ERASURE_CHANGED, Audience.SUPERVISORS).by(actor).customer(customer));
  }

  public Optional<Erasure> find(ErasureId id) {
    return store.find(database, id);
  }

  /** Newest first, below a number. */
  public List<Erasure> list(Optional<String> state, Optional<Long> below, int limit) {
    return store.list(database, state, below, limit);
  }

  List<ErasureId> due() {
    return store.due(database);
  }

  /**
   * Begins an erasure that is due, or goes on with one that has begun, until it is done or the
   * guard throws. Each batch is a transaction of its own with its counts, so that whatever ends
   * this in the middle loses nothing and counts nothing twice. Input: the guard runs first in each
   * transaction. Result: what stands against it, if it has to wait.
   */
  List<Obstacle> run(ErasureId id, Consumer<Tx> guard) {
    List<Obstacle> against = begin(id, guard);
    if (against.isEmpty()) {
      // A note may have been written while it was being erased: round by round until nothing is.
      boolean more = true;
      while (more) {
        more = eraseAll(id, guard) || !finish(id, guard);
      }
    }
    return against;
  }

  private List<Obstacle> begin(ErasureId id, Consumer<Tx> guard) {
    Optional<List<Obstacle>> against = Optional.empty();
    while (against.isEmpty()) {
      against = tryToBegin(id, guard);
    }
    return against.get();
  }

  /** Empty if the customer was merged or had another address in the meantime. */
  private Optional<List<Obstacle>> tryToBegin(ErasureId id, Consumer<Tx> guard) {
    return database.transaction(
        tx -> {
          guard.accept(tx);
          Optional<Erasure> found = store.lock(tx, id);
          if (found.isEmpty() || found.get().isOver()) {
            return Optional.of(List.of());
          }
          Optional<List<CustomerId>> locked = customers.lockWithAddresses(tx, found.get().root());
          if (locked.isEmpty()) {
            return Optional.empty();
          }
          List<CustomerId> members = locked.get();
          List<Obstacle> against = against(tx, members);
          if (against.isEmpty()) {
            Erasing erasing = new Erasing(id.value(), members, customers.traces(tx, members));
            store.begin(tx, erasing);
            // Of what there is none, the proof says so.
            Map<String, Long> none = new TreeMap<>();
            features.forEach(
                each -> each.count(tx, erasing).keySet().forEach(k -> none.put(k, 0L)));
            store.count(tx, id, none);
            store.count(tx, id, customers.count(tx, erasing));
            customers.close(tx, erasing);
            changed(tx, Optional.empty(), found.get().root());
          }
          return Optional.of(against);
        });
  }

  /** Whether anything was left to erase. */
  private boolean eraseAll(ErasureId id, Consumer<Tx> guard) {
    boolean[] any = {false};
    for (Erasable feature : features) {
      boolean more = true;
      while (more) {
        more = part(id, guard, feature, any);
      }
    }
    return any[0];
  }

  private boolean part(ErasureId id, Consumer<Tx> guard, Erasable feature, boolean[] any) {
    return database.transaction(
        tx -> {
          guard.accept(tx);
          Optional<Erasing> erasing = store.running(tx, id);
          if (erasing.isEmpty()) {
            return false;
          }
          Map<String, Long> erased = feature.erase(tx, erasing.get());
          if (erased.isEmpty()) {
            return false;
          }
          store.count(tx, id, erased);
          any[0] = true;
          return true;
        });
  }

  private boolean finish(ErasureId id, Consumer<Tx> guard) {
    return database.transaction(
        tx -> {
          guard.accept(tx);
          return store.running(tx, id).map(erasing -> finish(tx, id, erasing)).orElse(true);
        });
  }

  private boolean finish(Tx tx, ErasureId id, Erasing erasing) {
    Stream<String> words =
        customers.names(tx, erasing.members()).stream()
            .flatMap(name -> Stream.of(name.split("\\s+", -1)))
            .filter(word -> word.length() > 2);
    List<String> telling = Stream.concat(erasing.traces().stream(), words).toList();
    if (!customers.finish(tx, erasing)) {
      return false;
    }
    store.finish(tx, id, telling);
    changed(tx, Optional.empty(), erasing.members().getFirst());
    return true;
  }
}
