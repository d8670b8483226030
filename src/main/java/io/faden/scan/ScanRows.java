package io.faden.scan;

import static io.faden.platform.db.Columns.instant;
import static io.faden.platform.db.Columns.optionalLong;
import static io.faden.platform.db.Columns.optionalText;

import io.faden.intake.ArrivalId;
import io.faden.platform.AgentId;
import io.faden.platform.Person;
import io.faden.platform.db.Sql;
import io.faden.routing.WorkItem;
import io.vertx.sqlclient.Row;
import java.util.Optional;

/** Scanned letters as lists show them. */
final class ScanRows {
  private static final String SELECT =
      """
      SELECT s.arrival_id, r.state, s.name, r.size, s.received_on, s.scanned_at, r.error, r.conversation_id, r.entry_id,
             (SELECT count(*) FROM scan_page p WHERE p.arrival_id = s.arrival_id) AS pages,
             a.id AS account_id, a.name AS account_name, u.id AS uploader_id, u.name AS uploader_name,
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
      """;

  /** Errors: IllegalStateException when an arrival has more than one work item. */
  Optional<LetterRow> find(Sql sql, ArrivalId id) {
    return sql.row(SELECT + " WHERE s.arrival_id = $1", id).map(ScanRows::letter);
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
        item.flatMap(WorkItem::dueAt),
        new LetterRow.Account(row.getLong("account_id"), row.getString("account_name")),
        optionalLong(row, "uploader_id")
            .map(id -> new Person(new AgentId(id), row.getString("uploader_name"))),
        Optional.empty(),
        optionalText(row, "error"),
        item,
        Optional.empty(),
        optionalLong(row, "conversation_id"),
        optionalLong(row, "entry_id"));
  }
}
