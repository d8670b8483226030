package io.faden.customer;

import io.faden.customer.ContactPointTraffic.Moved;
import io.faden.customer.CustomerStore.Place;
import io.faden.customer.IdentityStore.Merge;
import io.faden.customer.IdentityStore.Move;
import io.faden.customer.IdentityStore.Point;
import io.faden.platform.Actor;
import io.faden.platform.db.Database;
import io.faden.platform.db.Tx;
import io.faden.platform.live.EventLog;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Who is one with whom. A merge hangs one tree of customers below the root of another and touches
 * nothing else, so undoing it restores exactly, whatever came in since and in whichever order.
 *
 * <p>Locks: the name of a contact point, then the one that lets trees change one at a time, then
 * roots in order of their numbers, then conversations. Without the second, somebody who waits for a
 * root holds it when it is none any more, and that is how circles and deadlocks come about. Trees
 * change seldom and briefly.
 */
public final class Identity {
  private final Database database;
  private final ContactPointTraffic traffic;
  private final CustomerNews news;
  private final ContactPointStore points;
  private final IdentityStore store;

  public Identity(
      Database database, EventLog events, PhoneNumbers phones, ContactPointTraffic traffic) {
    this.database = database;
    this.traffic = traffic;
    this.news = new CustomerNews(events);
    this.points = new ContactPointStore(phones);
    this.store = new IdentityStore(points);
  }

  /** Merges and moves of a customer under all numbers, newest first. Empty for nobody. */
  public Optional<List<IdentityChange>> changes(CustomerId customer) {
    return CustomerStore.place(database, customer)
        .map(place -> store.ofTree(database, place.root()));
  }

  /** The other customer is the same as this one, who survives with all that both are. */
  public IdentityResult merge(Actor actor, CustomerId survivor, CustomerId other, String reason) {
    return database.transaction(
        tx -> {
          IdentityStore.lockTrees(tx);
          Optional<Place> one = CustomerStore.place(tx, survivor);
          Optional<Place> two = CustomerStore.place(tx, other);
          if (one.isEmpty()) {
            return new IdentityResult.NotFound();
          }
          if (two.isEmpty()) {
            return new IdentityResult.OtherNotFound();
          }
          CustomerId root = one.get().root();
          CustomerId absorbed = two.get().root();
          if (root.equals(absorbed)) {
            return new IdentityResult.AlreadyOne();
          }
          IdentityStore.lock(tx, root, absorbed);
          if (erased(tx, root) || erased(tx, absorbed)) {
            return new IdentityResult.Erased();
          }
          long id = joined(tx, Optional.of(actor), root, absorbed, reason, List.of());
          return new IdentityResult.Done(store.readMerge(tx, id));
        });
  }

  private long joined(
      Tx tx,
      Optional<Actor> actor,
      CustomerId root,
      CustomerId absorbed,
      String reason,
      List<Evidence> evidence) {
    store.hang(tx, absorbed, root);
    long id = store.merged(tx, root, absorbed, actor, reason, evidence);
    news.changed(tx, actor, detail("merged", id, reason), root);
    return id;
  }

  /**
   * They were two after all. What hangs below the absorbed one goes with it; what was merged into
   * the survivor since stays there. Conversations that were put together over the seam stand in the
   * way: the entries of the one would be left in a conversation of the other.
   */
  public IdentityResult undoMerge(Actor actor, long id, String reason) {
    return database.transaction(
        tx -> {
          IdentityStore.lockTrees(tx);
          Optional<Merge> found = store.merge(tx, id);
          if (found.isEmpty()) {
            return new IdentityResult.NotFound();
          }
          CustomerId absorbed = found.get().absorbed();
          CustomerId root = CustomerStore.place(tx, absorbed).orElseThrow().root();
          IdentityStore.lock(tx, root);
          if (found.get().undone()) {
            return new IdentityResult.AlreadyUndone();
          }
          if (erased(tx, absorbed) || erased(tx, root) || erased(tx, found.get().survivor())) {
            return new IdentityResult.Erased();
          }
          List<Long> joined = traffic.joined(tx, absorbed, root);
          if (!joined.isEmpty()) {
            return new IdentityResult.ConversationsJoined(joined);
          }
          store.takeOff(tx, absorbed, root);
          store.undoneMerge(tx, actor, id, reason);
          news.changed(tx, Optional.of(actor), detail("merge_undone", id, reason), root, absorbed);
          return new IdentityResult.Done(store.readMerge(tx, id));
        });
  }

