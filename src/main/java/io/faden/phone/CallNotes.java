package io.faden.phone;

import io.faden.conversation.ConversationId;
import io.faden.conversation.Entry;
import io.faden.conversation.EntryId;
import io.faden.conversation.PhoneNotes;
import io.faden.conversation.Status;
import io.faden.customer.ContactPointId;
import io.faden.customer.CustomerId;
import io.faden.customer.Customers;
import io.faden.customer.NewCustomer;
import io.faden.customer.PhoneNumbers;
import io.faden.customer.Reading;
import io.faden.phone.CallStore.Locked;
import io.faden.phone.CallbackStore.CalledNumber;
import io.faden.platform.Actor;
import io.faden.platform.db.Database;
import io.faden.platform.db.Tx;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import io.faden.routing.QueueId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Takes down what was said on the phone: who it was, what came of it, what was promised, and which
 * promise it keeps; all in one transaction, so that a refusal leaves nothing behind.
 */
public final class CallNotes {
  private static final Duration LATEST = Duration.ofMinutes(5);

  private final Database database;
  private final PhoneNotes notes;
  private final Customers customers;
  private final PhoneNumbers numbers;
  private final Calls calls;
  private final Callbacks callbacks;

  public CallNotes(
      Database database,
      PhoneNotes notes,
      Customers customers,
      PhoneNumbers numbers,
      Calls calls,
      Callbacks callbacks) {
    this.database = database;
    this.notes = notes;
    this.customers = customers;
    this.numbers = numbers;
    this.calls = calls;
    this.callbacks = callbacks;
  }

  /** A customer who is not known yet. */
  public record Newcomer(String name, Optional<String> formOfAddress) {}

  /** What an agent writes down; see addPhoneNote in the contract. */
  public record Wish(
      String text,
      String direction,
      Optional<Long> callId,
      Optional<Long> customer,
      Optional<Newcomer> newCustomer,
      Optional<String> number,
      Optional<Instant> startedAt,
      Optional<Integer> seconds,
      Optional<String> outcome,
      Optional<Long> conversation,
      Optional<String> subject,
      Optional<Long> queue,
      Optional<String> then,
      Optional<Callbacks.Wish> callback,
      Optional<Long> closes,
      Optional<Instant> again,
      Optional<String> requestId) {

    boolean reached() {
      return outcome.filter(what -> !what.equals("reached")).isEmpty();
    }
  }

  /** The note, where it stands, and the promise that it made or left open. */
  public record Taken(EntryId entry, ConversationId conversation, Optional<CallbackId> callback) {}

  Entry entry(Actor viewer, EntryId id) {
    return notes.entry(database, viewer, id).orElseThrow();
  }

  /** Errors: a {@link Problem} of the contract; then nothing has happened. */
  public Taken take(Actor actor, Wish wish) {
    if (wish.text().isBlank()) {
      throw new Problem(ErrorCode.INVALID_REQUEST, "Write down what was said.");
    }
    if (wish.customer().isPresent() && wish.newCustomer().isPresent()) {
      throw new Problem(ErrorCode.INVALID_REQUEST, "Name a customer or a new one, not both.");
    }
    if (wish.again().filter(at -> !Callbacks.canBe(at)).isPresent()) {
      throw new Problem(ErrorCode.INVALID_REQUEST, "A call is promised for a time to come.");
    }
    return database.transaction(tx -> take(tx, actor, wish));
  }

