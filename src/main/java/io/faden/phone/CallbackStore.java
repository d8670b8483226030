package io.faden.phone;

import static io.faden.platform.db.Columns.instant;
import static io.faden.platform.db.Columns.optionalInstant;
import static io.faden.platform.db.Columns.optionalLong;
import static io.faden.platform.db.Columns.optionalText;

import io.faden.conversation.ConversationId;
import io.faden.customer.CustomerCard;
import io.faden.customer.PhoneNumbers;
import io.faden.platform.AgentId;
import io.faden.platform.Person;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.routing.WorkItem;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All SQL about promised calls. */
final class CallbackStore {
  /**
   * The conversation where it stands by now: the one it was promised in may have gone into another.
   */
  private static final String SELECT =
      """
      SELECT b.id, b.state, b.due_at, b.state = 'open' AND b.due_at < clock_timestamp() AS late, b.promise, b.number, b.number_text,
             b.origin, b.promised_by, pb.name AS promised_by_name, b.promised_at, b.agent_id, ag.name AS agent_name, b.attempts,
             b.missed_calls, b.ended_at, b.ended_by, eb.name AS ended_by_name, b.end_reason, b.note_entry_id, b.version,
             s.id AS conversation_id, s.subject, k.id AS customer_id, k.name AS customer_name, k.address AS customer_address,
             k.do_not_contact && ARRAY['phone', 'all'] AS unwanted,
             w.id AS w_id, w.kind AS w_kind, w.state AS w_state, w.queue_id AS w_queue_id, w.queue_name AS w_queue_name,
             w.queue_is_default AS w_queue_is_default, w.agent_id AS w_agent_id, w.agent_name AS w_agent_name,
             w.conversation_id AS w_conversation_id, w.arrival_id AS w_arrival_id, w.entered_at AS w_entered_at, w.due_at AS w_due_at,
             w.channel AS w_channel, w.priority AS w_priority, w.version AS w_version, w.wrap_until AS w_wrap_until
        FROM callback b
        JOIN LATERAL (
          WITH RECURSIVE way AS (
            SELECT c.id, c.merged_into, c.subject, c.customer_id FROM conversation_standing c WHERE c.id = b.conversation_id
            UNION ALL
            SELECT c.id, c.merged_into, c.subject, c.customer_id FROM way JOIN conversation_standing c ON c.id = way.merged_into)
          SELECT id, subject, customer_id FROM way WHERE merged_into IS NULL) s ON true
        JOIN customer_card m ON m.id = s.customer_id
        JOIN customer_card k ON k.id = m.root_id
        LEFT JOIN person pb ON pb.id = b.promised_by
        LEFT JOIN person ag ON ag.id = b.agent_id
        LEFT JOIN person eb ON eb.id = b.ended_by
        LEFT JOIN open_work w ON b.state = 'open' AND w.kind = 'callback' AND w.conversation_id IN (b.conversation_id, s.id)
      """;

  private final PhoneNumbers numbers;

  CallbackStore(PhoneNumbers numbers) {
    this.numbers = numbers;
  }

  Map<CallbackId, Callback> some(Sql sql, List<CallbackId> ids) {
    return ids.isEmpty()
        ? Map.of()
        : sql.rows(SELECT + " WHERE b.id = ANY ($1)", (Object) Sql.ids(ids)).stream()
            .map(this::callback)
            .collect(Collectors.toMap(Callback::id, each -> each));
  }

  /** What a change needs to know; the row stays locked. */
  record Locked(
      CallbackId id,
      ConversationId conversation,
      String state,
      Instant dueAt,
      String origin,
      Optional<AgentId> agent,
      Optional<CalledNumber> number,
      int attempts,
      int missedCalls,
      int version) {
    boolean open() {
      return state.equals("open");
    }
  }

  /** A number in its normal form, and for reading. */
  record CalledNumber(String value, String text) {}

  Optional<Callback> find(Sql sql, CallbackId id) {
    return sql.row(SELECT + " WHERE b.id = $1", id).map(this::callback);
  }

  private static final String LOCK =
      """
      SELECT id, conversation_id, state, due_at, origin, agent_id, number, number_text, attempts, missed_calls, version
        FROM callback
      """;