  /** Gives a contact point to another customer, if wanted with the conversations that it began. */
  public IdentityResult move(
      Actor actor, ContactPointId id, CustomerId to, boolean conversations, String reason) {
    return database.transaction(
        tx -> {
          Optional<Point> point = locked(tx, id);
          if (point.isEmpty()) {
            return new IdentityResult.NotFound();
          }
          IdentityStore.lockTrees(tx);
          CustomerId from = point.get().customer();
          Optional<Place> target = CustomerStore.place(tx, to);
          if (target.isEmpty()) {
            return new IdentityResult.OtherNotFound();
          }
          CustomerId source = CustomerStore.place(tx, from).orElseThrow().root();
          IdentityStore.lock(tx, source, target.get().root());
          if (source.equals(target.get().root())) {
            return new IdentityResult.AlreadyOne();
          }
          if (erased(tx, source) || erased(tx, to)) {
            return new IdentityResult.Erased();
          }
          if (has(tx, to, point.get())) {
            return new IdentityResult.Taken(points.card(tx, to));
          }
          store.give(tx, id, to);
          Moved along = conversations ? traffic.move(tx, id, from, to) : Moved.nothing();
          long move = store.moved(tx, id, from, to, along, actor, reason);
          news.changed(
              tx, Optional.of(actor), detail("contact_point_moved", move, reason), from, to);
          return new IdentityResult.Done(store.readMove(tx, move));
        });
  }

  /** Possible as long as the contact point is where it went. */
  public IdentityResult undoMove(Actor actor, long id, String reason) {
    return database.transaction(
        tx -> {
          Optional<Move> found = store.move(tx, id);
          if (found.isEmpty()) {
            return new IdentityResult.NotFound();
          }
          Optional<Point> point = locked(tx, found.get().point());
          IdentityStore.lockTrees(tx);
          Move move = store.move(tx, id).orElseThrow();
          CustomerId one = CustomerStore.place(tx, move.from()).orElseThrow().root();
          CustomerId two = CustomerStore.place(tx, move.to()).orElseThrow().root();
          IdentityStore.lock(tx, one, two);
          if (move.undone()) {
            return new IdentityResult.AlreadyUndone();
          }
          if (erased(tx, one) || erased(tx, two) || erased(tx, move.from())) {
            return new IdentityResult.Erased();
          }
          if (point.isEmpty() || !point.get().customer().equals(move.to())) {
            return new IdentityResult.MovedOn();
          }
          if (has(tx, move.from(), point.get())) {
            return new IdentityResult.Taken(points.card(tx, move.from()));
          }
          store.give(tx, move.point(), move.from());
          traffic.moveBack(tx, move.point(), move.moved(), move.from(), move.to());
          store.undoneMove(tx, actor, id, reason);
          news.changed(
              tx, Optional.of(actor), detail("move_undone", id, reason), move.from(), move.to());
          return new IdentityResult.Done(store.readMove(tx, id));
        });
  }

  /** A family's number may be with both already. */
  private boolean has(Tx tx, CustomerId customer, Point point) {
    return points.owners(tx, point.channel(), point.value()).stream()
        .anyMatch(each -> each.member().equals(customer));
  }

  private Optional<Point> locked(Tx tx, ContactPointId id) {
    store.point(tx, id).ifPresent(it -> ContactPointStore.lock(tx, it.channel(), it.value()));
    return store.point(tx, id).filter(it -> !it.removed());
  }

  /**
   * A contact point may be verified now: whoever else has it, verified and under the same name, is
   * the same customer. The older one survives. For a telephone and an address; everything else
   * names only one customer anyhow.
   */
  void verified(Tx tx, ContactPointId id) {
    if (store.certainlyTheSame(tx, id).isEmpty()) {
      return;
    }
    IdentityStore.lockTrees(tx);
    for (CustomerId other : store.certainlyTheSame(tx, id)) {
      Point point = store.point(tx, id).orElseThrow();
      CustomerId own = CustomerStore.place(tx, point.customer()).orElseThrow().root();
      IdentityStore.lock(tx, own, other);
      if (own.equals(other)) {
        continue;
      }
      boolean older = own.value() < other.value();
      long unused =
          joined(
              tx,
              Optional.empty(),
              older ? own : other,
              older ? other : own,
              "the same name and the same verified contact point",
              List.of(Evidence.of("same_contact_point", point.value())));
    }
  }

  private static boolean erased(Tx tx, CustomerId customer) {
    return CustomerStore.place(tx, customer).orElseThrow().erased();
  }

  private static JsonObject detail(String what, long id, String reason) {
    return new JsonObject().put("what", what).put("id", id).put("reason", reason);
  }
}
