package io.faden.conversation;

import static io.faden.platform.db.Columns.instant;
import static io.faden.platform.db.Columns.optionalInstant;
import static io.faden.platform.db.Columns.optionalText;

import io.faden.conversation.EntryStore.Place;
import io.faden.customer.CustomerCard;
import io.faden.platform.Actor;
import io.faden.platform.db.Database;
import io.faden.routing.WorkItem;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lists of conversations that agents work from. */
public final class Lists {
  /**
   * Each view picks rows, one of a conversation, and gives them a place, a time and a number to
   * page by, and the kind of work that is shown with them: of several kinds the first by name, an
   * answer before an approval before a call.
   */
  public enum View {
    MINE(
        """
        SELECT o.conversation_id, o.entered_at AS place_at, o.id AS place_id, o.kind FROM open_work o
         WHERE o.agent_id = $1 AND o.state IN ('assigned', 'wrapping') AND o.conversation_id IS NOT NULL
           AND (o.kind = 'answer' OR NOT EXISTS (SELECT FROM open_work a WHERE a.conversation_id = o.conversation_id
                                                    AND a.kind < o.kind AND a.agent_id = $1
                                                    AND a.state IN ('assigned', 'wrapping')))
           AND %s
        """,
        "o.queue_id", true),
    TEAM(
        """
        SELECT o.conversation_id, o.eligible_at AS place_at, o.id AS place_id, o.kind FROM open_work o
         WHERE o.state = 'queued' AND o.conversation_id IS NOT NULL AND ($1::bigint IS NOT NULL)
           AND (o.kind = 'answer' OR NOT EXISTS (SELECT FROM open_work a WHERE a.conversation_id = o.conversation_id
                                                    AND a.kind < o.kind AND a.state = 'queued'))
           AND %s
        """,
        "o.queue_id", true),
    PARKED(
        """
        SELECT o.conversation_id, c.last_entry_at AS place_at, c.id AS place_id, o.kind
          FROM open_work o JOIN conversation c ON c.id = o.conversation_id
         WHERE o.agent_id = $1 AND o.state = 'parked' AND o.kind = 'answer' AND %s
        """,
        "o.queue_id", false),
    FAILED(
        """
        SELECT c.id AS conversation_id, c.last_entry_at AS place_at, c.id AS place_id, 'answer' AS kind FROM conversation c
         WHERE c.id IN (SELECT e.conversation_id FROM delivery d JOIN entry e ON e.id = d.entry_id WHERE d.state = 'failed')
           AND c.status <> 'resolved' AND ($1::bigint IS NOT NULL) AND %s
        """,
        "c.queue_id", false),
    RESOLVED(
        """
        SELECT c.id AS conversation_id, c.last_entry_at AS place_at, c.id AS place_id, 'answer' AS kind FROM conversation c
         WHERE c.status = 'resolved' AND c.merged_into IS NULL AND ($1::bigint IS NOT NULL) AND %s
        """,
        "c.queue_id", false),
    ALL(
        """
        SELECT c.id AS conversation_id, c.last_entry_at AS place_at, c.id AS place_id, 'answer' AS kind FROM conversation c
         WHERE c.merged_into IS NULL AND ($1::bigint IS NOT NULL) AND %s
        """,
        "c.queue_id", false);

    private final String sql;
    private final String queue;
    private final boolean oldestFirst;

    /** The text has a place for the condition that keeps to a queue. */
    View(String sql, String queue, boolean oldestFirst) {
      this.sql = sql;
      this.queue = queue;
      this.oldestFirst = oldestFirst;
    }

    public static View of(String name) {
      return valueOf(name.toUpperCase(java.util.Locale.ROOT));
    }

