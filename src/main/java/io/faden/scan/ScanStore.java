package io.faden.scan;

import static io.faden.platform.db.Columns.instant;
import static io.faden.platform.db.Columns.optionalLong;

import io.faden.channel.letter.Box;
import io.faden.channel.letter.LetterDate;
import io.faden.channel.letter.PageText;
import io.faden.channel.letter.ScanText.ReadPage;
import io.faden.channel.letter.TextLine;
import io.faden.channel.letter.Word;
import io.faden.customer.CustomerId;
import io.faden.intake.ArrivalId;
import io.faden.platform.AgentId;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.http.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** SQL about what is known of a scan and what was read from it. */
final class ScanStore {
  private static final String SELECT =
      """
      SELECT s.arrival_id, s.name, s.written_on, s.received_on, s.scanned_at, s.original_place, s.for_conversation,
             s.subject, s.clues, s.version,
             s.erased_at IS NOT NULL OR EXISTS (SELECT FROM erased_arrival x WHERE x.id = s.arrival_id) AS erased,
             (SELECT coalesce(string_agg(p.body_text, E'\\n\\n' ORDER BY p.number) FILTER (WHERE p.body_text <> ''), '')
                FROM scan_page p WHERE p.arrival_id = s.arrival_id) AS body_text
        FROM scan s
      """;

  Optional<KeptScan> find(Sql sql, ArrivalId id) {
    return sql.row(SELECT + " WHERE s.arrival_id = $1", id).map(ScanStore::kept);
  }

  /** Its row stays locked. */
  Optional<KeptScan> lock(Tx tx, ArrivalId id) {
    return tx.row(SELECT + " WHERE s.arrival_id = $1 FOR UPDATE", id).map(ScanStore::kept);
  }

  private static KeptScan kept(Row row) {
    return new KeptScan(
        new ArrivalId(row.getLong("arrival_id")),
        row.getString("name"),
        Optional.ofNullable(row.getLocalDate("written_on")),
        row.getLocalDate("received_on"),
        instant(row, "scanned_at"),
        row.getString("original_place"),
        optionalLong(row, "for_conversation"),
        row.getString("subject"),
        clues(row.getJsonArray("clues")),
        row.getString("body_text"),
        row.getInteger("version"),
        row.getBoolean("erased"));
  }

  static List<Clue> clues(JsonArray kept) {
    return kept.stream().map(each -> Json.read((JsonObject) each, Clue.class)).toList();
  }

  /** What was read takes the place of what was read before; a date that somebody wrote stays. */
  void read(Tx tx, ArrivalId id, ReadLetter letter) {
    Optional<LetterDate> date = letter.contents().date();
    tx.execute(
        """
        UPDATE scan SET kind = $2, subject = $3, clues = $4, read_at = clock_timestamp(), unread = $5, again = $6,
               written_on = CASE WHEN written_on IS NULL OR written_evidence IS NOT NULL THEN $7::date ELSE written_on END,
               written_evidence = CASE WHEN written_on IS NULL OR written_evidence IS NOT NULL THEN $8::jsonb END
         WHERE arrival_id = $1
        """,
        id,
        letter.kind().name().toLowerCase(Locale.ROOT),
        letter.subject(),
        new JsonArray(letter.clues().stream().map(Json::document).toList()),
        letter.unread(),
        letter.again(),
        date.map(LetterDate::date),
        date.map(ScanStore::evidence));
    tx.execute("DELETE FROM scan_page WHERE arrival_id = $1", id);
    for (ReadPage page : letter.pages()) {
      insert(tx, id, page);
    }
  }

  void nameAgain(Tx tx, ArrivalId id, String subject) {
    tx.execute("UPDATE scan SET subject = $2 WHERE arrival_id = $1", id, subject);
  }

  /** The stamp of the post room says when the letter came, unless somebody did. */
  void stamped(Tx tx, ArrivalId id, LocalDate day, ZoneId zone) {
    tx.execute(
        """
        UPDATE scan SET received_on = $2
         WHERE arrival_id = $1 AND version = 0 AND received_on = (scanned_at AT TIME ZONE $3)::date
        """,
        id,
        day,
        zone.getId());
  }

  private static JsonObject evidence(LetterDate date) {
    return new JsonObject()
        .put("kind", "date")
        .put("value", date.date().toString())
        .put("page", 1)
        .put("line", date.evidence())
        .put("place", place(date.place()));
  }

  private static void insert(Tx tx, ArrivalId id, ReadPage page) {
    PageText text = page.text();
    tx.execute(
        """
        INSERT INTO scan_page (arrival_id, number, width_mm, height_mm, recognised, confidence, unread, body_text, words)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """,
        id,
        page.page().number(),
        (float) page.page().widthMillimetres(),
        (float) page.page().heightMillimetres(),
        text.recognised(),
        (float) text.confidence(),
        page.unread(),
        text.text(),
        new JsonArray(text.lines().stream().map(ScanStore::line).toList()));
  }

  private static JsonObject line(TextLine line) {
    return new JsonObject()
        .put("words", new JsonArray(line.words().stream().map(ScanStore::word).toList()));
  }

  private static JsonObject word(Word word) {
    return new JsonObject()
        .put("text", word.text())
        .put("place", place(word.place()))
        .put("confidence", Math.round(word.confidence()));
  }

  /** A hundred thousandth of a page is finer than any printer. */
  private static JsonObject place(Box box) {
    return new JsonObject()
        .put("left", rounded(box.left()))
        .put("top", rounded(box.top()))
        .put("width", rounded(box.width()))
        .put("height", rounded(box.height()));
  }

  private static double rounded(double part) {
    return Math.round(part * 1e5) / 1e5;
  }

  void likely(Tx tx, ArrivalId id, Optional<CustomerId> customer) {
    tx.execute(
        "UPDATE scan SET likely_id = $2 WHERE arrival_id = $1",
        id,
        customer.map(CustomerId::value));
  }

  /** What somebody said, so that saying it again is no fault. */
  record Said(AgentId by, String decision) {}

  Optional<Said> said(Sql sql, ArrivalId id) {
    return sql.row(
            "SELECT decided_by, decision FROM scan WHERE arrival_id = $1 AND decided_by IS NOT NULL",
            id)
        .map(row -> new Said(new AgentId(row.getLong("decided_by")), row.getString("decision")));
  }

  void say(Tx tx, ArrivalId id, AgentId by, String decision, String subject) {
    tx.execute(
        """
        UPDATE scan SET decided_by = $2, decision = $3, subject = $4, version = version + 1 WHERE arrival_id = $1
        """,
        id,
        by,
        decision,
        subject);
  }

  /** False where somebody else changed it meanwhile. */
  boolean change(Tx tx, ArrivalId id, Scans.Correction correction) {
    return tx.execute(
            """
            UPDATE scan SET written_on = CASE WHEN $3 THEN $4::date ELSE written_on END,
                   written_evidence = CASE WHEN $3 THEN NULL ELSE written_evidence END,
                   received_on = coalesce($5, received_on), original_place = coalesce($6, original_place),
                   version = version + 1
             WHERE arrival_id = $1 AND version = $2
            """,
            id,
            correction.version(),
            correction.writtenToo(),
            correction.written(),
            correction.received(),
            correction.originalPlace())
        == 1;
  }
}
