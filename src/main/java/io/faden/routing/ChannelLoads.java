package io.faden.routing;

import io.faden.platform.Actor;
import io.faden.platform.db.Database;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** What an item of each channel costs an agent. */
public final class ChannelLoads {
  private final Database database;
  private final EventLog events;

  public ChannelLoads(Database database, EventLog events) {
    this.database = database;
    this.events = events;
  }

  /** By channel. */
  public List<ChannelLoad> all() {
    return all(database);
  }

  private static List<ChannelLoad> all(Sql sql) {
    return sql
        .rows("SELECT channel, cost, cap, parked_percent FROM channel_load ORDER BY channel")
        .stream()
        .map(
            row ->
                new ChannelLoad(
                    row.getString("channel"),
                    row.getInteger("cost"),
                    Optional.ofNullable(row.getInteger("cap")),
                    row.getInteger("parked_percent")))
        .toList();
  }

  /** Sets those named; work that is open counts by the new figures at once. */
  public SetResult<List<ChannelLoad>> set(Actor actor, List<ChannelLoad> loads) {
    if (loads.stream().map(ChannelLoad::channel).distinct().count() < loads.size()) {
      return new SetResult.Invalid<>("Each channel is named once");
    }
    return database.transaction(
        tx -> {
          write(tx, loads);
          reweigh(tx, loads);
          events.append(
              tx,
              Change.of(EventType.ROUTING_CHANGED, Audience.STAFF)
                  .by(actor)
                  .detail(
                      new JsonObject()
                          .put(
                              "channels",
                              new JsonArray(loads.stream().map(ChannelLoad::channel).toList()))));
          return new SetResult.Done<>(all(tx));
        });
  }

  private static void write(Tx tx, List<ChannelLoad> loads) {
    tx.execute(
        """
        INSERT INTO channel_load AS l (channel, cost, cap, parked_percent)
        SELECT w.channel, w.cost, w.cap, w.parked
          FROM unnest($1::text[], $2::integer[], $3::integer[], $4::integer[]) AS w(channel, cost, cap, parked)
         ORDER BY w.channel
        ON CONFLICT ON CONSTRAINT channel_load_pkey DO UPDATE
           SET cost = EXCLUDED.cost, cap = EXCLUDED.cap, parked_percent = EXCLUDED.parked_percent, version = l.version + 1
        """,
        Sql.texts(loads.stream().map(ChannelLoad::channel).toList()),
        loads.stream().map(ChannelLoad::cost).toArray(Integer[]::new),
        loads.stream().map(load -> load.cap().orElse(null)).toArray(Integer[]::new),
        loads.stream().map(ChannelLoad::parkedPercent).toArray(Integer[]::new));
  }

  /**
   * Items are locked in one order, as everybody does who takes several; slots follow by trigger.
   */
  private static void reweigh(Tx tx, List<ChannelLoad> loads) {
    tx.execute(
        """
        WITH other AS (
          SELECT w.id, l.cost, (l.cost * l.parked_percent / 100)::smallint AS parked_cost
            FROM work_item w JOIN channel_load l ON l.channel = w.channel
           WHERE w.state <> 'done' AND w.channel = ANY($1)
             AND (w.cost, w.parked_cost) IS DISTINCT FROM (l.cost, (l.cost * l.parked_percent / 100)::smallint)
           ORDER BY w.id FOR UPDATE OF w
        )
        UPDATE work_item w SET cost = o.cost, parked_cost = o.parked_cost FROM other o WHERE w.id = o.id
        """,
        (Object) Sql.texts(loads.stream().map(ChannelLoad::channel).toList()));
  }
}