    /**
     * The rows of one page, then what is shown of each: never more than a page is looked up. What
     * is not asked for does not stand in the text, and the length does: so the plan that the
     * database keeps is as good as one made anew, which takes longer than to follow it. Binds:
     * agent, queue, time and number of the place.
     */
    String query(boolean inQueue, boolean after, int length) {
      String order = oldestFirst ? "ASC" : "DESC";
      String beyond =
          after
              ? "(v.place_at, v.place_id) %s ($3, $4::bigint)".formatted(oldestFirst ? ">" : "<")
              : "$3::timestamptz IS NULL AND $4::bigint IS NULL";
      String rows = sql.formatted(inQueue ? queue + " = $2" : "$2::bigint IS NULL");
      return """
      WITH picked AS (
        SELECT * FROM (%1$s) v
         WHERE %2$s ORDER BY v.place_at %3$s, v.place_id %3$s LIMIT %4$d)
      SELECT c.id, c.subject, c.status, c.snoozed_until, c.last_entry_at, picked.place_at, picked.place_id,
             k.id AS customer_id, k.name AS customer_name, k.address AS customer_address,
             (SELECT e.channel FROM entry e WHERE e.conversation_id = c.id AND e.channel IS NOT NULL AND NOT e.withdrawn
               ORDER BY e.id DESC LIMIT 1) AS channel,
             left(m.body_text, 200) AS preview,
             EXISTS (SELECT FROM entry e WHERE e.conversation_id = c.id AND e.direction = 'in' AND e.id > coalesce(r.entry_id, 0)
                        AND e.author_id IS DISTINCT FROM $1) AS unread,
             EXISTS (SELECT FROM draft f WHERE f.conversation_id = c.id AND f.agent_id = $1) AS has_draft,
             EXISTS (SELECT FROM entry e JOIN delivery d ON d.entry_id = e.id
                      WHERE e.conversation_id = c.id AND d.state = 'failed') AS failed_reply,
             EXISTS (SELECT FROM approval a JOIN entry e ON e.id = a.entry_id
                      WHERE e.conversation_id = c.id AND a.state = 'waiting') AS in_review,
             w.id AS w_id, w.kind AS w_kind, w.state AS w_state, w.queue_id AS w_queue_id, w.queue_name AS w_queue_name,
             w.queue_is_default AS w_queue_is_default, w.agent_id AS w_agent_id, w.agent_name AS w_agent_name,
             w.conversation_id AS w_conversation_id, w.arrival_id AS w_arrival_id, w.entered_at AS w_entered_at, w.due_at AS w_due_at,
             w.channel AS w_channel, w.priority AS w_priority, w.version AS w_version, w.wrap_until AS w_wrap_until
        FROM picked
        JOIN conversation c ON c.id = picked.conversation_id
        JOIN customer_card k ON k.id = c.customer_id
        LEFT JOIN read_mark r ON r.conversation_id = c.id AND r.agent_id = $1
        LEFT JOIN open_work w ON w.conversation_id = c.id AND w.kind = picked.kind
        LEFT JOIN LATERAL (SELECT e.body_text FROM entry e
                            WHERE e.conversation_id = c.id AND e.kind = 'message' AND NOT e.withdrawn
                            ORDER BY e.id DESC LIMIT 1) m ON true
       ORDER BY picked.place_at %3$s, picked.place_id %3$s
      """
          .formatted(rows, beyond, order, length);
    }
  }

  private final Database database;

  public Lists(Database database) {
    this.database = database;
  }

  /** One page; nextCursor is absent on the last one. */
  public record PageOfRows(List<ConversationRow> items, Optional<String> nextCursor) {}

  /** Errors: IllegalArgumentException for a cursor that is none of ours. */
  public PageOfRows page(
      Actor actor, View view, Optional<Long> queue, Optional<String> cursor, int limit) {
    Optional<Place> after = cursor.map(PageCursor::parse);
    List<Row> rows =
        database.rows(
            view.query(queue.isPresent(), after.isPresent(), limit + 1),
            actor.id(),
            queue,
            after.map(Place::at),
            after.map(Place::id));
    boolean more = rows.size() > limit;
    List<Row> page = more ? rows.subList(0, limit) : rows;
    Optional<String> next =
        more
            ? Optional.of(
                PageCursor.of(
                    instant(page.get(limit - 1), "place_at"),
                    page.get(limit - 1).getLong("place_id")))
            : Optional.empty();
    return new PageOfRows(page.stream().map(Lists::row).toList(), next);
  }

  /** What a conversation is about, in a glance. */
  record Glance(String subject, CustomerCard customer, String preview) {}