  private Taken take(Tx tx, Actor actor, Wish wish) {
    Optional<CallStore.Noted> earlier =
        wish.requestId().flatMap(request -> calls.store().noted(tx, actor.id(), request));
    if (earlier.isPresent()) {
      return new Taken(
          new EntryId(earlier.get().entry()),
          earlier.get().conversation(),
          earlier.get().callback());
    }
    Optional<Locked> call = wish.callId().map(id -> locked(tx, id));
    Optional<CalledNumber> number =
        wish.number().map(this::read).or(() -> call.flatMap(Locked::number));
    Kept kept = wish.closes().map(id -> keep(tx, actor, wish, id)).orElse(Kept.NONE);
    Optional<PhoneNotes.Matter> into =
        wish.conversation().map(id -> matter(tx, id)).or(kept::matter);
    CustomerId customer = customer(tx, actor, wish, call, number, into);
    if (calls.store().erased(tx, customer)) {
      throw new Problem(ErrorCode.CUSTOMER_ERASED);
    }
    Optional<ContactPointId> point =
        number.map(each -> calls.added(tx, Optional.of(actor), customer, each.value()));
    PhoneNotes.Result.Noted noted = write(tx, actor, wish, call, customer, point, into);
    kept.closed().ifPresent(id -> callbacks.noted(tx, id, noted.entry().value()));
    Optional<CallbackId> promised =
        wish.callback()
            .map(promise -> promise(tx, actor, promise, noted.conversation(), number))
            .or(kept::open);
    call.ifPresent(known -> calls.noted(tx, actor, known, noted.entry().value(), customer));
    wish.requestId()
        .ifPresent(
            request ->
                calls.store().remember(tx, noted.entry().value(), actor.id(), request, promised));
    return new Taken(noted.entry(), noted.conversation(), promised);
  }

  private Locked locked(Tx tx, long id) {
    return calls
        .store()
        .lock(tx, new CallId(id))
        .orElseThrow(() -> new Problem(ErrorCode.NOT_FOUND, "There is no such call."));
  }

  private PhoneNotes.Matter matter(Tx tx, long id) {
    return notes
        .lock(tx, new ConversationId(id))
        .orElseThrow(() -> new Problem(ErrorCode.CONVERSATION_NOT_FOUND));
  }

  private CalledNumber read(String spelling) {
    return switch (numbers.read(spelling)) {
      case Reading.Valid valid -> new CalledNumber(valid.value().value(), valid.value().display());
      case Reading.Invalid invalid ->
          throw new Problem(ErrorCode.CONTACT_POINT_INVALID, invalid.detail());
    };
  }

  /**
   * What became of the promise that this call was about.
   *
   * @param matter where it stands
   * @param closed it was kept
   * @param open nobody was reached, so it stays
   */
  private record Kept(
      Optional<PhoneNotes.Matter> matter, Optional<CallbackId> closed, Optional<CallbackId> open) {
    static final Kept NONE = new Kept(Optional.empty(), Optional.empty(), Optional.empty());
  }

  private Kept keep(Tx tx, Actor actor, Wish wish, long id) {
    CallbackId callback = new CallbackId(id);
    PhoneNotes.Matter matter =
        callbacks
            .matter(tx, notes, callback)
            .orElseThrow(() -> new Problem(ErrorCode.NOT_FOUND, "There is no such callback."));
    CallbackStore.Locked open =
        callbacks.lockOpen(tx, callback).orElseThrow(() -> new Problem(ErrorCode.CALLBACK_OVER));
    if (wish.reached()) {
      callbacks.made(tx, actor, open, matter);
      return new Kept(Optional.of(matter), Optional.of(callback), Optional.empty());
    }
    callbacks.tried(tx, actor, notes, open, matter, wish.again());
    return new Kept(Optional.of(matter), Optional.empty(), Optional.of(callback));
  }

  /** Named, of the conversation, of the call, the only one with this number; else somebody new. */
  private CustomerId customer(
      Tx tx,
      Actor actor,
      Wish wish,
      Optional<Locked> call,
      Optional<CalledNumber> number,
      Optional<PhoneNotes.Matter> into) {
    if (wish.newCustomer().isPresent()) {
      return newcomer(tx, actor, wish.newCustomer().get());
    }
    if (wish.customer().isPresent()) {
      CustomerId named = new CustomerId(wish.customer().get());
      if (!calls.store().known(tx, named)) {
        throw new Problem(ErrorCode.CUSTOMER_NOT_FOUND);
      }
      return named;
    }
    number.ifPresent(each -> calls.store().holdNumber(tx, each.value()));
    List<CustomerId> owners =
        number
            .map(
                each ->
                    calls.store().owners(tx, each.value()).stream()
                        .map(CallStore.Owner::member)
                        .toList())
            .orElse(List.of());
    return into.map(PhoneNotes.Matter::customer)
        .or(() -> call.flatMap(Locked::customer))
        .or(() -> owners.size() == 1 ? Optional.of(owners.getFirst()) : Optional.empty())
        .orElseGet(() -> customers.unknown(tx).customer());
  }

