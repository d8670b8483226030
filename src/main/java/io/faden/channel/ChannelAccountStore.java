package io.faden.channel;

import io.faden.channel.ChannelAccount.Backfill;
import io.faden.platform.Keys;
import io.faden.platform.db.Columns;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.routing.Queue;
import io.faden.routing.QueueId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** All SQL about channel accounts, and the sealing of their passwords. */
final class ChannelAccountStore {
  private static final String PURPOSE = "channel-account";
  private static final String SELECT =
      """
      SELECT a.id, a.channel, a.name, a.address, a.display_name, a.queue_id, q.name AS queue_name,
             q.is_default AS queue_is_default, a.active, a.backfill, a.settings, a.secrets, a.version,
             a.state, a.state_error, a.state_at, a.state_node, a.caught_up_at, a.limited_until, a.token_hash IS NOT NULL AS has_token, a.last_event_at
        FROM channel_account a JOIN queue q ON q.id = a.queue_id
      """;

  private final Keys keys;

  ChannelAccountStore(Keys keys) {
    this.keys = keys;
  }

  List<Row> all(Sql sql) {
    return sql.rows(SELECT + " ORDER BY lower(a.name)");
  }

  Optional<Row> find(Sql sql, ChannelAccountId id) {
    return sql.row(SELECT + " WHERE a.id = $1", id);
  }

  ChannelAccountId insert(Tx tx, AccountDraft draft, QueueId queue) {
    return new ChannelAccountId(
        tx.row(
                """
                INSERT INTO channel_account (channel, name, address, display_name, queue_id, active, backfill, settings,
                                             secrets, state)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, CASE WHEN $6 THEN 'connecting' ELSE 'off' END)
                RETURNING id
                """,
                draft.channel(),
                draft.name(),
                draft.address(),
                draft.displayName(),
                queue,
                draft.active(),
                draft.backfill(),
                settings(draft),
                secrets(draft))
            .orElseThrow()
            .getLong("id"));
  }

  int update(Tx tx, ChannelAccountId id, AccountDraft draft, QueueId queue) {
    return tx.execute(
        """
        UPDATE channel_account
           SET name = $3, address = $4, display_name = $5, queue_id = $6, active = $7, backfill = $8, settings = $9,
               secrets = $10, version = version + 1, state = CASE WHEN $7 THEN 'connecting' ELSE 'off' END,
               state_error = NULL, state_at = clock_timestamp()
         WHERE id = $1 AND ($2::integer IS NULL OR version = $2)
        """,
        id,
        draft.version(),
        draft.name(),
        draft.address(),
        draft.displayName(),
        queue,
        draft.active(),
        draft.backfill(),
        settings(draft),
        secrets(draft));
  }

  /** Counts as a change only when status or reason are new; the time is kept fresh all the same. */
  boolean report(Tx tx, ChannelAccountId id, String status, Optional<String> error, String node) {
    int fresh =
        tx.execute(
            """
            UPDATE channel_account SET state_at = clock_timestamp()
             WHERE id = $1 AND state = $2 AND state_error IS NOT DISTINCT FROM $3 AND state_node IS NOT DISTINCT FROM $4
            """,
            id,
            status,
            error,
            node);
    return fresh == 0
        && tx.execute(
                """
                UPDATE channel_account
                   SET state = $2, state_error = $3, state_node = $4, state_at = clock_timestamp()
                 WHERE id = $1 AND active
                """,
                id,
                status,
                error,
                node)
            == 1;
  }

  void progress(
      Tx tx, ChannelAccountId id, Optional<Instant> caughtUp, Optional<Instant> limitedUntil) {
    tx.execute(
        """
        UPDATE channel_account SET caught_up_at = coalesce($2, caught_up_at), limited_until = $3 WHERE id = $1
        """,
        id,
        caughtUp,
        limitedUntil);
  }

  /** Replaces how the other side is reached, secrets included. */
  int connected(Tx tx, ChannelAccountId id, SocialSettings settings, Optional<String> address) {
    return tx.execute(
        """
        UPDATE channel_account SET settings = $2, secrets = $3, address = coalesce($4, address), version = version + 1,
               state = CASE WHEN active THEN 'connecting' ELSE 'off' END, state_error = NULL, state_at = clock_timestamp()
         WHERE id = $1
        """,
        id,
        SocialDraft.settings(settings),
        keys.seal(PURPOSE, SocialDraft.secrets(settings).encode()),
        address);
  }

