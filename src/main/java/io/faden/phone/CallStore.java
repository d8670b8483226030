package io.faden.phone;

import static io.faden.platform.db.Columns.instant;
import static io.faden.platform.db.Columns.optionalInstant;
import static io.faden.platform.db.Columns.optionalLong;
import static io.faden.platform.db.Columns.optionalText;
import static io.faden.platform.db.Columns.texts;

import io.faden.channel.ChannelAccountId;
import io.faden.conversation.ConversationId;
import io.faden.customer.ContactPointId;
import io.faden.customer.CustomerCard;
import io.faden.customer.CustomerId;
import io.faden.customer.PhoneNumbers;
import io.faden.phone.CallEvent.Direction;
import io.faden.phone.CallEvent.Kind;
import io.faden.phone.CallbackStore.CalledNumber;
import io.faden.platform.AgentId;
import io.faden.platform.Person;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All SQL about calls. */
final class CallStore {
  private static final int MOST_EVENTS = 500;

  private final PhoneNumbers numbers;

  CallStore(PhoneNumbers numbers) {
    this.numbers = numbers;
  }

  /** What a change needs to know; the row stays locked. */
  record Locked(
      CallId id,
      ChannelAccountId line,
      String state,
      Direction direction,
      Optional<CalledNumber> number,
      Instant startedAt,
      Optional<Instant> answeredAt,
      Optional<Instant> endedAt,
      boolean missed,
      Optional<AgentId> agent,
      Optional<AgentId> claimedBy,
      Optional<Instant> claimedAt,
      Optional<CustomerId> customer,
      Optional<CallbackId> callback,
      Optional<Instant> lostAt) {}

  /** The call that an event is about, made if it is the first one. */
  CallId find(Tx tx, ChannelAccountId line, CallEvent event, Instant at) {
    return tx
        .rows(
            """
            SELECT c.id FROM call_event e JOIN phone_call c ON c.id = e.phone_call_id
             WHERE e.leg = $2 AND c.channel_account_id = $1 LIMIT 1
            """,
            line,
            event.leg())
        .stream()
        .findFirst()
        .map(row -> new CallId(row.getLong("id")))
        .filter(known -> event.leg().equals(event.call()))
        .orElseGet(() -> make(tx, line, event, at));
  }

  private static CallId make(Tx tx, ChannelAccountId line, CallEvent event, Instant at) {
    return new CallId(
        tx.row(
                """
                INSERT INTO phone_call (channel_account_id, call_key, direction, state, started_at)
                VALUES ($1, $2, 'in', 'ringing', $3)
                ON CONFLICT ON CONSTRAINT phone_call_key DO UPDATE SET call_key = EXCLUDED.call_key
                RETURNING id
                """,
                line,
                event.call(),
                at)
            .orElseThrow()
            .getLong("id"));
  }

  Optional<Locked> lock(Tx tx, CallId id) {
    return tx.row(
            """
            SELECT id, channel_account_id, state, direction, number, number_text, started_at, answered_at, ended_at, missed, agent_id,
                   claimed_by, claimed_at, customer_id, callback_id, lost_at
              FROM phone_call WHERE id = $1 FOR NO KEY UPDATE
            """,
            id)
        .map(
            row ->
                new Locked(
                    new CallId(row.getLong("id")),
                    new ChannelAccountId(row.getLong("channel_account_id")),
                    row.getString("state"),
                    Direction.valueOf(row.getString("direction").toUpperCase(Locale.ROOT)),
                    optionalText(row, "number")
                        .map(value -> new CalledNumber(value, row.getString("number_text"))),
                    instant(row, "started_at"),
                    optionalInstant(row, "answered_at"),
                    optionalInstant(row, "ended_at"),
                    row.getBoolean("missed"),
                    optionalLong(row, "agent_id").map(AgentId::new),
                    optionalLong(row, "claimed_by").map(AgentId::new),
                    optionalInstant(row, "claimed_at"),
                    optionalLong(row, "customer_id").map(CustomerId::new),
                    optionalLong(row, "callback_id").map(CallbackId::new),
                    optionalInstant(row, "lost_at")));
  }

  void addEvent(Tx tx, long arrival, CallId call, CallEvent event, Instant at) {
    tx.execute(
        """
        INSERT INTO call_event (arrival_id, phone_call_id, leg, kind, direction, caller, called, users, cause, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """,
        arrival,
        call,
        event.leg(),
        event.kind(),
        event.direction(),
        event.caller(),
        event.called(),
        Sql.texts(event.users()),
        event.cause(),
        at);
  }

