package io.faden.conversation;

import io.faden.channel.Channel;
import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccountId;
import io.faden.channel.ChannelAccounts;
import io.faden.channel.Visibility;
import io.faden.channel.Writing;
import io.faden.conversation.ConversationStore.Locked;
import io.faden.conversation.ReplyStore.Outbound;
import io.faden.customer.ContactPointId;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers and notes. An answer is accepted only if it is based on what the conversation is now, and
 * only from whoever holds the work; so nothing is answered twice.
 */
public final class Replies {
  private final Database database;
  private final EventLog events;
  private final WorkItems workItems;
  private final ChannelAccounts accounts;
  private final Map<String, Channel> channels;
  private final Duration undo;
  private final ConversationStore conversations = new ConversationStore();
  private final EntryStore entries = new EntryStore();
  private final ReplyStore store = new ReplyStore();
  private final DraftStore drafts = new DraftStore();
  private final PromisedCalls calls;
  private final Ways ways;
  private final ConversationReads reads;
  private final Settling settling;
  private final Reviewing reviewing;
  private final Finishing finishing;

  /** The undo time is how long a reply waits before it leaves. */
  public Replies(
      Database database,
      EventLog events,
      WorkItems workItems,
      ChannelAccounts accounts,
      Map<String, Channel> channels,
      Ways ways,
      PromisedCalls calls,
      Duration undo) {
    this.database = database;
    this.events = events;
    this.workItems = workItems;
    this.accounts = accounts;
    this.channels = Map.copyOf(channels);
    this.undo = undo;
    this.calls = calls;
    this.ways = ways;
    this.reads = new ConversationReads(ways, calls);
    this.settling = new Settling(workItems);
    this.reviewing = new Reviewing(workItems);
    this.finishing = new Finishing(channels);
  }

  /**
   * An answer as an agent sends it.
   *
   * @param replySeq the one that was read with the conversation
   * @param contactPoint where to; the best way if empty
   * @param account where from; the account that the customer wrote to if empty
   * @param despiteDoNotContact also if the customer does not want this channel
   * @param despiteBadAddress also if a letter came back from there
   * @param visibility of the two ways on a network which one; the best if empty
   * @param language of a post; as recognised if empty
   * @param review a second pair of eyes looks at it, also if the queue does not ask for that
   * @param besideReview also if another one of the conversation waits for that
   * @param then the status afterwards: waiting, resolved or open
   * @param requestId the client's own key: the same one again makes no second reply
   */
  public record Command(
      String text,
      int replySeq,
      Optional<Long> contactPoint,
      Optional<Long> account,
      boolean despiteDoNotContact,
      boolean despiteBadAddress,
      Optional<Visibility> visibility,
      Optional<String> language,
      boolean review,
      boolean besideReview,
      Status then,
      Optional<String> requestId) {

    /** A message as the best way takes it. */
    public Command(String text, int replySeq, Status then, Optional<String> requestId) {
      this(
          text,
          replySeq,
          Optional.empty(),
          Optional.empty(),
          false,
          false,
          Optional.empty(),
          Optional.empty(),
          false,
          false,
          then,
          requestId);
    }
  }

  public ReplyResult reply(Actor actor, ConversationId id, Command command) {
    ways.hear(database);
    Optional<ContactPointId> checked = Optional.empty();
    while (true) {
      try {
        Optional<ContactPointId> before = checked;
        return database.transaction(tx -> reply(tx, actor, id, command, before));
      } catch (ToBeChecked found) {
        Channel.Written written =
            new Channel.Written(
                id.value(), actor.id().value(), found.to.value(), command.text(), false);
        Optional<String> refusal = found.check.refusal(found.from, written);
        if (refusal.isPresent()) {
          return new ReplyResult.Unsendable(refusal.get());
        }
        checked = Optional.of(found.to);
      }
    }
  }

  /** Everything else is well: the channel wants to look at it first, without a transaction. */
  private static final class ToBeChecked extends RuntimeException {
    private final transient Channel.Check check;
    private final transient ChannelAccount from;
    private final transient ContactPointId to;

