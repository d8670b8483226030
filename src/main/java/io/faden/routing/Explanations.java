package io.faden.routing;

import static io.faden.platform.db.Columns.instant;
import static io.faden.platform.db.Columns.optionalInstant;
import static io.faden.platform.db.Columns.optionalLong;

import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.Person;
import io.faden.platform.db.Database;
import io.faden.platform.db.Sql;
import io.faden.routing.engine.AgentFacts;
import io.faden.routing.engine.Eligibility;
import io.faden.routing.engine.ItemFacts;
import io.faden.routing.engine.QueueRules;
import io.faden.routing.engine.Verdict;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers "why?" on any node, from the database alone, with the same rules by which the router
 * decides.
 */
public final class Explanations {
  private static final int MOST = 100;

  private final Database database;
  private final WorkItemStore items = new WorkItemStore();
  private final Skillbook skills = new Skillbook();

  public Explanations(Database database) {
    this.database = database;
  }

  /** Empty when there is no such item for this person. */
  public Optional<Why> why(Actor actor, WorkItemId id) {
    return database.transaction(
        tx -> {
          Optional<WorkItem> item = items.find(tx, id);
          return Desk.maySee(actor, item)
              ? Optional.of(explain(tx, item.orElseThrow()))
              : Optional.empty();
        });
  }

  private Why explain(Sql sql, WorkItem item) {
    RouterReads.House house = RouterReads.house(sql);
    QueueSettings settings = house.of(item.queue().id().value());
    QueueRules rules = settings.rules(item.queue().id());
    ItemFacts facts = RouterReads.one(sql, item.id().value());
    List<AgentFacts> everybody = RouterReads.agents(sql, house, Optional.empty());
    Instant now = RouterReads.now(sql);
    Map<Long, String> names = skills.names(sql);
    boolean waits = item.state().equals("queued");
    int step =
        waits
            ? Eligibility.stepAt(rules, facts, everybody, now)
            : offeredAt(sql, item).orElse(Eligibility.stepAt(rules, facts, everybody, now));
    List<Why.Considered> considered =
        waits ? considered(sql, house, rules, facts, everybody, now, names) : List.of();
    return new Why(
        item,
        step,
        kind(step, rules),
        waits
            ? Eligibility.nextStepAt(rules, facts, everybody, now)
                .map(next -> Math.max(0, Duration.between(now, next).toSeconds()))
            : Optional.empty(),
        waits && Eligibility.unservable(rules, facts, everybody, now),
        waits ? Optional.of(position(sql, item)) : Optional.empty(),
        dueState(item, settings, now),
        wakes(sql, item),
        NamedNeed.all(settings.needsAt(step, needs(facts)), names),
        facts.personal().flatMap(personal -> person(sql, personal.agent())),
        facts.team().flatMap(team -> team(sql, team)),
        steps(rules, settings, facts, names),
        considered.stream().limit(MOST).toList(),
        considered.size() > MOST ? Optional.of(considered.size() - MOST) : Optional.empty(),
        history(sql, item.id()));
  }

  private static String kind(int step, QueueRules rules) {
    if (step == 0) {
      return "personal";
    }
    return step > rules.steps().size() ? "everybody" : "step";
  }

  private static JsonArray needs(ItemFacts facts) {
    JsonArray needs = new JsonArray();
    facts
        .needs()
        .forEach(
            need ->
                needs.add(
                    new QueueSettings.NeedSettings(need.skill(), need.level(), need.hard())
                        .json()));
    return needs;
  }

  private static List<Why.StepView> steps(
      QueueRules rules, QueueSettings settings, ItemFacts facts, Map<Long, String> names) {
    List<Why.StepView> steps = new ArrayList<>();
    for (int step = 1; step <= rules.steps().size() + 1; step++) {
      boolean written = step <= rules.steps().size();
      steps.add(
          new Why.StepView(
              step,
              kind(step, rules),
              NamedNeed.all(settings.needsAt(step, needs(facts)), names),
              written
                  ? rules.steps().get(step - 1).lasts().map(Duration::toSeconds)
                  : Optional.empty(),
              written && rules.steps().get(step - 1).skipIfNobody()));
    }
    return steps;
  }

  /** Members of the queue; of others only the personal agent, and those who would fit. */
  private static List<Why.Considered> considered(
      Sql sql,
      RouterReads.House house,
      QueueRules rules,
      ItemFacts facts,
      List<AgentFacts> everybody,
      Instant now,
      Map<Long, String> skillNames) {
    Map<Long, Verdict> verdicts =
        Eligibility.judgeAll(house.settings(), rules, facts, everybody, now);
    Map<Long, Row> people = new HashMap<>();
    sql.rows(
            """
            SELECT m.id, m.name, p.state FROM staff_member m JOIN agent_presence p ON p.agent_id = m.id WHERE m.active
            """)
        .forEach(row -> people.put(row.getLong("id"), row));
    return everybody.stream()
        .filter(
            agent ->
                !(verdicts.get(agent.id()) instanceof Verdict.NotMember)
                    && people.containsKey(agent.id()))
        .sorted(
            Comparator.<AgentFacts>comparingInt(
                    agent -> verdicts.get(agent.id()) instanceof Verdict.Fits ? 0 : 1)
                .thenComparingInt(agent -> agent.available() ? 0 : agent.onShift() ? 1 : 2)
                .thenComparing(agent -> people.get(agent.id()).getString("name")))
        .map(agent -> considered(people.get(agent.id()), verdicts.get(agent.id()), skillNames))
        .toList();
  }

