package io.faden.phone;

import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccounts;
import io.faden.conversation.ConversationId;
import io.faden.conversation.PhoneNotes;
import io.faden.customer.AddResult;
import io.faden.customer.ContactChannel;
import io.faden.customer.ContactPointId;
import io.faden.customer.ContactPoints;
import io.faden.customer.CustomerCard;
import io.faden.customer.CustomerId;
import io.faden.customer.Customers;
import io.faden.customer.NewContactPoint;
import io.faden.customer.PhoneNumbers;
import io.faden.phone.CallEvent.Direction;
import io.faden.phone.CallStore.Locked;
import io.faden.phone.CallStore.Owner;
import io.faden.phone.CallbackStore.CalledNumber;
import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.db.Database;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.faden.presence.Presence;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Calls: what the telephone system tells of them, and what follows from it. After each event the
 * whole story of the call is told anew, so that neither order nor repetition matters.
 */
public final class Calls {
  private static final int LEAST_DIGITS = 3;

  private final Database database;
  private final EventLog events;
  private final Presence presence;
  private final ChannelAccounts accounts;
  private final Customers customers;
  private final ContactPoints points;
  private final PhoneNumbers numbers;
  private final PhoneNotes notes;
  private final Callbacks callbacks;
  private final Extensions extensions;
  private final CallStore store;

  public Calls(
      Database database,
      EventLog events,
      Presence presence,
      ChannelAccounts accounts,
      Customers customers,
      ContactPoints points,
      PhoneNotes notes,
      Callbacks callbacks,
      Extensions extensions,
      PhoneNumbers numbers) {
    this.database = database;
    this.events = events;
    this.presence = presence;
    this.accounts = accounts;
    this.customers = customers;
    this.points = points;
    this.numbers = numbers;
    this.notes = notes;
    this.callbacks = callbacks;
    this.extensions = extensions;
    this.store = new CallStore(numbers);
  }

  /** An event has arrived; the call that it is about. */
  CallId told(Tx tx, long arrival, ChannelAccount line, CallEvent event, Instant at) {
    CallId id = store.find(tx, line.id(), event, at);
    Locked before = store.lock(tx, id).orElseThrow();
    store.addEvent(tx, arrival, id, event, at);
    follow(tx, before);
    return id;
  }

  /** Tells the story anew and does what follows. The call is locked. */
  private void follow(Tx tx, Locked before) {
    CallId id = before.id();
    CallStory story = CallStory.of(store.events(tx, id), before.lostAt());
    Optional<CalledNumber> number =
        numbers
            .read(story.other())
            .valid()
            .map(value -> new CalledNumber(value.value(), value.display()));
    Optional<String> text = number.map(CalledNumber::text).or(() -> half(story.other()));
    store.rings(tx, id, ringing(tx, story));
    Set<AgentId> rings = store.ringsAt(tx, id);
    Optional<AgentId> agent = speaker(tx, before, story, rings);
    store.update(
        tx,
        id,
        story,
        number.map(CalledNumber::value),
        text,
        agent,
        busySince(before, story, agent));
    // The number may be told after the end, and with it the promise comes about.
    if (story.missed() && (!before.missed() || before.callback().isEmpty())) {
      number
          .filter(caller -> !numbers.costsAFortune(caller.value()))
          .ifPresent(caller -> missed(tx, before, story, caller));
    } else if (before.missed() && !story.missed()) {
      before.callback().ifPresent(made -> callbacks.notMissed(tx, notes, made));
    }
    Stream.concat(before.agent().stream(), agent.stream())
        .distinct()
        .sorted(Comparator.comparingLong(AgentId::value))
        .forEach(each -> presence.onCall(tx, each, sql -> store.busySince(sql, each)));
    changed(tx, Optional.empty(), id, story.missed() ? Set.of() : with(rings, agent));
  }

  /** What is no whole number is shown as it came, unless it says nothing. */
  private static Optional<String> half(String other) {
    return other.chars().filter(Character::isDigit).count() < LEAST_DIGITS
        ? Optional.empty()
        : Optional.of(other);
  }

