package io.faden.routing;

import static io.faden.platform.db.Columns.optionalLong;

import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.Person;
import io.faden.platform.db.Database;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.faden.staff.SkillId;
import io.faden.staff.Skills;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The settings of queues, their members and their hours; read and written as a whole. */
public final class QueueSetup {
  private final Database database;
  private final EventLog events;
  private final Skills skills;

  public QueueSetup(Database database, EventLog events, Skills skills) {
    this.database = database;
    this.events = events;
    this.skills = skills;
  }

  /** What a queue is to be like; the version is the one last read. */
  public record Wanted(
      int version,
      QueueSettings settings,
      boolean everybody,
      Set<AgentId> members,
      Optional<BusinessHoursId> hours) {
    public Wanted {
      members = Set.copyOf(members);
    }
  }

  public Optional<QueueDetail> find(Sql sql, QueueId id) {
    return sql.row(
            """
            SELECT q.id, q.name, q.is_default, q.version, q.settings, q.everybody, h.id AS hours_id, h.name AS hours_name
              FROM queue q LEFT JOIN business_hours h ON h.id = q.hours_id
             WHERE q.id = $1
            """,
            id)
        .map(row -> detail(row, members(sql, id)));
  }

  public Optional<QueueDetail> find(QueueId id) {
    return find(database, id);
  }

  /** The actor is empty where the product itself sets up a company. */
  public SetResult<QueueDetail> set(Optional<Actor> actor, QueueId id, Wanted wanted) {
    Optional<String> fault = wanted.settings().fault();
    if (fault.isPresent()) {
      return new SetResult.Invalid<>(fault.get());
    }
    return Refusal.told(() -> database.transaction(tx -> set(tx, actor, id, wanted)));
  }

  private SetResult<QueueDetail> set(Tx tx, Optional<Actor> actor, QueueId id, Wanted wanted) {
    Set<SkillId> asked =
        wanted.settings().steps().stream()
            .flatMap(step -> step.needs().stream())
            .map(need -> new SkillId(need.skill()))
            .collect(Collectors.toSet());
    if (!skills.keep(tx, asked).containsAll(asked)) {
      throw Refusal.unknown(SetResult.What.SKILL);
    }
    int done =
        tx.execute(
            """
            UPDATE queue SET settings = $3, everybody = $4, hours_id = $5, version = version + 1
             WHERE id = $1 AND version = $2
            """,
            id,
            wanted.version(),
            wanted.settings().json(),
            wanted.everybody(),
            wanted.hours().map(BusinessHoursId::value));
    if (done == 0) {
      return find(tx, id).isPresent() ? new SetResult.Stale<>() : new SetResult.NotFound<>();
    }
    replaceMembers(tx, id, wanted.members());
    events.append(
        tx,
        Change.of(EventType.ROUTING_CHANGED, Audience.STAFF)
            .by(actor)
            .detail(new JsonObject().put("queue", id.value())));
    return new SetResult.Done<>(find(tx, id).orElseThrow());
  }

  private static void replaceMembers(Tx tx, QueueId id, Set<AgentId> members) {
    Long[] wanted = Sql.ids(members);
    tx.execute("DELETE FROM queue_member WHERE queue_id = $1 AND agent_id <> ALL($2)", id, wanted);
    tx.execute(
        """
        INSERT INTO queue_member (queue_id, agent_id) SELECT $1, unnest($2::bigint[])
        ON CONFLICT ON CONSTRAINT queue_member_pkey DO NOTHING
        """,
        id,
        wanted);
  }

  private static List<Person> members(Sql sql, QueueId id) {
    return sql
        .rows(
            """
            SELECT p.id, p.name FROM queue_member m JOIN person p ON p.id = m.agent_id
             WHERE m.queue_id = $1 ORDER BY lower(p.name), p.id
            """,
            id)
        .stream()
        .map(row -> new Person(new AgentId(row.getLong("id")), row.getString("name")))
        .toList();
  }

  private static QueueDetail detail(Row row, List<Person> members) {
    return new QueueDetail(
        new Queue(
            new QueueId(row.getLong("id")), row.getString("name"), row.getBoolean("is_default")),
        row.getInteger("version"),
        Queues.settings(row.getJsonObject("settings")),
        row.getBoolean("everybody"),
        members,
        optionalLong(row, "hours_id")
            .map(
                hours ->
                    new QueueDetail.Hours(
                        new BusinessHoursId(hours), row.getString("hours_name"))));
  }
}
