package io.faden.social;

import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccounts;
import io.faden.channel.TriageRule.Verdict;
import io.faden.channel.social.PostId;
import io.faden.conversation.EntryId;
import io.faden.conversation.Filing;
import io.faden.conversation.PostMatters;
import io.faden.intake.ArrivalId;
import io.faden.intake.Arrivals;
import io.faden.intake.Reception.Settled;
import io.faden.platform.Actor;
import io.faden.platform.Person;
import io.faden.platform.db.Database;
import io.faden.platform.db.Tx;
import io.faden.platform.live.EventLog;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Posts as people look them through: lists, one of them, what becomes of it. */
public final class Triage {
  private final Database database;
  private final Arrivals arrivals;
  private final ChannelAccounts accounts;
  private final PostMatters matters;
  private final Supplier<ZoneId> zone;
  private final PostFiling filing;
  private final PostStore store;
  private final PostRows rows = new PostRows();

  /** Input: the zone of the house, in which days begin. */
  public Triage(
      Database database,
      EventLog events,
      Arrivals arrivals,
      ChannelAccounts accounts,
      Filing filing,
      PostMatters matters,
      Supplier<ZoneId> zone) {
    this.database = database;
    this.arrivals = arrivals;
    this.accounts = accounts;
    this.matters = matters;
    this.zone = zone;
    this.filing = new PostFiling(filing, events);
    this.store = this.filing.store();
  }

  List<Post> list(PostList wanted) {
    return rows.list(database, wanted);
  }

  PostList.Counts counts() {
    ZoneId here = zone.get();
    return rows.counts(database, LocalDate.now(here).atStartOfDay(here).toInstant());
  }

  /** What came of asking for a post, or of doing something with it. */
  public sealed interface Result {
    record Found(Post post) implements Result {}

    record NotFound() implements Result {}

    record Erased() implements Result {}

    /** Somebody else has decided since; this is how it stands. */
    record Decided(Post post) implements Result {}

    /** Somebody has begun to answer it. */
    record Taken(Optional<Person> by) implements Result {}
  }

  /** The one that a network of ours knows under this id of its own. */
  public Optional<Post> named(ChannelAccount account, String ownId) {
    String postId = PostId.of(account.channel(), account.id().value(), ownId);
    return database
        .transaction(tx -> store.lock(tx, account.id(), postId))
        .flatMap(kept -> rows.find(database, kept.id()));
  }

  Result find(ArrivalId id) {
    return rows.find(database, id)
        .<Result>map(Result.Found::new)
        .orElseGet(() -> rows.erased(database, id) ? new Result.Erased() : new Result.NotFound());
  }

  /**
   * What somebody decides.
   *
   * @param version of the post that they saw
   */
  public record Decision(Verdict verdict, Optional<String> reason, String note, int version) {}

  public Result decide(Actor actor, ArrivalId id, Decision decision) {
    return inOne(tx -> decide(tx, actor, id, decision));
  }

  /** Open again, and no work comes of it. What is open already stays so. */
  Result undo(Actor actor, ArrivalId id) {
    return inOne(tx -> undo(tx, actor, id));
  }

  private interface Doing {
    Result in(Tx tx);
  }

  private Result inOne(Doing doing) {
    try {
      return database.transaction(doing::in);
    } catch (BegunMeanwhile begun) {
      return new Result.Taken(begun.by);
    }
  }

  /** Undoes what was done before it was seen. */
  private static final class BegunMeanwhile extends RuntimeException {
    private final transient Optional<Person> by;

    BegunMeanwhile(Optional<Person> by) {
      super(null, null, false, false);
      this.by = by;
    }
  }

  private Result decide(Tx tx, Actor actor, ArrivalId id, Decision decision) {
    Optional<KeptPost> kept = store.lock(tx, id);
    if (kept.isEmpty() || kept.get().erased()) {
      return kept.isEmpty() ? new Result.NotFound() : new Result.Erased();
    }
    KeptPost post = kept.get();
    String wanted = decision.verdict().label();
    if (post.verdict().equals(wanted)) {
      return found(tx, id);
    }
    if (post.decided() && post.version() != decision.version()) {
      return new Result.Decided(rows.find(tx, id).orElseThrow());
    }
    takeBack(tx, actor, post);
    settle(tx, actor, post, decision.verdict());
    store.decide(
        tx,
        id,
        new PostStore.Decided(
            decision.verdict(),
            decision.reason(),
            decision.note(),
            Optional.empty(),
            Optional.of(actor.id())));
    tell(tx, actor, id, post.verdict(), wanted);
    return found(tx, id);
  }

  private Result found(Tx tx, ArrivalId id) {
    return new Result.Found(rows.find(tx, id).orElseThrow());
  }

  private void takeBack(Tx tx, Actor actor, KeptPost post) {
    if (!post.verdict().equals(Verdict.ANSWER.label()) || post.entry().isEmpty()) {
      return;
    }
    switch (matters.unneeded(tx, actor, post.entry().get())) {
      case PostMatters.UnneededResult.Done done -> {}
      case PostMatters.UnneededResult.Taken taken -> throw new BegunMeanwhile(taken.by());
    }
  }

  /** What stands on a timeline stays there; it is answered, or it is not. */
  private void settle(Tx tx, Actor actor, KeptPost post, Verdict verdict) {
    Optional<EntryId> entry = post.entry();
    if (entry.isEmpty()) {
      ChannelAccount account = accounts.findSealed(tx, post.account()).orElseThrow();
      move(tx, actor, post, moved -> filing.file(moved, account, post, verdict));
    } else if (verdict == Verdict.ANSWER) {
      filing.filing().needed(tx, actor, post.id().value(), entry.get());
    }
  }

  private interface Move {
    Settled in(Tx tx);
  }

  private void move(Tx tx, Actor actor, KeptPost post, Move to) {
    switch (arrivals.decide(tx, actor, post.id(), to::in)) {
      case Arrivals.DecideResult.Decided decided -> {}
      case Arrivals.DecideResult.Taken taken -> throw new BegunMeanwhile(taken.by());
      case Arrivals.DecideResult.NotOpen same -> {
        // It is the same as another one; that one stands where it belongs.
      }
      case Arrivals.DecideResult.Erased erased ->
          throw new IllegalStateException("the post of an erased arrival was kept");
      case Arrivals.DecideResult.NotFound none ->
          throw new IllegalStateException("a post without an arrival");
    }
  }

  private Result undo(Tx tx, Actor actor, ArrivalId id) {
    Optional<KeptPost> kept = store.lock(tx, id);
    if (kept.isEmpty() || kept.get().erased()) {
      return kept.isEmpty() ? new Result.NotFound() : new Result.Erased();
    }
    KeptPost post = kept.get();
    if (post.decided()) {
      takeBack(tx, actor, post);
      if (post.entry().isEmpty()) {
        move(tx, actor, post, moved -> new Settled.Waiting());
      }
      store.reopen(tx, id, actor.id());
      tell(tx, actor, id, post.verdict(), "open");
    }
    return found(tx, id);
  }

  private void tell(Tx tx, Actor actor, ArrivalId id, String before, String now) {
    KeptPost post = store.lock(tx, id).orElseThrow();
    post.entry().ifPresent(entry -> matters.triaged(tx, actor, entry, before, now));
    filing.tell(tx, Optional.of(actor), post, new JsonObject().put("verdict", now));
  }
}
