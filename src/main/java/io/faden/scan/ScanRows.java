package io.faden.scan;

import static io.faden.platform.db.Columns.instant;
import static io.faden.platform.db.Columns.optionalInstant;
import static io.faden.platform.db.Columns.optionalLong;
import static io.faden.platform.db.Columns.optionalText;

import io.faden.customer.CustomerCard;
import io.faden.intake.ArrivalId;
import io.faden.platform.AgentId;
import io.faden.platform.Person;
import io.faden.platform.db.Sql;
import io.faden.platform.http.Json;
import io.faden.routing.WorkItem;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Scanned letters as people see them. */
final class ScanRows {
  private static final String SELECT =
      """
      SELECT s.arrival_id, r.state, s.name, r.size, s.received_on, s.scanned_at, r.error, t.conversation_id, r.entry_id,
             (SELECT count(*) FROM scan_page p WHERE p.arrival_id = s.arrival_id) AS pages,
             a.id AS account_id, a.name AS account_name, u.id AS uploader_id, u.name AS uploader_name,
             coalesce(nullif(s.subject, ''),
                      (SELECT left(regexp_replace(left(p.body_text, 1000), '\\s+', ' ', 'g'), 200) FROM scan_page p
                        WHERE p.arrival_id = s.arrival_id AND p.number = 1), '') AS preview,
             coalesce(w.due_at, i.due_at) AS due_at,
             k.id AS customer_id, k.name AS customer_name, k.address AS customer_address, k.kind AS customer_kind,
             w.id AS w_id, w.kind AS w_kind, w.state AS w_state, w.queue_id AS w_queue_id, w.queue_name AS w_queue_name,
             w.queue_is_default AS w_queue_is_default, w.agent_id AS w_agent_id, w.agent_name AS w_agent_name,
             w.conversation_id AS w_conversation_id, w.arrival_id AS w_arrival_id, w.entered_at AS w_entered_at,
             w.due_at AS w_due_at, w.channel AS w_channel, w.priority AS w_priority, w.version AS w_version,
             w.wrap_until AS w_wrap_until
        FROM scan s
        JOIN arrival_receipt r ON r.id = s.arrival_id
        JOIN channel_account a ON a.id = r.channel_account_id
        LEFT JOIN person u ON u.id = s.uploaded_by
        LEFT JOIN open_work w ON w.arrival_id = s.arrival_id
        LEFT JOIN timeline_place t ON t.entry_id = r.entry_id
        LEFT JOIN conversation_standing c ON c.id = t.conversation_id
        LEFT JOIN open_work i ON i.conversation_id = t.conversation_id AND i.kind = 'answer'
        LEFT JOIN customer_card k ON k.id = (SELECT o.root_id FROM customer_card o WHERE o.id = coalesce(c.customer_id, s.likely_id))
      """;

  /** Errors: IllegalStateException when an arrival has more than one work item. */
  Optional<LetterRow> find(Sql sql, ArrivalId id) {
    return sql.row(SELECT + " WHERE s.arrival_id = $1", id).map(ScanRows::letter);
  }

  /** Which letters a list has. */
  enum Listed {
    CHECKING("r.state = 'checking'", true),
    QUARANTINED("r.state = 'quarantined'", true),
    /** Filed without being read. */
    UNREAD("r.state = 'filed' AND s.unread IS NOT NULL", false),
    FILED("r.state = 'filed'", false);

    private final String condition;
    private final boolean oldestFirst;

    Listed(String condition, boolean oldestFirst) {
      this.condition = condition;
      this.oldestFirst = oldestFirst;
    }
  }

  /** Behind a number in the order of the list. Indexes: arrival_by_state, scan_pkey. */
  List<LetterRow> list(Sql sql, Listed listed, Optional<Long> behind, int limit) {
    String order = listed.oldestFirst ? "s.arrival_id" : "s.arrival_id DESC";
    String page = listed.oldestFirst ? "s.arrival_id > $1" : "s.arrival_id < $1";
    return sql
        .rows(
            SELECT
                + " WHERE %s AND s.erased_at IS NULL AND ($1::bigint IS NULL OR %s) ORDER BY %s LIMIT $2"
                    .formatted(listed.condition, page, order),
            behind,
            limit)
        .stream()
        .map(ScanRows::letter)
        .toList();
  }

  /** How many are to be checked. Index: arrival_by_state. */
  long checking(Sql sql) {
    return sql.row(
            """
            SELECT count(*) FROM arrival_receipt r JOIN scan s ON s.arrival_id = r.id
             WHERE r.state = 'checking' AND s.erased_at IS NULL
            """)
        .orElseThrow()
        .getLong(0);
  }

  private static LetterRow letter(Row row) {
    Optional<WorkItem> item = optionalLong(row, "w_id").map(any -> WorkItem.of(row, "w_"));
    return new LetterRow(
        new ArrivalId(row.getLong("arrival_id")),
        row.getString("state"),
        row.getString("name"),
        row.getLong("size"),
        row.getInteger("pages"),
        row.getLocalDate("received_on"),
        instant(row, "scanned_at"),
        optionalInstant(row, "due_at"),
        new LetterRow.Account(row.getLong("account_id"), row.getString("account_name")),
        optionalLong(row, "uploader_id")
            .map(id -> new Person(new AgentId(id), row.getString("uploader_name"))),
        optionalText(row, "preview").filter(text -> !text.isBlank()),
        optionalText(row, "error"),
        item,
        optionalLong(row, "customer_id").map(any -> CustomerCard.of(row)),
        optionalLong(row, "conversation_id"),
        optionalLong(row, "entry_id"));
  }

  /**
   * What of a scan no list shows.
   *
   * @param readAt empty before it was read
   */
  record Detail(
      Optional<String> kind,
      Optional<LocalDate> written,
      Optional<LetterEvidence> writtenEvidence,
      Optional<Instant> readAt,
      Optional<String> unread,
      boolean again,
      List<LetterPage.Page> pages) {}

  Detail detail(Sql sql, ArrivalId id) {
    List<LetterPage.Page> pages =
        sql
            .rows(
                """
                SELECT number, width_mm, height_mm, recognised, confidence, unread FROM scan_page
                 WHERE arrival_id = $1 ORDER BY number
                """,
                id)
            .stream()
            .map(ScanRows::page)
            .toList();
    Row row =
        sql.row(
                """
                SELECT kind, written_on, written_evidence, read_at, unread, again FROM scan WHERE arrival_id = $1
                """,
                id)
            .orElseThrow();
    return new Detail(
        optionalText(row, "kind"),
        Optional.ofNullable(row.getLocalDate("written_on")),
        Optional.ofNullable((JsonObject) row.getJson("written_evidence"))
            .map(evidence -> Json.read(evidence, LetterEvidence.class)),
        optionalInstant(row, "read_at"),
        optionalText(row, "unread"),
        row.getBoolean("again"),
        pages);
  }

  private static double tenths(float measure) {
    return Math.round(measure * 10.0) / 10.0;
  }

  private static LetterPage.Page page(Row row) {
    boolean recognised = row.getBoolean("recognised");
    return new LetterPage.Page(
        row.getInteger("number"),
        tenths(row.getFloat("width_mm")),
        tenths(row.getFloat("height_mm")),
        recognised,
        recognised ? Optional.of(tenths(row.getFloat("confidence"))) : Optional.empty(),
        optionalText(row, "unread"));
  }
}
