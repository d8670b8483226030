package io.faden.routing;

import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.db.Database;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.faden.staff.SkillId;
import io.faden.staff.Skills;
import io.faden.staff.TeamId;
import io.faden.staff.Teams;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What each person is asked to do: skills, capacity, queues and teams. */
public final class AgentRoutings {
  private static final int CAPACITY = 100;

  private final Database database;
  private final EventLog events;
  private final Skills skills;
  private final Teams teams;

  public AgentRoutings(Database database, EventLog events, Skills skills, Teams teams) {
    this.database = database;
    this.events = events;
    this.skills = skills;
    this.teams = teams;
  }

  /** What is empty stays. */
  public record Wanted(
      Optional<List<Skills.Level>> skills,
      Optional<Integer> capacity,
      Optional<Set<QueueId>> queues,
      Optional<Set<TeamId>> teams) {}

  public Optional<AgentRouting> find(AgentId agent) {
    return find(database, agent);
  }

  private Optional<AgentRouting> find(Sql sql, AgentId agent) {
    return sql.row(
            """
            SELECT coalesce(s.capacity, $2::integer) AS capacity
              FROM staff_member m LEFT JOIN agent_slot s ON s.agent_id = m.id WHERE m.id = $1
            """,
            agent,
            CAPACITY)
        .map(
            row ->
                new AgentRouting(
                    skills.heldBy(sql, agent),
                    row.getInteger("capacity"),
                    queues(sql, agent),
                    teams.ofAgent(sql, agent)));
  }

  private static List<Queue> queues(Sql sql, AgentId agent) {
    return sql
        .rows(
            """
            SELECT q.id, q.name, q.is_default FROM queue_member m JOIN queue q ON q.id = m.queue_id
             WHERE m.agent_id = $1 AND NOT q.everybody ORDER BY lower(q.name)
            """,
            agent)
        .stream()
        .map(
            row ->
                new Queue(
                    new QueueId(row.getLong("id")),
                    row.getString("name"),
                    row.getBoolean("is_default")))
        .toList();
  }

  /** The actor is empty where the product itself sets up a company. */
  public SetResult<AgentRouting> set(Optional<Actor> actor, AgentId agent, Wanted wanted) {
    Optional<String> fault = fault(wanted);
    if (fault.isPresent()) {
      return new SetResult.Invalid<>(fault.get());
    }
    return Refusal.told(
        () ->
            database.transaction(
                tx -> {
                  setCapacity(tx, agent, wanted.capacity());
                  wanted.teams().ifPresent(ids -> setTeams(tx, agent, ids));
                  wanted.queues().ifPresent(ids -> setQueues(tx, agent, ids));
                  wanted.skills().ifPresent(levels -> setSkills(tx, agent, levels));
                  events.append(
                      tx,
                      Change.of(EventType.ROUTING_CHANGED, Audience.STAFF).by(actor).agent(agent));
                  return new SetResult.Done<>(find(tx, agent).orElseThrow());
                }));
  }

  private static Optional<String> fault(Wanted wanted) {
    if (wanted.capacity().filter(units -> units < 0).isPresent()) {
      return Optional.of("A capacity is not below 0");
    }
    List<Skills.Level> levels = wanted.skills().orElse(List.of());
    if (levels.stream().anyMatch(each -> each.level() < 1 || each.level() > 5)) {
      return Optional.of("A level is 1 to 5");
    }
    return levels.stream().map(Skills.Level::skill).distinct().count() < levels.size()
        ? Optional.of("Each skill is named once")
        : Optional.empty();
  }

  /** First of all, since it holds the row: two who set up the same person take turns. */
  private static void setCapacity(Tx tx, AgentId agent, Optional<Integer> capacity) {
    tx.execute(
        """
        INSERT INTO agent_slot AS s (agent_id, capacity) VALUES ($1, coalesce($2::integer, $3::integer))
        ON CONFLICT ON CONSTRAINT agent_slot_pkey
        DO UPDATE SET capacity = coalesce($2::integer, s.capacity), version = s.version + 1
        """,
        agent,
        capacity,
        CAPACITY);
  }

  private void setTeams(Tx tx, AgentId agent, Set<TeamId> ids) {
    if (!teams.replaceTeams(tx, agent, ids)) {
      throw Refusal.unknown(SetResult.What.TEAM);
    }
  }

  /** Whoever has read the members of a queue that changes here is told so when saving. */
  private static void setQueues(Tx tx, AgentId agent, Set<QueueId> ids) {
    Long[] wanted = Sql.ids(ids);
    tx.rows(
        """
        SELECT id FROM queue
         WHERE id = ANY($2) OR id IN (SELECT queue_id FROM queue_member WHERE agent_id = $1)
         ORDER BY id FOR NO KEY UPDATE
        """,
        agent,
        wanted);
    tx.execute(
        """
        WITH gone AS (
          DELETE FROM queue_member m USING queue q
           WHERE m.agent_id = $1 AND q.id = m.queue_id AND NOT q.everybody AND m.queue_id <> ALL($2)
          RETURNING m.queue_id
        ), come AS (
          INSERT INTO queue_member (agent_id, queue_id) SELECT $1, unnest($2::bigint[])
          ON CONFLICT ON CONSTRAINT queue_member_pkey DO NOTHING RETURNING queue_id
        )
        UPDATE queue SET version = version + 1
         WHERE id IN (SELECT queue_id FROM gone UNION ALL SELECT queue_id FROM come)
        """,
        agent,
        wanted);
  }

  private void setSkills(Tx tx, AgentId agent, List<Skills.Level> levels) {
    Set<SkillId> named = levels.stream().map(Skills.Level::skill).collect(Collectors.toSet());
    if (!skills.keep(tx, named).containsAll(named)) {
      throw Refusal.unknown(SetResult.What.SKILL);
    }
    skills.replace(tx, agent, levels);
  }
}
