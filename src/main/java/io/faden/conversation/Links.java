package io.faden.conversation;

import io.faden.conversation.ConversationStore.Locked;
import io.faden.conversation.LinkStore.Kept;
import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.Person;
import io.faden.platform.Role;
import io.faden.platform.db.Database;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.faden.routing.QueueId;
import io.faden.routing.Queues;
import io.faden.routing.WorkItem;
import io.faden.routing.WorkItems;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Splitting a conversation, merging two, and undoing both exactly. Entries move with all that hangs
 * on them; what came since stays where it is. Several conversations are locked in the order of
 * their numbers.
 */
public final class Links {
  private static final String DEADLOCK = "40P01";
  private static final int ATTEMPTS = 3;

  private final Database database;
  private final EventLog events;
  private final WorkItems workItems;
  private final Queues queues;
  private final PromisedCalls calls;
  private final ConversationReads reads;
  private final LinkStore store = new LinkStore();
  private final ConversationStore conversations = new ConversationStore();
  private final FilingStore filing = new FilingStore();
  private final DraftStore drafts = new DraftStore();
  private final Reviewing reviewing;

  public Links(
      Database database,
      EventLog events,
      WorkItems workItems,
      Queues queues,
      Ways ways,
      PromisedCalls calls) {
    this.database = database;
    this.events = events;
    this.workItems = workItems;
    this.reviewing = new Reviewing(workItems);
    this.queues = queues;
    this.calls = calls;
    this.reads = new ConversationReads(ways, calls);
  }

  /** Which entries become a conversation of their own; without subject and queue as they were. */
  public record Split(
      List<Long> entries,
      int version,
      Optional<String> subject,
      Optional<QueueId> queue,
      String reason) {}

  public LinkResult split(Actor actor, ConversationId id, Split wish) {
    return attempt(tx -> split(tx, actor, id, wish));
  }

  private LinkResult split(Tx tx, Actor actor, ConversationId id, Split wish) {
    Optional<Locked> found = conversations.lock(tx, id);
    if (found.isEmpty()) {
      return new LinkResult.NotFound();
    }
    Locked source = found.get();
    Optional<LinkResult> refused = refused(tx, actor, source, wish.version());
    if (refused.isPresent()) {
      return refused.get();
    }
    if (wish.queue().isPresent() && queues.find(tx, wish.queue().get()).isEmpty()) {
      return new LinkResult.QueueNotFound();
    }
    List<Long> moving = store.movable(tx, id, wish.entries());
    if (moving.size() < wish.entries().size()) {
      return new LinkResult.ForeignEntries();
    }
    String subject = wish.subject().or(() -> store.subjectOf(tx, moving)).orElse(source.subject());
    QueueId queue = wish.queue().orElse(source.queue());
    ConversationId fresh = store.open(tx, source.customer(), subject, queue, source.account());
    List<Long> moved = store.move(tx, moving, List.of(id.value()), fresh);
    if (!store.hasMessages(tx, id)) {
      throw new Refused(new LinkResult.NothingLeft());
    }
    store.copyMarks(tx, id, fresh);
    store.reshaped(tx, id);
    store.reshaped(tx, fresh);
    Locked target = conversations.lock(tx, fresh).orElseThrow();
    begin(tx, actor, source, target);
    reviewing.follow(tx, actor, id);
    reviewing.follow(tx, actor, fresh);
    store.keep(
        tx, "split", source, Optional.empty(), target, moved, List.of(), wish.reason(), actor.id());
    written(tx, actor, "split", source.id(), fresh, wish.reason());
    changed(tx, actor, EventType.CONVERSATION_CHANGED, source);
    changed(tx, actor, EventType.CONVERSATION_OPENED, target);
    return done(tx, actor, fresh);
  }

  /** What waits for an answer is work; what does not is as settled as it was before. */
  private void begin(Tx tx, Actor actor, Locked source, Locked target) {
    Optional<LinkStore.Waiting> waiting = store.waiting(tx, target.id());
    if (waiting.isPresent()) {
      need(tx, target, waiting.get().arrival());
    } else if (source.status() == Status.RESOLVED) {
      conversations.setStatus(tx, target.id(), Status.RESOLVED);
    } else {
      conversations.setStatus(tx, target.id(), Status.WAITING);
      need(tx, target, Optional.empty());
      claim(tx, actor, target.id());
      workItems.putOff(tx, actor, target.id().value());
    }
  }