  /** In the order of their arrival. Index: call_event_of_call. */
  List<CallStory.Told> events(Sql sql, CallId call) {
    return sql
        .rows(
            """
            SELECT e.leg, c.call_key, e.kind, e.direction, e.caller, e.called, e.users, e.cause, e.at
              FROM call_event e JOIN phone_call c ON c.id = e.phone_call_id
             WHERE e.phone_call_id = $1 ORDER BY e.arrival_id LIMIT $2
            """,
            call,
            MOST_EVENTS)
        .stream()
        .map(
            row ->
                new CallStory.Told(
                    new CallEvent(
                        Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        row.getString("leg"),
                        row.getString("call_key"),
                        optionalText(row, "direction")
                            .map(way -> Direction.valueOf(way.toUpperCase(Locale.ROOT))),
                        row.getString("caller"),
                        row.getString("called"),
                        texts(row, "users"),
                        row.getString("cause")),
                    instant(row, "at")))
        .toList();
  }

  void update(
      Tx tx,
      CallId id,
      CallStory story,
      Optional<String> number,
      Optional<String> text,
      Optional<AgentId> agent,
      Optional<Instant> busySince) {
    tx.execute(
        """
        UPDATE phone_call SET direction = $2, state = $3, number = $4, number_text = $5, started_at = $6, answered_at = $7,
               ended_at = $8, cause = nullif($9, ''), missed = $10, agent_id = $11, busy_since = $12
         WHERE id = $1
        """,
        id,
        story.direction(),
        story.state(),
        number,
        text,
        story.startedAt(),
        story.answeredAt(),
        story.endedAt(),
        story.cause(),
        story.missed(),
        agent,
        busySince);
  }

  void rings(Tx tx, CallId id, Collection<AgentId> agents) {
    tx.execute(
        """
        INSERT INTO call_ring (phone_call_id, agent_id) SELECT $1, unnest($2::bigint[])
            ON CONFLICT ON CONSTRAINT call_ring_pkey DO NOTHING
        """,
        id,
        Sql.ids(agents));
  }

  Set<AgentId> ringsAt(Sql sql, CallId id) {
    Set<AgentId> agents = new LinkedHashSet<>();
    sql.rows("SELECT agent_id FROM call_ring WHERE phone_call_id = $1 ORDER BY agent_id", id)
        .forEach(row -> agents.add(new AgentId(row.getLong("agent_id"))));
    return agents;
  }

  /**
   * Since when somebody has spoken without a break; empty if they do not. Index: phone_call_busy.
   */
  Optional<Instant> busySince(Sql sql, AgentId agent) {
    return sql.row(
            "SELECT min(busy_since) AS since FROM phone_call WHERE agent_id = $1 AND state <> 'ended'",
            agent)
        .flatMap(row -> optionalInstant(row, "since"));
  }

  void claim(Tx tx, CallId id, AgentId agent) {
    tx.execute(
        "UPDATE phone_call SET claimed_by = $2, claimed_at = clock_timestamp() WHERE id = $1",
        id,
        agent);
  }

  void choose(Tx tx, CallId id, Optional<CustomerId> customer) {
    tx.execute("UPDATE phone_call SET customer_id = $2 WHERE id = $1", id, customer);
  }

  void dismiss(Tx tx, CallId id) {
    tx.execute("UPDATE phone_call SET dismissed = true WHERE id = $1", id);
  }

  void calledBack(Tx tx, CallId id, CallbackId callback) {
    tx.execute("UPDATE phone_call SET callback_id = $2 WHERE id = $1", id, callback);
  }

  void noted(Tx tx, CallId id, long entry, CustomerId customer) {
    tx.execute(
        "UPDATE phone_call SET note_entry_id = $2, customer_id = $3 WHERE id = $1",
        id,
        entry,
        customer);
  }

  void lose(Tx tx, CallId id) {
    tx.execute(
        "UPDATE phone_call SET lost_at = clock_timestamp() WHERE id = $1 AND state <> 'ended'", id);
  }