  /** The active line that a token belongs to. Index: channel_account_token. */
  Optional<ChannelAccountId> byToken(Sql sql, byte[] hash) {
    return sql.row("SELECT id FROM channel_account WHERE token_hash = $1 AND active", hash)
        .map(ChannelAccountStore::id);
  }

  int setToken(Tx tx, ChannelAccountId id, byte[] hash) {
    return tx.execute(
        "UPDATE channel_account SET token_hash = $2, version = version + 1 WHERE id = $1 AND channel = 'phone'",
        id,
        hash);
  }

  /** Not more often than once a second: many calls at once would wait for one another. */
  boolean heard(Tx tx, ChannelAccountId id) {
    return tx.row(
            """
            UPDATE channel_account a SET last_event_at = clock_timestamp(), state = 'ok', state_error = NULL, state_at = clock_timestamp()
              FROM (SELECT state FROM channel_account WHERE id = $1) before
             WHERE a.id = $1 AND (a.last_event_at IS NULL OR a.last_event_at < clock_timestamp() - interval '1 second')
            RETURNING before.state <> 'ok' AS news
            """,
            id)
        .map(row -> row.getBoolean("news"))
        .orElse(false);
  }

  /** With passwords. Errors: {@link Keys.WrongKey} when they were sealed with another key. */
  ChannelAccount account(Row row) {
    return account(row, new JsonObject(keys.open(PURPOSE, Columns.bytes(row, "secrets"))));
  }

  /** Without its passwords, which stay sealed. */
  static ChannelAccount sealed(Row row) {
    return account(row, new JsonObject());
  }

  private static ChannelAccount account(Row row, JsonObject secrets) {
    return new ChannelAccount(
        id(row),
        row.getString("channel"),
        row.getString("name"),
        row.getString("address"),
        row.getString("display_name"),
        new QueueId(row.getLong("queue_id")),
        row.getBoolean("active"),
        Backfill.valueOf(row.getString("backfill").toUpperCase(Locale.ROOT)),
        settings(row.getString("channel"), row.getJsonObject("settings"), secrets),
        row.getInteger("version"));
  }

  private static AccountSettings settings(String channel, JsonObject settings, JsonObject secrets) {
    if (SocialDraft.serves(channel)) {
      return SocialDraft.read(channel, settings, secrets);
    }
    return switch (channel) {
      case AccountDraft.PHONE ->
          new AccountSettings.TelephoneLine(
              Duration.ofMinutes(settings.getLong("callBackWithinMinutes")));
      case AccountDraft.LETTER ->
          new AccountSettings.Letterbox(
              Optional.ofNullable(settings.getString("folder")),
              Optional.ofNullable(settings.getInteger("answerWithinDays")),
              settings.getJsonArray("customerNumbers").stream().map(String.class::cast).toList());
      default ->
          new AccountSettings.Mailbox(
              server(settings.getJsonObject("imap"), secrets.getString("imap")),
              server(settings.getJsonObject("smtp"), secrets.getString("smtp")));
    };
  }

  static ChannelAccountId id(Row row) {
    return new ChannelAccountId(row.getLong("id"));
  }

  static AccountState state(Row row) {
    return new AccountState(
        row.getString("state"),
        Columns.optionalText(row, "state_error"),
        Columns.optionalInstant(row, "state_at"),
        Columns.optionalText(row, "state_node"),
        Columns.optionalInstant(row, "caught_up_at"),
        Columns.optionalInstant(row, "limited_until"));
  }

