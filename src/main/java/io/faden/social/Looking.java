package io.faden.social;

import static io.faden.platform.db.Columns.optionalInstant;

import io.faden.channel.ChannelAccount;
import io.faden.channel.UnreadableArrival;
import io.faden.channel.social.NetworkFault;
import io.faden.channel.social.PostId;
import io.faden.channel.social.SocialNetwork;
import io.faden.channel.social.Told;
import io.faden.conversation.EntryId;
import io.faden.conversation.PostMatters;
import io.faden.intake.ArrivalId;
import io.faden.platform.db.Columns;
import io.faden.platform.db.Database;
import io.faden.platform.db.Tx;
import io.faden.platform.lease.Lease;
import io.faden.platform.lease.Leases;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Looks at posts again on their network: once for what stands above them, then now and then, while
 * somebody may still answer, for whether they were changed or deleted. What is found is recorded in
 * the ledger and filed like everything else.
 */
final class Looking {
  /** Each is a question or two to the network. */
  private static final int AT_ONCE = 20;

  private final Database database;
  private final Leases leases;
  private final EventLog events;
  private final PostMatters matters;
  private final SocialNetwork network;
  private final SourceCursor ledger;
  private final LookTimes times;
  private final PostStore store = new PostStore();

  Looking(
      Database database,
      Leases leases,
      EventLog events,
      PostMatters matters,
      SocialNetwork network,
      SourceCursor ledger,
      LookTimes times) {
    this.database = database;
    this.leases = leases;
    this.events = events;
    this.matters = matters;
    this.network = network;
    this.ledger = ledger;
    this.times = times;
  }

  private record Due(
      ArrivalId id,
      String postId,
      String text,
      Optional<Instant> editedAt,
      Optional<EntryId> entry,
      boolean aboveAsked,
      int looks,
      boolean wanted) {

    static Due of(Row row) {
      return new Due(
          new ArrivalId(row.getLong("arrival_id")),
          row.getString("post_id"),
          row.getString("body_text"),
          optionalInstant(row, "edited_at"),
          Columns.optionalLong(row, "entry_id").map(EntryId::new),
          row.getBoolean("above_asked"),
          row.getInteger("looks"),
          row.getBoolean("wanted"));
    }
  }

  /**
   * Looks at what is due. Result: when the next one is, if any. Errors: what keeps the network from
   * being asked at all rises; what one post does stays with it.
   */
  Optional<Duration> round(
      ChannelAccount account, Lease lease, BooleanSupplier goOn, Runnable arrived)
      throws NetworkFault {
    for (Due post : due(account)) {
      if (!goOn.getAsBoolean()) {
        return Optional.empty();
      }
      if (!post.aboveAsked()) {
        above(account, lease, post);
      } else if (post.wanted()) {
        again(account, lease, post, arrived);
      }
      looked(lease, post);
    }
    return next(account);
  }

  /** Index: post_looking. */
  private List<Due> due(ChannelAccount account) {
    return database
        .rows(
            """
            SELECT p.arrival_id, p.post_id, p.body_text, p.edited_at, p.entry_id, p.looks,
                   p.context IS NOT NULL OR p.context_error IS NOT NULL AS above_asked,
                   p.verdict = 'open' OR coalesce(s.status <> 'resolved', false) AS wanted
              FROM post p
              LEFT JOIN timeline_place t ON t.entry_id = p.entry_id
              LEFT JOIN conversation_standing s ON s.id = t.conversation_id
             WHERE p.channel_account_id = $1 AND p.look_at <= clock_timestamp()
             ORDER BY p.look_at LIMIT $2
            """,
            account.id(),
            AT_ONCE)
        .stream()
        .map(Due::of)
        .toList();
  }

  /** Index: post_looking. */
  private Optional<Duration> next(ChannelAccount account) {
    return database
        .row(
            """
            SELECT (extract(epoch FROM min(look_at) - clock_timestamp()) * 1000)::bigint AS millis FROM post
             WHERE channel_account_id = $1 AND look_at IS NOT NULL
            """,
            account.id())
        .flatMap(row -> Columns.optionalLong(row, "millis"))
        .map(millis -> Duration.ofMillis(Math.max(1, millis)));
  }

