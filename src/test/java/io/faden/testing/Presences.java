package io.faden.testing;

import io.faden.platform.cluster.Cluster;
import io.faden.platform.live.EventLog;
import io.faden.presence.AgentStates;
import io.faden.presence.Presence;
import io.faden.staff.Workplaces;

/** Presence for tests that wire features by hand. */
public final class Presences {
  private Presences() {}

  public static Presence of(TestDatabase db, EventLog events) {
    return new Presence(
        db.database(),
        events,
        new AgentStates(db.database(), Cluster.alone(db.vertx(), "127.0.0.1")),
        new Workplaces(),
        "test");
  }
}