  /** Opens no password: administrators must see an account whose passwords nobody can open. */
  ChannelAccountView view(Row row) {
    ChannelAccount account = sealed(row);
    JsonObject settings = row.getJsonObject("settings");
    return new ChannelAccountView(
        account.id(),
        account.channel(),
        account.name(),
        account.address(),
        account.displayName(),
        new Queue(account.queue(), row.getString("queue_name"), row.getBoolean("queue_is_default")),
        account.active(),
        row.getString("backfill"),
        account.version(),
        mailbox(account)
            .map(mail -> ChannelAccountView.Server.of(mail.imap(), hasPassword(settings, "imap"))),
        mailbox(account)
            .map(mail -> ChannelAccountView.Server.of(mail.smtp(), hasPassword(settings, "smtp"))),
        account.settings() instanceof AccountSettings.TelephoneLine line
            ? Optional.of(
                new ChannelAccountView.Line(
                    line.callBackWithin().toMinutes(),
                    row.getBoolean("has_token"),
                    Columns.optionalInstant(row, "last_event_at")))
            : Optional.empty(),
        account.settings() instanceof AccountSettings.Letterbox letterbox
            ? Optional.of(
                new ChannelAccountView.Letterbox(
                    letterbox.folder(),
                    Optional.empty(),
                    letterbox.answerWithinDays(),
                    letterbox.customerNumbers()))
            : Optional.empty(),
        network(account, SocialSettings.Mastodon.class, settings),
        network(account, SocialSettings.Bluesky.class, settings),
        network(account, SocialSettings.Feed.class, settings),
        network(account, SocialSettings.Webhook.class, settings),
        account.settings() instanceof SocialSettings social
            // Through its text: only then are the lists within it plain ones, which JSON knows.
            ? Optional.of(new JsonObject(SocialDraft.document(social).toBuffer()).getMap())
            : Optional.empty(),
        state(row));
  }

  private static Optional<Map<String, Object>> network(
      ChannelAccount account, Class<? extends SocialSettings.Network> kind, JsonObject settings) {
    return account.settings() instanceof SocialSettings social && kind.isInstance(social.network())
        ? Optional.of(settings.getJsonObject("network").getMap())
        : Optional.empty();
  }

  private static Optional<AccountSettings.Mailbox> mailbox(ChannelAccount account) {
    return account.settings() instanceof AccountSettings.Mailbox mailbox
        ? Optional.of(mailbox)
        : Optional.empty();
  }

  /** Accounts saved by earlier versions do not tell; one that signs in has a password then. */
  private static boolean hasPassword(JsonObject settings, String side) {
    JsonObject server = settings.getJsonObject(side);
    return server.getBoolean("hasPassword", server.getString("user") != null);
  }

  private static JsonObject settings(AccountDraft draft) {
    return switch (draft.settings().orElseThrow()) {
      case AccountSettings.Mailbox mailbox ->
          new JsonObject()
              .put("imap", settings(mailbox.imap()))
              .put("smtp", settings(mailbox.smtp()));
      case AccountSettings.TelephoneLine line ->
          new JsonObject().put("callBackWithinMinutes", line.callBackWithin().toMinutes());
      case AccountSettings.Letterbox letterbox ->
          new JsonObject()
              .put("folder", letterbox.folder().orElse(null))
              .put("answerWithinDays", letterbox.answerWithinDays().orElse(null))
              .put("customerNumbers", new JsonArray(letterbox.customerNumbers()));
      case SocialSettings social -> SocialDraft.settings(social);
    };
  }

  private static JsonObject settings(MailServer server) {
    return new JsonObject()
        .put("host", server.host())
        .put("port", server.port())
        .put("tls", server.tls().name())
        .put("user", server.user().orElse(null))
        .put("hasPassword", server.password().isPresent())
        .put("folder", server.folder().orElse(null))
        .put("trust", server.trust());
  }

  private byte[] secrets(AccountDraft draft) {
    JsonObject passwords =
        switch (draft.settings().orElseThrow()) {
          case AccountSettings.Mailbox mailbox ->
              new JsonObject()
                  .put("imap", mailbox.imap().password().orElse(null))
                  .put("smtp", mailbox.smtp().password().orElse(null));
          case AccountSettings.TelephoneLine line -> new JsonObject();
          case AccountSettings.Letterbox letterbox -> new JsonObject();
          case SocialSettings social -> SocialDraft.secrets(social);
        };
    return keys.seal(PURPOSE, passwords.encode());
  }

  private static MailServer server(JsonObject settings, String password) {
    return new MailServer(
        settings.getString("host"),
        settings.getInteger("port"),
        MailServer.Tls.valueOf(settings.getString("tls")),
        Optional.ofNullable(settings.getString("user")),
        Optional.ofNullable(password),
        Optional.ofNullable(settings.getString("folder")),
        settings.getString("trust"));
  }
}
