package io.faden.channel;

import io.faden.platform.Actor;
import io.faden.platform.Keys;
import io.faden.platform.Secret;
import io.faden.platform.db.Columns;
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
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The configured addresses of the house. Passwords are sealed before they reach the database. */
public final class ChannelAccounts {
  private static final String UNIQUE_VIOLATION = "23505";

  /** What administrators and agents read about an account whose passwords another key sealed. */
  public static final String UNREADABLE =
      "The stored passwords cannot be opened with this secret key; enter them again.";

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

    /** An account stays on its channel. */
    record OtherChannel() implements Result {}

    record NotFound() implements Result {}
  }

  public record Fault(String field, String message) {}

  public List<ChannelAccountView> all() {
    return store.all(database).stream().map(store::view).toList();
  }

  public Optional<ChannelAccountView> view(ChannelAccountId id) {
    return store.find(database, id).map(store::view);
  }

  /**
   * The active accounts of a channel, with passwords, for whoever serves them. One whose passwords
   * cannot be opened is reported as failing and left out.
   */
  public List<ChannelAccount> active(String channel) {
    List<ChannelAccount> opened = new ArrayList<>();
    for (Row row : store.all(database)) {
      if (row.getBoolean("active") && row.getString("channel").equals(channel)) {
        try {
          opened.add(store.account(row));
        } catch (Keys.WrongKey otherKey) {
          unreadable(row);
        }
      }
    }
    return opened;
  }

  /** Once for all nodes: else each would overwrite the others' word, round after round. */
  private void unreadable(Row row) {
    AccountState state = ChannelAccountStore.state(row);
    Optional<String> reason = Optional.of(UNREADABLE);
    if (!state.status().equals("failing") || !state.error().equals(reason)) {
      reportState(ChannelAccountStore.id(row), "failing", reason);
    }
  }

  /**
   * Without passwords, for whoever files or writes: that must not depend on whether they can be
   * opened.
   */
  public Optional<ChannelAccount> findSealed(Sql sql, ChannelAccountId id) {
    return store.find(sql, id).map(ChannelAccountStore::sealed);
  }

  /** The active accounts of all channels, without passwords, the oldest first. */
  public List<ChannelAccount> activeSealed(Sql sql) {
    return store.all(sql).stream()
        .filter(row -> row.getBoolean("active"))
        .map(ChannelAccountStore::sealed)
        .sorted(Comparator.comparingLong(account -> account.id().value()))
        .toList();
  }

  /** With passwords, for whoever sends. Errors: {@link Keys.WrongKey}. */
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
    Optional<Row> stored = store.find(database, id);
    if (stored.isEmpty()) {
      return new Result.NotFound();
    }
    AccountDraft draft = withStoredPasswords(AccountDraft.of(body), stored.get());
    if (!draft.channel().equals(stored.get().getString("channel"))) {
      return new Result.OtherChannel();
    }
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

  /** Passwords that cannot be opened are as good as none: they are to be entered again. */
  private AccountDraft withStoredPasswords(AccountDraft draft, Row stored) {
    try {
      return draft.withPasswordsOf(store.account(stored));
    } catch (Keys.WrongKey otherKey) {
      return draft;
    }
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
        like.flatMap(id -> store.find(database, id))
            .map(stored -> withStoredPasswords(AccountDraft.of(body), stored))
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
        draft.settings().orElseThrow(),
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

  /**
   * How far a source is known here.
   *
   * @param caughtUp everything up to then has been taken; as before if empty
   * @param limitedUntil the other side does not want to be asked before
   */
  public void reportProgress(
      ChannelAccountId id, Optional<Instant> caughtUp, Optional<Instant> limitedUntil) {
    database.inTransaction(tx -> store.progress(tx, id, caughtUp, limitedUntil));
  }

  /**
   * Somebody has signed in at the other side, or made a secret for it.
   *
   * @param address what the other side calls the account; as before if empty
   */
  public boolean connected(
      Tx tx,
      Optional<Actor> actor,
      ChannelAccountId id,
      SocialSettings settings,
      Optional<String> address) {
    boolean done = store.connected(tx, id, settings, address) == 1;
    changed(tx, actor);
    return done;
  }

  /** What came of asking for a token. */
  public sealed interface TokenResult {
    /**
     * Shown this once.
     *
     * @param path what the other side posts to
     */
    record Fresh(String token, String path) implements TokenResult {}

    record NoLine() implements TokenResult {}

    record NotFound() implements TokenResult {}
  }

  /**
   * A new token for a telephone line, of which we keep the hash, or a new secret for a webhook,
   * which we keep sealed, since both sides sign with it. The old one ends.
   */
  TokenResult renewToken(Actor actor, ChannelAccountId id) {
    return database.transaction(
        tx -> {
          Optional<ChannelAccount> account = store.find(tx, id).map(ChannelAccountStore::sealed);
          return account.isEmpty()
              ? new TokenResult.NotFound()
              : switch (account.get().settings()) {
                case AccountSettings.TelephoneLine line -> newToken(tx, actor, id);
                case SocialSettings social -> newSecret(tx, actor, id, social);
                case AccountSettings.Mailbox mailbox -> new TokenResult.NoLine();
                case AccountSettings.Letterbox letterbox -> new TokenResult.NoLine();
              };
        });
  }

  private TokenResult newToken(Tx tx, Actor actor, ChannelAccountId id) {
    Secret secret = Secret.fresh("line_");
    int unused = store.setToken(tx, id, secret.hash());
    changed(tx, Optional.of(actor));
    return new TokenResult.Fresh(secret.text(), "/api/phone/calls/" + secret.text());
  }

  private TokenResult newSecret(Tx tx, Actor actor, ChannelAccountId id, SocialSettings social) {
    if (!(social.network() instanceof SocialSettings.Webhook hook)) {
      return new TokenResult.NoLine();
    }
    Secret secret = Secret.fresh("hook_");
    boolean unused =
        connected(
            tx,
            Optional.of(actor),
            id,
            social.on(
                new SocialSettings.Webhook(
                    hook.replyUrl(), hook.open(), Optional.of(secret.text()))),
            Optional.empty());
    return new TokenResult.Fresh(secret.text(), "/api/hooks/" + id.value());
  }

  /** The active telephone line that a token opens. */
  public Optional<ChannelAccountId> lineOf(Sql sql, String token) {
    return store.byToken(sql, Secret.sha256(token));
  }

  /** A telephone line or a webhook has told us something. */
  public void heard(Tx tx, ChannelAccountId account) {
    if (store.heard(tx, account)) {
      changed(tx, Optional.empty());
    }
  }

  /** Who calls us cannot be tried from here; what counts is when they last did. */
  ConnectionVerdict.Step lastHeard(ChannelAccount account) {
    Optional<Instant> at =
        store
            .find(database, account.id())
            .flatMap(row -> Columns.optionalInstant(row, "last_event_at"));
    return new ConnectionVerdict.Step(
        account.settings() instanceof SocialSettings ? "hook_received" : "call_event",
        at.isPresent(),
        at.isPresent() ? "connected" : "never_heard",
        Optional.empty(),
        Optional.empty(),
        at);
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
        return switch (fault.getConstraint()) {
          case "channel_account_address" -> new Result.AddressTaken();
          case "channel_account_folder" ->
              new Result.Faulty(
                  List.of(new Fault("letter.folder", "Another account has this folder already.")));
          default -> new Result.NameTaken();
        };
      }
      throw fault;
    }
  }

  private void changed(Tx tx, Optional<Actor> actor) {
    events.append(tx, Change.of(EventType.CHANNEL_ACCOUNT_CHANGED, Audience.ADMINS).by(actor));
  }
}