  /**
   * Calls that never ended, and those of lines that are switched off. Index: phone_call_going_on.
   */
  List<CallId> lost(Sql sql, Duration longest) {
    return sql
        .rows(
            """
            SELECT c.id FROM phone_call c JOIN channel_account a ON a.id = c.channel_account_id
             WHERE c.state <> 'ended'
               AND (NOT a.active OR c.started_at < clock_timestamp() - $1::bigint * interval '1 millisecond')
             ORDER BY c.started_at LIMIT 100
            """,
            longest.toMillis())
        .stream()
        .map(row -> new CallId(row.getLong("id")))
        .toList();
  }

  /** Whoever has a number, the one who was heard of last first. */
  record Owner(CustomerId member, CustomerId root, ContactPointId contactPoint) {}

  List<Owner> owners(Sql sql, String number) {
    return sql
        .rows(
            """
            SELECT p.customer_id, p.root_id, p.id,
                   (SELECT max(c.last_entry_at) FROM conversation_standing c JOIN customer_card m ON m.id = c.customer_id
                     WHERE m.root_id = p.root_id) AS heard
              FROM reachable p WHERE p.channel = 'phone' AND p.value = $1
             ORDER BY heard DESC NULLS LAST, p.id
            """,
            number)
        .stream()
        .map(
            row ->
                new Owner(
                    new CustomerId(row.getLong("customer_id")),
                    new CustomerId(row.getLong("root_id")),
                    new ContactPointId(row.getLong("id"))))
        .toList();
  }

  /** Of two who meet the same new number at once, the second knows of the first. */
  void holdNumber(Tx tx, String number) {
    tx.rows("SELECT pg_advisory_xact_lock(hashtextextended($1, 7))", "phone:" + number);
  }

  /** The newest matter with a customer that is not settled. */
  Optional<ConversationId> openMatter(Sql sql, CustomerId customer) {
    return sql
        .rows(
            """
            SELECT c.id FROM conversation_standing c
             WHERE c.customer_id IN (SELECT m.id FROM customer_card m
                                      WHERE m.root_id = (SELECT root_id FROM customer_card WHERE id = $1))
               AND c.status <> 'resolved' AND c.merged_into IS NULL
             ORDER BY c.last_entry_at DESC, c.id DESC LIMIT 1
            """,
            customer)
        .stream()
        .findFirst()
        .map(row -> new ConversationId(row.getLong("id")));
  }

  Optional<AgentId> personalAgent(Sql sql, CustomerId customer) {
    return sql.row(
            """
            SELECT r.personal_agent_id FROM customer_card m JOIN customer_card r ON r.id = m.root_id WHERE m.id = $1
            """,
            customer)
        .flatMap(row -> optionalLong(row, "personal_agent_id"))
        .map(AgentId::new);
  }

  boolean known(Sql sql, CustomerId customer) {
    return !sql.rows("SELECT 1 FROM customer_card WHERE id = $1", customer).isEmpty();
  }

  /** Nobody's number and words go to somebody who was forgotten. */
  boolean erased(Sql sql, CustomerId customer) {
    return !sql.rows(
            "SELECT 1 FROM customer_record WHERE id = $1 AND erased_at IS NOT NULL", customer)
        .isEmpty();
  }

  // Showing

  enum View {
    MINE(
        "(c.agent_id = $1 OR EXISTS (SELECT FROM call_ring r WHERE r.phone_call_id = c.id AND r.agent_id = $1))"),
    NOW("c.state <> 'ended' AND $1::bigint IS NOT NULL"),
    MISSED("c.missed AND $1::bigint IS NOT NULL"),
    ALL("$1::bigint IS NOT NULL");

    private final String condition;

    View(String condition) {
      this.condition = condition;
    }
  }

  private static final String SELECT =
      """
      SELECT c.id, c.state, c.direction, c.number, c.number_text, c.started_at, c.answered_at, c.ended_at, c.missed, c.cause,
             a.id AS line_id, a.name AS line_name, c.agent_id, p.name AS agent_name, c.callback_id, c.note_entry_id,
             e.conversation_id AS note_conversation_id, c.dismissed,
             k.id AS customer_id, k.name AS customer_name, k.address AS customer_address,
             (SELECT array_agg(r.agent_id ORDER BY r.agent_id) FROM call_ring r WHERE r.phone_call_id = c.id) AS rings,
             (SELECT array_agg(q.name ORDER BY r.agent_id) FROM call_ring r JOIN person q ON q.id = r.agent_id WHERE r.phone_call_id = c.id) AS ring_names
        FROM phone_call c
        JOIN channel_account a ON a.id = c.channel_account_id
        LEFT JOIN person p ON p.id = c.agent_id
        LEFT JOIN timeline_place e ON e.entry_id = c.note_entry_id
        LEFT JOIN customer_card m ON m.id = c.customer_id
        LEFT JOIN customer_card k ON k.id = m.root_id
      """;