  private Set<AgentId> ringing(Sql sql, CallStory story) {
    if (story.direction() == Direction.OUT) {
      return Set.of();
    }
    Set<AgentId> named = extensions.owners(sql, story.rings());
    return named.isEmpty() && !story.ours().isEmpty()
        ? extensions.owners(sql, List.of(story.ours()))
        : named;
  }

  private Optional<AgentId> speaker(Tx tx, Locked before, CallStory story, Set<AgentId> rings) {
    Optional<AgentId> told = told(tx, story, rings);
    boolean since =
        before
            .claimedAt()
            .filter(claimed -> story.spokeAt().filter(claimed::isBefore).isEmpty())
            .isPresent();
    return since || told.isEmpty() ? before.claimedBy().or(() -> told) : told;
  }

  private Optional<AgentId> told(Tx tx, CallStory story, Set<AgentId> rings) {
    if (story.direction() == Direction.OUT) {
      Set<String> words = new LinkedHashSet<>(story.rings());
      words.addAll(story.speaker());
      Set<AgentId> callers = extensions.owners(tx, words);
      return (callers.isEmpty() ? extensions.owners(tx, List.of(story.ours())) : callers)
          .stream().findFirst();
    }
    if (story.spokeAt().isEmpty()) {
      return Optional.empty();
    }
    // A system that does not say who answered it at one telephone means that one.
    return story.speaker().isEmpty() && rings.size() == 1
        ? rings.stream().findFirst()
        : extensions.owners(tx, story.speaker()).stream().findFirst();
  }

  /** Who dials is busy from the first ring on, who is called once they answer. */
  private static Optional<Instant> busySince(
      Locked before, CallStory story, Optional<AgentId> agent) {
    if (agent.isEmpty() || story.endedAt().isPresent()) {
      return Optional.empty();
    }
    return story.direction() == Direction.OUT
        ? Optional.of(story.startedAt())
        : agent.equals(before.claimedBy()) && story.answeredAt().isPresent()
            ? before.claimedAt()
            : story.spokeAt();
  }

  private void missed(Tx tx, Locked call, CallStory story, CalledNumber caller) {
    store.holdNumber(tx, caller.value());
    Optional<Owner> known = store.owners(tx, caller.value()).stream().findFirst();
    CustomerId customer =
        known.map(Owner::member).orElseGet(() -> customers.unknown(tx).customer());
    ContactPointId point =
        known
            .map(Owner::contactPoint)
            .orElseGet(() -> added(tx, Optional.empty(), customer, caller.value()));
    ChannelAccount line = accounts.findSealed(tx, call.line()).orElseThrow();
    Optional<ConversationId> open =
        callbacks
            .openOfNumber(tx, caller.value())
            .flatMap(promised -> callbacks.matter(tx, notes, promised))
            .map(PhoneNotes.Matter::id)
            .or(() -> store.openMatter(tx, customer));
    Instant at = story.endedAt().orElse(story.startedAt());
    PhoneNotes.Missed missed =
        open.flatMap(id -> notes.missedAgain(tx, id, Optional.of(point), at))
            .orElseGet(
                () ->
                    notes
                        .missed(
                            tx,
                            new PhoneNotes.Place.New(
                                customer,
                                // What happened the page says, in the reader's language.
                                Optional.of(caller.text()),
                                Optional.empty(),
                                Optional.of(line.id().value())),
                            Optional.of(point),
                            at)
                        .orElseThrow());
    store.calledBack(
        tx,
        call.id(),
        callbacks.missed(
            tx,
            missed,
            caller,
            at,
            line.line().callBackWithin(),
            store.personalAgent(tx, customer)));
  }

  /** The number belongs to the customer from now on. */
  ContactPointId added(Tx tx, Optional<Actor> actor, CustomerId customer, String number) {
    return switch (points.add(
        tx, actor, customer, NewContactPoint.of(ContactChannel.PHONE, number), "call")) {
      case AddResult.Added added -> added.id();
      case AddResult.Taken taken -> throw new IllegalStateException("a telephone may be shared");
      case AddResult.Invalid invalid -> throw new IllegalStateException(invalid.detail());
      case AddResult.NotFound none -> throw new IllegalStateException("no customer " + customer);
      case AddResult.Erased none -> throw new IllegalStateException("erased " + customer);
    };
  }

