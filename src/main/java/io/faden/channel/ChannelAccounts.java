package io.faden.channel;

import io.faden.platform.Actor;
import io.faden.platform.Keys;
import io.faden.platform.db.Database;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.faden.routing.Queue;
import io.faden.routing.QueueId;
import io.faden.routing.Queues;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The configured addresses of the house. Passwords are sealed before they reach the database. */
public final class ChannelAccounts {
  private static final String UNIQUE_VIOLATION = "23505";

  private final Database database;
  private final EventLog events;
  private final Queues queues;
  private final String node;
  private final ChannelAccountStore store;

  /** The node is the name under which this process reports the state of what it serves. */
  public ChannelAccounts(
      Database database, EventLog events, Queues queues, Keys keys, String node) {
    this.database = database;
    this.events = events;
    this.queues = queues;
    this.node = node;
    this.store = new ChannelAccountStore(keys);
  }

  /** What came of adding or changing an account. */
  public sealed interface Result {
    record Saved(ChannelAccountView account) implements Result {}

    /** The form does not make sense; field by field. */
    record Faulty(List<Fault> faults) implements Result {}

    record QueueNotFound() implements Result {}

    record NameTaken() implements Result {}

    record AddressTaken() implements Result {}

    record Stale() implements Result {}

    record NotFound() implements Result {}
  }

  public record Fault(String field, String message) {}

  public List<ChannelAccountView> all() {
    return store.all(database).stream().map(store::view).toList();
  }

  public Optional<ChannelAccountView> view(ChannelAccountId id) {
    return store.find(database, id).map(store::view);
  }

  /** The active accounts of a channel, with passwords, for whoever serves them. */
  public List<ChannelAccount> active(String channel) {
    return store.all(database).stream()
        .map(store::account)
        .filter(account -> account.active() && account.channel().equals(channel))
        .toList();
  }

  /** With passwords, for whoever sends. */
  public Optional<ChannelAccount> find(Sql sql, ChannelAccountId id) {
    return store.find(sql, id).map(store::account);
  }

  /** Adds an account; the body is the contract's ChannelAccount. */
  public Result create(Optional<Actor> actor, JsonObject body) {
    AccountDraft draft = AccountDraft.of(body);
    return saving(
        draft,
        queue ->
            database.transaction(
                tx -> {
                  ChannelAccountId id = store.insert(tx, draft, queue);
                  changed(tx, actor);
                  return new Result.Saved(store.find(tx, id).map(store::view).orElseThrow());
                }));
  }

  /** Changes an account; passwords left out stay, unless host or user become others. */
  public Result change(Actor actor, ChannelAccountId id, JsonObject body) {
    Optional<ChannelAccount> stored = find(database, id);
    if (stored.isEmpty()) {
      return new Result.NotFound();
    }
    AccountDraft draft = AccountDraft.of(body).withPasswordsOf(stored.get());
    return saving(
        draft,
        queue ->
            database.transaction(
                tx -> {
                  if (store.update(tx, id, draft, queue) == 0) {
                    return new Result.Stale();
                  }
                  changed(tx, Optional.of(actor));
                  return new Result.Saved(store.find(tx, id).map(store::view).orElseThrow());
                }));
  }

  /** What is wrong with a body that the contract cannot express; empty when nothing is. */
  List<Fault> faults(JsonObject body) {
    return faults(AccountDraft.of(body));
  }

  private static List<Fault> faults(AccountDraft draft) {
    return draft.faults().stream().map(each -> new Fault(each.field(), each.message())).toList();
  }

  /** The account that a faultless body describes, not saved, for trying it out. */
  ChannelAccount described(JsonObject body, Optional<ChannelAccountId> like) {
    AccountDraft draft =
        like.flatMap(id -> find(database, id))
            .map(stored -> AccountDraft.of(body).withPasswordsOf(stored))
            .orElseGet(() -> AccountDraft.of(body));
    return new ChannelAccount(
        like.orElse(new ChannelAccountId(0)),
        draft.channel(),
        draft.name(),
        draft.address(),
        draft.displayName(),
        new QueueId(0),
        draft.active(),
        draft.backfill(),
        draft.imap(),
        draft.smtp(),
        0);
  }

  /** Tells how an account is doing: connecting, ok or failing with a readable reason. */
  public void reportState(ChannelAccountId id, String status, Optional<String> error) {
    database.inTransaction(
        tx -> {
          if (store.report(tx, id, status, error, node)) {
            changed(tx, Optional.empty());
          }
        });
  }

  private interface Save {
    Result in(QueueId queue);
  }

  private Result saving(AccountDraft draft, Save save) {
    List<Fault> faults = faults(draft);
    if (!faults.isEmpty()) {
      return new Result.Faulty(faults);
    }
    Optional<Queue> queue = queue(draft);
    return queue.isEmpty() ? new Result.QueueNotFound() : unique(() -> save.in(queue.get().id()));
  }

  private Optional<Queue> queue(AccountDraft draft) {
    if (draft.queue().isEmpty()) {
      return Optional.of(queues.defaultQueue(database));
    }
    return draft.queue().get() instanceof Number id
        ? queues.find(database, new QueueId(id.longValue()))
        : queues.named(draft.queue().get().toString());
  }

  private static Result unique(Supplier<Result> work) {
    try {
      return work.get();
    } catch (PgException fault) {
      if (UNIQUE_VIOLATION.equals(fault.getSqlState())) {
        return "channel_account_address".equals(fault.getConstraint())
            ? new Result.AddressTaken()
            : new Result.NameTaken();
      }
      throw fault;
    }
  }

  private void changed(Tx tx, Optional<Actor> actor) {
    events.append(tx, Change.of(EventType.CHANNEL_ACCOUNT_CHANGED, Audience.ADMINS).by(actor));
  }
}