  private void need(Tx tx, Locked conversation, Optional<Long> arrival) {
    workItems.needAnswer(
        tx,
        new WorkItems.Wanted(
            conversation.id().value(),
            conversation.queue(),
            conversations.channel(tx, conversation.id()),
            filing.language(tx, conversation.customer()),
            0,
            List.of(),
            !filing.answered(tx, conversation.id()),
            filing.personal(
                tx, conversation, queues.settings(tx, conversation.queue()).personalMemory()),
            arrival,
            Optional.empty()));
  }

  private void claim(Tx tx, Actor actor, ConversationId id) {
    workItems
        .lockOpen(tx, id.value())
        .filter(item -> item.agent().isEmpty())
        .ifPresent(item -> workItems.claimFor(tx, actor, item));
  }

  /** The source goes into the target; the version is the source's. */
  public LinkResult merge(
      Actor actor, ConversationId source, ConversationId target, int version, String reason) {
    return source.equals(target)
        ? new LinkResult.Itself()
        : attempt(tx -> merge(tx, actor, source, target, version, reason));
  }

  private LinkResult merge(
      Tx tx, Actor actor, ConversationId from, ConversationId into, int version, String reason) {
    Map<ConversationId, Locked> locked = lockAll(tx, Stream.of(from, into));
    if (!locked.containsKey(from)) {
      return new LinkResult.NotFound();
    }
    if (!locked.containsKey(into)) {
      return new LinkResult.OtherNotFound();
    }
    Locked source = locked.get(from);
    Locked target = locked.get(into);
    Optional<LinkResult> refused =
        refused(tx, actor, source, version)
            .or(() -> target.mergedInto().map(LinkResult.MergedAway::new));
    if (refused.isPresent()) {
      return refused.get();
    }
    if (!store.sameCustomer(tx, source.customer(), target.customer())) {
      return new LinkResult.OtherCustomer();
    }
    if (calls.open(tx, from)) {
      return new LinkResult.CallbackOpen();
    }
    Optional<AgentId> holder = holder(tx, source);
    store.lowerMarks(tx, from, into);
    List<Long> moved = store.moveAll(tx, from, into);
    List<Long> taken = drafts.move(tx, from, into, Optional.empty());
    workItems.drop(tx, actor, from.value());
    conversations.setStatus(tx, from, Status.RESOLVED);
    store.goInto(tx, from, into);
    store.reshaped(tx, from);
    store.reshaped(tx, into);
    reviewing.follow(tx, actor, from);
    reviewing.follow(tx, actor, into);
    if (source.status() == Status.OPEN) {
      takeOver(tx, actor, target, holder);
    }
    store.keep(tx, "merge", source, holder, target, moved, taken, reason, actor.id());
    written(tx, actor, "merged", from, into, reason);
    changed(tx, actor, EventType.CONVERSATION_CHANGED, source);
    changed(tx, actor, EventType.CONVERSATION_CHANGED, target);
    return done(tx, actor, into);
  }

  private Optional<AgentId> holder(Tx tx, Locked conversation) {
    return workItems
        .lockOpen(tx, conversation.id().value())
        .filter(item -> !item.state().equals("offered"))
        .flatMap(WorkItem::agent)
        .map(Person::id);
  }

  /** What was to be done there is to be done here; it stays in the hands that had it. */
  private void takeOver(Tx tx, Actor actor, Locked target, Optional<AgentId> holder) {
    conversations.setStatus(tx, target.id(), Status.OPEN);
    need(tx, target, Optional.empty());
    if (holder.filter(actor.id()::equals).isPresent()) {
      claim(tx, actor, target.id());
    }
  }

  /** Takes a split or a merge back; the conversation that is there again. */
  public LinkResult undo(Actor actor, long change) {
    return attempt(tx -> undo(tx, actor, change));
  }

