package io.faden.social;

import io.faden.channel.ChannelAccount;
import io.faden.channel.Incoming;
import io.faden.channel.TriageRule.Verdict;
import io.faden.channel.Visibility;
import io.faden.channel.social.PostId;
import io.faden.conversation.Filing;
import io.faden.intake.Reception.Settled;
import io.faden.platform.Actor;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** Puts a post where a decision says it belongs: work, the timeline, or nowhere. */
final class PostFiling {
  /** No message has more references than that. */
  private static final int REFERENCES = 50;

  private final Filing filing;
  private final EventLog events;
  private final PostStore store = new PostStore();

  PostFiling(Filing filing, EventLog events) {
    this.filing = filing;
    this.events = events;
  }

  Filing filing() {
    return filing;
  }

  PostStore store() {
    return store;
  }

  /**
   * Files a post that stands in no conversation yet. What nobody has to answer is only kept beside
   * what a known customer wrote: nobody becomes a customer because they were talked about.
   */
  Settled file(Tx tx, ChannelAccount account, KeptPost post, Verdict verdict) {
    if (verdict != Verdict.ANSWER
        && !store.knownCustomer(tx, post.channel(), post.author().value())) {
      return new Settled.Quiet();
    }
    Incoming message = message(post, goesOnWith(tx, post));
    return switch (filing.file(
        tx,
        post.id().value(),
        post.receivedAt(),
        account,
        message,
        post.language(),
        post.postId(),
        verdict == Verdict.ANSWER ? Filing.Wish.NONE : Filing.Wish.QUIET)) {
      case Filing.Result.Duplicate duplicate -> new Settled.Duplicate(duplicate.arrival());
      case Filing.Result.Filed filed -> {
        store.stands(tx, post.id(), filed.conversation().value(), filed.entry().value());
        yield new Settled.Entry(filed.conversation().value(), filed.entry().value());
      }
    };
  }

  /**
   * Private chats and text messages are one behind the other: nothing in them says what it answers.
   */
  private Optional<Long> goesOnWith(Sql sql, KeptPost post) {
    return post.open() || !post.parents().isEmpty()
        ? Optional.empty()
        : store.privateChat(sql, post.account(), post.channel(), post.author().value());
  }

  private static Incoming message(KeptPost post, Optional<Long> chat) {
    return new Incoming(
        Optional.of(
            new Incoming.Address(
                post.author().value(), post.author().name(), Optional.of(post.author().handle()))),
        List.of(),
        List.of(),
        post.subject(),
        post.text(),
        "",
        Optional.empty(),
        false,
        Optional.of(post.writtenAt()),
        Optional.of(post.postId()),
        references(post.channel(), post.account().value(), post.parents()),
        chat,
        PostWords.hash(post.text()),
        false,
        Optional.empty(),
        List.of(),
        Optional.of(post.open() ? Visibility.PUBLIC : Visibility.PRIVATE));
  }

  /** The posts above as the timeline names them. */
  static List<String> references(String network, long account, List<String> parents) {
    return parents.stream()
        .limit(REFERENCES)
        .map(parent -> PostId.of(network, account, parent))
        .toList();
  }

  boolean underWay(Sql sql, KeptPost post) {
    return store.underWay(
        sql,
        post.channel(),
        post.author().value(),
        references(post.channel(), post.account().value(), post.parents()));
  }

  /** Everybody who looks through posts sees it at once. */
  void tell(Tx tx, Optional<Actor> actor, KeptPost post, JsonObject what) {
    events.append(
        tx,
        Change.of(EventType.POST_CHANGED, Audience.STAFF)
            .by(actor)
            .arrival(post.id().value())
            .detail(what));
  }
}
