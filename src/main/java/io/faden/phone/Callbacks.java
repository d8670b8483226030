package io.faden.phone;

import io.faden.conversation.ConversationId;
import io.faden.conversation.PhoneNotes;
import io.faden.conversation.PromisedCalls;
import io.faden.customer.PhoneNumbers;
import io.faden.customer.Reading;
import io.faden.phone.CallbackStore.CalledNumber;
import io.faden.phone.CallbackStore.Locked;
import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.Person;
import io.faden.platform.Role;
import io.faden.platform.db.Database;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.faden.routing.BusinessTimes;
import io.faden.routing.CallbackWork;
import io.faden.routing.TakeResult;
import io.faden.routing.WorkItem;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Calls that were promised. Open until somebody has made the call, or has said why it is not
 * needed; whatever happens to the work item changes nothing about that.
 */
public final class Callbacks implements PromisedCalls {
  /** When nobody was reached and no other time was given. */
  private static final Duration AGAIN = Duration.ofHours(2);

  private static final Duration FURTHEST = Duration.ofDays(366);
  private static final Duration LATEST = Duration.ofMinutes(5);
  private static final String EXPENSIVE = "Nobody is called back at a premium-rate number.";

  private final Database database;
  private final EventLog events;
  private final CallbackWork work;
  private final BusinessTimes times;
  private final PhoneNumbers numbers;
  private final CallbackStore store;

  public Callbacks(
      Database database,
      EventLog events,
      CallbackWork work,
      BusinessTimes times,
      PhoneNumbers numbers) {
    this.database = database;
    this.events = events;
    this.work = work;
    this.times = times;
    this.numbers = numbers;
    this.store = new CallbackStore(numbers);
  }

  /** What a promise says; see NewCallback in the contract. */
  public record Wish(
      Instant dueAt, Optional<String> number, Optional<String> promise, Optional<Long> agent) {}

  /** What somebody changes about a promise. An agent of empty means: whoever; absent: as it was. */
  public record Correction(
      int version,
      Optional<Instant> dueAt,
      Optional<String> number,
      Optional<String> promise,
      Optional<Optional<Long>> agent,
      Optional<String> reason) {}

  /** What came of it. */
  public sealed interface Result {
    record Kept(Callback callback) implements Result {}

    record NotFound() implements Result {}

    record Stale() implements Result {}

    /** It was made or closed before. */
    record Over() implements Result {}

    record Taken(Optional<Person> by) implements Result {}

    record NoNumber() implements Result {}

    record NumberInvalid(String detail) implements Result {}

    record AgentNotFound() implements Result {}

    record TimeInvalid() implements Result {}

    record ConversationNotFound() implements Result {}
  }

  /** How many are due, late and were ended today. */
  public record Counts(long due, long late, long doneToday) {}

  @Override
  public boolean open(Sql sql, ConversationId id) {
    return store.open(sql, id).isPresent();
  }

  @Override
  public Optional<Object> shown(Sql sql, ConversationId id) {
    return store.open(sql, id).flatMap(open -> store.find(sql, open));
  }

  Optional<Callback> find(CallbackId id) {
    return store.find(database, id);
  }

  Map<CallbackId, Callback> some(Sql sql, List<CallbackId> ids) {
    return store.some(sql, ids);
  }

  Counts counts() {
    return store.counts(database);
  }

  List<Callback> list(
      CallbackStore.View view,
      Actor viewer,
      Optional<Long> conversation,
      Optional<Long> customer,
      Optional<Place> after,
      int limit) {
    return store.list(database, view, viewer.id(), conversation, customer, after, limit);
  }

  /** Promises a call on a conversation; promised again, it has the new time. */
  Result promise(Actor actor, PhoneNotes notes, ConversationId conversation, Wish wish) {
    return database.transaction(
        tx -> {
          Optional<PhoneNotes.Matter> matter = notes.lock(tx, conversation);
          return matter.isEmpty()
              ? new Result.ConversationNotFound()
              : promise(tx, actor, notes, matter.get(), wish, Optional.empty());
        });
  }