  private LinkResult undo(Tx tx, Actor actor, long id) {
    Optional<Kept> known = store.find(tx, id, false);
    if (known.isEmpty()) {
      return new LinkResult.NotFound();
    }
    ConversationId source = known.get().source();
    ConversationId target = known.get().target();
    ConversationId holds = conversations.standing(tx, target);
    ConversationId returns =
        known.get().kind().equals("merge") ? source : conversations.standing(tx, source);
    Map<ConversationId, Locked> locked =
        lockAll(tx, Stream.of(source, target, holds, returns).distinct());
    Kept kept = store.find(tx, id, true).orElseThrow();
    if (kept.undone()) {
      return new LinkResult.AlreadyUndone();
    }
    boolean moved =
        !conversations.standing(tx, target).equals(holds)
            || (kept.kind().equals("split") && !conversations.standing(tx, source).equals(returns));
    if (moved) {
      // It went on while we waited; from the start, with the right ones locked.
      throw new MovedOn();
    }
    Optional<LinkResult> refused = inOtherHands(tx, actor, locked.get(holds));
    if (refused.isPresent()) {
      return refused.get();
    }
    Undoing undoing =
        new Undoing(
            tx,
            actor,
            kept,
            locked.get(source),
            locked.get(target),
            locked.get(holds),
            locked.get(returns));
    if (kept.kind().equals("merge")) {
      undoing.merge();
    } else {
      undoing.split();
    }
    locked.keySet().forEach(each -> reviewing.follow(tx, actor, each));
    store.undone(tx, id, actor.id());
    written(
        tx,
        actor,
        kept.kind().equals("merge") ? "merge_undone" : "split_undone",
        source,
        target,
        "");
    locked.values().forEach(each -> changed(tx, actor, EventType.CONVERSATION_CHANGED, each));
    return done(tx, actor, returns);
  }

  /** One change on its way back. */
  private final class Undoing {
    private final Tx tx;
    private final Actor actor;
    private final Kept kept;
    private final Locked source;
    private final Locked target;
    // Where the target's entries are by now: itself, or what it went into.
    private final Locked holds;
    // Where they go: the source, or what it went into.
    private final Locked returns;

    Undoing(
        Tx tx, Actor actor, Kept kept, Locked source, Locked target, Locked holds, Locked returns) {
      this.tx = tx;
      this.actor = actor;
      this.kept = kept;
      this.source = source;
      this.target = target;
      this.holds = holds;
      this.returns = returns;
    }

    private void back() {
      store.move(
          tx, kept.entries(), List.of(target.id().value(), holds.id().value()), returns.id());
    }

    void merge() {
      Optional<Instant> until = kept.snoozedUntil().filter(time -> time.isAfter(Instant.now()));
      Status status =
          kept.statusBefore() == Status.SNOOZED && until.isEmpty()
              ? Status.OPEN
              : kept.statusBefore();
      store.raiseMarks(tx, holds.id(), source.id());
      back();
      drafts.move(tx, holds.id(), source.id(), Optional.of(kept.drafts()));
      store.standAlone(tx, source.id(), status, until);
      store.reshaped(tx, source.id());
      boolean untouched =
          holds.equals(target)
              && target.version() == kept.targetVersion()
              && target.replySeq() == kept.targetReplySeq();
      store.reshaped(tx, holds.id());
      resume(source, status);
      if (untouched && kept.targetBefore() != target.status()) {
        giveBack();
      }
    }

    /** The target was woken by the merge only. */
    private void giveBack() {
      Optional<Instant> until =
          kept.targetSnoozedUntil().filter(time -> time.isAfter(Instant.now()));
      if (kept.targetBefore() == Status.SNOOZED && until.isEmpty()) {
        return;
      }
      store.restore(tx, target.id(), kept.targetBefore(), until);
      if (kept.targetBefore() == Status.RESOLVED) {
        workItems.drop(tx, actor, target.id().value());
      } else {
        workItems.putOff(tx, actor, target.id().value());
      }
    }