    ToBeChecked(Channel.Check check, ChannelAccount from, ContactPointId to) {
      super(null, null, false, false);
      this.check = check;
      this.from = from;
      this.to = to;
    }
  }

  private ReplyResult reply(
      Tx tx, Actor actor, ConversationId id, Command command, Optional<ContactPointId> checked) {
    Optional<Locked> found = conversations.lock(tx, id);
    if (found.isEmpty()) {
      return new ReplyResult.NotFound();
    }
    Locked conversation = found.get();
    Optional<EntryId> earlier = store.byRequest(tx, id, actor.id(), command.requestId());
    if (earlier.isPresent()) {
      return added(tx, actor, earlier.get());
    }
    if (conversation.mergedInto().isPresent()) {
      return new ReplyResult.MergedAway(conversation.mergedInto().get());
    }
    Optional<WorkItem> item = workItems.lockOpen(tx, id.value());
    if (item.isPresent() && item.get().inHandsOfSomebodyElse(actor.id())) {
      return new ReplyResult.InOtherHands(item.get().agent());
    }
    if (conversation.replySeq() != command.replySeq()) {
      return movedOn(tx, actor, conversation, command.replySeq());
    }
    if (!command.besideReview() && reviewing.waits(tx, id)) {
      return new ReplyResult.InReview();
    }
    if (command.then() == Status.RESOLVED && calls.open(tx, id)) {
      return new ReplyResult.CallbackOpen();
    }
    Optional<Ways.Chosen> way =
        Ways.choose(
            reads.ways(tx, conversation, actor.id()),
            new Ways.Choice(command.contactPoint(), command.account(), command.visibility()));
    Optional<ChannelAccount> from =
        way.flatMap(chosen -> accounts.findSealed(tx, new ChannelAccountId(chosen.from().id())));
    if (from.isEmpty()) {
      return new ReplyResult.NoAddress();
    }
    if (way.get().unwanted() && !command.despiteDoNotContact()) {
      return new ReplyResult.Unwanted();
    }
    boolean letter = way.get().channel().equals(ReplyStore.LETTER);
    if (letter && way.get().bad() && !command.despiteBadAddress()) {
      return new ReplyResult.BadAddress();
    }
    ContactPointId to = way.get().to().id();
    Optional<Channel.Check> check = channels.get(from.get().channel()).check();
    if (check.isPresent() && !checked.equals(Optional.of(to))) {
      throw new ToBeChecked(check.get(), from.get(), to);
    }
    Optional<Writing.Finished> finished =
        finishing.finish(tx, id, way.get(), from.get(), command.text(), command.language());
    Optional<ReplyResult> refusal = finished.flatMap(post -> Finishing.refusal(way.get(), post));
    if (refusal.isPresent()) {
      return refusal.get();
    }
    if (finished.isPresent() && drafts.hasFiles(tx, id, actor.id())) {
      return new ReplyResult.TakesNoFiles();
    }
    boolean review = command.review() || way.get().needsApproval();
    EntryId entry =
        write(tx, actor, conversation, command, way.get(), from.get(), finished, review);
    if (way.get().unwanted()) {
      conversations.addEvent(
          tx,
          id,
          Optional.of(actor),
          new JsonObject()
              .put("type", "against_wish")
              .put("to", way.get().to().value())
              .put("detail", way.get().channel()));
    }
    if (review) {
      // What becomes of the matter is decided when it leaves, and said then.
      settling.rest(tx, actor, conversation, item);
      reviewing.ask(tx, actor, conversation, entry, command.then());
    } else {
      settling.leave(tx, actor, conversation, item, command.then());
    }
    tell(tx, EventType.ENTRY_ADDED, actor, conversation, entry);
    return added(tx, actor, entry);
  }

