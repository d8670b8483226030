package io.faden.conversation;

import static io.faden.platform.db.Columns.instant;
import static io.faden.platform.db.Columns.optionalInstant;
import static io.faden.platform.db.Columns.optionalLong;
import static io.faden.platform.db.Columns.optionalText;
import static io.faden.platform.db.Columns.texts;

import io.faden.channel.Visibility;
import io.faden.customer.CustomerId;
import io.faden.platform.AgentId;
import io.faden.platform.Person;
import io.faden.platform.db.Sql;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads entries. */
final class EntryStore {
  /** What a list shows of one text; the rest is fetched with the entry itself. */
  private static final int TEXT_IN_LISTS = 20_000;

  private static final int TEXT_WHOLE = 2_000_000;

  private static final String SELECT =
      """
      SELECT e.id, e.conversation_id, c.subject AS conversation_subject, e.kind, e.channel, e.direction, e.occurred_at,
             e.author_id, p.name AS author_name, e.from_name, e.from_address, e.to_addresses, e.cc_addresses, e.subject,
             left(e.body_text, %1$d) AS body_text, left(e.quoted_text, %1$d) AS quoted_text,
             length(e.body_text) > %1$d OR length(e.quoted_text) > %1$d AS truncated,
             e.body_html IS NOT NULL AS has_html, e.remote_images, e.automated, e.event,
             e.arrival_id IS NOT NULL OR d.raw IS NOT NULL AS has_raw,
             d.state AS delivery_state, d.attempts AS delivery_attempts, d.due_at AS delivery_due_at,
             d.sent_at AS delivery_sent_at, d.error AS delivery_error, d.uncertain AS delivery_uncertain,
             e.customer_id, e.call_seconds, e.call_outcome, e.visibility, e.language, e.answers_id,
             e.direction = 'in' AND e.author_id IS DISTINCT FROM $1 AND e.id > coalesce(r.entry_id, 0) AS unread
        FROM entry e
        JOIN conversation c ON c.id = e.conversation_id
        LEFT JOIN person p ON p.id = e.author_id
        LEFT JOIN delivery d ON d.entry_id = e.id
        LEFT JOIN read_mark r ON r.conversation_id = e.conversation_id AND r.agent_id = $1
      """;

  Optional<Entry> find(Sql sql, EntryId id, AgentId viewer) {
    return entries(
            sql,
            viewer,
            sql.rows(
                SELECT.formatted(TEXT_WHOLE) + " WHERE e.id = $2 AND NOT e.withdrawn", viewer, id))
        .stream()
        .findFirst();
  }

  /** In no order, withdrawn ones too. */
  List<Entry> some(Sql sql, List<EntryId> ids, AgentId viewer) {
    return ids.isEmpty()
        ? List.of()
        : entries(
            sql,
            viewer,
            sql.rows(
                SELECT.formatted(TEXT_IN_LISTS) + " WHERE e.id = ANY($2)", viewer, Sql.ids(ids)));
  }

  /**
   * Messages of a conversation from a number on back, newest first. Index: entry_of_conversation.
   */
  List<Entry> newestMessages(Sql sql, ConversationId conversation, int count, AgentId viewer) {
    return entries(
        sql,
        viewer,
        sql.rows(
            SELECT.formatted(TEXT_IN_LISTS)
                + """
                 WHERE e.conversation_id = $2 AND e.kind = 'message' AND NOT e.withdrawn
                 ORDER BY e.id DESC LIMIT $3
                """,
            viewer,
            conversation,
            count));
  }

  /**
   * Entries of a customer's timeline beyond a place, the nearest first: older ones newest first,
   * newer ones oldest first. Each member of the merge tree gives its own nearest ones, so that many
   * members cost no more than they have on one page. Index: entry_timeline, which answers the
   * filters, too.
   */
  List<Entry> timeline(
      Sql sql,
      AgentId viewer,
      CustomerId customer,
      Timeline.Filter filter,
      Optional<Place> beyond,
      boolean newer,
      int limit) {
    return entries(
        sql,
        viewer,
        sql.rows(
            timelineQuery(newer),
            viewer,
            customer,
            filter.member(),
            filter.conversation(),
            filter.kind(),
            filter.channel(),
            filter.author(),
            beyond.map(Place::at),
            beyond.map(Place::id),
            limit));
  }

