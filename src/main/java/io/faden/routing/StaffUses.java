package io.faden.routing;

import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.faden.staff.SkillId;
import io.faden.staff.TeamId;
import io.faden.staff.Uses;
import java.util.List;

/** What of routing asks for skills and teams. */
public final class StaffUses implements Uses {
  private final EventLog events;

  public StaffUses(EventLog events) {
    this.events = events;
  }

  @Override
  public List<String> ofSkill(Sql sql, SkillId skill) {
    return sql
        .rows(
            """
            SELECT 'the queue ' || name AS used_by FROM queue
             WHERE settings @> jsonb_build_object('steps', jsonb_build_array(jsonb_build_object('needs',
                               jsonb_build_array(jsonb_build_object('skill', $1::bigint)))))
            UNION ALL
            SELECT 'the rule ' || name FROM entry_rule
             WHERE needs @> jsonb_build_array(jsonb_build_object('skill', $1::bigint))
             ORDER BY used_by
            """,
            skill)
        .stream()
        .map(row -> row.getString("used_by"))
        .toList();
  }

  @Override
  public List<String> ofTeam(Sql sql, TeamId team) {
    long open =
        sql.row(
                "SELECT count(*) AS open FROM work_item WHERE team_id = $1 AND state <> 'done'",
                team)
            .orElseThrow()
            .getLong("open");
    return open == 0 ? List.of() : List.of(open + " open work items");
  }

  /** Open work asks for it no longer: nobody could have it. */
  @Override
  public void skillGoes(Tx tx, SkillId skill) {
    List<Change> changes =
        tx
            .rows(
                """
                UPDATE work_item w SET version = w.version + 1,
                       needs = (SELECT coalesce(jsonb_agg(n.need), '[]') FROM jsonb_array_elements(w.needs) AS n(need)
                                 WHERE (n.need ->> 'skill')::bigint <> $1)
                 WHERE w.state <> 'done' AND w.needs @> jsonb_build_array(jsonb_build_object('skill', $1::bigint))
                RETURNING w.id
                """,
                skill)
            .stream()
            .map(
                row ->
                    Change.of(EventType.WORK_ITEM_CHANGED, Audience.STAFF)
                        .workItem(new WorkItemId(row.getLong("id"))))
            .toList();
    events.append(tx, changes);
  }

  /** What is done keeps no team that is gone. */
  @Override
  public void teamGoes(Tx tx, TeamId team) {
    tx.execute("UPDATE work_item SET team_id = NULL WHERE team_id = $1", team);
  }
}
