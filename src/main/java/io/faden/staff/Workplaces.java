package io.faden.staff;

import io.faden.platform.AgentId;
import io.faden.platform.db.Tx;
import java.util.Optional;

/** Where people work, for features that are told of it elsewhere than here. */
public final class Workplaces {

  /** Where somebody works, held for the transaction; empty if nobody of this number does. */
  public Optional<Location> hold(Tx tx, AgentId agent) {
    return tx.row("SELECT location FROM agent WHERE id = $1 AND active FOR NO KEY UPDATE", agent)
        .map(row -> Location.of(row.getString("location")));
  }

  /** Nobody is told. */
  public void move(Tx tx, AgentId agent, Location place) {
    tx.execute("UPDATE agent SET location = $2 WHERE id = $1", agent, place);
  }
}
