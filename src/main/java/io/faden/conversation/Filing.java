package io.faden.conversation;

import io.faden.channel.ChannelAccount;
import io.faden.channel.FilePart;
import io.faden.channel.Incoming;
import io.faden.channel.Incoming.Address;
import io.faden.channel.Visibility;
import io.faden.conversation.ConversationStore.Locked;
import io.faden.customer.Customers;
import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.faden.routing.EntryRules;
import io.faden.routing.EntryRules.Entrance;
import io.faden.routing.QueueSettings;
import io.faden.routing.Queues;
import io.faden.routing.WorkItems;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts a message where it belongs: its customer, its conversation, the timeline, and the queue. All
 * of it in the transaction of the ledger, so that an arrival is filed exactly once or not at all.
 */
public final class Filing {
  /** A clock that claims to be older than this is wrong. */
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  private final Customers customers;
  private final WorkItems workItems;
  private final EntryRules rules;
  private final Queues queues;
  private final EventLog events;
  private final Duration followUpAfter;
  private final FilingStore store = new FilingStore();
  private final ConversationStore conversations = new ConversationStore();
  private final Failures failures;

  /**
   * A message about a matter that was settled longer ago than followUpAfter opens a new one; zero
   * opens no settled matter again.
   */
  public Filing(
      Customers customers,
      WorkItems workItems,
      EntryRules rules,
      Queues queues,
      EventLog events,
      Duration followUpAfter) {
    this.customers = customers;
    this.workItems = workItems;
    this.rules = rules;
    this.queues = queues;
    this.events = events;
    this.followUpAfter = followUpAfter;
    this.failures = new Failures(workItems, events);
  }

  /** Where an arrival went. */
  public sealed interface Result {
    record Filed(ConversationId conversation, EntryId entry) implements Result {}

    /** The same message came before, as this arrival. */
    record Duplicate(long arrival) implements Result {}
  }

  /**
   * What is known of a message beside what it says of itself.
   *
   * @param sender whose it is
   * @param conversation that it continues; opens a new one if empty and there is a sender
   * @param asked somebody said that it goes there: however long that has been settled
   * @param at its place on the timeline
   * @param due until when it is to be answered
   * @param quiet nobody has to answer it: it is kept on the timeline and wakes nobody
   */
  public record Wish(
      Optional<Customers.Found> sender,
      Optional<ConversationId> conversation,
      boolean asked,
      Optional<Instant> at,
      Optional<Instant> due,
      boolean quiet) {
    /** Nothing but what it says of itself. */
    public static final Wish NONE =
        new Wish(Optional.empty(), Optional.empty(), false, Optional.empty(), Optional.empty());

    /** The same for what nobody has to answer. */
    public static final Wish QUIET =
        new Wish(
            Optional.empty(), Optional.empty(), false, Optional.empty(), Optional.empty(), true);

    public Wish(
        Optional<Customers.Found> sender,
        Optional<ConversationId> conversation,
        boolean asked,
        Optional<Instant> at,
        Optional<Instant> due) {
      this(sender, conversation, asked, at, due, false);
    }
  }

  /** In which language a message is written, if that is sure. To be asked before filing begins. */
  public Optional<String> language(Incoming mail) {
    return language(mail.subject(), mail.text());
  }

  public Optional<String> language(String subject, String text) {
    return rules.language(subject, text);
  }