  private EntryId write(
      Tx tx,
      Actor actor,
      Locked conversation,
      Command command,
      Ways.Chosen way,
      ChannelAccount from,
      Optional<Writing.Finished> finished,
      boolean review) {
    ReplyStore.Chain chain =
        finished.isPresent()
            ? ReplyStore.Chain.ofPost(way.answers())
            : store.chain(tx, conversation, way.channel());
    String messageId = channels.get(from.channel()).newMessageId(from, conversation.id().value());
    EntryId entry =
        store.insertReply(
            tx,
            conversation,
            actor.id(),
            way,
            from.address(),
            new ReplyStore.Words(
                chain.subject(),
                finished.map(Writing.Finished::text).orElse(command.text()),
                finished.flatMap(Writing.Finished::language)),
            messageId,
            command.requestId());
    ReplyStore.Added added =
        finished
            .map(post -> new ReplyStore.Added(post.before(), post.behind()))
            .orElse(ReplyStore.Added.NOTHING);
    store.schedule(tx, entry, from.id(), way.to(), chain, added, undo, review);
    drafts.giveFiles(tx, conversation.id(), actor.id(), entry);
    drafts.replyLeft(tx, conversation.id(), actor.id());
    conversations.messageAdded(tx, conversation.id());
    return entry;
  }

  private ReplyResult movedOn(Tx tx, Actor actor, Locked conversation, int replySeq) {
    int missed = Math.clamp((long) conversation.replySeq() - replySeq, 1, 50);
    List<Entry> since =
        entries.newestMessages(tx, conversation.id(), missed, actor.id()).reversed();
    return new ReplyResult.MovedOn(conversation.replySeq(), since);
  }

  /** Adds an internal note; it needs no work item and makes no answer stale. */
  public ReplyResult note(Actor actor, ConversationId id, String text, Optional<String> requestId) {
    return database.transaction(
        tx -> {
          Optional<Locked> conversation = conversations.lock(tx, id);
          if (conversation.isEmpty()) {
            return new ReplyResult.NotFound();
          }
          Optional<EntryId> earlier = store.byRequest(tx, id, actor.id(), requestId);
          if (earlier.isPresent()) {
            return added(tx, actor, earlier.get());
          }
          if (conversation.get().mergedInto().isPresent()) {
            return new ReplyResult.MergedAway(conversation.get().mergedInto().get());
          }
          EntryId entry = store.insertNote(tx, conversation.get(), actor.id(), text, requestId);
          drafts.noteLeft(tx, id, actor.id());
          workItems.touch(tx, actor, id.value());
          tell(tx, EventType.ENTRY_ADDED, actor, conversation.get(), entry);
          return added(tx, actor, entry);
        });
  }

  /** Takes a reply back before it leaves; its text and files become its author's draft. */
  public ReplyResult undo(Actor actor, EntryId entry) {
    return database.transaction(
        tx -> {
          Optional<Outbound> known = store.find(tx, entry);
          if (known.isEmpty()) {
            return new ReplyResult.NotFound();
          }
          Locked conversation = conversations.lockOf(tx, entry).orElseThrow();
          AgentId author = known.get().author();
          if (!author.equals(actor.id()) && !actor.role().includes(Role.SUPERVISOR)) {
            return new ReplyResult.NotYours();
          }
          Optional<Outbound> back = store.withdraw(tx, entry);
          if (back.isEmpty()) {
            return new ReplyResult.AlreadyLeft();
          }
          reviewing.withdrawn(tx, actor, entry);
          drafts.takeBack(tx, back.get(), reviewing.heir(tx, author, actor));
          conversations.setStatus(tx, conversation.id(), Status.OPEN);
          conversations.addEvent(
              tx,
              conversation.id(),
              Optional.of(actor),
              new JsonObject().put("type", "reply_undone"));
          reviewing.follow(tx, actor, conversation.id());
          settling.wake(tx, actor, conversation);
          settling.claim(tx, actor, conversation.id());
          tell(tx, EventType.ENTRY_CHANGED, actor, conversation, entry);
          tellPrintList(tx, actor, entry);
          return new ReplyResult.TakenBack(conversation.id());
        });
  }

  /**
   * How a failed reply is tried again.
   *
   * @param contactPoint another postal one of the same customer, for letters
   * @param despiteBadAddress also if a letter came back from there
   */
  public record Again(Optional<Long> contactPoint, boolean despiteBadAddress) {}