  Optional<Locked> lock(Tx tx, CallbackId id) {
    return tx.row(LOCK + " WHERE id = $1 FOR NO KEY UPDATE", id).map(CallbackStore::locked);
  }

  private static final String HERE =
      """
      (WITH RECURSIVE gone AS (
         SELECT $1::bigint AS id
         UNION ALL
         SELECT c.id FROM gone JOIN conversation_standing c ON c.merged_into = gone.id)
       SELECT id FROM gone)
      """;

  /** The open one of a conversation or of one that went into it, the earliest. */
  Optional<Locked> lockOpen(Tx tx, ConversationId conversation) {
    return tx
        .rows(
            LOCK
                + " WHERE state = 'open' AND conversation_id IN "
                + HERE
                + " ORDER BY due_at, id LIMIT 1 FOR NO KEY UPDATE",
            conversation)
        .stream()
        .findFirst()
        .map(CallbackStore::locked);
  }

  Optional<CallbackId> open(Sql sql, ConversationId conversation) {
    return sql
        .rows(
            "SELECT id FROM callback WHERE state = 'open' AND conversation_id IN "
                + HERE
                + " ORDER BY due_at, id LIMIT 1",
            conversation)
        .stream()
        .findFirst()
        .map(row -> new CallbackId(row.getLong("id")));
  }

  private static Locked locked(Row row) {
    return new Locked(
        new CallbackId(row.getLong("id")),
        new ConversationId(row.getLong("conversation_id")),
        row.getString("state"),
        instant(row, "due_at"),
        row.getString("origin"),
        optionalLong(row, "agent_id").map(AgentId::new),
        optionalText(row, "number")
            .map(value -> new CalledNumber(value, row.getString("number_text"))),
        row.getInteger("attempts"),
        row.getInteger("missed_calls"),
        row.getInteger("version"));
  }

  CallbackId insert(
      Tx tx,
      ConversationId conversation,
      Instant due,
      String promise,
      Optional<CalledNumber> number,
      String origin,
      Optional<AgentId> by,
      Optional<AgentId> agent) {
    return new CallbackId(
        tx.row(
                """
                INSERT INTO callback (conversation_id, due_at, promise, number, number_text, origin, promised_by, agent_id, missed_calls)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, ($6 = 'missed_call')::integer) RETURNING id
                """,
                conversation,
                due,
                promise,
                number.map(CalledNumber::value),
                number.map(CalledNumber::text),
                origin,
                by,
                agent)
            .orElseThrow()
            .getLong("id"));
  }

  void update(
      Tx tx,
      CallbackId id,
      Instant due,
      Optional<String> promise,
      Optional<CalledNumber> number,
      Optional<AgentId> agent) {
    tx.execute(
        """
        UPDATE callback
           SET due_at = $2, promise = coalesce($3, promise), number = $4, number_text = $5, agent_id = $6,
               warned_at = CASE WHEN due_at = $2 THEN warned_at END, told_late_at = CASE WHEN due_at = $2 THEN told_late_at END,
               version = version + 1
         WHERE id = $1
        """,
        id,
        due,
        promise,
        number.map(CalledNumber::value),
        number.map(CalledNumber::text),
        agent);
  }

  void tried(Tx tx, CallbackId id) {
    tx.execute(
        "UPDATE callback SET attempts = attempts + 1, version = version + 1 WHERE id = $1", id);
  }

  void missedAgain(Tx tx, CallbackId id) {
    tx.execute(
        "UPDATE callback SET missed_calls = missed_calls + 1, version = version + 1 WHERE id = $1",
        id);
  }

  void end(Tx tx, CallbackId id, String state, Optional<AgentId> by, String reason) {
    tx.execute(
        """
        UPDATE callback SET state = $2, ended_at = clock_timestamp(), ended_by = $3, end_reason = $4, version = version + 1
         WHERE id = $1
        """,
        id,
        state,
        by,
        reason);
  }

  void noted(Tx tx, CallbackId id, long entry) {
    tx.execute("UPDATE callback SET note_entry_id = $2 WHERE id = $1", id, entry);
  }

