package io.faden.scan;

import io.faden.customer.Erasable;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import java.util.List;
import java.util.Map;

/**
 * Forgets what was read from letters and how they look. When a letter came and was scanned stays.
 * Comes after the arrivals: whatever the ledger has forgotten is forgotten here.
 */
public final class ScanErasure implements Erasable {
  /** Pages of one may be hundreds. */
  private static final int PART = 20;

  private final EventLog events;

  public ScanErasure(EventLog events) {
    this.events = events;
  }

  @Override
  public Map<String, Long> count(Sql sql, Erasing erasing) {
    return Map.of(
        "scans",
        sql.row(
                """
                SELECT count(*) FROM scan s
                 WHERE s.erased_at IS NULL
                   AND s.arrival_id IN (SELECT arrival_id FROM arrival_customer WHERE customer_id = ANY($1)
                                        UNION SELECT d.id FROM arrival_receipt d
                                                JOIN arrival_customer c ON c.arrival_id = d.duplicate_of
                                               WHERE c.customer_id = ANY($1)
                                        UNION SELECT u.id FROM arrival_receipt u
                                               WHERE u.state IN ('checking', 'quarantined') AND u.id IN (SELECT scans_naming($2)))
                """,
                Sql.ids(erasing.members()),
                Sql.texts(erasing.traces()))
            .orElseThrow()
            .getLong(0));
  }

  @Override
  public Map<String, Long> erase(Tx tx, Erasing erasing) {
    List<Long> part =
        tx
            .rows(
                """
                UPDATE scan SET name = '', subject = '', clues = '[]', written_on = NULL, written_evidence = NULL, original_place = '',
                       unread = NULL, again = false, likely_id = NULL, version = version + 1, erased_at = clock_timestamp()
                 WHERE arrival_id IN (SELECT s.arrival_id FROM scan s JOIN erased_arrival x ON x.id = s.arrival_id
                                       WHERE s.erased_at IS NULL AND x.erasure_id = $1 ORDER BY s.arrival_id LIMIT $2 FOR UPDATE OF s)
                RETURNING arrival_id
                """,
                erasing.erasure(),
                PART)
            .stream()
            .map(row -> row.getLong("arrival_id"))
            .toList();
    if (part.isEmpty()) {
      return Map.of();
    }
    Long[] ids = part.toArray(Long[]::new);
    // After the scan is locked: no image is kept that was being drawn.
    tx.execute("DELETE FROM scan_image WHERE arrival_id = ANY($1)", (Object) ids);
    tx.execute("DELETE FROM scan_page WHERE arrival_id = ANY($1)", (Object) ids);
    events.append(
        tx,
        part.stream()
            .map(id -> Change.of(EventType.SCAN_CHANGED, Audience.STAFF).arrival(id))
            .toList());
    return Map.of("scans", (long) part.size());
  }
}