  /** By number of the conversation. */
  Map<Long, Glance> glances(Collection<Long> conversations) {
    Map<Long, Glance> glances = new HashMap<>();
    if (conversations.isEmpty()) {
      return glances;
    }
    database
        .rows(
            """
            SELECT c.id, c.subject, k.id AS customer_id, k.name AS customer_name, k.address AS customer_address,
                   (SELECT left(e.body_text, 200) FROM entry e
                     WHERE e.conversation_id = c.id AND e.kind = 'message' AND NOT e.withdrawn
                     ORDER BY e.id DESC LIMIT 1) AS preview
              FROM conversation c JOIN customer_card k ON k.id = c.customer_id WHERE c.id = ANY($1)
            """,
            (Object) conversations.toArray(Long[]::new))
        .forEach(
            row ->
                glances.put(
                    row.getLong("id"),
                    new Glance(row.getString("subject"), CustomerCard.of(row), preview(row))));
    return glances;
  }

  /** What a scanned letter is that stands in no conversation yet, in a glance. */
  record ScanGlance(String subject, String preview) {}

  /** By number of the arrival. */
  Map<Long, ScanGlance> scanGlances(Collection<Long> arrivals) {
    Map<Long, ScanGlance> glances = new HashMap<>();
    if (!arrivals.isEmpty()) {
      database
          .rows(
              "SELECT arrival_id, title, preview FROM scan_card WHERE arrival_id = ANY($1)",
              (Object) arrivals.toArray(Long[]::new))
          .forEach(
              row ->
                  glances.put(
                      row.getLong("arrival_id"),
                      new ScanGlance(row.getString("title"), preview(row))));
    }
    return glances;
  }

  /** A scanned letter that somebody has taken to say whose it is. */
  record HeldScan(WorkItem workItem, String subject, String preview) {}

  /** Longest waiting first: these stand in no list of conversations. */
  List<HeldScan> heldScans(Actor actor) {
    return database.rows(HELD_SCANS, actor.id()).stream()
        .map(row -> new HeldScan(WorkItem.of(row, "w_"), row.getString("subject"), preview(row)))
        .toList();
  }

  /** Index: work_item_of_agent. */
  static final String HELD_SCANS =
      """
      SELECT w.id AS w_id, w.kind AS w_kind, w.state AS w_state, w.queue_id AS w_queue_id, w.queue_name AS w_queue_name,
             w.queue_is_default AS w_queue_is_default, w.agent_id AS w_agent_id, w.agent_name AS w_agent_name,
             w.conversation_id AS w_conversation_id, w.arrival_id AS w_arrival_id, w.entered_at AS w_entered_at, w.due_at AS w_due_at,
             w.channel AS w_channel, w.priority AS w_priority, w.version AS w_version, w.wrap_until AS w_wrap_until,
             coalesce(s.title, '') AS subject, s.preview
        FROM open_work w LEFT JOIN scan_card s ON s.arrival_id = w.arrival_id
       WHERE w.agent_id = $1 AND w.state IN ('assigned', 'wrapping') AND w.kind = 'check_scan'
       ORDER BY w.entered_at, w.id LIMIT 100
      """;

  private static String preview(Row row) {
    return optionalText(row, "preview")
        .map(text -> text.replaceAll("\\s+", " ").strip())
        .orElse("");
  }

  /** Conversations with a reply that did not get through and that nobody has settled otherwise. */
  public long failed() {
    return database.row(FAILED).orElseThrow().getLong("failed");
  }

  static final String FAILED =
      """
      SELECT count(DISTINCT c.id) AS failed
        FROM delivery d JOIN entry e ON e.id = d.entry_id JOIN conversation c ON c.id = e.conversation_id
       WHERE d.state = 'failed' AND c.status <> 'resolved'
      """;

  /** Calls that were promised and not made yet, and those of them whose time is over. */
  record Promised(long open, long late) {}

  Promised promised() {
    Row row = database.row(PROMISED).orElseThrow();
    return new Promised(row.getLong("open"), row.getLong("late"));
  }

  static final String PROMISED =
      """
      SELECT count(*) AS open, count(*) FILTER (WHERE due_at < clock_timestamp()) AS late FROM open_callback
      """;

  private static ConversationRow row(Row row) {
    Instant last = instant(row, "last_entry_at");
    return new ConversationRow(
        new ConversationId(row.getLong("id")),
        row.getString("subject"),
        Status.of(row.getString("status")),
        optionalInstant(row, "snoozed_until"),
        CustomerCard.of(row),
        optionalText(row, "channel"),
        preview(row),
        last,
        row.getBoolean("unread"),
        row.getBoolean("has_draft"),
        row.getBoolean("failed_reply"),
        row.getBoolean("in_review"),
        Optional.ofNullable(row.getLong("w_id")).map(id -> WorkItem.of(row, "w_")));
  }
}
