package io.faden.staff;

import static io.faden.platform.db.Columns.optionalText;

import io.faden.platform.AgentId;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All SQL about skills and who has them. */
final class SkillStore {
  private static final String SKILL =
      """
      SELECT s.id, s.name, s.kind, s.code, s.version,
             (SELECT count(*) FROM agent_skill a WHERE a.skill_id = s.id) AS agents
        FROM skill s
      """;

  List<Skill> all(Sql sql) {
    return sql
        .rows(
            SKILL
                + "ORDER BY array_position(ARRAY['topic', 'language', 'channel'], s.kind), lower(s.name)")
        .stream()
        .map(SkillStore::skill)
        .toList();
  }

  Optional<Skill> find(Sql sql, SkillId id) {
    return sql.row(SKILL + "WHERE s.id = $1", id).map(SkillStore::skill);
  }

  /** Errors: PgException on the indexes skill_name and skill_by_code. */
  SkillId insert(Tx tx, String name, Skill.Kind kind, Optional<String> code) {
    return tx.row(
            "INSERT INTO skill (name, kind, code) VALUES ($1, $2, $3) RETURNING id",
            name,
            kind,
            code)
        .map(row -> new SkillId(row.getLong("id")))
        .orElseThrow();
  }

  boolean rename(Tx tx, SkillId id, int version, String name) {
    return tx.execute(
            "UPDATE skill SET name = $3, version = version + 1 WHERE id = $1 AND version = $2",
            id,
            version,
            name)
        > 0;
  }

  /** Whoever wants to ask for it waits here, and then finds it gone. */
  boolean lockToRemove(Tx tx, SkillId id) {
    return !tx.rows("SELECT 1 FROM skill WHERE id = $1 FOR UPDATE", id).isEmpty();
  }

  void delete(Tx tx, SkillId id) {
    tx.execute("DELETE FROM agent_skill WHERE skill_id = $1", id);
    tx.execute("DELETE FROM skill WHERE id = $1", id);
  }

  /** Those of them that exist; they stay until the transaction ends. */
  Set<SkillId> keep(Tx tx, Collection<SkillId> ids) {
    return tx
        .rows(
            "SELECT id FROM skill WHERE id = ANY($1) ORDER BY id FOR KEY SHARE",
            (Object) Sql.ids(ids))
        .stream()
        .map(row -> new SkillId(row.getLong("id")))
        .collect(Collectors.toSet());
  }

  List<Skills.Held> heldBy(Sql sql, AgentId agent) {
    return sql
        .rows(
            """
            SELECT s.id, s.name, s.kind, s.code, s.version,
                   (SELECT count(*) FROM agent_skill a WHERE a.skill_id = s.id) AS agents, h.level
              FROM agent_skill h JOIN skill s ON s.id = h.skill_id
             WHERE h.agent_id = $1
             ORDER BY array_position(ARRAY['topic', 'language', 'channel'], s.kind), lower(s.name)
            """,
            agent)
        .stream()
        .map(row -> new Skills.Held(skill(row), row.getInteger("level")))
        .toList();
  }

  void replace(Tx tx, AgentId agent, List<Skills.Level> levels) {
    Long[] skills = levels.stream().map(level -> level.skill().value()).toArray(Long[]::new);
    tx.execute(
        "DELETE FROM agent_skill WHERE agent_id = $1 AND skill_id <> ALL($2)", agent, skills);
    tx.execute(
        """
        INSERT INTO agent_skill (agent_id, skill_id, level)
        SELECT $1, w.skill, w.level FROM unnest($2::bigint[], $3::integer[]) AS w(skill, level)
        ON CONFLICT ON CONSTRAINT agent_skill_pkey DO UPDATE SET level = EXCLUDED.level
        """,
        agent,
        skills,
        levels.stream().map(Skills.Level::level).toArray(Integer[]::new));
  }

  private static Skill skill(Row row) {
    return new Skill(
        new SkillId(row.getLong("id")),
        row.getString("name"),
        Skill.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        optionalText(row, "code"),
        row.getLong("agents"),
        row.getInteger("version"));
  }
}