  private static Set<AgentId> with(Set<AgentId> rings, Optional<AgentId> agent) {
    Set<AgentId> all = new LinkedHashSet<>(rings);
    agent.ifPresent(all::add);
    return all;
  }

  /** Told to whom it concerns; if that is nobody in particular, to all. */
  private void changed(Tx tx, Optional<Actor> actor, CallId id, Set<AgentId> whom) {
    JsonObject detail = new JsonObject().put("call", id.value());
    if (whom.isEmpty()) {
      events.append(tx, Change.of(EventType.CALL_CHANGED, Audience.STAFF).by(actor).detail(detail));
      return;
    }
    events.append(
        tx,
        whom.stream()
            .map(
                agent ->
                    Change.of(EventType.CALL_CHANGED, Audience.only(agent))
                        .by(actor)
                        .agent(agent)
                        .detail(detail))
            .toList());
  }

  // What people say and see

  /** What came of changing a call. */
  public sealed interface Result {
    record Changed(Call call) implements Result {}

    record NotFound() implements Result {}

    record CustomerNotFound() implements Result {}
  }

  /** What is absent stays; a customer of empty means: not chosen. */
  public record Wish(boolean mine, Optional<Optional<Long>> customer, boolean dismissed) {}

  Result change(Actor actor, CallId id, Wish wish) {
    return database.transaction(
        tx -> {
          Optional<Locked> found = store.lock(tx, id);
          if (found.isEmpty()) {
            return new Result.NotFound();
          }
          Optional<CustomerId> chosen =
              wish.customer().flatMap(customer -> customer).map(CustomerId::new);
          if (chosen
              .filter(customer -> !store.known(tx, customer) || store.erased(tx, customer))
              .isPresent()) {
            return new Result.CustomerNotFound();
          }
          wish.customer().ifPresent(any -> store.choose(tx, id, chosen));
          if (wish.dismissed()) {
            store.dismiss(tx, id);
          }
          if (wish.mine()) {
            store.claim(tx, id, actor.id());
            follow(tx, store.lock(tx, id).orElseThrow());
          } else {
            changed(tx, Optional.of(actor), id, with(store.ringsAt(tx, id), found.get().agent()));
          }
          return new Result.Changed(shown(tx, id).orElseThrow());
        });
  }

  Optional<Call> find(CallId id) {
    return shown(database, id);
  }

  private Optional<Call> shown(Sql sql, CallId id) {
    return store.row(sql, id).map(row -> calls(sql, List.of(row)).getFirst());
  }

  List<Call> list(CallStore.View view, Actor viewer, Optional<Long> below, int limit) {
    return calls(database, store.list(database, view, viewer.id(), below, limit));
  }

  private List<Call> calls(Sql sql, List<Row> rows) {
    Map<String, List<CustomerCard>> owners =
        store.candidates(
            sql,
            rows.stream()
                .map(row -> row.getString("number"))
                .filter(number -> number != null)
                .distinct()
                .toList());
    Map<CallbackId, Callback> made =
        callbacks.some(
            sql,
            rows.stream()
                .map(row -> row.getLong("callback_id"))
                .filter(each -> each != null)
                .map(CallbackId::new)
                .toList());
    return rows.stream()
        .map(
            row ->
                store.call(
                    row,
                    owners,
                    Optional.ofNullable(row.getLong("callback_id"))
                        .map(each -> made.get(new CallbackId(each)))))
        .toList();
  }

  /** Since when somebody speaks. */
  Optional<Instant> onCallSince(AgentId agent) {
    return store.busySince(database, agent);
  }

  CallStore store() {
    return store;
  }

  void noted(Tx tx, Actor actor, Locked call, long entry, CustomerId customer) {
    store.noted(tx, call.id(), entry, customer);
    changed(tx, Optional.of(actor), call.id(), with(store.ringsAt(tx, call.id()), call.agent()));
  }

  /** Gives up calls whose end nobody told. */
  void giveUp(Duration longest) {
    for (CallId id : store.lost(database, longest)) {
      database.inTransaction(
          tx -> {
            Optional<Locked> call = store.lock(tx, id);
            if (call.isPresent() && !call.get().state().equals("ended")) {
              store.lose(tx, id);
              follow(tx, store.lock(tx, id).orElseThrow());
            }
          });
    }
  }
}