  /**
   * The conversation is locked. The other number is the one of the call that it was promised in.
   */
  Result promise(
      Tx tx,
      Actor actor,
      PhoneNotes notes,
      PhoneNotes.Matter matter,
      Wish wish,
      Optional<CalledNumber> otherwise) {
    Optional<Result> fault = fault(tx, Optional.of(wish.dueAt()), wish.number(), wish.agent());
    if (fault.isPresent()) {
      return fault.get();
    }
    Optional<CalledNumber> number =
        wish.number()
            .flatMap(this::read)
            .or(() -> otherwise)
            .or(() -> store.numberOf(tx, matter.id()));
    Optional<Locked> before = store.lockOpen(tx, matter.id());
    if (number.filter(this::expensive).isPresent()) {
      return new Result.NumberInvalid(EXPENSIVE);
    }
    if (number.isEmpty() && before.flatMap(Locked::number).isEmpty()) {
      return new Result.NoNumber();
    }
    Optional<AgentId> agent = wish.agent().map(AgentId::new);
    CallbackId id;
    if (before.isPresent()) {
      id = before.get().id();
      Optional<Result> taken = retimed(tx, actor, id, wish.dueAt(), agent);
      if (taken.isPresent()) {
        return taken.get();
      }
      store.update(
          tx,
          id,
          wish.dueAt(),
          wish.promise(),
          wish.number().isPresent() ? number : before.get().number().or(() -> number),
          agent);
    } else {
      id =
          store.insert(
              tx,
              matter.id(),
              wish.dueAt(),
              wish.promise().orElse(""),
              number,
              "agent",
              Optional.of(actor.id()),
              agent);
      begin(
          tx,
          Optional.of(actor),
          new CallbackWork.Promise(
              matter.id().value(),
              matter.queue(),
              wish.dueAt(),
              0,
              Optional.empty(),
              List.of(),
              agent.or(() -> Optional.of(actor.id()))));
    }
    notes.event(
        tx,
        Optional.of(actor),
        matter.id(),
        before.isPresent() ? "callback_changed" : "callback_promised",
        Optional.empty(),
        Optional.of(wish.dueAt().toString()),
        wish.promise());
    changed(tx, Optional.of(actor), id, matter.id());
    return new Result.Kept(store.find(tx, id).orElseThrow());
  }

  private Optional<Result> fault(
      Tx tx, Optional<Instant> due, Optional<String> number, Optional<Long> agent) {
    Instant now = Instant.now();
    if (due.filter(at -> at.isBefore(now.minus(LATEST)) || at.isAfter(now.plus(FURTHEST)))
        .isPresent()) {
      return Optional.of(new Result.TimeInvalid());
    }
    if (number.isPresent() && read(number.get()).isEmpty()) {
      return Optional.of(new Result.NumberInvalid(detail(number.get())));
    }
    if (number.flatMap(this::read).filter(this::expensive).isPresent()) {
      return Optional.of(new Result.NumberInvalid(EXPENSIVE));
    }
    return agent.isPresent() && !store.works(tx, new AgentId(agent.get()))
        ? Optional.of(new Result.AgentNotFound())
        : Optional.empty();
  }

  private Optional<CalledNumber> read(String spelling) {
    return numbers
        .read(spelling)
        .valid()
        .map(each -> new CalledNumber(each.value(), each.display()));
  }

  private boolean expensive(CalledNumber number) {
    return numbers.costsAFortune(number.value());
  }

  private String detail(String spelling) {
    return switch (numbers.read(spelling)) {
      case Reading.Invalid invalid -> invalid.detail();
      case Reading.Valid valid -> "";
    };
  }

  /** An item that is in wrap-up after an earlier call stands for the new one. */
  private void begin(Tx tx, Optional<Actor> actor, CallbackWork.Promise promise) {
    if (work.promise(tx, actor, promise).isEmpty()) {
      WorkItem old = work.lockOpen(tx, promise.conversation()).orElseThrow();
      work.finish(tx, Optional.empty(), old.id());
      if (work.promise(tx, actor, promise).isEmpty()) {
        throw new IllegalStateException("the earlier item stands in the way of the promise");
      }
    }
  }

  /** Empty if the item now waits for the new time; else why it must not be changed. */
  private Optional<Result> retimed(
      Tx tx, Actor actor, CallbackId id, Instant due, Optional<AgentId> agent) {
    Optional<WorkItem> item = store.find(tx, id).flatMap(Callback::workItem);
    if (item.isEmpty()) {
      return Optional.empty();
    }
    return work.retime(tx, actor, item.get().id(), due, agent) instanceof TakeResult.Taken taken
        ? Optional.of(new Result.Taken(taken.by()))
        : Optional.empty();
  }

