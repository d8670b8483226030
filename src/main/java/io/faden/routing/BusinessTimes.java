package io.faden.routing;

import static io.faden.platform.db.Columns.optionalText;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.faden.platform.Actor;
import io.faden.platform.db.Database;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.http.Json;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Business hours, and when each queue is served. */
public final class BusinessTimes {
  private static final String COLUMNS =
      "h.id, h.name, h.time_zone, h.holiday_region, h.week, h.closed, h.version";
  private static final String HOURS = "SELECT " + COLUMNS + " FROM business_hours h ";

  private final Database database;
  private final EventLog events;

  /** By number; whoever finds an older version than the row's reads the row again. */
  private final Map<Long, Ready> ready = new ConcurrentHashMap<>();

  private record Ready(int version, OpeningTimes times) {}

  public BusinessTimes(Database database, EventLog events) {
    this.database = database;
    this.events = events;
  }

  /** Business hours as they are kept. */
  public record Kept(BusinessHoursId id, @JsonUnwrapped BusinessHours hours, int version) {}

  /** A stretch of a day, without the day. */
  public record Span(String from, String to) {}

  /** What a day is like (BusinessDay in the contract); the holiday is why it is closed. */
  public record Day(String date, List<Span> open, Optional<String> holiday) {}

  /** When a queue is served; around the clock where it has no hours. One query. */
  public OpeningTimes of(Sql sql, QueueId queue) {
    Optional<Row> hours =
        sql.row(HOURS + "JOIN queue q ON q.hours_id = h.id WHERE q.id = $1", queue);
    return hours.map(this::times).orElse(OpeningTimes.ALWAYS);
  }

  /** When each queue is served, by its number; without those that have no hours. One query. */
  public Map<Long, OpeningTimes> ofQueues(Sql sql) {
    Map<Long, OpeningTimes> all = new HashMap<>();
    sql.rows(
            "SELECT q.id AS queue_id, "
                + COLUMNS
                + " FROM queue q JOIN business_hours h ON h.id = q.hours_id")
        .forEach(row -> all.put(row.getLong("queue_id"), times(row)));
    return all;
  }

  private OpeningTimes times(Row row) {
    long id = row.getLong("id");
    int version = row.getInteger("version");
    return ready
        .compute(
            id,
            (key, known) ->
                known != null && known.version() == version
                    ? known
                    : new Ready(version, new WeeklyOpening(kept(row).hours())))
        .times();
  }

  /** By name. */
  public List<Kept> all() {
    return database.rows(HOURS + "ORDER BY lower(h.name)").stream()
        .map(BusinessTimes::kept)
        .toList();
  }

  private static Optional<Kept> find(Sql sql, BusinessHoursId id) {
    return sql.row(HOURS + "WHERE h.id = $1", id).map(BusinessTimes::kept);
  }

  /** The actor is empty where the product itself sets up a company. */
  public SetResult<Kept> create(Optional<Actor> actor, BusinessHours hours) {
    Optional<String> fault = hours.fault();
    if (fault.isPresent()) {
      return new SetResult.Invalid<>(fault.get());
    }
    return Refusal.told(
        () ->
            database.transaction(
                tx -> {
                  BusinessHoursId id =
                      tx.row(
                              """
                              INSERT INTO business_hours (name, time_zone, holiday_region, week, closed)
                              VALUES ($1, $2, $3, $4, $5) RETURNING id
                              """,
                              hours.name(),
                              hours.timeZone(),
                              hours.holidayRegion(),
                              json(hours.week()),
                              json(hours.closed()))
                          .map(row -> new BusinessHoursId(row.getLong("id")))
                          .orElseThrow();
                  tell(tx, actor, id);
                  return new SetResult.Done<>(find(tx, id).orElseThrow());
                }));
  }

  /** Targets that were counted before stay as they are; from now on the new times count. */
  public SetResult<Kept> change(Actor actor, BusinessHoursId id, int version, BusinessHours hours) {
    Optional<String> fault = hours.fault();
    if (fault.isPresent()) {
      return new SetResult.Invalid<>(fault.get());
    }
    return Refusal.told(
        () ->
            database.transaction(
                tx -> {
                  int done =
                      tx.execute(
                          """
                          UPDATE business_hours SET name = $3, time_zone = $4, holiday_region = $5, week = $6, closed = $7,
                                 version = version + 1
                           WHERE id = $1 AND version = $2
                          """,
                          id,
                          version,
                          hours.name(),
                          hours.timeZone(),
                          hours.holidayRegion(),
                          json(hours.week()),
                          json(hours.closed()));
                  Optional<Kept> now = find(tx, id);
                  if (now.isEmpty()) {
                    return new SetResult.NotFound<>();
                  }
                  if (done == 0) {
                    return new SetResult.Stale<>();
                  }
                  tell(tx, Optional.of(actor), id);
                  return new SetResult.Done<>(now.get());
                }));
  }

  /** Done with what they were; queues that keep them keep them from going. */
  public SetResult<Kept> remove(Actor actor, BusinessHoursId id) {
    return database.transaction(
        tx -> {
          // A queue that is about to keep them waits here, and then finds them gone.
          tx.rows("SELECT id FROM business_hours WHERE id = $1 FOR UPDATE", id);
          Optional<Kept> known = find(tx, id);
          if (known.isEmpty()) {
            return new SetResult.NotFound<>();
          }
          List<String> queues =
              tx
                  .rows("SELECT name FROM queue WHERE hours_id = $1 ORDER BY lower(name)", id)
                  .stream()
                  .map(row -> "the queue " + row.getString("name"))
                  .toList();
          if (!queues.isEmpty()) {
            return new SetResult.InUse<>(queues);
          }
          tx.execute("DELETE FROM business_hours WHERE id = $1", id);
          tell(tx, Optional.of(actor), id);
          return new SetResult.Done<>(known.get());
        });
  }

  /** The coming days from today on; empty when there are no such hours. */
  public Optional<List<Day>> preview(BusinessHoursId id, Clock clock, int days) {
    return find(database, id)
        .map(kept -> new WeeklyOpening(kept.hours()))
        .map(
            opening -> {
              LocalDate today = opening.dayOf(clock.instant());
              List<Day> coming = new ArrayList<>();
              for (int ahead = 0; ahead < days; ahead++) {
                coming.add(day(opening, today.plusDays(ahead)));
              }
              return coming;
            });
  }

  private static Day day(WeeklyOpening opening, LocalDate date) {
    return new Day(
        date.toString(),
        opening.on(date).stream().map(open -> new Span(open.from(), open.to())).toList(),
        opening.holiday(date));
  }

  private static JsonArray json(List<?> list) {
    return new JsonArray(Json.MAPPER.convertValue(list, List.class));
  }

  private void tell(Tx tx, Optional<Actor> actor, BusinessHoursId id) {
    events.append(
        tx,
        Change.of(EventType.ROUTING_CHANGED, Audience.STAFF)
            .by(actor)
            .detail(new JsonObject().put("hours", id.value())));
  }

  private static Kept kept(Row row) {
    JsonObject hours =
        new JsonObject()
            .put("name", row.getString("name"))
            .put("timeZone", row.getString("time_zone"))
            .put("week", row.getJsonArray("week"))
            .put("closed", row.getJsonArray("closed"));
    optionalText(row, "holiday_region").ifPresent(region -> hours.put("holidayRegion", region));
    return new Kept(
        new BusinessHoursId(row.getLong("id")),
        Json.read(hours, BusinessHours.class),
        row.getInteger("version"));
  }
}
