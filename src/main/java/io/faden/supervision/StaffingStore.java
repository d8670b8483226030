package io.faden.supervision;

import static io.faden.platform.db.Columns.instant;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.faden.platform.db.Sql;
import io.faden.platform.http.Json;
import io.faden.routing.Queue;
import io.faden.routing.QueueId;
import io.faden.routing.QueueSettings;
import io.faden.routing.engine.AgentFacts;
import io.faden.routing.engine.ItemFacts;
import io.faden.routing.engine.Need;
import io.faden.routing.engine.QueueRules;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads who could serve what: a few hundred small rows. */
final class StaffingStore {

  Staffing read(Sql sql) {
    Map<Long, Queue> queues = new LinkedHashMap<>();
    Map<Long, QueueRules> rules = new HashMap<>();
    Set<Long> everybodys = new HashSet<>();
    for (Row row :
        sql.rows(
            "SELECT id, name, is_default, everybody, settings FROM known_queue ORDER BY lower(name), id")) {
      QueueId id = new QueueId(row.getLong("id"));
      Queue queue = new Queue(id, row.getString("name"), row.getBoolean("is_default"));
      queues.put(id.value(), queue);
      rules.put(id.value(), settings(row.getJsonObject("settings")).rules(id));
      if (row.getBoolean("everybody")) {
        everybodys.add(id.value());
      }
    }
    Map<Long, Set<Long>> memberships = new HashMap<>();
    for (Row row : sql.rows("SELECT queue_id, agent_id FROM queue_membership")) {
      long queue = row.getLong("queue_id");
      if (!everybodys.contains(queue)) {
        memberships.computeIfAbsent(row.getLong("agent_id"), any -> new HashSet<>()).add(queue);
      }
    }
    List<AgentFacts> agents = new ArrayList<>();
    Set<Long> ready = new HashSet<>();
    Map<Long, Long> members = new HashMap<>();
    Map<Long, List<AgentFacts>> shifts = new HashMap<>();
    for (Row row :
        sql.rows(
            """
            SELECT m.id, m.skills, m.teams, p.state, p.location, p.on_call_since IS NOT NULL AS on_call, coalesce(l.used, 0) AS used, coalesce(l.capacity, 100) AS capacity
              FROM staff_member m
              JOIN agent_presence p ON p.agent_id = m.id
              LEFT JOIN agent_load l ON l.agent_id = m.id
             WHERE m.active
            """)) {
      Set<Long> served = new HashSet<>(everybodys);
      served.addAll(memberships.getOrDefault(row.getLong("id"), Set.of()));
      AgentFacts agent = agent(row, served);
      agents.add(agent);
      for (long queue : served) {
        members.merge(queue, 1L, Long::sum);
        if (agent.onShift()) {
          shifts.computeIfAbsent(queue, any -> new ArrayList<>()).add(agent);
        }
      }
      if (agent.available() && !agent.onCall() && agent.used() < agent.capacity()) {
        ready.add(agent.id());
      }
    }
    Instant at = instant(sql.row("SELECT clock_timestamp() AS at").orElseThrow(), "at");
    Map<Long, Staffing.Served> all = new LinkedHashMap<>();
    queues.forEach(
        (id, queue) ->
            all.put(id, new Staffing.Served(queue, rules.get(id), members.getOrDefault(id, 0L))));
    return new Staffing(at, all, List.copyOf(agents), Set.copyOf(ready), shifts);
  }

  /** What nobody asks who only asks whether anybody could at all stays empty. */
  private static AgentFacts agent(Row row, Set<Long> queues) {
    String state = row.getString("state");
    boolean onShift = !state.equals("offline");
    Map<Long, Integer> skills = new HashMap<>();
    row.getJsonObject("skills")
        .forEach(
            skill ->
                skills.put(Long.valueOf(skill.getKey()), ((Number) skill.getValue()).intValue()));
    return new AgentFacts(
        row.getLong("id"),
        onShift,
        onShift && !state.equals("disconnected"),
        state.equals("available"),
        row.getBoolean("on_call"),
        row.getString("location").equals("home") ? QueueRules.Place.HOME : QueueRules.Place.OFFICE,
        queues,
        Set.of(row.getArrayOfLongs("teams")),
        skills,
        Set.of(),
        row.getInteger("used"),
        row.getInteger("capacity"),
        Map.of(),
        false,
        false,
        Instant.EPOCH,
        0);
  }

  private static QueueSettings settings(JsonObject written) {
    try {
      return Json.MAPPER.readValue(written.encode(), QueueSettings.class);
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException("the settings of a queue cannot be read", fault);
    }
  }

  /**
   * An item as far as it matters who could do it. Reads queue_id, channel, steps_from, needs,
   * team_id, preferred_agent_id, preferred_until and not_agent_id, each behind a prefix.
   */
  static ItemFacts item(Row row, String prefix) {
    Instant entered = instant(row, prefix + "steps_from");
    Optional<ItemFacts.Personal> personal =
        Optional.ofNullable(row.getLong(prefix + "preferred_agent_id"))
            .filter(agent -> row.getOffsetDateTime(prefix + "preferred_until") != null)
            .map(agent -> new ItemFacts.Personal(agent, instant(row, prefix + "preferred_until")));
    return item(row, prefix, entered, personal);
  }

  /** Many alike, whose personal agents are not told apart. */
  static ItemFacts alike(Row row) {
    return item(row, "", instant(row, "steps_from"), Optional.empty());
  }

  private static ItemFacts item(
      Row row, String prefix, Instant entered, Optional<ItemFacts.Personal> personal) {
    return new ItemFacts(
        0,
        0,
        row.getLong(prefix + "queue_id"),
        row.getString(prefix + "channel"),
        0,
        0,
        entered,
        entered,
        Optional.empty(),
        needs(row.getJsonArray(prefix + "needs")),
        Optional.ofNullable(row.getLong(prefix + "team_id")),
        personal,
        Map.of(),
        Optional.ofNullable(row.getLong(prefix + "not_agent_id")));
  }

  private static List<Need> needs(JsonArray written) {
    return written.stream()
        .map(JsonObject.class::cast)
        .map(
            need ->
                new Need(
                    need.getLong("skill"),
                    need.getInteger("level"),
                    need.getBoolean("hard", false)))
        .toList();
  }
}