    private void resume(Locked conversation, Status status) {
      if (status == Status.RESOLVED) {
        return;
      }
      Optional<LinkStore.Waiting> waiting = store.waiting(tx, conversation.id());
      need(tx, conversation, waiting.flatMap(LinkStore.Waiting::arrival));
      if (kept.heldBy().filter(agent -> agent == actor.id().value()).isPresent()) {
        claim(tx, actor, conversation.id());
      }
      if (status != Status.OPEN) {
        workItems.putOff(tx, actor, conversation.id().value());
      }
    }

    void split() {
      store.lowerMarks(tx, holds.id(), returns.id());
      back();
      store.reshaped(tx, returns.id());
      store.reshaped(tx, holds.id());
      boolean empty = holds.equals(target) && !store.hasMessages(tx, target.id());
      if (empty) {
        // Answers to what was sent from it come here from now on.
        drafts.move(tx, target.id(), returns.id(), Optional.empty());
        workItems.drop(tx, actor, target.id().value());
        conversations.setStatus(tx, target.id(), Status.RESOLVED);
        store.goInto(tx, target.id(), returns.id());
      }
      if (holds.status() == Status.OPEN
          && returns.status() != Status.OPEN
          && store.waiting(tx, returns.id()).isPresent()) {
        conversations.setStatus(tx, returns.id(), Status.OPEN);
        need(tx, returns, Optional.empty());
      }
    }
  }

  private Optional<LinkResult> refused(Tx tx, Actor actor, Locked conversation, int version) {
    if (conversation.mergedInto().isPresent()) {
      return Optional.of(new LinkResult.MergedAway(conversation.mergedInto().get()));
    }
    return conversation.version() != version
        ? Optional.of(new LinkResult.Stale())
        : inOtherHands(tx, actor, conversation);
  }

  private Optional<LinkResult> inOtherHands(Tx tx, Actor actor, Locked conversation) {
    return actor.role().includes(Role.SUPERVISOR)
        ? Optional.empty()
        : workItems
            .lockOpen(tx, conversation.id().value())
            .filter(item -> item.inHandsOfSomebodyElse(actor.id()))
            .map(item -> new LinkResult.InOtherHands(item.agent()));
  }

  private Map<ConversationId, Locked> lockAll(Tx tx, Stream<ConversationId> ids) {
    Map<ConversationId, Locked> locked = new HashMap<>();
    TreeSet<Long> inOrder = new TreeSet<>();
    ids.forEach(id -> inOrder.add(id.value()));
    for (long id : inOrder) {
      conversations
          .lock(tx, new ConversationId(id))
          .ifPresent(found -> locked.put(found.id(), found));
    }
    return locked;
  }

  /** On the timeline of both. */
  private void written(
      Tx tx, Actor actor, String type, ConversationId from, ConversationId to, String reason) {
    JsonObject event =
        ConversationStore.event(type, Long.toString(from.value()), Long.toString(to.value()));
    if (!reason.isBlank()) {
      event.put("detail", reason);
    }
    conversations.addEvent(tx, from, Optional.of(actor), event);
    conversations.addEvent(tx, to, Optional.of(actor), event);
  }

  private void changed(Tx tx, Actor actor, EventType type, Locked conversation) {
    events.append(
        tx,
        Change.of(type, Audience.STAFF)
            .by(actor)
            .customer(conversation.customer())
            .conversation(conversation.id().value()));
  }

  private LinkResult done(Tx tx, Actor actor, ConversationId id) {
    return new LinkResult.Done(reads.find(tx, id, actor.id()).orElseThrow());
  }

  /** Nothing is kept of it. */
  private static final class Refused extends RuntimeException {
    private final transient LinkResult result;

    Refused(LinkResult result) {
      super(null, null, false, false);
      this.result = result;
    }
  }

  private static final class MovedOn extends RuntimeException {
    MovedOn() {
      super(null, null, false, false);
    }
  }

  /** Again, if somebody who files a message met us the other way round. */
  private LinkResult attempt(Function<Tx, LinkResult> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return database.transaction(work);
      } catch (Refused refused) {
        return refused.result;
      } catch (MovedOn moved) {
        if (attempt == ATTEMPTS) {
          return new LinkResult.Stale();
        }
      } catch (PgException fault) {
        if (!DEADLOCK.equals(fault.getSqlState()) || attempt == ATTEMPTS) {
          throw fault;
        }
      }
    }
  }
}
