package io.faden.intake;

import static io.faden.platform.db.Columns.bytes;
import static io.faden.platform.db.Columns.instant;
import static io.faden.platform.db.Columns.optionalInstant;
import static io.faden.platform.db.Columns.optionalLong;
import static io.faden.platform.db.Columns.optionalText;

import io.faden.channel.ChannelAccountId;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** All SQL about arrivals but their recording. */
final class ArrivalStore {
  private static final String SELECT =
      """
      SELECT v.id, v.state, a.channel, a.id AS account_id, a.name AS account_name, v.source_key, v.received_at, v.size,
             v.sha256, v.attempts, v.error, v.filed_at, v.conversation_id, v.entry_id, v.call_id, v.duplicate_of,
             v.erased_at
        FROM arrival v JOIN channel_account a ON a.id = v.channel_account_id
      """;

  /** An arrival to be filed. */
  record Pending(
      ArrivalId id,
      ChannelAccountId account,
      String sourceKey,
      Instant receivedAt,
      byte[] sha256,
      byte[] raw) {}

  /** Index: arrival_pending. */
  List<ArrivalId> pending(Sql sql, Lane lane, int limit) {
    return sql
        .rows(
            """
            SELECT id FROM arrival
             WHERE state = 'received' AND channel_account_id IN (SELECT id FROM channel_account WHERE %s)
             ORDER BY id LIMIT $1
            """
                .formatted(lane.accounts()),
            limit)
        .stream()
        .map(row -> new ArrivalId(row.getLong("id")))
        .toList();
  }

  /** Whether it is still to be filed; its row stays locked. */
  boolean lock(Tx tx, ArrivalId id) {
    return tx.row(
            "SELECT id FROM arrival WHERE id = $1 AND state IN ('received', 'quarantined') FOR UPDATE",
            id)
        .isPresent();
  }

  /** The same for what somebody was to decide. */
  boolean lockChecking(Tx tx, ArrivalId id) {
    return tx.row(
            """
            SELECT id FROM arrival WHERE id = $1 AND state = 'checking' AND erased_at IS NULL FOR UPDATE
            """,
            id)
        .isPresent();
  }

  /** Empty when it is filed already, or never was. */
  Optional<Pending> toFile(Sql sql, ArrivalId id) {
    return pending(sql, id, "state IN ('received', 'quarantined')");
  }

  /** Empty unless somebody is to decide. */
  Optional<Pending> checking(Sql sql, ArrivalId id) {
    return pending(sql, id, "state = 'checking' AND erased_at IS NULL");
  }

  private static Optional<Pending> pending(Sql sql, ArrivalId id, String condition) {
    return sql.row(
            """
            SELECT id, channel_account_id, source_key, received_at, sha256, raw FROM arrival WHERE id = $1 AND %s
            """
                .formatted(condition),
            id)
        .map(
            row ->
                new Pending(
                    new ArrivalId(row.getLong("id")),
                    new ChannelAccountId(row.getLong("channel_account_id")),
                    row.getString("source_key"),
                    instant(row, "received_at"),
                    bytes(row, "sha256"),
                    bytes(row, "raw")));
  }

  /** What is known of an arrival before somebody says where it belongs. */
  record Lying(ChannelAccountId account, String state, boolean erased) {}

  /** Its row stays locked. */
  Optional<Lying> lockLying(Tx tx, ArrivalId id) {
    return tx.row(
            """
            SELECT channel_account_id, state, erased_at IS NOT NULL AS erased FROM arrival
             WHERE id = $1 FOR UPDATE
            """,
            id)
        .map(
            row ->
                new Lying(
                    new ChannelAccountId(row.getLong("channel_account_id")),
                    row.getString("state"),
                    row.getBoolean("erased")));
  }

  void checking(Tx tx, ArrivalId id) {
    tx.execute(
        """
        UPDATE arrival SET state = 'checking', filed_at = NULL, attempts = attempts + 1, error = NULL WHERE id = $1
        """,
        id);
  }

  void triaged(Tx tx, ArrivalId id) {
    tx.execute(
        """
        UPDATE arrival SET state = 'triaged', filed_at = clock_timestamp(), attempts = attempts + 1, error = NULL
         WHERE id = $1
        """,
        id);
  }

  /** An earlier arrival of the same bytes at the same account. Index: arrival_same_bytes. */
  Optional<ArrivalId> sameBytes(Tx tx, Pending arrival) {
    return tx
        .rows(
            """
            SELECT id FROM arrival
             WHERE channel_account_id = $1 AND sha256 = $2 AND id < $3 AND state IN ('filed', 'checking', 'triaged')
             ORDER BY id LIMIT 1
            """,
            arrival.account(),
            arrival.sha256(),
            arrival.id())
        .stream()
        .findFirst()
        .map(row -> new ArrivalId(row.getLong("id")));
  }