  private void above(ChannelAccount account, Lease lease, Due post) throws NetworkFault {
    List<SocialNetwork.Above> above = List.of();
    Optional<String> error = Optional.empty();
    try {
      above = network.above(account, PostId.own(post.postId()));
    } catch (NetworkFault fault) {
      rise(fault, lease, post);
      error = Optional.of(fault.getMessage());
    }
    List<SocialNetwork.Above> found = above;
    Optional<String> why = error;
    write(
        lease,
        tx -> {
          store.above(tx, post.id(), found, why);
          post.entry().ifPresent(entry -> matters.shown(tx, entry));
          events.append(
              tx,
              Change.of(EventType.POST_CHANGED, Audience.STAFF)
                  .arrival(post.id().value())
                  .detail(new JsonObject().put("change", "above")));
        });
  }

  /** What concerns the whole source is for its poller; the post is looked at later. */
  private void rise(NetworkFault fault, Lease lease, Due post) throws NetworkFault {
    switch (fault.kind()) {
      case SIGN_IN, LIMITED -> throw fault;
      case AWAY -> {
        write(
            lease,
            tx ->
                tx.execute(
                    """
                    UPDATE post SET look_at = clock_timestamp() + make_interval(secs => $2::bigint) WHERE arrival_id = $1
                    """,
                    post.id(),
                    times.afterFailure().toSeconds()));
        throw fault;
      }
      case REFUSED, GONE -> {
        // It will say the same tomorrow.
      }
    }
  }

  private void again(ChannelAccount account, Lease lease, Due post, Runnable arrived)
      throws NetworkFault {
    String id = PostId.own(post.postId());
    Optional<Notice> notice;
    try {
      notice =
          switch (network.look(account, id)) {
            case SocialNetwork.Now.Gone gone -> Optional.of(Notice.gone(id, Instant.now()));
            case SocialNetwork.Now.There there -> changed(account, post, id, there);
          };
    } catch (NetworkFault fault) {
      rise(fault, lease, post);
      notice =
          fault.kind() == NetworkFault.Kind.GONE
              ? Optional.of(Notice.gone(id, Instant.now()))
              : Optional.empty();
    }
    if (notice.isPresent() && ledger.noticed(account.id(), lease, notice.get())) {
      arrived.run();
    }
  }

  /** Only what says something else now. */
  private Optional<Notice> changed(
      ChannelAccount account, Due post, String id, SocialNetwork.Now.There there) {
    Optional<Told.Post> now = read(account, there.raw());
    return now.filter(told -> !PostWords.text(told).equals(post.text()))
        .map(
            told ->
                Notice.edited(
                    id, told.edited().or(there::edited).orElseGet(Instant::now), there.raw()));
  }

  private Optional<Told.Post> read(ChannelAccount account, byte[] raw) {
    try {
      return switch (network.read(account, raw)) {
        case Told.Post post -> Optional.of(post);
        case Told.Edited edited -> Optional.of(edited.post());
        case Told.Deleted deleted -> Optional.empty();
        case Told.Nothing nothing -> Optional.empty();
      };
    } catch (UnreadableArrival garbage) {
      return Optional.empty();
    }
  }

  private void looked(Lease lease, Due post) {
    Optional<Duration> pause =
        post.wanted() || !post.aboveAsked() ? times.after(post.looks()) : Optional.empty();
    write(
        lease,
        tx ->
            tx.execute(
                """
                UPDATE post SET looks = looks + 1,
                       look_at = CASE WHEN deleted_at IS NULL AND erased_at IS NULL
                                      THEN clock_timestamp() + make_interval(secs => $2::double precision) END
                 WHERE arrival_id = $1
                """,
                post.id(),
                pause.map(rest -> rest.toMillis() / 1000.0)));
  }

  private interface Write {
    void in(Tx tx);
  }

  private void write(Lease lease, Write write) {
    database.inTransaction(
        tx -> {
          leases.require(tx, lease);
          write.in(tx);
        });
  }
}
