package io.faden.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.faden.conversation.ApprovalStore.Asked;
import io.faden.conversation.ApprovalStore.Listed;
import io.faden.conversation.ConversationStore.Locked;
import io.faden.conversation.EntryStore.Place;
import io.faden.customer.CustomerCard;
import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.Role;
import io.faden.platform.db.Database;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.faden.routing.WorkItem;
import io.faden.routing.WorkItems;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The second pair of eyes. A reply that waits for it leaves exactly as it was looked at, and never
 * by its author's hand, but for a supervisor with nobody else on shift. The database holds the same
 * rules.
 */
public final class Approvals {
  private static final String RESTRICTED = "23001";

  /** What waits and may be released by the viewer, $1. */
  static final String FOR_VIEWER =
      """
      a.state = 'waiting'
        AND (a.author_id <> $1
             OR EXISTS (SELECT FROM staff_member m JOIN entry e ON e.id = a.entry_id
                         WHERE m.id = $1 AND m.role <> 'agent' AND alone_with_approval(e.conversation_id, a.author_id)))
      """;

  private final Database database;
  private final EventLog events;
  private final WorkItems workItems;
  private final PromisedCalls calls;
  private final Duration undo;
  private final ApprovalStore store = new ApprovalStore();
  private final ConversationStore conversations = new ConversationStore();
  private final EntryStore entries = new EntryStore();
  private final ReplyStore replies = new ReplyStore();
  private final DraftStore drafts = new DraftStore();
  private final Settling settling;
  private final Reviewing reviewing;

  /** The undo time is how long a reply waits before it leaves, from the approval on. */
  public Approvals(
      Database database, EventLog events, WorkItems workItems, PromisedCalls calls, Duration undo) {
    this.database = database;
    this.events = events;
    this.workItems = workItems;
    this.calls = calls;
    this.undo = undo;
    this.settling = new Settling(workItems);
    this.reviewing = new Reviewing(workItems);
  }

  /**
   * Releases a reply. Doing it again changes nothing.
   *
   * @param replySeq the one that was read with the conversation. What stands above the reply its
   *     author had read: nobody is asked to look at that again
   * @param alone its author asks for it, a supervisor with nobody else on shift
   */
  public ApprovalResult approve(Actor actor, EntryId entry, int replySeq, boolean alone) {
    return attempt(
        tx -> {
          Optional<Locked> found = conversations.lockOf(tx, entry);
          Optional<Asked> known = found.flatMap(any -> store.lock(tx, entry));
          if (known.isEmpty()) {
            return new ApprovalResult.NotFound();
          }
          Asked asked = known.get();
          Locked conversation = found.get();
          if (asked.decided("approved", actor.id())) {
            return released(tx, actor, entry);
          }
          if (!asked.state().equals("waiting")) {
            return new ApprovalResult.Over();
          }
          boolean own = asked.author().equals(actor.id());
          boolean may = !own || (alone && mayReleaseAlone(actor, asked));
          if (!may) {
            return new ApprovalResult.Own();
          }
          if (conversation.replySeq() != replySeq && !asked.isLast(conversation)) {
            return movedOn(tx, actor, conversation, replySeq);
          }
          // Whoever had it in hand is not on shift if its author is alone.
          Optional<ApprovalResult> held = own ? Optional.empty() : hold(tx, actor, conversation);
          if (held.isPresent()) {
            return held.get();
          }
          store.approve(tx, entry, actor.id(), own, undo);
          conversations.addEvent(
              tx,
              conversation.id(),
              Optional.of(actor),
              new JsonObject()
                  .put("type", own ? "approved_alone" : "approved")
                  .put("from", asked.authorName()));
          reviewing.follow(tx, actor, conversation.id());
          goOn(tx, actor, conversation, asked.then());
          tell(tx, actor, conversation, entry);
          return released(tx, actor, entry);
        });
  }

  private static boolean mayReleaseAlone(Actor actor, Asked asked) {
    return actor.role().includes(Role.SUPERVISOR) && asked.loneAuthor();
  }

  /** What was said when it was written, unless something came since or another reply waits. */
  private void goOn(Tx tx, Actor actor, Locked conversation, Status then) {
    if (conversation.status() != Status.WAITING
        || then == Status.WAITING
        || store.waiting(tx, conversation.id()).isPresent()) {
      return;
    }
    if (then == Status.RESOLVED && calls.open(tx, conversation.id())) {
      return;
    }
    if (then == Status.RESOLVED) {
      workItems.finish(tx, actor, conversation.id().value());
    } else {
      settling.wake(tx, actor, conversation);
    }
    conversations.setStatus(tx, conversation.id(), then);
    conversations.addEvent(
        tx,
        conversation.id(),
        Optional.of(actor),
        ConversationStore.event("status_changed", conversation.status().label(), then.label()));
  }

