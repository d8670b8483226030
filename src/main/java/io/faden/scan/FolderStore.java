package io.faden.scan;

import static io.faden.platform.db.Columns.bytes;
import static io.faden.platform.db.Columns.instant;

import io.faden.channel.ChannelAccountId;
import io.faden.platform.db.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the ledger says of files that lie in done and failed. */
final class FolderStore {

  /** An arrival that came from a folder. */
  record Receipt(long arrival, String sourceKey, Instant at, long size, String sha256) {}

  /** Of this account, by number. */
  Map<Long, Receipt> receipts(Sql sql, ChannelAccountId account, Collection<Long> arrivals) {
    return sql
        .rows(
            """
            SELECT id, source_key, received_at, size, sha256 FROM arrival_receipt
             WHERE channel_account_id = $1 AND id = ANY($2)
            """,
            account,
            arrivals.toArray(Long[]::new))
        .stream()
        .map(
            row ->
                new Receipt(
                    row.getLong("id"),
                    row.getString("source_key"),
                    instant(row, "received_at"),
                    row.getLong("size"),
                    HexFormat.of().formatHex(bytes(row, "sha256"))))
        .collect(Collectors.toMap(Receipt::arrival, Function.identity()));
  }

  /** An arrival whose letter is erased. */
  record Erased(long arrival, Instant at) {}

  /** Erased within so long a time, or ever. */
  List<Erased> erased(Sql sql, ChannelAccountId account, Optional<Duration> within) {
    return sql
        .rows(
            """
            SELECT r.id, r.received_at FROM scan s JOIN arrival_receipt r ON r.id = s.arrival_id
             WHERE r.channel_account_id = $1 AND s.erased_at IS NOT NULL
               AND ($2::bigint IS NULL OR s.erased_at > clock_timestamp() - $2 * interval '1 second')
            """,
            account,
            within.map(Duration::toSeconds))
        .stream()
        .map(row -> new Erased(row.getLong("id"), instant(row, "received_at")))
        .toList();
  }
}
