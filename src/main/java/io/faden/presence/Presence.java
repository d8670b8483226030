package io.faden.presence;

import io.faden.platform.AgentId;
import io.faden.platform.db.Database;
import io.faden.platform.db.Tx;
import io.faden.platform.live.EventLog;

public final class Presence {
  public Presence(Database database, EventLog events) {}

  public boolean wrapping(Tx tx, AgentId agent) {
    return false;
  }

  public boolean wrapped(Tx tx, AgentId agent) {
    return false;
  }

  public boolean notResponding(Tx tx, AgentId agent) {
    return false;
  }
}
