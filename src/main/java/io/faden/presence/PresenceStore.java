package io.faden.presence;

import static io.faden.platform.db.Columns.optionalInstant;
import static io.faden.platform.db.Columns.optionalLong;
import static io.faden.platform.db.Columns.optionalText;
import static io.faden.platform.db.Columns.texts;

import io.faden.platform.AgentId;
import io.faden.platform.Person;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.presence.AgentState.Shift;
import io.faden.staff.Location;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** All SQL about presence. The stretches of time behind it are kept by a trigger. */
final class PresenceStore {
  private static final String PRESENCE =
      """
      SELECT p.agent_id, p.state, p.reason, p.location, p.paused, p.since, p.on_call_since, p.version, p.set_by, s.name AS set_by_name,
             floor(extract(epoch FROM clock_timestamp() - p.since))::bigint AS for_seconds
      """;

  private static final String CHANGED =
      """
      RETURNING p.agent_id, p.state, p.reason, p.location, p.paused, p.since, p.on_call_since, p.version
      """;

  /** A row as it is after a change. */
  record Changed(AgentId agent, Shift shift) {}

  PresenceView presence(Sql sql, AgentId agent) {
    return sql.row(
            PRESENCE
                + """
                  FROM agent_presence p LEFT JOIN person s ON s.id = p.set_by WHERE p.agent_id = $1
                """,
            agent)
        .map(PresenceStore::presence)
        .orElseThrow();
  }

  List<Colleague> colleagues(Sql sql) {
    return sql
        .rows(
            PRESENCE
                + """
                     , m.name
                  FROM staff_member m
                  JOIN agent_presence p ON p.agent_id = m.id
                  LEFT JOIN person s ON s.id = p.set_by
                 WHERE m.active
                 ORDER BY lower(m.name), m.id
                """)
        .stream()
        .map(row -> new Colleague(new Person(agent(row), row.getString("name")), presence(row)))
        .toList();
  }

  /** Holds somebody's row, which is made if there is none. */
  Shift hold(Tx tx, AgentId agent, Location place) {
    return held(tx, agent)
        .or(
            () -> {
              tx.execute(
                  """
                  INSERT INTO presence (agent_id, state, location) VALUES ($1, 'offline', $2)
                      ON CONFLICT ON CONSTRAINT presence_pkey DO NOTHING
                  """,
                  agent,
                  place);
              return held(tx, agent);
            })
        .orElseThrow();
  }

  private static Optional<Shift> held(Tx tx, AgentId agent) {
    return tx.row(
            """
            SELECT state, reason, location, paused, since, on_call_since, version FROM presence WHERE agent_id = $1 FOR UPDATE
            """,
            agent)
        .map(PresenceStore::shift);
  }

  /** Writes what a person wants; a new state or reason begins now. Needs the row held. */
  Changed update(Tx tx, AgentId agent, Shift next, Optional<AgentId> setBy) {
    return tx.row(
            """
            UPDATE presence AS p
               SET state = $2, reason = $3, location = $4, paused = $5,
                   since = CASE WHEN (p.state, p.reason) IS DISTINCT FROM ($2, $3) THEN clock_timestamp() ELSE p.since END,
                   set_by = CASE WHEN (p.state, p.reason) IS DISTINCT FROM ($2, $3) THEN $6 ELSE p.set_by END,
                   resume_state = CASE WHEN $2 = 'disconnected' THEN p.resume_state END,
                   resume_reason = CASE WHEN $2 = 'disconnected' THEN p.resume_reason END,
                   resume_set_by = CASE WHEN $2 = 'disconnected' THEN p.resume_set_by END,
                   version = p.version + 1
             WHERE p.agent_id = $1
            """
                + CHANGED,
            agent,
            next.state(),
            next.reason(),
            next.location(),
            Sql.texts(next.paused()),
            setBy)
        .map(PresenceStore::changed)
        .orElseThrow();
  }

  /** Empty when nothing is new. Needs the row held. */
  Optional<Changed> speaks(Tx tx, AgentId agent, Optional<Instant> since) {
    return tx.row(
            """
            UPDATE presence AS p SET on_call_since = $2, version = p.version + 1
             WHERE p.agent_id = $1 AND p.on_call_since IS DISTINCT FROM $2
            """
                + CHANGED,
            agent,
            since)
        .map(PresenceStore::changed);
  }

  /** Empty when nothing is new. */
  Optional<Changed> move(Tx tx, AgentId agent, Location place) {
    return tx.row(
            """
            UPDATE presence AS p SET location = $2, version = p.version + 1 WHERE p.agent_id = $1 AND p.location <> $2
            """
                + CHANGED,
            agent,
            place)
        .map(PresenceStore::changed);
  }

  /** From one state to another, neither of which has a reason; empty when it was not that one. */
  Optional<Changed> turn(Tx tx, AgentId agent, PresenceState from, PresenceState to) {
    return tx.row(
            """
            UPDATE presence AS p SET state = $3, since = clock_timestamp(), set_by = NULL, version = p.version + 1
             WHERE p.agent_id = $1 AND p.state = $2
            """
                + CHANGED,
            agent,
            from,
            to)
        .map(PresenceStore::changed);
  }