  /**
   * Files one message. Input: the arrival's number and time, the account it came to, what was read
   * from it, its language; a message without an id gets one that its bytes determine; what is known
   * beside that. A known matter stays in its queue, whatever it says by now.
   */
  public Result file(
      Tx tx,
      long arrival,
      Instant receivedAt,
      ChannelAccount account,
      Incoming mail,
      Optional<String> language,
      String messageId,
      Wish wish) {
    Optional<Long> before = store.sameMessage(tx, messageId, mail.contentHash());
    if (before.isPresent()) {
      return new Result.Duplicate(before.get());
    }
    Customers.Found sender = wish.sender().orElseGet(() -> sender(tx, account, mail));
    Optional<Locked> bounced = bounced(tx, mail);
    Optional<Locked> thread =
        bounced.isPresent()
            ? bounced
            : wish.sender()
                .map(known -> wish.conversation())
                .orElseGet(() -> thread(tx, mail, sender))
                .flatMap(id -> conversations.lockStanding(tx, id));
    Optional<Locked> old =
        bounced.isPresent() || mail.automated() || wish.asked() || wish.quiet()
            ? Optional.empty()
            : thread.flatMap(found -> longSettled(tx, found));
    Optional<Locked> known = old.isPresent() ? followUp(tx, old.get()) : thread;
    Entrance entrance =
        known
            .map(matter -> new Entrance(matter.queue(), 0, List.of(), language))
            .orElseGet(() -> enter(tx, account, mail, language, sender));
    Locked conversation = known.orElseGet(() -> open(tx, account, mail, sender, entrance));
    Optional<Locked> takenUp = old.filter(matter -> known.isEmpty());
    takenUp.ifPresent(matter -> link(tx, matter, conversation));
    EntryId entry =
        store.insert(
            tx,
            arrival,
            conversation,
            account,
            mail,
            messageId,
            language,
            sender,
            wish.at().orElseGet(() -> occurredAt(tx, conversation, mail, receivedAt)));
    for (FilePart file : mail.files()) {
      store.attach(tx, entry, file);
    }
    conversations.messageAdded(tx, conversation.id());
    store.cameTo(tx, conversation.id(), account.id());
    if (bounced.isPresent()) {
      failures.bounced(tx, conversation, mail.bounce().orElseThrow());
    } else if (wish.quiet()) {
      if (known.isEmpty()) {
        conversations.setStatus(tx, conversation.id(), Status.RESOLVED);
      }
    } else if (known.isEmpty() || !mail.automated()) {
      // An automatic answer to a settled matter is kept, but it wakes nobody.
      conversations.setStatus(tx, conversation.id(), Status.OPEN);
      workItems.needAnswer(
          tx,
          new WorkItems.Wanted(
              conversation.id().value(),
              conversation.queue(),
              account.channel(),
              entrance.language(),
              entrance.priority(),
              entrance.needs(),
              !store.answered(tx, conversation.id()),
              personal(tx, conversation, takenUp.orElse(conversation).id()),
              Optional.of(arrival),
              wish.due()));
    }
    if (!mail.automated() && bounced.isEmpty()) {
      customers.heard(tx, sender, entry.value(), mail.text());
    }
    tell(tx, conversation, entry, known.isEmpty());
    return new Result.Filed(conversation.id(), entry);
  }

  /**
   * Somebody has to answer a message after all that stands on the timeline already. Input: its
   * arrival and its entry. Result: the conversation in which it stands.
   */
  public ConversationId needed(Tx tx, Actor actor, long arrival, EntryId entry) {
    Locked conversation = conversations.lockOf(tx, entry).orElseThrow();
    FilingStore.Said said = store.said(tx, entry);
    conversations.setStatus(tx, conversation.id(), Status.OPEN);
    workItems.needAnswer(
        tx,
        new WorkItems.Wanted(
            conversation.id().value(),
            conversation.queue(),
            said.channel(),
            said.language(),
            0,
            List.of(),
            !store.answered(tx, conversation.id()),
            personal(tx, conversation, conversation.id()),
            Optional.of(arrival),
            Optional.empty()));
    events.append(
        tx,
        Change.of(EventType.CONVERSATION_CHANGED, Audience.STAFF)
            .by(actor)
            .customer(conversation.customer())
            .conversation(conversation.id().value()));
    return conversation.id();
  }

  /** Somebody corrected when a message was written, or came. */
  public void redate(Tx tx, Actor actor, EntryId entry, Instant at, Optional<Instant> writtenAt) {
    Locked conversation = conversations.lockOf(tx, entry).orElseThrow();
    store.redate(tx, entry, at, writtenAt);
    events.append(
        tx,
        Change.of(EventType.ENTRY_CHANGED, Audience.STAFF)
            .by(actor)
            .customer(conversation.customer())
            .conversation(conversation.id().value())
            .entry(entry.value()));
  }

  private Customers.Found sender(Tx tx, ChannelAccount account, Incoming mail) {
    return mail.sender()
        .map(
            from ->
                customers.byContactPoint(
                    tx, account.channel(), from.value(), from.name(), from.text()))
        .orElseGet(() -> customers.unknown(tx));
  }

  private Optional<Locked> bounced(Tx tx, Incoming mail) {
    return mail.bounce()
        .flatMap(Incoming.Bounce::messageId)
        .flatMap(id -> store.sentAs(tx, id))
        .flatMap(id -> conversations.lockStanding(tx, id));
  }

