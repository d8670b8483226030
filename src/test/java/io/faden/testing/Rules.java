package io.faden.testing;

import io.faden.platform.db.Database;
import io.faden.platform.live.EventLog;
import io.faden.routing.EntryRules;
import io.faden.routing.Languages;
import io.faden.routing.Queues;
import io.faden.routing.StaffUses;
import io.faden.staff.Skills;

/** The rules of entry for those who wire the filing of messages themselves. */
public final class Rules {
  private Rules() {}

  public static EntryRules of(Database database, EventLog events, Queues queues) {
    Skills skills = new Skills(database, events, new StaffUses(events));
    return new EntryRules(database, events, queues, skills, new Languages());
  }
}
