package io.faden.staff;

import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import java.util.List;

/**
 * Who asks for skills and teams: a feature that this one must not know. Asked while the skill or
 * team is locked, so that nobody begins to need it meanwhile.
 */
public interface Uses {
  /** What asks for a skill, by name; nothing may if it is to go. */
  List<String> ofSkill(Sql sql, SkillId skill);

  /** What is bound to a team, by name. */
  List<String> ofTeam(Sql sql, TeamId team);

  /** It goes now: what still mentions it lets go. */
  void skillGoes(Tx tx, SkillId skill);

  void teamGoes(Tx tx, TeamId team);
}