  /** Tries a failed reply again, under the same message id. */
  public ReplyResult retry(Actor actor, EntryId entry, Again again) {
    return database.transaction(
        tx -> {
          Optional<Outbound> reply = store.find(tx, entry);
          if (reply.isEmpty()) {
            return new ReplyResult.NotFound();
          }
          Locked conversation = conversations.lockOf(tx, entry).orElseThrow();
          Optional<WorkItem> item = workItems.lockOpen(tx, conversation.id().value());
          if (item.isPresent() && item.get().inHandsOfSomebodyElse(actor.id())) {
            return new ReplyResult.InOtherHands(item.get().agent());
          }
          if (!store.hasFailed(tx, entry)) {
            return new ReplyResult.NotFailed();
          }
          Optional<ReplyResult> refused = goTo(tx, actor, conversation, entry, again);
          if (refused.isPresent()) {
            return refused.get();
          }
          if (store.otherThanApproved(tx, entry)) {
            reviewing.askAgain(tx, actor, conversation.id(), entry);
          } else {
            store.retry(tx, entry);
          }
          tell(tx, EventType.ENTRY_CHANGED, actor, conversation, entry);
          tellPrintList(tx, actor, entry);
          return added(tx, actor, entry);
        });
  }

  /**
   * A letter goes where it is told to. To an address that is bad by now it goes only if somebody
   * says so; one whose address was taken off its customer goes to a better one, if there is one.
   * Mail goes where it went: whoever reads it elsewhere is somebody to be chosen. Result: why it
   * does not go at all.
   */
  private Optional<ReplyResult> goTo(
      Tx tx, Actor actor, Locked conversation, EntryId entry, Again again) {
    Optional<ReplyStore.Went> went = store.letterTo(tx, entry);
    if (went.isEmpty()) {
      return again.contactPoint().map(elsewhere -> new ReplyResult.NoLetter());
    }
    ContactPointId old = went.get().to();
    Optional<Long> chosen = again.contactPoint().filter(point -> point != old.value());
    if (chosen.isEmpty() && went.get().bad()) {
      return again.despiteBadAddress()
          ? Optional.empty()
          : Optional.of(new ReplyResult.BadAddress());
    }
    if (chosen.isEmpty() && !went.get().gone()) {
      return Optional.empty();
    }
    Optional<Ways.Known> way =
        reads.ways(tx, conversation, actor.id()).stream()
            .filter(each -> each.way().channel().equals(ReplyStore.LETTER))
            .filter(
                each ->
                    chosen
                        .map(point -> each.way().contactPoint().id().value() == point)
                        .orElse(!each.bad() && !each.way().unwanted()))
            .filter(each -> store.sameCustomer(tx, old, each.way().contactPoint().id()))
            .findFirst();
    if (chosen.isPresent() && way.isEmpty()) {
      return Optional.of(new ReplyResult.NoAddress());
    }
    if (way.filter(Ways.Known::bad).isPresent() && !again.despiteBadAddress()) {
      return Optional.of(new ReplyResult.BadAddress());
    }
    way.ifPresent(better -> store.readdress(tx, entry, better.way().contactPoint()));
    return Optional.empty();
  }

  private void tellPrintList(Tx tx, Actor actor, EntryId entry) {
    if (store.isLetter(tx, entry)) {
      events.append(
          tx,
          Change.of(EventType.PRINT_LIST_CHANGED, Audience.STAFF).by(actor).entry(entry.value()));
    }
  }

  private ReplyResult added(Tx tx, Actor actor, EntryId entry) {
    return new ReplyResult.Added(entries.find(tx, entry, actor.id()).orElseThrow());
  }

  /** The entry, and the conversation whose status goes with it. */
  private void tell(Tx tx, EventType type, Actor actor, Locked conversation, EntryId entry) {
    Change change =
        Change.of(type, Audience.STAFF)
            .by(actor)
            .customer(conversation.customer())
            .conversation(conversation.id().value());
    events.append(tx, change.entry(entry.value()));
    Status now = conversations.lock(tx, conversation.id()).orElseThrow().status();
    if (now != conversation.status()) {
      events.append(
          tx,
          Change.of(EventType.CONVERSATION_CHANGED, Audience.STAFF)
              .by(actor)
              .customer(conversation.customer())
              .conversation(conversation.id().value()));
    }
  }
}
