package io.faden.conversation;

import io.faden.conversation.ConversationStore.Locked;
import io.faden.customer.ContactPointId;
import io.faden.customer.CustomerId;
import io.faden.platform.Actor;
import io.faden.platform.Person;
import io.faden.platform.Role;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.faden.routing.EntryRules;
import io.faden.routing.QueueId;
import io.faden.routing.Queues;
import io.faden.routing.WorkItem;
import io.faden.routing.WorkItems;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was said on the phone, on the timeline: written down by whoever spoke, never sent. All of it
 * in the transaction of whoever keeps the calls.
 */
public final class PhoneNotes {
  static final String CHANNEL = "phone";
  private static final int SUBJECT_LENGTH = 100;

  private final EventLog events;
  private final WorkItems workItems;
  private final EntryRules rules;
  private final Queues queues;
  private final PromisedCalls calls;
  private final Settling settling;
  private final ConversationStore conversations = new ConversationStore();
  private final PhoneNoteStore store = new PhoneNoteStore();
  private final ReplyStore replies = new ReplyStore();
  private final FilingStore filing = new FilingStore();

  public PhoneNotes(
      EventLog events, WorkItems workItems, EntryRules rules, Queues queues, PromisedCalls calls) {
    this.events = events;
    this.workItems = workItems;
    this.rules = rules;
    this.queues = queues;
    this.calls = calls;
    this.settling = new Settling(workItems);
  }

  /** Where a note goes. */
  public sealed interface Place {
    /**
     * Into a conversation, or into what it was merged into.
     *
     * @param customer who spoke, if that is known: another's conversation is refused
     */
    record In(ConversationId conversation, Optional<CustomerId> customer) implements Place {}

    /**
     * Into a new one.
     *
     * @param subject the first line of the text if empty
     * @param queue where the rules of entry send it if empty
     * @param line the channel account that was called, for the rules
     */
    record New(
        CustomerId customer, Optional<String> subject, Optional<QueueId> queue, Optional<Long> line)
        implements Place {}
  }

  /**
   * A call as whoever spoke writes it down.
   *
   * @param direction in or out
   * @param contactPoint the number, if it is known
   * @param startedAt its place on the timeline
   * @param outcome reached, not_reached or voicemail
   * @param then the status afterwards; if empty as it was, and open for a new conversation
   * @param requestId the client's own key: the same one again makes no second note
   */
  public record Note(
      Place place,
      String direction,
      Optional<ContactPointId> contactPoint,
      Instant startedAt,
      Optional<Integer> seconds,
      String outcome,
      String text,
      Optional<Status> then,
      Optional<String> requestId) {}

  /** What came of writing a call down. */
  public sealed interface Result {
    /**
     * It is on the timeline.
     *
     * @param again the same request came before; nothing was made now
     */
    record Noted(EntryId entry, ConversationId conversation, boolean again) implements Result {}

    /** Somebody else works on it, so its status is theirs to change; nothing was written. */
    record InOtherHands(Optional<Person> by) implements Result {}

    /** It cannot be resolved while a call is promised. */
    record CallbackOpen() implements Result {}

    record OtherCustomer() implements Result {}

    record QueueNotFound() implements Result {}

    record ConversationNotFound() implements Result {}
  }

  /**
   * Writes a call down. Somebody else's work does not keep it off the timeline; only the status is
   * theirs. An answer that was begun before is stale from now on.
   */
  public Result add(Tx tx, Actor actor, Note note) {
    return switch (note.place()) {
      case Place.In in -> into(tx, actor, note, in);
      case Place.New fresh -> opening(tx, actor, note, fresh);
    };
  }

