package io.faden.routing;

import static io.faden.platform.db.Columns.instant;
import static io.faden.platform.db.Columns.optionalInstant;
import static io.faden.platform.db.Columns.optionalLong;

import io.faden.platform.ChannelNames;
import io.faden.platform.db.Columns;
import io.faden.platform.db.Sql;
import io.faden.routing.engine.AgentFacts;
import io.faden.routing.engine.ItemFacts;
import io.faden.routing.engine.Need;
import io.faden.routing.engine.QueueRules;
import io.faden.routing.engine.Settings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what the engine is told, all of it or what has changed. */
final class RouterReads {
  static final Duration COOL_OFF = Duration.ofMinutes(10);
  private static final Set<String> LIVE = Set.of("phone", "chat");

  private RouterReads() {}

  /** Everything about queues that decides. */
  record House(Settings settings, Map<Long, QueueSettings> queues, Set<Long> forEverybody) {
    QueueSettings of(long queue) {
      return queues.get(queue);
    }
  }

  static House house(Sql sql) {
    Map<Long, QueueSettings> queues = new HashMap<>();
    Set<Long> everybody = new HashSet<>();
    for (Row row : sql.rows("SELECT id, settings, everybody FROM queue ORDER BY id")) {
      queues.put(row.getLong("id"), Queues.settings(row.getJsonObject("settings")));
      if (row.getBoolean("everybody")) {
        everybody.add(row.getLong("id"));
      }
    }
    Map<String, Integer> caps = new HashMap<>();
    sql.rows("SELECT channel, cap FROM channel_load WHERE cap IS NOT NULL")
        .forEach(row -> caps.put(row.getString("channel"), row.getInteger("cap")));
    List<QueueRules> rules =
        queues.entrySet().stream()
            .map(entry -> entry.getValue().rules(new QueueId(entry.getKey())))
            .toList();
    return new House(new Settings(rules, caps, LIVE), queues, everybody);
  }

  /** Active agents, those given or all; somebody without a presence is offline. */
  static List<AgentFacts> agents(Sql sql, House house, Optional<Collection<Long>> which) {
    return sql
        .rows(
            """
            SELECT m.id, p.state, p.location, p.paused, p.on_call_since IS NOT NULL AS on_call, m.skills, m.teams,
                   coalesce(s.used, 0) AS used, coalesce(s.capacity, 100) AS capacity,
                   coalesce(s.last_served_at, clock_timestamp()) AS last_served_at,
                   CASE WHEN s.offers_on = current_date THEN s.offers_today ELSE 0 END AS offers_today,
                   (SELECT array_agg(q.queue_id) FROM queue_member q WHERE q.agent_id = m.id) AS queues,
                   (SELECT jsonb_object_agg(h.channel, h.items)
                      FROM (SELECT w.channel, count(*) AS items FROM work_item w
                             WHERE w.agent_id = m.id AND w.state IN ('offered', 'assigned', 'wrapping')
                             GROUP BY w.channel) h) AS held,
                   EXISTS (SELECT FROM work_item w WHERE w.agent_id = m.id AND w.state = 'wrapping' AND w.wrap_timed) AS must_wrap,
                   EXISTS (SELECT FROM offer o WHERE o.agent_id = m.id AND o.outcome IS NULL AND o.live) AS live_offer,
                   EXISTS (SELECT FROM offer o WHERE o.agent_id = m.id AND o.outcome IS NULL AND NOT o.live) AS calm_offer
              FROM staff_member m
              JOIN agent_presence p ON p.agent_id = m.id
              LEFT JOIN agent_slot s ON s.agent_id = m.id
             WHERE m.active AND ($1::bigint[] IS NULL OR m.id = ANY($1))
            """,
            which.map(ids -> ids.toArray(Long[]::new)))
        .stream()
        .map(row -> agent(row, house))
        .toList();
  }

  private static AgentFacts agent(Row row, House house) {
    String state = row.getString("state");
    Set<Long> queues = new HashSet<>(house.forEverybody());
    queues.addAll(longs(row, "queues"));
    Map<Long, Integer> skills = new HashMap<>();
    row.getJsonObject("skills")
        .forEach(skill -> skills.put(Long.parseLong(skill.getKey()), number(skill.getValue())));
    Map<String, Integer> held = new HashMap<>();
    if (row.getValue("held") instanceof JsonObject items) {
      items.forEach(item -> held.put(item.getKey(), number(item.getValue())));
    }
    return new AgentFacts(
        row.getLong("id"),
        !state.equals("offline"),
        !state.equals("offline") && !state.equals("disconnected"),
        state.equals("available") && !row.getBoolean("must_wrap"),
        row.getBoolean("on_call"),
        row.getString("location").equals("home") ? QueueRules.Place.HOME : QueueRules.Place.OFFICE,
        queues,
        Set.copyOf(longs(row, "teams")),
        skills,
        taken(Columns.texts(row, "paused")),
        row.getInteger("used"),
        row.getInteger("capacity"),
        held,
        row.getBoolean("live_offer"),
        row.getBoolean("calm_offer"),
        instant(row, "last_served_at"),
        row.getInteger("offers_today"));
  }

