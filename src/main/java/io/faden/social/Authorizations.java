package io.faden.social;

import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccountId;
import io.faden.channel.ChannelAccounts;
import io.faden.channel.SocialSettings;
import io.faden.channel.social.MastodonSignIn;
import io.faden.channel.social.MastodonSignIn.Registration;
import io.faden.channel.social.MastodonSignIn.SignedIn;
import io.faden.channel.social.NetworkFault;
import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.Keys;
import io.faden.platform.Role;
import io.faden.platform.Secret;
import io.faden.platform.db.Columns;
import io.faden.platform.db.Database;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Signing in at the other side of an account, by consent on its own page: an administrator leaves
 * with a state that is good once and for 15 minutes, and comes back with it. The cookie of their
 * session does not come along from there, so the state alone tells who they are.
 */
public final class Authorizations {
  private static final Duration GOOD_FOR = Duration.ofMinutes(15);
  private static final String PURPOSE = "account-authorization";
  private static final String UNIQUE_VIOLATION = "23505";

  private final Database database;
  private final ChannelAccounts accounts;
  private final Keys keys;
  private final MastodonSignIn signIn;

  public Authorizations(
      Database database, ChannelAccounts accounts, Keys keys, MastodonSignIn signIn) {
    this.database = database;
    this.accounts = accounts;
    this.keys = keys;
    this.signIn = signIn;
  }

  /** What came of setting out. */
  public sealed interface BeginResult {
    record Begun(String url, Instant expiresAt) implements BeginResult {}

    /** Nobody signs in that way on this channel. */
    record OtherKind() implements BeginResult {}

    record NotFound() implements BeginResult {}

    record Failed(String reason) implements BeginResult {}
  }

  /** What came of coming back. */
  public sealed interface FinishResult {
    record Connected(ChannelAccountId account) implements FinishResult {}

    record NotConnected(Optional<ChannelAccountId> account, Why why) implements FinishResult {}
  }

