package io.faden.customer;

import io.faden.platform.Actor;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Optional;

/** Tells every page that shows a customer, under whichever of the merged numbers it does. */
final class CustomerNews {
  private static final int MOST = 200;

  private final EventLog events;

  CustomerNews(EventLog events) {
    this.events = events;
  }

  void changed(Tx tx, Optional<Actor> actor, CustomerId... customers) {
    changed(tx, actor, new JsonObject(), customers);
  }

  /** Index: customer_of_root. */
  void changed(Tx tx, Optional<Actor> actor, JsonObject detail, CustomerId... customers) {
    events.append(
        tx,
        tx
            .rows(
                """
                SELECT DISTINCT m.id FROM customer c JOIN customer m ON m.root_id = c.root_id
                 WHERE c.id = ANY($1) ORDER BY m.id LIMIT $2
                """,
                (Object) Arrays.stream(customers).map(CustomerId::value).toArray(Long[]::new),
                MOST)
            .stream()
            .map(
                row ->
                    Change.of(EventType.CUSTOMER_CHANGED, Audience.STAFF)
                        .by(actor)
                        .customer(new CustomerId(row.getLong("id")))
                        .detail(detail))
            .toList());
  }
}