  /** Newest first. */
  List<Row> list(Sql sql, View view, AgentId viewer, Optional<Long> below, int limit) {
    return sql.rows(
        SELECT
            + " WHERE "
            + view.condition
            + " AND ($2::bigint IS NULL OR c.id < $2) ORDER BY c.id DESC LIMIT $3",
        viewer,
        below,
        limit);
  }

  Optional<Row> row(Sql sql, CallId id) {
    return sql.row(SELECT + " WHERE c.id = $1", id);
  }

  /** Who may be meant by each of these numbers, at most ten. */
  Map<String, List<CustomerCard>> candidates(Sql sql, Collection<String> numbers) {
    Map<String, List<CustomerCard>> found = new HashMap<>();
    if (numbers.isEmpty()) {
      return found;
    }
    sql.rows(
            """
            SELECT DISTINCT p.value, k.id AS customer_id, k.name AS customer_name, k.address AS customer_address
              FROM reachable p JOIN customer_card k ON k.id = p.root_id
             WHERE p.channel = 'phone' AND p.value = ANY ($1)
             ORDER BY p.value, k.id
            """,
            (Object) Sql.texts(numbers))
        .forEach(
            row -> {
              List<CustomerCard> cards =
                  found.computeIfAbsent(row.getString("value"), any -> new ArrayList<>());
              if (cards.size() < 10) {
                cards.add(CustomerCard.of(row));
              }
            });
    return found;
  }

  Call call(Row row, Map<String, List<CustomerCard>> owners, Optional<Callback> callback) {
    Optional<String> number = optionalText(row, "number");
    List<CustomerCard> candidates =
        number.map(value -> owners.getOrDefault(value, List.of())).orElse(List.of());
    Optional<CustomerCard> chosen =
        optionalLong(row, "customer_id").map(id -> CustomerCard.of(row));
    return new Call(
        new CallId(row.getLong("id")),
        row.getString("state"),
        row.getString("direction"),
        optionalText(row, "number_text"),
        number.flatMap(numbers::dial),
        new Call.Line(row.getLong("line_id"), row.getString("line_name")),
        instant(row, "started_at"),
        optionalInstant(row, "answered_at"),
        optionalInstant(row, "ended_at"),
        row.getBoolean("missed"),
        optionalText(row, "cause"),
        CallbackStore.person(row, "agent_id", "agent_name"),
        rings(row),
        chosen.or(
            () -> candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty()),
        candidates,
        callback,
        optionalLong(row, "note_entry_id"),
        optionalLong(row, "note_conversation_id"),
        row.getBoolean("dismissed"));
  }

  private static List<Person> rings(Row row) {
    Long[] ids = row.getArrayOfLongs("rings");
    List<String> names = texts(row, "ring_names");
    List<Person> people = new ArrayList<>();
    for (int i = 0; ids != null && i < ids.length; i++) {
      people.add(new Person(new AgentId(ids[i]), names.get(i)));
    }
    return people;
  }

  // Requests

  /** What a request made before; nobody else makes anything of it until the transaction ends. */
  record Noted(long entry, ConversationId conversation, Optional<CallbackId> callback) {}

  Optional<Noted> noted(Tx tx, AgentId agent, String request) {
    tx.rows(
        "SELECT pg_advisory_xact_lock(hashtextextended($1, 23))", agent.value() + ":" + request);
    return tx.row(
            """
            SELECT n.entry_id, e.conversation_id, n.callback_id
              FROM call_note n JOIN timeline_place e ON e.entry_id = n.entry_id WHERE n.agent_id = $1 AND n.request_id = $2
            """,
            agent,
            request)
        .map(
            row ->
                new Noted(
                    row.getLong("entry_id"),
                    new ConversationId(row.getLong("conversation_id")),
                    optionalLong(row, "callback_id").map(CallbackId::new)));
  }

  void remember(Tx tx, long entry, AgentId agent, String request, Optional<CallbackId> callback) {
    tx.execute(
        "INSERT INTO call_note (entry_id, agent_id, request_id, callback_id) VALUES ($1, $2, $3, $4)",
        entry,
        agent,
        request,
        callback);
  }
}