  static Set<String> taken(List<String> paused) {
    Set<String> channels = new HashSet<>(ChannelNames.ALL);
    paused.forEach(channels::remove);
    return channels;
  }

  private static List<Long> longs(Row row, String column) {
    Long[] values = row.getArrayOfLongs(column);
    return values == null ? List.of() : List.of(values);
  }

  private static int number(Object value) {
    return ((Number) value).intValue();
  }

  /** Items that wait, those given or all. Index: work_item_queued. */
  static List<ItemFacts> waiting(Sql sql, Optional<Collection<Long>> which) {
    return items(sql, which, "state = 'queued' AND kind <> 'check_arrival'");
  }

  /** The version of each item that waits. */
  static Map<Long, Integer> versions(Sql sql) {
    Map<Long, Integer> versions = new HashMap<>();
    sql.rows("SELECT id, version FROM work_item WHERE state = 'queued' AND kind <> 'check_arrival'")
        .forEach(row -> versions.put(row.getLong("id"), row.getInteger("version")));
    return versions;
  }

  /** One item, whatever its state. */
  static ItemFacts one(Sql sql, long id) {
    return items(sql, Optional.of(List.of(id)), "true").getFirst();
  }

  private static List<ItemFacts> items(
      Sql sql, Optional<Collection<Long>> which, String condition) {
    Optional<Long[]> ids = which.map(some -> some.toArray(Long[]::new));
    Map<Long, Map<Long, ItemFacts.CoolOff>> refusals = new HashMap<>();
    sql.rows(
            """
            SELECT work_item_id, agent_id, max(ended_at) AS ended_at FROM offer
             WHERE outcome IN ('declined', 'timed_out') AND ended_at > clock_timestamp() - make_interval(secs => $2::bigint)
               AND ($1::bigint[] IS NULL OR work_item_id = ANY($1))
             GROUP BY work_item_id, agent_id
            """,
            ids,
            COOL_OFF.toSeconds())
        .forEach(
            row -> {
              Instant since = instant(row, "ended_at");
              refusals
                  .computeIfAbsent(row.getLong("work_item_id"), item -> new HashMap<>())
                  .put(row.getLong("agent_id"), new ItemFacts.CoolOff(since, since.plus(COOL_OFF)));
            });
    return sql
        .rows(
            """
            SELECT id, version, queue_id, channel, cost, priority, steps_from, eligible_at, due_at,
                   CASE WHEN needs <> '[]' THEN needs END AS needs, team_id, preferred_agent_id, preferred_until, not_agent_id
              FROM work_item
             WHERE %s AND ($1::bigint[] IS NULL OR id = ANY($1))
            """
                .formatted(condition),
            ids)
        .stream()
        .map(row -> item(row, refusals.getOrDefault(row.getLong("id"), Map.of())))
        .toList();
  }

  private static ItemFacts item(Row row, Map<Long, ItemFacts.CoolOff> refusals) {
    Optional<Long> preferred = optionalLong(row, "preferred_agent_id");
    return new ItemFacts(
        row.getLong("id"),
        row.getInteger("version"),
        row.getLong("queue_id"),
        row.getString("channel"),
        row.getInteger("cost"),
        row.getInteger("priority"),
        instant(row, "steps_from"),
        instant(row, "eligible_at"),
        optionalInstant(row, "due_at"),
        row.getValue("needs") instanceof JsonArray needs ? needs(needs) : List.of(),
        optionalLong(row, "team_id"),
        preferred.flatMap(
            agent ->
                optionalInstant(row, "preferred_until")
                    .map(until -> new ItemFacts.Personal(agent, until))),
        refusals,
        optionalLong(row, "not_agent_id"));
  }

  private static List<Need> needs(JsonArray needs) {
    return QueueSettings.NeedSettings.read(needs).stream()
        .map(need -> new Need(need.skill(), need.level(), need.hard()))
        .toList();
  }

  static Instant now(Sql sql) {
    return instant(sql.row("SELECT clock_timestamp() AS now").orElseThrow(), "now");
  }
}