  /** The same for what a lost person will return to. */
  boolean turnLater(Tx tx, AgentId agent, PresenceState from, PresenceState to) {
    return tx.execute(
            """
            UPDATE presence SET resume_state = $3, resume_set_by = NULL
             WHERE agent_id = $1 AND state = 'disconnected' AND resume_state = $2
            """,
            agent,
            from,
            to)
        == 1;
  }

  /** Empty when they were already. */
  Optional<Changed> end(Tx tx, AgentId agent) {
    return tx.row(
            """
            UPDATE presence AS p
               SET state = 'offline', reason = NULL, resume_state = NULL, resume_reason = NULL, resume_set_by = NULL,
                   since = clock_timestamp(), set_by = NULL, version = p.version + 1
             WHERE p.agent_id = $1 AND p.state <> 'offline'
            """
                + CHANGED,
            agent)
        .map(PresenceStore::changed);
  }

  /**
   * Those who are on shift and were last seen so long ago. Rows that somebody else changes just now
   * wait for the next round. Index: presence_on_shift, connection_pkey.
   */
  List<Changed> lose(Tx tx, Duration lost) {
    return tx
        .rows(
            """
            WITH gone AS (
              SELECT q.agent_id FROM presence q
               WHERE q.state NOT IN ('offline', 'disconnected')
                 AND coalesce((SELECT max(c.seen_at) FROM connection c WHERE c.agent_id = q.agent_id), q.since)
                     < clock_timestamp() - $1::bigint * interval '1 millisecond'
               ORDER BY q.agent_id
                 FOR UPDATE SKIP LOCKED)
            UPDATE presence AS p
               SET state = 'disconnected', reason = NULL, set_by = NULL,
                   resume_state = p.state, resume_reason = p.reason, resume_set_by = p.set_by,
                   since = clock_timestamp(), version = p.version + 1
              FROM gone g WHERE p.agent_id = g.agent_id
            """
                + CHANGED,
            lost.toMillis())
        .stream()
        .map(PresenceStore::changed)
        .toList();
  }

  /** Those of whom a page has answered since they were missed. */
  List<Changed> resume(Tx tx) {
    return tx
        .rows(
            """
            WITH back AS (
              SELECT q.agent_id FROM presence q
               WHERE q.state = 'disconnected'
                 AND EXISTS (SELECT FROM connection c WHERE c.agent_id = q.agent_id AND c.open AND c.seen_at > q.since)
               ORDER BY q.agent_id
                 FOR UPDATE SKIP LOCKED)
            """
                + RESUMED)
        .stream()
        .map(PresenceStore::changed)
        .toList();
  }

  /** The same for people whose page was opened just now. */
  List<Changed> resume(Tx tx, Collection<AgentId> agents) {
    return tx
        .rows(
            """
            WITH back AS (
              SELECT q.agent_id FROM presence q
               WHERE q.state = 'disconnected' AND q.agent_id = ANY ($1)
               ORDER BY q.agent_id
                 FOR UPDATE SKIP LOCKED)
            """
                + RESUMED,
            (Object) Sql.ids(agents))
        .stream()
        .map(PresenceStore::changed)
        .toList();
  }

  private static final String RESUMED =
      """
      UPDATE presence AS p
         SET state = p.resume_state, reason = p.resume_reason, set_by = p.resume_set_by,
             resume_state = NULL, resume_reason = NULL, resume_set_by = NULL,
             since = clock_timestamp(), version = p.version + 1
        FROM back b WHERE p.agent_id = b.agent_id
      """
          + CHANGED;

  /** Those who have been missed for so long that they will not be back today. */
  List<Changed> forget(Tx tx, Duration forgotten) {
    return tx
        .rows(
            """
            WITH gone AS (
              SELECT q.agent_id FROM presence q
               WHERE q.state = 'disconnected' AND q.since < clock_timestamp() - $1::bigint * interval '1 millisecond'
               ORDER BY q.agent_id
                 FOR UPDATE SKIP LOCKED)
            UPDATE presence AS p
               SET state = 'offline', resume_state = NULL, resume_reason = NULL, resume_set_by = NULL,
                   since = clock_timestamp(), version = p.version + 1
              FROM gone g WHERE p.agent_id = g.agent_id
            """
                + CHANGED,
            forgotten.toMillis())
        .stream()
        .map(PresenceStore::changed)
        .toList();
  }

  private static AgentId agent(Row row) {
    return new AgentId(row.getLong("agent_id"));
  }

  private static Changed changed(Row row) {
    return new Changed(agent(row), shift(row));
  }

  static Shift shift(Row row) {
    return new Shift(
        row.getLong("version"),
        PresenceState.of(row.getString("state")),
        optionalText(row, "reason").map(AwayReason::of),
        Location.of(row.getString("location")),
        texts(row, "paused"),
        optionalInstant(row, "since"),
        optionalInstant(row, "on_call_since"));
  }

  private static PresenceView presence(Row row) {
    Shift shift = shift(row);
    return new PresenceView(
        shift.state(),
        shift.reason(),
        shift.location(),
        shift.paused(),
        shift.since(),
        optionalLong(row, "for_seconds"),
        optionalLong(row, "set_by")
            .map(id -> new Person(new AgentId(id), row.getString("set_by_name"))),
        shift.onCallSince(),
        shift.version());
  }
}
