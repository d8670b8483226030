package io.faden.scan;

import static io.faden.platform.db.Columns.bytes;

import io.faden.intake.ArrivalId;
import io.faden.platform.db.Sql;
import io.faden.scan.ScanPages.File;
import io.faden.scan.ScanPages.Page;
import io.faden.scan.ScanPages.Standing;
import java.util.Optional;

/** All SQL about looking at pages. */
final class ScanPageStore {

  /** The ledger forgets before the letter does, within one erasure: either is enough. */
  private static final String ERASED =
      "(s.erased_at IS NOT NULL OR EXISTS (SELECT FROM erased_arrival x WHERE x.id = s.arrival_id))";

  Standing standing(Sql sql, ArrivalId scan) {
    return sql.row(
            "SELECT %s AS erased FROM scan s WHERE s.arrival_id = $1".formatted(ERASED), scan)
        .map(row -> row.getBoolean("erased") ? Standing.ERASED : Standing.THERE)
        .orElse(Standing.NOT_THERE);
  }

  Optional<byte[]> kept(Sql sql, Page page) {
    return sql.row(
            """
            SELECT i.png FROM scan_image i JOIN scan s ON s.arrival_id = i.arrival_id
             WHERE i.arrival_id = $1 AND i.page = $2 AND i.dpi = $3 AND NOT %s
            """
                .formatted(ERASED),
            page.scan(),
            page.number(),
            page.dpi())
        .map(row -> bytes(row, "png"));
  }

  /** Locks the scan: one that is erased at the same moment keeps no image. */
  void keep(Sql sql, Page page, byte[] png) {
    int unused =
        sql.execute(
            """
            INSERT INTO scan_image (arrival_id, page, dpi, png)
            SELECT s.arrival_id, $2::integer, $3::integer, $4::bytea FROM scan s WHERE s.arrival_id = $1 AND s.erased_at IS NULL FOR SHARE
            ON CONFLICT ON CONSTRAINT scan_image_pkey DO NOTHING
            """,
            page.scan(),
            page.number(),
            page.dpi(),
            png);
  }

  /** Only known of what was read. */
  boolean beyondItsEnd(Sql sql, Page page) {
    return sql.row(
            "SELECT max(number) < $2 AS beyond FROM scan_page WHERE arrival_id = $1",
            page.scan(),
            page.number())
        .map(row -> Boolean.TRUE.equals(row.getBoolean("beyond")))
        .orElse(false);
  }

  Optional<byte[]> file(Sql sql, ArrivalId scan) {
    return sql.row(
            """
            SELECT v.raw FROM scan s JOIN arrival_raw v ON v.id = s.arrival_id WHERE s.arrival_id = $1 AND NOT %s
            """
                .formatted(ERASED),
            scan)
        .map(row -> bytes(row, "raw"));
  }

  Optional<String> words(Sql sql, ArrivalId scan, int page) {
    return sql.row(
            "SELECT jsonb_build_object('lines', words)::text AS words FROM scan_page WHERE arrival_id = $1 AND number = $2",
            scan,
            page)
        .map(row -> row.getString("words"));
  }

  Optional<File> about(Sql sql, ArrivalId scan) {
    return sql.row(
            """
            SELECT s.name, octet_length(v.raw) AS size FROM scan s JOIN arrival_raw v ON v.id = s.arrival_id
             WHERE s.arrival_id = $1 AND NOT %s
            """
                .formatted(ERASED),
            scan)
        .map(row -> new File(row.getString("name"), row.getInteger("size")));
  }

  /** Stored as it is, so that a piece costs no more than its length. */
  byte[] piece(Sql sql, ArrivalId scan, long from, int length) {
    return sql.row(
            "SELECT substring(raw FROM $2 FOR $3) AS piece FROM arrival_raw WHERE id = $1",
            scan,
            Math.toIntExact(from + 1),
            length)
        .map(row -> bytes(row, "piece"))
        .orElse(new byte[0]);
  }
}