  /** Another time, number or person. */
  Result change(Actor actor, PhoneNotes notes, CallbackId id, Correction wish) {
    return changing(
        id,
        notes,
        (tx, before, matter) -> {
          if (before.version() != wish.version()) {
            return new Result.Stale();
          }
          Optional<Long> named = wish.agent().flatMap(agent -> agent);
          Optional<Result> fault = fault(tx, wish.dueAt(), wish.number(), named);
          if (fault.isPresent()) {
            return fault.get();
          }
          Instant due = wish.dueAt().orElse(before.dueAt());
          Optional<AgentId> agent =
              wish.agent().isPresent() ? named.map(AgentId::new) : before.agent();
          if (!due.equals(before.dueAt()) || !agent.equals(before.agent())) {
            Optional<Result> taken = retimed(tx, actor, id, due, agent);
            if (taken.isPresent()) {
              return taken.get();
            }
          }
          store.update(
              tx,
              id,
              due,
              wish.promise(),
              wish.number().flatMap(this::read).or(before::number),
              agent);
          notes.event(
              tx,
              Optional.of(actor),
              matter.id(),
              "callback_changed",
              Optional.of(before.dueAt().toString()),
              Optional.of(due.toString()),
              wish.reason());
          return kept(tx, actor, id, matter);
        });
  }

  /** Ends it without a call. */
  Result close(Actor actor, PhoneNotes notes, CallbackId id, String reason) {
    return changing(
        id,
        notes,
        (tx, before, matter) -> {
          Optional<WorkItem> item = store.find(tx, id).flatMap(Callback::workItem);
          if (item.isPresent()
              && item.get().inHandsOfSomebodyElse(actor.id())
              && !actor.role().includes(Role.SUPERVISOR)) {
            return new Result.Taken(item.get().agent());
          }
          end(tx, Optional.of(actor), id, "closed", reason);
          notes.event(
              tx,
              Optional.of(actor),
              matter.id(),
              "callback_closed",
              Optional.empty(),
              Optional.empty(),
              Optional.of(reason));
          return kept(tx, actor, id, matter);
        });
  }

  private Result kept(Tx tx, Actor actor, CallbackId id, PhoneNotes.Matter matter) {
    changed(tx, Optional.of(actor), id, matter.id());
    return new Result.Kept(store.find(tx, id).orElseThrow());
  }

  private interface Step {
    Result take(Tx tx, Locked before, PhoneNotes.Matter matter);
  }

  /** The conversation is locked before what was promised on it. */
  private Result changing(CallbackId id, PhoneNotes notes, Step step) {
    return database.transaction(
        tx -> {
          Optional<PhoneNotes.Matter> matter = matter(tx, notes, id);
          Optional<Locked> before = matter.flatMap(found -> store.lock(tx, id));
          if (before.isEmpty()) {
            return new Result.NotFound();
          }
          return before.get().open()
              ? step.take(tx, before.get(), matter.orElseThrow())
              : new Result.Over();
        });
  }

  /** The conversation that a promise stands on, locked. */
  Optional<PhoneNotes.Matter> matter(Tx tx, PhoneNotes notes, CallbackId id) {
    return store
        .find(tx, id)
        .flatMap(found -> notes.lock(tx, new ConversationId(found.conversation().id())));
  }

  /** Empty if it is not open; else locked. */
  Optional<Locked> lockOpen(Tx tx, CallbackId id) {
    return store.lock(tx, id).filter(Locked::open);
  }

  private void end(Tx tx, Optional<Actor> actor, CallbackId id, String state, String reason) {
    Optional<WorkItem> item = store.find(tx, id).flatMap(Callback::workItem);
    store.end(tx, id, state, actor.map(Actor::id), reason);
    item.ifPresent(open -> work.finish(tx, actor, open.id()));
  }

  /** The call was made. */
  void made(Tx tx, Actor actor, Locked open, PhoneNotes.Matter matter) {
    end(tx, Optional.of(actor), open.id(), "done", "");
    changed(tx, Optional.of(actor), open.id(), matter.id());
  }

  void noted(Tx tx, CallbackId id, long entry) {
    store.noted(tx, id, entry);
  }

  /**
   * Nobody was reached: it stays open, for another time. Somebody else's work keeps its time; what
   * counts is that it was tried.
   */
  Callback tried(
      Tx tx,
      Actor actor,
      PhoneNotes notes,
      Locked open,
      PhoneNotes.Matter matter,
      Optional<Instant> again) {
    store.tried(tx, open.id());
    Instant due = again.orElseGet(() -> times.of(tx, matter.queue()).after(Instant.now(), AGAIN));
    if (retimed(tx, actor, open.id(), due, open.agent()).isEmpty()) {
      store.update(tx, open.id(), due, Optional.empty(), open.number(), open.agent());
      notes.event(
          tx,
          Optional.of(actor),
          matter.id(),
          "callback_changed",
          Optional.of(open.dueAt().toString()),
          Optional.of(due.toString()),
          Optional.empty());
    }
    changed(tx, Optional.of(actor), open.id(), matter.id());
    return store.find(tx, open.id()).orElseThrow();
  }

