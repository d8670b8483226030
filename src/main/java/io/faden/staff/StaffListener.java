package io.faden.staff;

import io.faden.platform.AgentId;
import io.faden.platform.db.Tx;

/** Told in the transaction of the change, which holds the row of the person already. */
public interface StaffListener {
  /** They signed out, or may not sign in any more. */
  void left(Tx tx, AgentId agent);

  /** They said where they work today, which may be where they did before. */
  void moved(Tx tx, AgentId agent, Location place);
}