  private Result into(Tx tx, Actor actor, Note note, Place.In in) {
    Optional<Locked> found = conversations.lockStanding(tx, in.conversation());
    if (found.isEmpty()) {
      return new Result.ConversationNotFound();
    }
    Locked conversation = found.get();
    Optional<EntryId> earlier =
        replies.byRequest(tx, conversation.id(), actor.id(), note.requestId());
    if (earlier.isPresent()) {
      return new Result.Noted(earlier.get(), conversation.id(), true);
    }
    if (in.customer().isPresent()
        && !store.sameCustomer(tx, conversation.customer(), in.customer().get())) {
      return new Result.OtherCustomer();
    }
    Optional<WorkItem> item = workItems.lockOpen(tx, conversation.id().value());
    boolean moves = note.then().filter(then -> then != conversation.status()).isPresent();
    boolean others =
        item.isPresent()
            && item.get().inHandsOfSomebodyElse(actor.id())
            && !actor.role().includes(Role.SUPERVISOR);
    if (moves && others) {
      return new Result.InOtherHands(item.get().agent());
    }
    if (moves && settles(note) && calls.open(tx, conversation.id())) {
      return new Result.CallbackOpen();
    }
    EntryId entry = write(tx, actor, conversation, note);
    if (note.then().isPresent() && !others) {
      settling.leave(tx, actor, conversation, item, note.then().get());
    } else {
      workItems.touch(tx, actor, conversation.id().value());
    }
    tell(tx, actor, EventType.ENTRY_ADDED, conversation, entry);
    if (moves) {
      changed(tx, actor, conversation);
    }
    return new Result.Noted(entry, conversation.id(), false);
  }

  private static boolean settles(Note note) {
    return note.then().filter(Status.RESOLVED::equals).isPresent();
  }

  private Result opening(Tx tx, Actor actor, Note note, Place.New fresh) {
    Optional<EntryId> earlier = store.openedByRequest(tx, actor.id(), note.requestId());
    if (earlier.isPresent()) {
      return new Result.Noted(
          earlier.get(), conversations.ofEntry(tx, earlier.get()).orElseThrow(), true);
    }
    String subject = fresh.subject().orElseGet(() -> firstLine(note.text()));
    Optional<EntryRules.Entrance> entrance =
        enter(tx, fresh, note.contactPoint(), subject, note.text());
    if (entrance.isEmpty()) {
      return new Result.QueueNotFound();
    }
    Locked conversation = open(tx, fresh, subject, entrance.get());
    EntryId entry = write(tx, actor, conversation, note);
    Status then = note.then().orElse(Status.OPEN);
    if (then != Status.RESOLVED) {
      WorkItem item = need(tx, conversation, entrance.get());
      settling.leave(tx, actor, conversation, Optional.of(item), then);
    } else {
      conversations.setStatus(tx, conversation.id(), then);
    }
    tell(tx, actor, EventType.CONVERSATION_OPENED, conversation, entry);
    return new Result.Noted(entry, conversation.id(), false);
  }

  private WorkItem need(Tx tx, Locked conversation, EntryRules.Entrance entrance) {
    return workItems.needAnswer(
        tx,
        new WorkItems.Wanted(
            conversation.id().value(),
            conversation.queue(),
            CHANNEL,
            entrance.language(),
            entrance.priority(),
            entrance.needs(),
            false,
            List.of(),
            Optional.empty(),
            Optional.empty()));
  }

  private Locked open(Tx tx, Place.New fresh, String subject, EntryRules.Entrance entrance) {
    ConversationId id = store.open(tx, fresh.customer(), subject, entrance.queue(), fresh.line());
    return conversations.lock(tx, id).orElseThrow();
  }

  /** Empty if the wanted queue does not exist. */
  private Optional<EntryRules.Entrance> enter(
      Tx tx, Place.New fresh, Optional<ContactPointId> contactPoint, String subject, String text) {
    // Of a call the agent's own words are left, so only the customer tells their language.
    Optional<String> language = filing.language(tx, fresh.customer());
    if (fresh.queue().isPresent()) {
      return queues
          .find(tx, fresh.queue().get())
          .map(queue -> new EntryRules.Entrance(queue.id(), 0, List.of(), language));
    }
    QueueId otherwise =
        store.queueOf(tx, fresh.line()).orElseGet(() -> queues.defaultQueue(tx).id());
    return Optional.of(
        rules.enter(
            tx,
            new EntryRules.Message(
                fresh.line(),
                CHANNEL,
                otherwise,
                contactPoint.flatMap(point -> store.number(tx, point)),
                List.of(),
                subject,
                text,
                fresh.customer().value()),
            language));
  }

  private EntryId write(Tx tx, Actor actor, Locked conversation, Note note) {
    EntryId entry = store.insert(tx, conversation, actor.id(), note);
    conversations.messageAdded(tx, conversation.id());
    return entry;
  }

