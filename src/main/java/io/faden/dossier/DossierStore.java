package io.faden.dossier;

import static io.faden.platform.db.Columns.bytes;
import static io.faden.platform.db.Columns.instant;
import static io.faden.platform.db.Columns.optionalInstant;
import static io.faden.platform.db.Columns.optionalText;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.faden.customer.CustomerId;
import io.faden.platform.AgentId;
import io.faden.platform.db.Sql;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** SQL of dossiers. Each statement on its own: what takes long must not keep a transaction open. */
final class DossierStore {
  private static final long PIECE = 1 << 20;

  private final Sql sql;

  DossierStore(Sql sql) {
    this.sql = sql;
  }

  /** Where reading goes on. */
  record Place(Instant at, long id) {
    static final Place START = new Place(Instant.parse("0001-01-01T00:00:00Z"), 0);

    static Place after(Told entry) {
      return new Place(entry.occurredAt(), entry.id());
    }
  }

  /** Bytes that are read piece by piece. */
  enum Source {
    ARRIVAL("arrival_raw", "id", "raw"),
    DELIVERY("sent_raw", "entry_id", "raw"),
    ATTACHMENT("attachment_record", "id", "content");

    private final String piece;

    Source(String view, String key, String column) {
      // Stored uncompressed, so that a part is read without the whole.
      piece =
          "SELECT substring(%s FROM $2::integer FOR $3::integer) AS piece FROM %s WHERE %s = $1"
              .formatted(column, view, key);
    }
  }

  Locale locale(AgentId reader) {
    return sql.row("SELECT locale FROM person_locale WHERE id = $1", reader)
        .map(row -> Locale.of(row.getString("locale")))
        .orElse(Locale.GERMAN);
  }

  /** Whether a customer is there, and whether what is there has been erased. */
  Optional<Boolean> erased(CustomerId id) {
    return sql.row(
            """
            SELECT r.erased_at IS NOT NULL AS erased
              FROM customer_record c JOIN customer_record r ON r.id = c.root_id WHERE c.id = $1
            """,
            id)
        .map(row -> row.getBoolean("erased"));
  }

  /** Also when the customer asked for was merged into another. */
  Subject subject(CustomerId id) {
    List<Row> members =
        sql.rows(
            """
            SELECT m.id, m.root_id, m.name, m.organisation_name, m.note, clock_timestamp() AS now
              FROM customer_record m
             WHERE m.root_id = (SELECT root_id FROM customer_record WHERE id = $1)
             ORDER BY m.id <> m.root_id, m.id
            """,
            id);
    Long[] ids = members.stream().map(row -> row.getLong("id")).toArray(Long[]::new);
    Map<Long, List<Subject.Contact>> contacts = contacts(ids);
    Instant until = instant(members.getFirst(), "now");
    return new Subject(
        new CustomerId(members.getFirst().getLong("root_id")),
        until,
        members.stream()
            .map(
                row ->
                    new Subject.Member(
                        row.getLong("id"),
                        row.getString("name"),
                        optionalText(row, "organisation_name"),
                        row.getString("note"),
                        contacts.getOrDefault(row.getLong("id"), List.of())))
            .toList(),
        matters(ids),
        counts(ids, until));
  }

  private Map<Long, List<Subject.Contact>> contacts(Long[] members) {
    return sql
        .rows(
            """
            SELECT customer_id, channel, display, label FROM contact_record
             WHERE customer_id = ANY($1) AND removed_at IS NULL ORDER BY customer_id, id
            """,
            (Object) members)
        .stream()
        .collect(
            groupingBy(
                row -> row.getLong("customer_id"),
                mapping(
                    row ->
                        new Subject.Contact(
                            row.getString("channel"),
                            row.getString("display"),
                            row.getString("label")),
                    toList())));
  }

  /** Conversations that are theirs or in which something of theirs stands. */
  private List<Subject.Matter> matters(Long[] members) {
    return sql
        .rows(
            """
            SELECT c.id, c.subject, c.status, c.opened_at FROM conversation_record c
             WHERE c.customer_id = ANY($1)
                OR c.id IN (SELECT conversation_id FROM entry_record WHERE customer_id = ANY($1))
             ORDER BY c.id
            """,
            (Object) members)
        .stream()
        .map(
            row ->
                new Subject.Matter(
                    row.getLong("id"),
                    row.getString("subject"),
                    row.getString("status"),
                    instant(row, "opened_at")))
        .toList();
  }

  private Subject.Counts counts(Long[] members, Instant until) {
    Row row =
        sql.row(
                """
                SELECT count(*) FILTER (WHERE kind = 'message' AND channel IS DISTINCT FROM 'phone' AND direction = 'in') AS received,
                       count(*) FILTER (WHERE kind = 'message' AND channel IS DISTINCT FROM 'phone' AND direction = 'out') AS sent,
                       count(*) FILTER (WHERE kind = 'message' AND channel = 'phone') AS calls,
                       count(*) FILTER (WHERE kind = 'note') AS notes,
                       count(*) FILTER (WHERE kind = 'event') AS events,
                       (SELECT count(*) FROM attachment_record a JOIN entry_record f ON f.id = a.entry_id
                         WHERE f.customer_id = ANY($1) AND f.recorded_at <= $2) AS files,
                       min(occurred_at) AS first, max(occurred_at) AS last
                  FROM entry_record WHERE customer_id = ANY($1) AND recorded_at <= $2
                """,
                members,
                until)
            .orElseThrow();
    return new Subject.Counts(
        row.getLong("received"),
        row.getLong("sent"),
        row.getLong("calls"),
        row.getLong("notes"),
        row.getLong("events"),
        row.getLong("files"),
        optionalInstant(row, "first"),
        optionalInstant(row, "last"));
  }