  /** Does not let it leave; its author is told why. Doing it again changes nothing. */
  public ApprovalResult giveBack(Actor actor, EntryId entry, String reason) {
    return attempt(
        tx -> {
          Optional<Locked> found = conversations.lockOf(tx, entry);
          Optional<Asked> known = found.flatMap(any -> store.lock(tx, entry));
          if (known.isEmpty()) {
            return new ApprovalResult.NotFound();
          }
          Asked asked = known.get();
          Locked conversation = found.get();
          if (asked.decided("returned", actor.id())) {
            return new ApprovalResult.Returned(conversation.id());
          }
          if (!asked.state().equals("waiting")) {
            return new ApprovalResult.Over();
          }
          if (asked.author().equals(actor.id())) {
            return new ApprovalResult.Own();
          }
          Optional<ApprovalResult> held = hold(tx, actor, conversation);
          if (held.isPresent()) {
            return held.get();
          }
          store.giveBack(tx, entry, actor.id(), reason);
          ReplyStore.Outbound reply = replies.withdraw(tx, entry).orElseThrow();
          AgentId holder = reviewing.heir(tx, asked.author(), actor);
          drafts.takeBack(tx, reply, holder);
          conversations.setStatus(tx, conversation.id(), Status.OPEN);
          conversations.addEvent(
              tx,
              conversation.id(),
              Optional.of(actor),
              new JsonObject()
                  .put("type", "approval_returned")
                  .put("to", asked.authorName())
                  .put("detail", reason));
          reviewing.follow(tx, actor, conversation.id());
          settling.wake(tx, actor, conversation);
          tell(tx, actor, conversation, entry);
          events.append(
              tx,
              Change.of(EventType.DRAFT_CHANGED, Audience.only(holder))
                  .by(actor)
                  .conversation(conversation.id().value()));
          return new ApprovalResult.Returned(conversation.id());
        });
  }

  private Optional<ApprovalResult> hold(Tx tx, Actor actor, Locked conversation) {
    return switch (workItems.approvalDecided(tx, actor, conversation.id().value())) {
      case WorkItems.Decided.Taken taken ->
          Optional.of(new ApprovalResult.InOtherHands(taken.by()));
      case WorkItems.Decided.Ended ended -> Optional.empty();
    };
  }

  private ApprovalResult movedOn(Tx tx, Actor actor, Locked conversation, int replySeq) {
    int missed = Math.clamp((long) conversation.replySeq() - replySeq, 1, 50);
    List<Entry> since =
        entries.newestMessages(tx, conversation.id(), missed, actor.id()).reversed();
    return new ApprovalResult.MovedOn(conversation.replySeq(), since);
  }

  private ApprovalResult released(Tx tx, Actor actor, EntryId entry) {
    return entries.some(tx, List.of(entry), actor.id()).stream()
        .findFirst()
        .<ApprovalResult>map(ApprovalResult.Released::new)
        .orElseGet(ApprovalResult.NotFound::new);
  }

  private void tell(Tx tx, Actor actor, Locked conversation, EntryId entry) {
    Change changed =
        Change.of(EventType.ENTRY_CHANGED, Audience.STAFF)
            .by(actor)
            .customer(conversation.customer())
            .conversation(conversation.id().value());
    events.append(tx, changed.entry(entry.value()));
    events.append(
        tx,
        Change.of(EventType.CONVERSATION_CHANGED, Audience.STAFF)
            .by(actor)
            .customer(conversation.customer())
            .conversation(conversation.id().value()));
  }

  /** Somebody whose role changed at this moment is told the same by the database. */
  private ApprovalResult attempt(Function<Tx, ApprovalResult> work) {
    try {
      return database.transaction(work);
    } catch (PgException fault) {
      if (RESTRICTED.equals(fault.getSqlState()) && "approval_own".equals(fault.getConstraint())) {
        return new ApprovalResult.Own();
      }
      throw fault;
    }
  }

  /** The lists of answers; $1 is the viewer, $2 and $3 the place, $4 how many. */
  public enum View {
    /** What the viewer may release, the oldest first. */
    WAITING("asked_at", ">", FOR_VIEWER),
    /** What the viewer wrote, the newest first. */
    MINE("asked_at", "<", "a.author_id = $1"),
    /** The newest first. */
    DECIDED("decided_at", "<", "a.state <> 'waiting' AND $1::bigint IS NOT NULL");

    private final String place;
    private final String beyond;
    private final String which;

    View(String place, String beyond, String which) {
      this.place = place;
      this.beyond = beyond;
      this.which = which;
    }

    public static View of(String label) {
      return valueOf(label.toUpperCase(Locale.ROOT));
    }

    String order() {
      return beyond.equals(">") ? "ASC" : "DESC";
    }

    /** Indexes: approval_waiting, approval_of_author, approval_decided_last. */
    String query() {
      return """
      SELECT a.entry_id, a.state, a.%1$s AS place_at FROM approval a
       WHERE %2$s AND ($2::timestamptz IS NULL OR (a.%1$s, a.entry_id) %3$s ($2, $3::bigint))
       ORDER BY a.%1$s %4$s, a.entry_id %4$s LIMIT $4
      """
          .formatted(place, which, beyond, order());
    }
  }

  /** An answer with what is to be known to decide about it. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Item(
      Entry entry, CustomerCard customer, Optional<Instant> dueAt, Optional<WorkItem> workItem) {}

  /**
   * One page; nextCursor is absent on the last one.
   *
   * @param waiting all that the viewer may release
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record PageOfItems(List<Item> items, long waiting, Optional<String> nextCursor) {}

  /** Errors: IllegalArgumentException for a cursor that is none of ours. */
  public PageOfItems page(Actor viewer, View view, Optional<String> cursor, int limit) {
    Optional<Place> after = cursor.map(PageCursor::parse);
    return database.transaction(
        tx -> {
          List<Listed> listed = store.page(tx, view, viewer.id(), after, limit + 1);
          List<Listed> page = listed.stream().limit(limit).toList();
          Map<EntryId, Entry> shown =
              entries.some(tx, page.stream().map(Listed::entry).toList(), viewer.id()).stream()
                  .collect(Collectors.toMap(Entry::id, Function.identity()));
          return new PageOfItems(
              page.stream()
                  .map(
                      one ->
                          new Item(
                              shown.get(one.entry()), one.customer(), one.dueAt(), one.workItem()))
                  .toList(),
              store.waitingFor(tx, viewer.id()),
              listed.size() > limit
                  ? Optional.of(PageCursor.of(page.getLast().place()))
                  : Optional.empty());
        });
  }
}