  /** Why nobody is signed in now. */
  public enum Why {
    /** Too late, twice, or not begun here. */
    EXPIRED,
    /** They said no. */
    DENIED,
    /** The account is another one now, or its administrator is none any more. */
    CHANGED,
    /** Another account of ours is that one already. */
    TAKEN,
    /** The other side did not accept what it had given. */
    REFUSED,
    AWAY;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Redirect is the address at which {@link #finish} is called. */
  public BeginResult begin(Actor actor, ChannelAccountId id, String redirect) {
    Optional<ChannelAccount> account = accounts.findSealed(database, id);
    if (account.isEmpty()) {
      return new BeginResult.NotFound();
    }
    Optional<String> server = server(account.get());
    if (server.isEmpty()) {
      return new BeginResult.OtherKind();
    }
    Registration us;
    try {
      us = signIn.register(server.get(), redirect);
    } catch (NetworkFault fault) {
      return new BeginResult.Failed(String.valueOf(fault.getMessage()));
    }
    Secret state = Secret.fresh();
    JsonObject secrets =
        new JsonObject()
            .put("baseUrl", server.get())
            .put("redirect", redirect)
            .put("clientId", us.clientId())
            .put("clientSecret", us.clientSecret());
    Instant expires = Instant.now().plus(GOOD_FOR);
    database.inTransaction(
        tx -> {
          tx.execute("DELETE FROM account_authorization WHERE expires_at < clock_timestamp()");
          tx.execute(
              """
              INSERT INTO account_authorization (state_hash, channel_account_id, agent_id, secrets, expires_at)
              VALUES ($1, $2, $3, $4, $5)
              """,
              state.hash(),
              id,
              actor.id(),
              keys.seal(PURPOSE, secrets.encode()),
              expires);
        });
    return new BeginResult.Begun(
        MastodonSignIn.page(server.get(), us, redirect, state.text()), expires);
  }

  private static Optional<String> server(ChannelAccount account) {
    return account.settings() instanceof SocialSettings social
            && social.network() instanceof SocialSettings.Mastodon mastodon
        ? Optional.of(mastodon.baseUrl())
        : Optional.empty();
  }

  /** A journey that somebody came back from. */
  private record Journey(ChannelAccountId account, Optional<Actor> actor, JsonObject secrets) {}

  /** The code is empty where they said no. */
  public FinishResult finish(String state, Optional<String> code) {
    Optional<Journey> begun = taken(state);
    if (begun.isEmpty()) {
      return new FinishResult.NotConnected(Optional.empty(), Why.EXPIRED);
    }
    Journey journey = begun.get();
    if (code.isEmpty()) {
      return failed(journey, Why.DENIED);
    }
    String server = journey.secrets().getString("baseUrl");
    if (!stands(journey, server)) {
      return failed(journey, Why.CHANGED);
    }
    SignedIn us;
    try {
      us =
          signIn.finish(
              server,
              new Registration(
                  journey.secrets().getString("clientId"),
                  journey.secrets().getString("clientSecret")),
              journey.secrets().getString("redirect"),
              code.get());
    } catch (NetworkFault fault) {
      boolean passes =
          fault.kind() == NetworkFault.Kind.AWAY || fault.kind() == NetworkFault.Kind.LIMITED;
      return failed(journey, passes ? Why.AWAY : Why.REFUSED);
    }
    return keep(journey, server, us);
  }

  private static FinishResult failed(Journey journey, Why why) {
    return new FinishResult.NotConnected(Optional.of(journey.account()), why);
  }

  private boolean stands(Journey journey, String server) {
    return journey.actor().isPresent()
        && accounts
            .findSealed(database, journey.account())
            .flatMap(Authorizations::server)
            .filter(server::equals)
            .isPresent();
  }

  /** Good once: whoever comes second finds nothing. */
  private Optional<Journey> taken(String state) {
    return database
        .row(
            """
            WITH taken AS (DELETE FROM account_authorization WHERE state_hash = $1 AND expires_at >= clock_timestamp()
                           RETURNING channel_account_id, agent_id, secrets)
            SELECT t.channel_account_id, t.agent_id, t.secrets, m.name, m.role, m.active
              FROM taken t JOIN staff_member m ON m.id = t.agent_id
            """,
            Secret.sha256(state))
        .flatMap(this::journey);
  }

  private Optional<Journey> journey(Row row) {
    Role role = Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT));
    boolean still = row.getBoolean("active") && role == Role.ADMIN;
    try {
      return Optional.of(
          new Journey(
              new ChannelAccountId(row.getLong("channel_account_id")),
              still
                  ? Optional.of(
                      new Actor(new AgentId(row.getLong("agent_id")), row.getString("name"), role))
                  : Optional.empty(),
              new JsonObject(keys.open(PURPOSE, Columns.bytes(row, "secrets")))));
    } catch (Keys.WrongKey otherKey) {
      return Optional.empty();
    }
  }

  private FinishResult keep(Journey journey, String server, SignedIn us) {
    try {
      return database.transaction(
          tx -> {
            // Read again: the conversation with the other side took a while.
            Optional<SocialSettings> now =
                accounts
                    .findSealed(tx, journey.account())
                    .filter(account -> server(account).filter(server::equals).isPresent())
                    .map(ChannelAccount::social);
            if (now.isEmpty()) {
              return failed(journey, Why.CHANGED);
            }
            SocialSettings.Mastodon before = (SocialSettings.Mastodon) now.get().network();
            SocialSettings after =
                new SocialSettings(
                    new SocialSettings.Mastodon(server, Optional.of(us.token()), before.stream()),
                    now.get().searches(),
                    now.get().rules(),
                    now.get().publicContacts());
            boolean kept =
                accounts.connected(
                    tx, journey.actor(), journey.account(), after, Optional.of(us.handle()));
            return kept
                ? new FinishResult.Connected(journey.account())
                : failed(journey, Why.CHANGED);
          });
    } catch (PgException fault) {
      if (UNIQUE_VIOLATION.equals(fault.getSqlState())
          && "channel_account_address".equals(fault.getConstraint())) {
        return failed(journey, Why.TAKEN);
      }
      throw fault;
    }
  }
}