  void filed(Tx tx, ArrivalId id, long conversation, long entry) {
    tx.execute(
        """
        UPDATE arrival SET state = 'filed', conversation_id = $2, entry_id = $3, filed_at = clock_timestamp(),
               attempts = attempts + 1, error = NULL
         WHERE id = $1
        """,
        id,
        conversation,
        entry);
  }

  void filedAsCall(Tx tx, ArrivalId id, long call) {
    tx.execute(
        """
        UPDATE arrival SET state = 'filed', call_id = $2, filed_at = clock_timestamp(), attempts = attempts + 1, error = NULL
         WHERE id = $1
        """,
        id,
        call);
  }

  void duplicate(Tx tx, ArrivalId id, long of) {
    tx.execute(
        """
        UPDATE arrival SET state = 'duplicate', duplicate_of = $2, filed_at = clock_timestamp(),
               attempts = attempts + 1, error = NULL
         WHERE id = $1
        """,
        id,
        of);
  }

  /** Only what is still to be filed. */
  boolean quarantine(Tx tx, ArrivalId id, String reason) {
    return tx.execute(
            """
            UPDATE arrival SET state = 'quarantined', error = $2, attempts = attempts + 1
             WHERE id = $1 AND state IN ('received', 'quarantined')
            """,
            id,
            reason)
        == 1;
  }

  /** Out of quarantine, to be filed in its turn. */
  boolean putBack(Tx tx, ArrivalId id) {
    return tx.execute(
            "UPDATE arrival SET state = 'received' WHERE id = $1 AND state = 'quarantined'", id)
        == 1;
  }

  Optional<Arrival> find(Sql sql, ArrivalId id) {
    return sql.row(SELECT + " WHERE v.id = $1", id).map(ArrivalStore::arrival);
  }

  /** Newest first. Index: arrival_by_state, or the primary key. */
  List<Arrival> list(Sql sql, Optional<String> state, Optional<Long> below, int limit) {
    return sql
        .rows(
            SELECT
                + """
                 WHERE ($1::text IS NULL OR v.state = $1) AND ($2::bigint IS NULL OR v.id < $2)
                 ORDER BY v.id DESC LIMIT $3
                """,
            state,
            below,
            limit)
        .stream()
        .map(ArrivalStore::arrival)
        .toList();
  }

  Optional<byte[]> raw(Sql sql, ArrivalId id) {
    return sql.row("SELECT raw FROM arrival WHERE id = $1", id).map(row -> bytes(row, "raw"));
  }

  Balance balance(Sql sql) {
    Row row =
        sql.row(
                """
                SELECT count(*) AS received,
                       count(*) FILTER (WHERE v.state = 'received') AS pending,
                       count(*) FILTER (WHERE v.state = 'checking' AND p.arrival_id IS NULL) AS checking,
                       count(*) FILTER (WHERE v.state = 'checking' AND p.arrival_id IS NOT NULL) AS triage,
                       count(*) FILTER (WHERE v.state = 'triaged') AS triaged,
                       count(*) FILTER (WHERE v.state = 'filed' AND (e.id IS NOT NULL OR c.call_id = v.call_id)) AS filed,
                       count(*) FILTER (WHERE v.state = 'duplicate') AS duplicate,
                       count(*) FILTER (WHERE v.state = 'quarantined') AS quarantined
                  FROM arrival v
                  LEFT JOIN entry e ON e.id = v.entry_id AND e.arrival_id = v.id
                  LEFT JOIN arrival_call c ON c.arrival_id = v.id
                  LEFT JOIN open_post p ON p.arrival_id = v.id
                """)
            .orElseThrow();
    long received = row.getLong("received");
    long pending = row.getLong("pending");
    long checking = row.getLong("checking");
    long triage = row.getLong("triage");
    long triaged = row.getLong("triaged");
    long filed = row.getLong("filed");
    long duplicate = row.getLong("duplicate");
    long quarantined = row.getLong("quarantined");
    return new Balance(
        received,
        pending,
        checking,
        triage,
        triaged,
        filed,
        duplicate,
        quarantined,
        received == pending + checking + triage + triaged + filed + duplicate + quarantined);
  }

  private static Arrival arrival(Row row) {
    return new Arrival(
        new ArrivalId(row.getLong("id")),
        row.getString("state"),
        row.getString("channel"),
        new Arrival.Account(row.getLong("account_id"), row.getString("account_name")),
        row.getString("source_key"),
        instant(row, "received_at"),
        row.getLong("size"),
        HexFormat.of().formatHex(bytes(row, "sha256")),
        row.getInteger("attempts"),
        optionalText(row, "error"),
        optionalInstant(row, "filed_at"),
        optionalLong(row, "conversation_id"),
        optionalLong(row, "entry_id"),
        optionalLong(row, "call_id"),
        optionalLong(row, "duplicate_of"),
        optionalInstant(row, "erased_at"));
  }
}