  private CustomerId newcomer(Tx tx, Actor actor, Newcomer wish) {
    NewCustomer made =
        new NewCustomer(
            wish.name().strip(),
            Optional.empty(),
            Optional.empty(),
            wish.formOfAddress(),
            Optional.empty(),
            Optional.empty(),
            List.of());
    return switch (customers.create(tx, Optional.of(actor), made, "call")) {
      case Customers.CreateResult.Created created -> created.id();
      case Customers.CreateResult.Refused refused -> throw new Problem(ErrorCode.INVALID_REQUEST);
    };
  }

  private PhoneNotes.Result.Noted write(
      Tx tx,
      Actor actor,
      Wish wish,
      Optional<Locked> call,
      CustomerId customer,
      Optional<ContactPointId> point,
      Optional<PhoneNotes.Matter> into) {
    PhoneNotes.Place place =
        into.<PhoneNotes.Place>map(
                matter -> new PhoneNotes.Place.In(matter.id(), Optional.of(customer)))
            .orElseGet(
                () ->
                    new PhoneNotes.Place.New(
                        customer,
                        wish.subject().map(String::strip).filter(text -> !text.isEmpty()),
                        wish.queue().map(QueueId::new),
                        call.map(known -> known.line().value())));
    PhoneNotes.Result result =
        notes.add(
            tx,
            actor,
            new PhoneNotes.Note(
                place,
                wish.direction(),
                point,
                startedAt(wish, call),
                wish.seconds().or(() -> call.flatMap(CallNotes::seconds)),
                wish.outcome().orElse("reached"),
                wish.text(),
                wish.then().map(Status::of),
                wish.requestId()));
    return switch (result) {
      case PhoneNotes.Result.Noted noted -> noted;
      case PhoneNotes.Result.InOtherHands others ->
          throw new Problem(ErrorCode.WORK_ITEM_TAKEN).with("takenBy", others.by().orElse(null));
      case PhoneNotes.Result.CallbackOpen open -> throw new Problem(ErrorCode.CALLBACK_OPEN);
      case PhoneNotes.Result.OtherCustomer other -> throw new Problem(ErrorCode.OTHER_CUSTOMER);
      case PhoneNotes.Result.QueueNotFound none -> throw new Problem(ErrorCode.QUEUE_NOT_FOUND);
      case PhoneNotes.Result.ConversationNotFound none ->
          throw new Problem(ErrorCode.CONVERSATION_NOT_FOUND);
    };
  }

  private static Instant startedAt(Wish wish, Optional<Locked> call) {
    Instant now = Instant.now();
    if (wish.startedAt().filter(at -> at.isAfter(now.plus(LATEST))).isPresent()) {
      throw new Problem(ErrorCode.INVALID_REQUEST, "A call that is noted has begun.");
    }
    return wish.startedAt().or(() -> call.map(Locked::startedAt)).orElse(now);
  }

  private static Optional<Integer> seconds(Locked call) {
    return call.answeredAt()
        .flatMap(
            answered ->
                call.endedAt()
                    .map(
                        ended ->
                            Math.clamp(Duration.between(answered, ended).toSeconds(), 0, 86_400)));
  }

  private CallbackId promise(
      Tx tx,
      Actor actor,
      Callbacks.Wish wish,
      ConversationId conversation,
      Optional<CalledNumber> number) {
    PhoneNotes.Matter matter = notes.lock(tx, conversation).orElseThrow();
    if (matter.status() == Status.RESOLVED) {
      throw new Problem(ErrorCode.CALLBACK_OPEN, "What a call is promised for is not resolved.");
    }
    return PhoneRoutes.kept(callbacks.promise(tx, actor, notes, matter, wish, number)).id();
  }
}
