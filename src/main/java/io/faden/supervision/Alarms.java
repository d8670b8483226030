package io.faden.supervision;

import static io.faden.platform.db.Columns.instant;

import io.faden.platform.Actor;
import io.faden.platform.db.Database;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What nobody has seen yet. */
final class Alarms {
  private static final int SHOWN = 100;

  private final Database database;
  private final EventLog events;

  Alarms(Database database, EventLog events) {
    this.database = database;
    this.events = events;
  }

  /** Newest first, a hundred at most: who sees those sees the next. */
  List<Alarm> unseen() {
    return database
        .rows(
            "SELECT id, kind, detail, raised_at FROM alarm WHERE seen_at IS NULL ORDER BY id DESC LIMIT $1",
            SHOWN)
        .stream()
        .map(
            row ->
                new Alarm(
                    row.getLong("id"),
                    row.getString("kind"),
                    instant(row, "raised_at"),
                    row.getJsonObject("detail").getMap()))
        .toList();
  }

  /** Noted once, for the first who has seen it. False for an alarm that never was. */
  boolean seen(Actor actor, long id) {
    return database.transaction(
        tx -> {
          int noted =
              tx.execute(
                  "UPDATE alarm SET seen_at = clock_timestamp(), seen_by = $2 WHERE id = $1 AND seen_at IS NULL",
                  id,
                  actor.id());
          if (noted == 1) {
            events.append(
                tx,
                Change.of(EventType.ALARM_RAISED, Audience.SUPERVISORS)
                    .by(actor)
                    .detail(new JsonObject().put("alarm", id).put("seen", true)));
          }
          return noted == 1 || tx.row("SELECT id FROM alarm WHERE id = $1", id).isPresent();
        });
  }
}