  static String timelineQuery(boolean newer) {
    String order = newer ? "ASC" : "DESC";
    return """
    WITH near AS MATERIALIZED (
      SELECT x.id, x.occurred_at
        FROM (SELECT m.id FROM customer m
               WHERE m.root_id = (SELECT root_id FROM customer WHERE id = $2) AND ($3::bigint IS NULL OR m.id = $3)) member
       CROSS JOIN LATERAL (
             SELECT e.id, e.occurred_at FROM entry e
              WHERE e.customer_id = member.id AND NOT e.withdrawn
                AND ($4::bigint IS NULL OR e.conversation_id = $4)
                AND ($5::text IS NULL OR e.kind = $5)
                AND ($6::text IS NULL OR e.channel = $6)
                AND ($7::bigint IS NULL OR e.author_id = $7)
                AND (e.occurred_at, e.id) %1$s
              ORDER BY e.occurred_at %2$s, e.id %2$s LIMIT $10) x
       ORDER BY x.occurred_at %2$s, x.id %2$s LIMIT $10)
    """
            .formatted(
                newer
                    ? "> ($8, $9::bigint)"
                    : "< (coalesce($8, 'infinity'::timestamptz), coalesce($9::bigint, 0))",
                order)
        + SELECT.formatted(TEXT_IN_LISTS)
        + " JOIN near ON near.id = e.id ORDER BY e.occurred_at %1$s, e.id %1$s".formatted(order);
  }

  /** A place in a list ordered by time and number. */
  record Place(Instant at, long id) {}

  private List<Entry> entries(Sql sql, AgentId viewer, List<Row> rows) {
    Map<Long, List<Attachment>> files = attachments(sql, rows);
    Map<Long, Entry.Letter> letters = letters(sql, rows);
    Map<Long, Map<String, Object>> posts = posts(sql, rows);
    Map<Long, Entry.Approval> approvals = approvals(sql, rows, viewer);
    return rows.stream()
        .map(
            row ->
                entry(
                    row,
                    files.getOrDefault(row.getLong("id"), List.of()),
                    Optional.ofNullable(letters.get(row.getLong("id"))),
                    Optional.ofNullable(approvals.get(row.getLong("id"))),
                    Optional.ofNullable(posts.get(row.getLong("id")))))
        .toList();
  }

  /** Index: attachment_of_entry. */
  private static Map<Long, List<Attachment>> attachments(Sql sql, List<Row> entries) {
    Map<Long, List<Attachment>> files = new HashMap<>();
    if (entries.isEmpty()) {
      return files;
    }
    Long[] ids = entries.stream().map(row -> row.getLong("id")).toArray(Long[]::new);
    for (Row row :
        sql.rows(
            """
            SELECT entry_id, id, name, type, size, inline FROM attachment
             WHERE entry_id = ANY($1) ORDER BY entry_id, id
            """,
            (Object) ids)) {
      files
          .computeIfAbsent(row.getLong("entry_id"), entry -> new ArrayList<>())
          .add(Attachment.of(row));
    }
    return files;
  }

  /** What is known of the paper; one of ours is none before it was laid out. */
  private static Map<Long, Entry.Letter> letters(Sql sql, List<Row> entries) {
    Map<Long, Entry.Letter> letters = new HashMap<>();
    Long[] ids =
        entries.stream()
            .filter(row -> "letter".equals(row.getString("channel")))
            .map(row -> row.getLong("id"))
            .toArray(Long[]::new);
    if (ids.length == 0) {
      return letters;
    }
    for (Row row :
        sql.rows(
            """
            SELECT entry_id, arrival_id, pages, written_on, received_on, unread, original_place,
                   NULL::timestamptz AS printed_at, NULL::date AS posted_on
              FROM entry_scan WHERE entry_id = ANY($1)
             UNION ALL
            SELECT entry_id, NULL, pages, NULL, NULL, NULL, '', printed_at, posted_on FROM entry_letter WHERE entry_id = ANY($1)
            """,
            (Object) ids)) {
      letters.put(
          row.getLong("entry_id"),
          new Entry.Letter(
              optionalLong(row, "arrival_id"),
              row.getLong("pages"),
              Optional.ofNullable(row.getLocalDate("written_on")),
              Optional.ofNullable(row.getLocalDate("received_on")),
              optionalText(row, "unread"),
              optionalText(row, "original_place").filter(place -> !place.isEmpty()),
              optionalInstant(row, "printed_at"),
              Optional.ofNullable(row.getLocalDate("posted_on"))));
    }
    return letters;
  }