  /** The open one that calls this number. Index: callback_open_of_number. */
  Optional<CallbackId> openOfNumber(Sql sql, String number) {
    return sql
        .rows(
            "SELECT id FROM callback WHERE state = 'open' AND number = $1 ORDER BY due_at, id LIMIT 1",
            number)
        .stream()
        .findFirst()
        .map(row -> new CallbackId(row.getLong("id")));
  }

  /** Where the customer of a conversation is best called. */
  Optional<CalledNumber> numberOf(Sql sql, ConversationId conversation) {
    return sql
        .rows(
            """
            SELECT p.value, p.display
              FROM conversation_standing c
              JOIN customer_card k ON k.id = c.customer_id
              JOIN reachable p ON p.root_id = k.root_id AND p.channel = 'phone'
             WHERE c.id = $1 ORDER BY p.state = 'ok' DESC, p.verified DESC, p.id LIMIT 1
            """,
            conversation)
        .stream()
        .findFirst()
        .map(row -> new CalledNumber(row.getString("value"), row.getString("display")));
  }

  boolean works(Sql sql, AgentId agent) {
    return !sql.rows("SELECT 1 FROM staff_member WHERE id = $1 AND active", agent).isEmpty();
  }

  /** Each view's condition, its order and the column that it goes by. */
  enum View {
    DUE(
        "b.state = 'open' AND b.due_at >= clock_timestamp() AND $1::bigint IS NOT NULL",
        "due_at",
        "ASC",
        ">"),
    LATE(
        "b.state = 'open' AND b.due_at < clock_timestamp() AND $1::bigint IS NOT NULL",
        "due_at",
        "ASC",
        ">"),
    DONE("b.state <> 'open' AND $1::bigint IS NOT NULL", "ended_at", "DESC", "<"),
    MINE(
        """
        b.state = 'open' AND (b.promised_by = $1 OR b.agent_id = $1
          OR EXISTS (SELECT FROM open_work h WHERE h.conversation_id = b.conversation_id AND h.kind = 'callback' AND h.agent_id = $1))
        """,
        "due_at",
        "ASC",
        ">");

    private final String condition;
    private final String column;
    private final String order;
    private final String beyond;

    View(String condition, String column, String order, String beyond) {
      this.condition = condition;
      this.column = column;
      this.order = order;
      this.beyond = beyond;
    }

    Place place(Callback callback) {
      return new Place(
          column.equals("due_at") ? callback.dueAt() : callback.endedAt().orElseThrow(),
          callback.id().value());
    }
  }

  /** Indexes: callback_due, callback_over. */
  List<Callback> list(
      Sql sql,
      View view,
      AgentId viewer,
      Optional<Long> conversation,
      Optional<Long> customer,
      Optional<Place> after,
      int limit) {
    return sql
        .rows(
            (SELECT
                    + """
                       WHERE b.id IN (
                         SELECT b.id FROM callback b
                          WHERE %1$s
                            AND ($2::bigint IS NULL OR b.conversation_id IN
                                 (WITH RECURSIVE gone AS (
                                    SELECT $2::bigint AS id
                                    UNION ALL
                                    SELECT c.id FROM gone JOIN conversation_standing c ON c.merged_into = gone.id)
                                  SELECT id FROM gone))
                            AND ($3::bigint IS NULL OR b.conversation_id IN
                                 (SELECT c.id FROM conversation_standing c JOIN customer_card o ON o.id = c.customer_id
                                   WHERE o.root_id = (SELECT root_id FROM customer_card WHERE id = $3)))
                            AND ($4::timestamptz IS NULL OR (b.%2$s, b.id) %4$s ($4, $5::bigint))
                          ORDER BY b.%2$s %3$s, b.id %3$s LIMIT $6)
                       ORDER BY b.%2$s %3$s, b.id %3$s
                      """)
                .formatted(view.condition, view.column, view.order, view.beyond),
            viewer,
            conversation,
            customer,
            after.map(Place::at),
            after.map(Place::id),
            limit)
        .stream()
        .map(this::callback)
        .toList();
  }