  /**
   * The conversation that a message continues: our signed token or the chat that it is part of, the
   * messages that it answers, then the number in its subject. Whoever takes no part in it never
   * lands in it.
   */
  private Optional<ConversationId> thread(Tx tx, Incoming mail, Customers.Found sender) {
    Optional<Address> from = mail.sender();
    if (from.isEmpty()) {
      return Optional.empty();
    }
    return store.candidates(tx, mail).stream()
        .filter(id -> store.takesPart(tx, id, sender.customer(), from.get().value()))
        .findFirst();
  }

  /**
   * The last of those that took a matter up again, one after the other, if that is settled long
   * ago, too; empty if the matter itself is not.
   */
  private Optional<Locked> longSettled(Tx tx, Locked matter) {
    if (!store.settledFor(tx, matter.id(), followUpAfter)) {
      return Optional.empty();
    }
    return followUp(tx, matter)
        .flatMap(next -> longSettled(tx, next))
        .or(() -> Optional.of(matter));
  }

  /** What takes a matter up again already; not what was put back into it. */
  private Optional<Locked> followUp(Tx tx, Locked matter) {
    return store
        .followedUpBy(tx, matter.id())
        .map(id -> conversations.standing(tx, id))
        .filter(id -> id.value() > matter.id().value())
        .flatMap(id -> conversations.lock(tx, id));
  }

  private void link(Tx tx, Locked old, Locked conversation) {
    store.followsUp(tx, conversation.id(), old.id());
    JsonObject event =
        ConversationStore.event(
            "followed_up",
            Long.toString(old.id().value()),
            Long.toString(conversation.id().value()));
    conversations.addEvent(tx, old.id(), Optional.empty(), event);
    conversations.addEvent(tx, conversation.id(), Optional.empty(), event);
    events.append(
        tx,
        Change.of(EventType.CONVERSATION_CHANGED, Audience.STAFF)
            .customer(old.customer())
            .conversation(old.id().value()));
  }

  /** A new matter goes where the rules send it. */
  private Entrance enter(
      Tx tx,
      ChannelAccount account,
      Incoming mail,
      Optional<String> language,
      Customers.Found sender) {
    return rules.enter(
        tx,
        new EntryRules.Message(
            Optional.of(account.id().value()),
            account.channel(),
            account.queue(),
            mail.sender().map(Address::value),
            Stream.concat(mail.to().stream(), mail.cc().stream()).toList(),
            mail.subject(),
            mail.text(),
            sender.customer().value()),
        language);
  }

  /** Who answered where the matter was before knows it best. */
  private List<AgentId> personal(Tx tx, Locked conversation, ConversationId before) {
    QueueSettings settings = queues.settings(tx, conversation.queue());
    return settings.personalAgent()
        ? store.personal(tx, before, conversation.customer(), settings.personalMemory())
        : List.of();
  }

  private Locked open(
      Tx tx, ChannelAccount account, Incoming mail, Customers.Found sender, Entrance entrance) {
    ConversationId id =
        store.open(
            tx,
            sender.customer(),
            mail.subject(),
            entrance.queue(),
            account.id(),
            mail.visibility().equals(Optional.of(Visibility.PUBLIC)));
    return conversations.lock(tx, id).orElseThrow();
  }

  /**
   * When the sender's clock cannot be right, the time of arrival counts. An answer never stands
   * before what it answers: mail has times in whole seconds, and clocks differ.
   */
  private Instant occurredAt(Tx tx, Locked conversation, Incoming mail, Instant receivedAt) {
    Instant claimed =
        mail.occurredAt()
            .filter(time -> time.isAfter(EARLIEST) && time.isBefore(receivedAt))
            .orElse(receivedAt);
    return store
        .answeredAt(tx, conversation.id(), mail.references())
        .map(answered -> answered.plusMillis(1))
        .filter(claimed::isBefore)
        .orElse(claimed);
  }

  private void tell(Tx tx, Locked conversation, EntryId entry, boolean opened) {
    EventType type = opened ? EventType.CONVERSATION_OPENED : EventType.ENTRY_ADDED;
    events.append(
        tx,
        Change.of(type, Audience.STAFF)
            .customer(conversation.customer())
            .conversation(conversation.id().value())
            .entry(entry.value()));
  }
}