  /** What whoever keeps posts shows of them. */
  private static Map<Long, Map<String, Object>> posts(Sql sql, List<Row> entries) {
    Map<Long, Map<String, Object>> posts = new HashMap<>();
    Long[] ids =
        entries.stream()
            .filter(row -> row.getString("visibility") != null)
            .map(row -> row.getLong("id"))
            .toArray(Long[]::new);
    if (ids.length > 0) {
      sql.rows("SELECT entry_id, document FROM entry_post WHERE entry_id = ANY($1)", (Object) ids)
          .forEach(
              row -> posts.put(row.getLong("entry_id"), row.getJsonObject("document").getMap()));
    }
    return posts;
  }

  /** Who looked at what left, or is to. Index: approval_pkey. */
  private static Map<Long, Entry.Approval> approvals(Sql sql, List<Row> entries, AgentId viewer) {
    Map<Long, Entry.Approval> approvals = new HashMap<>();
    Long[] ids =
        entries.stream()
            .filter(row -> row.getString("delivery_state") != null)
            .map(row -> row.getLong("id"))
            .toArray(Long[]::new);
    if (ids.length > 0) {
      sql.rows(
              """
              SELECT a.entry_id, a.state, a.author_id, p.name AS author_name, a.asked_at, a.decided_by, d.name AS decided_name, a.decided_at,
                     a.reason, a.alone, a.state = 'waiting' AND a.author_id <> $2 AS may_decide,
                     CASE WHEN a.state = 'waiting' AND a.author_id = $2
                               AND EXISTS (SELECT FROM staff_member m WHERE m.id = $2 AND m.role <> 'agent')
                          THEN alone_with_approval(e.conversation_id, a.author_id) ELSE false END AS may_release_alone
                FROM approval a
                JOIN entry e ON e.id = a.entry_id
                JOIN person p ON p.id = a.author_id
                LEFT JOIN person d ON d.id = a.decided_by
               WHERE a.entry_id = ANY($1)
              """,
              ids,
              viewer)
          .forEach(row -> approvals.put(row.getLong("entry_id"), approval(row)));
    }
    return approvals;
  }

  private static Entry.Approval approval(Row row) {
    return new Entry.Approval(
        row.getString("state"),
        new Person(new AgentId(row.getLong("author_id")), row.getString("author_name")),
        instant(row, "asked_at"),
        optionalLong(row, "decided_by")
            .map(id -> new Person(new AgentId(id), row.getString("decided_name"))),
        optionalInstant(row, "decided_at"),
        optionalText(row, "reason"),
        row.getBoolean("alone"),
        row.getBoolean("may_decide"),
        row.getBoolean("may_release_alone"));
  }

  private static Entry entry(
      Row row,
      List<Attachment> files,
      Optional<Entry.Letter> letter,
      Optional<Entry.Approval> approval,
      Optional<Map<String, Object>> post) {
    JsonObject event = row.getJsonObject("event");
    return new Entry(
        new EntryId(row.getLong("id")),
        new ConversationId(row.getLong("conversation_id")),
        row.getString("conversation_subject"),
        row.getString("kind"),
        optionalText(row, "channel"),
        row.getString("direction"),
        instant(row, "occurred_at"),
        Optional.ofNullable(row.getLong("author_id"))
            .map(id -> new Person(new AgentId(id), row.getString("author_name"))),
        optionalText(row, "from_address")
            .map(address -> new Entry.From(optionalText(row, "from_name"), address)),
        texts(row, "to_addresses"),
        texts(row, "cc_addresses"),
        row.getString("subject"),
        row.getString("body_text"),
        row.getString("quoted_text"),
        row.getBoolean("truncated"),
        row.getBoolean("has_html"),
        row.getBoolean("remote_images"),
        row.getBoolean("automated"),
        files,
        row.getBoolean("has_raw"),
        ReplyState.of(row),
        new CustomerId(row.getLong("customer_id")),
        row.getBoolean("unread"),
        optionalText(row, "call_outcome")
            .map(
                outcome ->
                    new Entry.Call(Optional.ofNullable(row.getInteger("call_seconds")), outcome)),
        letter,
        optionalText(row, "visibility").map(Visibility::of),
        optionalText(row, "language"),
        optionalLong(row, "answers_id"),
        approval,
        post,
        Optional.ofNullable(event).map(JsonObject::getMap));
  }
}