  private static Why.Considered considered(Row person, Verdict verdict, Map<Long, String> names) {
    Optional<String> skill = Optional.empty();
    Optional<Integer> wanted = Optional.empty();
    Optional<Integer> has = Optional.empty();
    Optional<Instant> until = Optional.empty();
    String code =
        switch (verdict) {
          case Verdict.Fits fits -> "fits";
          case Verdict.NotMember no -> "not_member";
          case Verdict.NotInTeam no -> "not_in_team";
          case Verdict.WroteIt wrote -> "wrote_it";
          case Verdict.OthersFirst others -> {
            until = Optional.of(others.until());
            yield "others_first";
          }
          case Verdict.Offline off -> "offline";
          case Verdict.NotAvailable no -> "not_available";
          case Verdict.OnThePhone speaks -> "on_the_phone";
          case Verdict.WrongPlace wrong -> "wrong_place";
          case Verdict.ChannelOff off -> "channel_off";
          case Verdict.SkillTooLow low -> {
            skill = Optional.of(names.getOrDefault(low.skill(), ""));
            wanted = Optional.of(low.wanted());
            has = Optional.of(low.has());
            yield "skill_too_low";
          }
          case Verdict.NoCapacity none -> {
            wanted = Optional.of(none.cost());
            has = Optional.of(none.free());
            yield "no_capacity";
          }
          case Verdict.ChannelFull full -> {
            wanted = Optional.of(full.cap());
            yield "channel_full";
          }
          case Verdict.CoolingOff cooling -> {
            until = Optional.of(cooling.until());
            yield "cooling_off";
          }
          case Verdict.HasOffer offer -> "has_offer";
        };
    return new Why.Considered(
        new Person(new AgentId(person.getLong("id")), person.getString("name")),
        code,
        person.getString("state"),
        skill,
        wanted,
        has,
        until);
  }

  /** In the order of the queue, from 1. */
  private static long position(Sql sql, WorkItem item) {
    return sql.row(
            """
            SELECT 1 + count(*) AS place
              FROM work_item o, (SELECT * FROM work_item WHERE id = $1) w
             WHERE o.queue_id = w.queue_id AND o.state = 'queued' AND (o.kind = 'check_arrival') = (w.kind = 'check_arrival') AND o.id <> w.id
               AND CASE
                     WHEN coalesce(o.urgent_at <= clock_timestamp(), false) <> coalesce(w.urgent_at <= clock_timestamp(), false)
                       THEN coalesce(o.urgent_at <= clock_timestamp(), false)
                     WHEN coalesce(w.urgent_at <= clock_timestamp(), false)
                       THEN (o.due_at, o.entered_at, o.id) < (w.due_at, w.entered_at, w.id)
                     ELSE (o.rank_at, o.entered_at, o.id) < (w.rank_at, w.entered_at, w.id) END
            """,
            item.id())
        .orElseThrow()
        .getLong("place");
  }

  private static String dueState(WorkItem item, QueueSettings settings, Instant now) {
    if (item.dueAt().isEmpty() || item.state().equals("done")) {
      return "none";
    }
    Instant due = item.dueAt().get();
    if (!due.isAfter(now)) {
      return "overdue";
    }
    return due.minus(settings.warning()).isAfter(now) ? "later" : "soon";
  }

  /** When it goes into its queue, if it only waits for its time. */
  private static Optional<Instant> wakes(Sql sql, WorkItem item) {
    return sql.row("SELECT wake_at FROM work_item WHERE id = $1", item.id())
        .flatMap(row -> optionalInstant(row, "wake_at"));
  }

  /** The step of the newest offer that came from the router. */
  private static Optional<Integer> offeredAt(Sql sql, WorkItem item) {
    return sql.row(
            """
            SELECT step FROM offer WHERE work_item_id = $1 AND epoch > 0 ORDER BY id DESC LIMIT 1
            """,
            item.id())
        .map(row -> row.getInteger("step"));
  }

  private static Optional<Person> person(Sql sql, long agent) {
    return sql.row("SELECT id, name FROM person WHERE id = $1", agent)
        .map(row -> new Person(new AgentId(row.getLong("id")), row.getString("name")));
  }

  private static Optional<Why.Team> team(Sql sql, long team) {
    return sql.row("SELECT id, name FROM known_team WHERE id = $1", team)
        .map(row -> new Why.Team(row.getLong("id"), row.getString("name")));
  }

  /** From the event log. Index: event_of_work_item. */
  private static List<Why.Happened> history(Sql sql, WorkItemId id) {
    return sql
        .rows(
            """
            SELECT * FROM (
              SELECT e.id, e.at, e.detail, e.agent_id, a.name AS agent_name, e.actor_id, p.name AS actor_name
                FROM event e
                LEFT JOIN person a ON a.id = e.agent_id
                LEFT JOIN person p ON p.id = e.actor_id
               WHERE e.work_item_id = $1 AND e.detail ? 'change'
               ORDER BY e.id DESC LIMIT 200) newest
             ORDER BY id
            """,
            id)
        .stream()
        .map(Explanations::happened)
        .toList();
  }

  private static Why.Happened happened(Row row) {
    JsonObject detail = row.getJsonObject("detail");
    return new Why.Happened(
        instant(row, "at"),
        detail.getString("change"),
        optionalLong(row, "agent_id")
            .map(agent -> new Person(new AgentId(agent), row.getString("agent_name"))),
        optionalLong(row, "actor_id")
            .map(actor -> new Person(new AgentId(actor), row.getString("actor_name"))),
        Optional.ofNullable(detail.getInteger("step")),
        Optional.ofNullable(detail.getString("reason")),
        Optional.ofNullable(detail.getLong("score")),
        Optional.ofNullable(detail.getInteger("considered")),
        Optional.ofNullable(detail.getString("detail")));
  }
}