  Callbacks.Counts counts(Sql sql) {
    Row row =
        sql.row(
                """
                SELECT count(*) FILTER (WHERE state = 'open' AND due_at >= clock_timestamp()) AS due,
                       count(*) FILTER (WHERE state = 'open' AND due_at < clock_timestamp()) AS late,
                       count(*) FILTER (WHERE state <> 'open') AS done
                  FROM callback WHERE state = 'open' OR ended_at >= current_date
                """)
            .orElseThrow();
    return new Callbacks.Counts(row.getLong("due"), row.getLong("late"), row.getLong("done"));
  }

  /** A promise whose time is near, or over. */
  record Near(CallbackId id, ConversationId conversation, Optional<AgentId> holder) {}

  /** Each is named once when its time is near, and once when it is over. Index: callback_due. */
  List<Near> warn(Tx tx, Duration before) {
    return tx
        .rows(
            """
            WITH near AS (
              SELECT b.id FROM callback b
               WHERE b.state = 'open' AND b.due_at <= clock_timestamp() + $1::bigint * interval '1 millisecond'
                 AND (b.warned_at IS NULL OR (b.told_late_at IS NULL AND b.due_at <= clock_timestamp()))
               ORDER BY b.due_at LIMIT 200 FOR NO KEY UPDATE SKIP LOCKED)
            UPDATE callback b
               SET warned_at = coalesce(b.warned_at, clock_timestamp()),
                   told_late_at = CASE WHEN b.due_at <= clock_timestamp() THEN clock_timestamp() END
              FROM near n WHERE b.id = n.id
            RETURNING b.id, b.conversation_id,
                      (SELECT w.agent_id FROM open_work w WHERE w.conversation_id = b.conversation_id AND w.kind = 'callback') AS holder
            """,
            before.toMillis())
        .stream()
        .map(
            row ->
                new Near(
                    new CallbackId(row.getLong("id")),
                    new ConversationId(row.getLong("conversation_id")),
                    optionalLong(row, "holder").map(AgentId::new)))
        .toList();
  }

  /** Promises that nobody works on or waits to work on: that must not be. */
  List<CallbackId> forgotten(Sql sql) {
    return sql
        .rows(
            """
            SELECT b.id FROM callback b
             WHERE b.state = 'open' AND b.promised_at < clock_timestamp() - interval '1 minute'
               AND NOT EXISTS (
                 SELECT FROM open_work w
                  WHERE w.kind = 'callback' AND w.conversation_id IN (
                    WITH RECURSIVE way AS (
                      SELECT c.id, c.merged_into FROM conversation_standing c WHERE c.id = b.conversation_id
                      UNION ALL
                      SELECT c.id, c.merged_into FROM way JOIN conversation_standing c ON c.id = way.merged_into)
                    SELECT id FROM way))
             ORDER BY b.id LIMIT 100
            """)
        .stream()
        .map(row -> new CallbackId(row.getLong("id")))
        .toList();
  }

  private Callback callback(Row row) {
    Optional<String> number = optionalText(row, "number");
    return new Callback(
        new CallbackId(row.getLong("id")),
        row.getString("state"),
        instant(row, "due_at"),
        row.getBoolean("late"),
        row.getString("promise"),
        optionalText(row, "number_text"),
        number.flatMap(numbers::dial),
        row.getBoolean("unwanted"),
        row.getString("origin"),
        person(row, "promised_by"),
        instant(row, "promised_at"),
        person(row, "agent_id", "agent_name"),
        row.getInteger("attempts"),
        row.getInteger("missed_calls"),
        optionalInstant(row, "ended_at"),
        person(row, "ended_by"),
        optionalText(row, "end_reason").filter(reason -> !reason.isEmpty()),
        optionalLong(row, "note_entry_id"),
        new Callback.Subject(row.getLong("conversation_id"), row.getString("subject")),
        CustomerCard.of(row),
        optionalLong(row, "w_id").map(id -> WorkItem.of(row, "w_")),
        row.getInteger("version"));
  }

  private static Optional<Person> person(Row row, String column) {
    return person(row, column, column + "_name");
  }

  static Optional<Person> person(Row row, String id, String name) {
    return optionalLong(row, id).map(each -> new Person(new AgentId(each), row.getString(name)));
  }
}
