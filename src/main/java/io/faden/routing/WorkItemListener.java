package io.faden.routing;

import io.faden.platform.Actor;
import io.faden.platform.db.Tx;

/** Told in the same transaction when a person takes, accepts or returns a work item. */
public interface WorkItemListener {
  void taken(Tx tx, Actor actor, WorkItem item);

  void accepted(Tx tx, Actor actor, WorkItem item);

  void returned(Tx tx, Actor actor, WorkItem item);
}