  /** Whether a time can be promised. */
  static boolean canBe(Instant due) {
    Instant now = Instant.now();
    return !due.isBefore(now.minus(LATEST)) && !due.isAfter(now.plus(FURTHEST));
  }

  // Missed calls

  Optional<CallbackId> openOfNumber(Sql sql, String number) {
    return store.openOfNumber(sql, number);
  }

  /** The customer has called in vain: they are called back within the time of the line. */
  CallbackId missed(
      Tx tx,
      PhoneNotes.Missed missed,
      CalledNumber number,
      Instant at,
      Duration within,
      Optional<AgentId> personal) {
    Optional<Locked> open = store.lockOpen(tx, missed.conversation());
    if (open.isPresent()) {
      store.missedAgain(tx, open.get().id());
      changed(tx, Optional.empty(), open.get().id(), missed.conversation());
      return open.get().id();
    }
    Instant due = times.of(tx, missed.queue()).after(at, within);
    CallbackId id =
        store.insert(
            tx,
            missed.conversation(),
            due,
            "",
            Optional.of(number),
            "missed_call",
            Optional.empty(),
            Optional.empty());
    begin(
        tx,
        Optional.empty(),
        new CallbackWork.Promise(
            missed.conversation().value(),
            missed.queue(),
            due,
            missed.entrance().priority(),
            missed.entrance().language(),
            missed.entrance().needs(),
            personal));
    changed(tx, Optional.empty(), id, missed.conversation());
    return id;
  }

  /** The call was answered after all: its events came in another order. */
  void notMissed(Tx tx, PhoneNotes notes, CallbackId id) {
    Optional<PhoneNotes.Matter> matter = matter(tx, notes, id);
    Optional<Locked> open = lockOpen(tx, id);
    if (matter.isEmpty()
        || open.isEmpty()
        || !open.get().origin().equals("missed_call")
        || open.get().attempts() > 0
        || open.get().missedCalls() > 1) {
      return;
    }
    String reason = "The call was answered after all.";
    end(tx, Optional.empty(), id, "closed", reason);
    notes.event(
        tx,
        Optional.empty(),
        matter.get().id(),
        "callback_closed",
        Optional.empty(),
        Optional.empty(),
        Optional.of(reason));
    changed(tx, Optional.empty(), id, matter.get().id());
  }

  // By the clock

  /** Tells once that the time of a promise is near, and once that it is over. */
  int warn(Tx tx) {
    List<CallbackStore.Near> near = store.warn(tx, CallbackWork.LEAD);
    events.append(
        tx,
        near.stream()
            .map(
                one -> {
                  Change change = change(Optional.empty(), one.id(), one.conversation());
                  return one.holder().map(change::agent).orElse(change);
                })
            .toList());
    return near.size();
  }

  /** A promise that lost its work item gets one again, whatever became of it. */
  void remember(PhoneNotes notes) {
    for (CallbackId id : store.forgotten(database)) {
      database.inTransaction(
          tx -> {
            Optional<PhoneNotes.Matter> matter = matter(tx, notes, id);
            Optional<Locked> open = lockOpen(tx, id);
            if (matter.isPresent() && open.isPresent()) {
              Optional<WorkItem> unused =
                  work.promise(
                      tx,
                      Optional.empty(),
                      new CallbackWork.Promise(
                          matter.get().id().value(),
                          matter.get().queue(),
                          open.get().dueAt(),
                          0,
                          Optional.empty(),
                          List.of(),
                          open.get().agent()));
              changed(tx, Optional.empty(), id, matter.get().id());
            }
          });
    }
  }

  private void changed(Tx tx, Optional<Actor> actor, CallbackId id, ConversationId conversation) {
    events.append(tx, change(actor, id, conversation));
  }

  private static Change change(Optional<Actor> actor, CallbackId id, ConversationId conversation) {
    return Change.of(EventType.CALLBACK_CHANGED, Audience.STAFF)
        .by(actor)
        .conversation(conversation.value())
        .detail(new JsonObject().put("callback", id.value()));
  }
}