  private static String firstLine(String text) {
    String line = text.strip().lines().findFirst().orElse("").strip();
    int signs = line.codePointCount(0, line.length());
    return signs <= SUBJECT_LENGTH
        ? line
        : line.substring(0, line.offsetByCodePoints(0, SUBJECT_LENGTH - 1)) + "…";
  }

  /** What a call that nobody took led to: where it stands, and where it would go on. */
  public record Missed(ConversationId conversation, QueueId queue, EntryRules.Entrance entrance) {}

  /**
   * A conversation for a call that nobody took: open, with an event of the customer's and without
   * work, which the caller makes. Input: the place, the number, the time of the call. Empty if the
   * wanted queue does not exist.
   */
  public Optional<Missed> missed(
      Tx tx, Place.New place, Optional<ContactPointId> contactPoint, Instant at) {
    String subject = place.subject().orElse("");
    Optional<EntryRules.Entrance> entrance = enter(tx, place, contactPoint, subject, "");
    return entrance.map(
        way -> {
          Locked conversation = open(tx, place, subject, way);
          EntryId entry = store.insertMissed(tx, conversation, contactPoint, at);
          conversations.messageAdded(tx, conversation.id());
          events.append(
              tx, change(EventType.CONVERSATION_OPENED, conversation).entry(entry.value()));
          return new Missed(conversation.id(), way.queue(), way);
        });
  }

  /**
   * The same in a conversation that is there: it opens again if it was not open. Empty if there is
   * none.
   */
  public Optional<Missed> missedAgain(
      Tx tx, ConversationId id, Optional<ContactPointId> contactPoint, Instant at) {
    return conversations
        .lockStanding(tx, id)
        .map(
            conversation -> {
              EntryId entry = store.insertMissed(tx, conversation, contactPoint, at);
              conversations.messageAdded(tx, conversation.id());
              conversations.setStatus(tx, conversation.id(), Status.OPEN);
              events.append(tx, change(EventType.ENTRY_ADDED, conversation).entry(entry.value()));
              events.append(tx, change(EventType.CONVERSATION_CHANGED, conversation));
              return new Missed(
                  conversation.id(),
                  conversation.queue(),
                  new EntryRules.Entrance(
                      conversation.queue(),
                      0,
                      List.of(),
                      filing.language(tx, conversation.customer())));
            });
  }

  /**
   * Puts an event on the timeline of a conversation, or of what it was merged into, for people to
   * read. Input: one of the contract's types of Entry.event, and what it was about.
   */
  public void event(
      Tx tx,
      Optional<Actor> actor,
      ConversationId id,
      String type,
      Optional<String> from,
      Optional<String> to,
      Optional<String> detail) {
    ConversationId standing = conversations.standing(tx, id);
    JsonObject event = new JsonObject().put("type", type);
    from.ifPresent(text -> event.put("from", text));
    to.ifPresent(text -> event.put("to", text));
    detail.filter(text -> !text.isBlank()).ifPresent(text -> event.put("detail", text));
    conversations.addEvent(tx, standing, actor, event);
    events.append(
        tx,
        Change.of(EventType.CONVERSATION_CHANGED, Audience.STAFF)
            .by(actor)
            .conversation(standing.value()));
  }

  /** What callers need to know of a conversation; locked until the transaction ends. */
  public record Matter(ConversationId id, CustomerId customer, QueueId queue, Status status) {}

  /** The conversation, or the one it was merged into. */
  public Optional<Matter> lock(Tx tx, ConversationId id) {
    return conversations
        .lockStanding(tx, id)
        .map(found -> new Matter(found.id(), found.customer(), found.queue(), found.status()));
  }

  /** The entry as the contract has it, for an answer. */
  public Optional<Entry> entry(Sql sql, Actor viewer, EntryId id) {
    return new EntryStore().find(sql, id, viewer.id());
  }

  private void tell(Tx tx, Actor actor, EventType type, Locked conversation, EntryId entry) {
    events.append(tx, change(type, conversation).by(actor).entry(entry.value()));
  }

  private void changed(Tx tx, Actor actor, Locked conversation) {
    events.append(tx, change(EventType.CONVERSATION_CHANGED, conversation).by(actor));
  }

  private static Change change(EventType type, Locked conversation) {
    return Change.of(type, Audience.STAFF)
        .customer(conversation.customer())
        .conversation(conversation.id().value());
  }
}
