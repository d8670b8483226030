package io.faden.social;

import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccountId;
import io.faden.channel.ChannelAccounts;
import io.faden.channel.social.NetworkFault;
import io.faden.channel.social.PostId;
import io.faden.channel.social.SocialNetwork;
import io.faden.conversation.ConversationId;
import io.faden.conversation.EntryId;
import io.faden.conversation.TimelineEvents;
import io.faden.platform.Actor;
import io.faden.platform.Keys;
import io.faden.platform.Role;
import io.faden.platform.db.Database;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/**
 * Takes posts of ours away. The network does it first; if we die before it is noted here, doing it
 * again is harmless.
 */
public final class Retractions {
  private final Database database;
  private final EventLog events;
  private final ChannelAccounts accounts;
  private final Map<String, SocialNetwork> networks;
  private final TimelineEvents timeline;
  private final AnswerStore store = new AnswerStore();

  public Retractions(
      Database database,
      EventLog events,
      ChannelAccounts accounts,
      Map<String, SocialNetwork> networks,
      TimelineEvents timeline) {
    this.database = database;
    this.events = events;
    this.accounts = accounts;
    this.networks = Map.copyOf(networks);
    this.timeline = timeline;
  }

  /** What came of it. */
  sealed interface Result {
    /** It does not stand there any more. */
    record Gone() implements Result {}

    /** Only its author or a supervisor may do this. */
    record NotYours() implements Result {}

    /** It was never posted, or nothing can be taken away there. */
    record NotThatKind() implements Result {}

    /** Nobody has signed in at the other side. */
    record NotConnected(String reason) implements Result {}

    /** The other side did not do it. */
    record Failed(String reason) implements Result {}

    record NotFound() implements Result {}
  }

  Result retract(Actor actor, EntryId entry, String reason) {
    Optional<AnswerStore.Standing> found = store.standing(database, entry.value());
    if (found.isEmpty()) {
      return new Result.NotFound();
    }
    AnswerStore.Standing post = found.get();
    if (post.author() != actor.id().value() && !actor.role().includes(Role.SUPERVISOR)) {
      return new Result.NotYours();
    }
    Optional<SocialNetwork> network = Optional.ofNullable(networks.get(post.channel()));
    if (post.postId().isEmpty() || network.isEmpty()) {
      return new Result.NotThatKind();
    }
    if (post.retracted()) {
      return new Result.Gone();
    }
    Optional<Result> refused = takeAway(network.get(), post);
    if (refused.isPresent()) {
      return refused.get();
    }
    database.inTransaction(
        tx ->
            store
                .retracted(tx, entry.value(), actor.id().value())
                .ifPresent(
                    conversation ->
                        told(tx, actor, new ConversationId(conversation), entry, reason)));
    return new Result.Gone();
  }

  private void told(Tx tx, Actor actor, ConversationId conversation, EntryId entry, String reason) {
    timeline.add(
        tx,
        Optional.of(actor),
        conversation,
        new JsonObject().put("type", "post_retracted").put("detail", reason));
    events.append(
        tx,
        Change.of(EventType.ENTRY_CHANGED, Audience.STAFF)
            .by(actor)
            .conversation(conversation.value())
            .entry(entry.value()));
  }

  private Optional<Result> takeAway(SocialNetwork network, AnswerStore.Standing post) {
    Optional<ChannelAccount> account;
    try {
      account = accounts.find(database, new ChannelAccountId(post.account()));
    } catch (Keys.WrongKey otherKey) {
      return Optional.of(new Result.NotConnected(ChannelAccounts.UNREADABLE));
    }
    if (account.isEmpty() || !network.abilities(account.get()).deletes()) {
      return Optional.of(new Result.NotThatKind());
    }
    try {
      network.delete(account.get(), PostId.own(post.postId().orElseThrow()));
      return Optional.empty();
    } catch (NetworkFault fault) {
      return switch (fault.kind()) {
        case GONE -> Optional.empty();
        case SIGN_IN -> Optional.of(new Result.NotConnected(fault.getMessage()));
        case LIMITED, AWAY, REFUSED -> Optional.of(new Result.Failed(fault.getMessage()));
      };
    }
  }
}
