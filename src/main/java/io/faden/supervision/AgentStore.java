package io.faden.supervision;

import static io.faden.platform.db.Columns.optionalInstant;
import static io.faden.platform.db.Columns.optionalLong;
import static io.faden.platform.db.Columns.optionalText;
import static io.faden.platform.db.Columns.texts;

import io.faden.platform.AgentId;
import io.faden.platform.Person;
import io.faden.platform.Role;
import io.faden.platform.db.Sql;
import io.faden.presence.AwayReason;
import io.faden.presence.PresenceState;
import io.faden.presence.PresenceView;
import io.faden.routing.Offers;
import io.faden.routing.engine.AgentFacts;
import io.faden.staff.Location;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Everybody of the house. */
final class AgentStore {
  private static final int HOLDS_AT_MOST = 20;

  private final ItemStore items = new ItemStore();

  /** Those on shift first, each part by name. */
  List<LiveAgent> all(Sql sql, Staffing staffing) {
    Map<Long, Map<String, Long>> byChannel = new HashMap<>();
    sql.rows(
            """
            SELECT agent_id, channel, count(*) AS items FROM open_work
             WHERE state IN ('offered', 'assigned', 'wrapping') GROUP BY agent_id, channel
            """)
        .forEach(
            row ->
                byChannel
                    .computeIfAbsent(row.getLong("agent_id"), any -> new HashMap<>())
                    .put(row.getString("channel"), row.getLong("items")));
    Map<Long, List<LiveItem>> holds = items.held(sql, staffing, HOLDS_AT_MOST);
    Map<Long, List<Long>> queues =
        staffing.agents().stream()
            .collect(
                Collectors.toMap(
                    AgentFacts::id, agent -> agent.queues().stream().sorted().toList()));
    return sql
        .rows(
            """
            SELECT m.id, m.name, m.role, p.state, p.reason, p.location, p.paused, p.since, p.on_call_since, p.version,
                   p.set_by, s.name AS set_by_name,
                   coalesce(l.used, 0) AS used, coalesce(l.capacity, 100) AS capacity,
                   coalesce(l.used > l.capacity, false) AS over_capacity, coalesce(l.misses, 0) AS misses,
                   CASE WHEN l.offers_on = current_date THEN l.offers_today ELSE 0 END AS offers_today, coalesce(o.missed_today, 0) AS missed_today,
                   EXISTS (SELECT FROM agent_connection c WHERE c.agent_id = m.id) AS connected
              FROM staff_member m
              JOIN agent_presence p ON p.agent_id = m.id
              LEFT JOIN person s ON s.id = p.set_by
              LEFT JOIN agent_load l ON l.agent_id = m.id
              LEFT JOIN (SELECT agent_id, count(*) AS missed_today FROM missed_offer
                          WHERE ended_at >= current_date GROUP BY agent_id) o ON o.agent_id = m.id
             WHERE m.active
             ORDER BY p.state = 'offline', lower(m.name), m.id
            """)
        .stream()
        .map(
            row ->
                agent(
                    row,
                    byChannel.getOrDefault(row.getLong("id"), Map.of()),
                    holds.getOrDefault(row.getLong("id"), List.of()),
                    queues.getOrDefault(row.getLong("id"), List.of()),
                    staffing.at()))
        .toList();
  }

  private static LiveAgent agent(
      Row row, Map<String, Long> held, List<LiveItem> holds, List<Long> queues, Instant at) {
    Optional<Instant> since = optionalInstant(row, "since");
    return new LiveAgent(
        new Person(new AgentId(row.getLong("id")), row.getString("name")),
        Role.of(row.getString("role")),
        new PresenceView(
            PresenceState.of(row.getString("state")),
            optionalText(row, "reason").map(AwayReason::of),
            Location.of(row.getString("location")),
            texts(row, "paused"),
            since,
            since.map(begun -> Math.max(0, Duration.between(begun, at).toSeconds())),
            optionalLong(row, "set_by")
                .map(id -> new Person(new AgentId(id), row.getString("set_by_name"))),
            optionalInstant(row, "on_call_since"),
            row.getLong("version")),
        row.getBoolean("connected"),
        new Offers.Load(
            row.getInteger("used"),
            row.getInteger("capacity"),
            row.getBoolean("over_capacity"),
            held),
        holds,
        row.getInteger("misses"),
        row.getLong("missed_today"),
        row.getInteger("offers_today"),
        queues);
  }
}