  /** The next entries in the order of time. Index: entry_timeline. */
  List<Told> entries(Subject subject, Place after, int limit) {
    List<Row> rows =
        sql.rows(
            """
            SELECT e.*, s.arrival_id AS scan_id, s.kind AS scan_kind, s.written_on, s.received_on, s.scanned_at, s.original_place, l.posted_on,
                   p.url AS post_url, p.visibility AS post_visibility, p.edited_at AS post_edited_at, p.deleted_at AS post_deleted_at,
                   a.decided_by AS approved_by, a.alone AS approved_alone
              FROM (SELECT id, conversation_id, conversation_subject, kind, channel, direction, occurred_at, author, from_name, from_address,
                           to_addresses, cc_addresses, subject, body_text, quoted_text, automated, event, arrival_id, call_seconds, call_outcome,
                           delivery_state, delivery_error, delivery_uncertain, has_sent_raw
                      FROM entry_record
                     WHERE customer_id = ANY($1) AND recorded_at <= $2 AND (occurred_at, id) > ($3, $4)
                     ORDER BY occurred_at, id LIMIT $5) e
              LEFT JOIN entry_scan s ON s.entry_id = e.id AND e.channel = 'letter'
              LEFT JOIN entry_letter l ON l.entry_id = e.id AND e.channel = 'letter'
              LEFT JOIN post_record p ON p.entry_id = e.id
              LEFT JOIN entry_approval a ON a.entry_id = e.id AND a.state = 'approved'
             ORDER BY e.occurred_at, e.id
            """,
            subject.ids(),
            subject.until(),
            after.at(),
            after.id(),
            limit);
    Map<Long, List<Told.File>> files = files(rows);
    return rows.stream()
        .map(row -> Told.of(row, files.getOrDefault(row.getLong("id"), List.of())))
        .toList();
  }

  private Map<Long, List<Told.File>> files(List<Row> entries) {
    Long[] ids = entries.stream().map(row -> row.getLong("id")).toArray(Long[]::new);
    return sql
        .rows(
            """
            SELECT entry_id, id, name, type, size FROM attachment_record WHERE entry_id = ANY($1) ORDER BY entry_id, id
            """,
            (Object) ids)
        .stream()
        .collect(
            groupingBy(
                row -> row.getLong("entry_id"),
                mapping(
                    row ->
                        new Told.File(
                            row.getLong("id"),
                            row.getString("name"),
                            row.getString("type"),
                            row.getLong("size")),
                    toList())));
  }

  /** The customers, their contact points, merges and conversations, as they are stored. */
  JsonObject identity(Subject subject) {
    return sql.row(
            """
            SELECT jsonb_build_object(
                     'customers', (SELECT jsonb_agg(to_jsonb(c) ORDER BY c.id) FROM customer_record c WHERE c.id = ANY($1)),
                     'contact_points', (SELECT jsonb_agg(to_jsonb(p) ORDER BY p.id) FROM contact_record p WHERE p.customer_id = ANY($1)),
                     'merges', (SELECT jsonb_agg(to_jsonb(m) ORDER BY m.id) FROM merge_record m
                                 WHERE m.survivor_id = ANY($1) OR m.absorbed_id = ANY($1)),
                     'conversations', (SELECT jsonb_agg(to_jsonb(v) ORDER BY v.id) FROM conversation_record v
                                        WHERE v.id = ANY($2)),
                     -- what nobody had to answer stands on no timeline
                     'posts', (SELECT jsonb_agg(to_jsonb(o) ORDER BY o.written_at) FROM post_record o
                                 JOIN contact_record w ON w.channel = o.channel AND w.value = o.author AND w.removed_at IS NULL
                                WHERE w.customer_id = ANY($1) AND o.entry_id IS NULL)) AS identity
            """,
            subject.ids(),
            subject.matters().stream().map(Subject.Matter::id).toArray(Long[]::new))
        .orElseThrow()
        .getJsonObject("identity");
  }

  /** Entries as they are stored, by their numbers. */
  Map<Long, JsonObject> stored(List<Told> entries) {
    return sql
        .rows(
            """
            SELECT e.id, to_jsonb(e) || CASE WHEN a.entry_id IS NULL THEN '{}' ELSE jsonb_build_object('approval', to_jsonb(a) - 'entry_id') END
                     || CASE WHEN p.entry_id IS NULL THEN '{}' ELSE jsonb_build_object('post', to_jsonb(p)) END AS stored
              FROM entry_record e
              LEFT JOIN entry_approval a ON a.entry_id = e.id
              LEFT JOIN post_record p ON p.entry_id = e.id
             WHERE e.id = ANY($1)
            """,
            (Object) entries.stream().map(Told::id).toArray(Long[]::new))
        .stream()
        .collect(
            java.util.stream.Collectors.toMap(
                row -> row.getLong("id"), row -> row.getJsonObject("stored")));
  }

  /** The piece from this byte on; empty behind the end. */
  byte[] piece(Source source, long id, long from) {
    return sql.row(source.piece, id, Math.toIntExact(from + 1), (int) PIECE)
        .map(row -> bytes(row, "piece"))
        .orElse(new byte[0]);
  }
}
