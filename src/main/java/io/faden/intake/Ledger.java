package io.faden.intake;

import io.faden.channel.ChannelAccountId;
import io.faden.platform.db.Columns;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.vertx.sqlclient.Row;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Where channels put what they receive, before they acknowledge it. */
public final class Ledger {
  private final EventLog events;

  public Ledger(EventLog events) {
    this.events = events;
  }

  /**
   * Records one arrival, byte for byte. The caller commits, and only then acknowledges the source.
   * Input: a key that names the thing at its source for ever, for example folder, UIDVALIDITY and
   * UID. Result: its number, or empty when this key is recorded already, which is harmless.
   */
  public Optional<ArrivalId> record(Tx tx, ChannelAccountId account, String sourceKey, byte[] raw) {
    Optional<Row> row =
        tx.row(
            """
            INSERT INTO arrival (channel_account_id, source_key, raw, sha256, size) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT ON CONSTRAINT arrival_source DO NOTHING
            RETURNING id
            """,
            account,
            sourceKey,
            raw,
            sha256(raw),
            (long) raw.length);
    Optional<ArrivalId> id = row.map(found -> new ArrivalId(found.getLong("id")));
    id.ifPresent(
        arrival ->
            events.append(
                tx,
                Change.of(EventType.ARRIVAL_RECEIVED, Audience.SUPERVISORS)
                    .arrival(arrival.value())));
    return id;
  }

  /** The number under which a source key is recorded. */
  public Optional<ArrivalId> find(Sql sql, ChannelAccountId account, String sourceKey) {
    return sql.row(
            "SELECT id FROM arrival WHERE channel_account_id = $1 AND source_key = $2",
            account,
            sourceKey)
        .map(row -> new ArrivalId(row.getLong("id")));
  }

  /** What is recorded under a source key; empty if nothing is, or it was erased. */
  public Optional<byte[]> raw(Sql sql, ChannelAccountId account, String sourceKey) {
    return sql.row(
            "SELECT raw FROM arrival WHERE channel_account_id = $1 AND source_key = $2 AND raw IS NOT NULL",
            account,
            sourceKey)
        .map(row -> Columns.bytes(row, "raw"));
  }

  /** Which of these source keys are recorded; for comparing a source with the ledger. */
  public Set<String> known(Sql sql, ChannelAccountId account, List<String> sourceKeys) {
    return sql
        .rows(
            "SELECT source_key FROM arrival WHERE channel_account_id = $1 AND source_key = ANY($2)",
            account,
            Sql.texts(sourceKeys))
        .stream()
        .map(row -> row.getString("source_key"))
        .collect(Collectors.toSet());
  }

  static byte[] sha256(byte[] raw) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(raw);
    } catch (NoSuchAlgorithmException fault) {
      throw new IllegalStateException(fault);
    }
  }
}
