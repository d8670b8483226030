package io.faden.staff;

import io.faden.platform.AgentId;
import io.faden.platform.Person;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All SQL about teams. */
final class TeamStore {
  private static final String MEMBERSHIPS =
      """
      SELECT t.id, t.name, t.version, a.id AS agent_id, a.name AS agent_name
        FROM team t
        LEFT JOIN team_member m ON m.team_id = t.id
        LEFT JOIN agent a ON a.id = m.agent_id
      """;

  List<Team> all(Sql sql) {
    return teams(sql.rows(MEMBERSHIPS + "ORDER BY lower(t.name), lower(a.name), a.id"));
  }

  Optional<Team> find(Sql sql, TeamId id) {
    return teams(sql.rows(MEMBERSHIPS + "WHERE t.id = $1 ORDER BY lower(a.name), a.id", id))
        .stream()
        .findFirst();
  }

  List<Teams.Named> ofAgent(Sql sql, AgentId agent) {
    return sql
        .rows(
            """
            SELECT t.id, t.name FROM team_member m JOIN team t ON t.id = m.team_id
             WHERE m.agent_id = $1 ORDER BY lower(t.name)
            """,
            agent)
        .stream()
        .map(row -> new Teams.Named(new TeamId(row.getLong("id")), row.getString("name")))
        .toList();
  }

  /** Errors: PgException on the index team_name. */
  TeamId insert(Tx tx, String name) {
    return tx.row("INSERT INTO team (name) VALUES ($1) RETURNING id", name)
        .map(row -> new TeamId(row.getLong("id")))
        .orElseThrow();
  }

  boolean rename(Tx tx, TeamId id, int version, String name) {
    return tx.execute(
            "UPDATE team SET name = $3, version = version + 1 WHERE id = $1 AND version = $2",
            id,
            version,
            name)
        > 0;
  }

  /** Errors: PgException on team_member_agent_fkey. */
  void replaceMembers(Tx tx, TeamId id, Collection<AgentId> members) {
    Long[] wanted = Sql.ids(members);
    tx.execute("DELETE FROM team_member WHERE team_id = $1 AND agent_id <> ALL($2)", id, wanted);
    tx.execute(
        """
        INSERT INTO team_member (team_id, agent_id) SELECT $1, unnest($2::bigint[])
        ON CONFLICT ON CONSTRAINT team_member_pkey DO NOTHING
        """,
        id,
        wanted);
  }

  /** Locks them in one order; those that exist. */
  Set<TeamId> lock(Tx tx, Collection<TeamId> ids) {
    return tx
        .rows(
            "SELECT id FROM team WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE",
            (Object) Sql.ids(ids))
        .stream()
        .map(row -> new TeamId(row.getLong("id")))
        .collect(Collectors.toSet());
  }

  /** Whoever has read the members of a team that changes here is told so when saving. */
  void replaceTeams(Tx tx, AgentId agent, Collection<TeamId> teams) {
    tx.execute(
        """
        WITH gone AS (
          DELETE FROM team_member WHERE agent_id = $1 AND team_id <> ALL($2) RETURNING team_id
        ), come AS (
          INSERT INTO team_member (agent_id, team_id) SELECT $1, unnest($2::bigint[])
          ON CONFLICT ON CONSTRAINT team_member_pkey DO NOTHING RETURNING team_id
        )
        UPDATE team SET version = version + 1
         WHERE id IN (SELECT team_id FROM gone UNION ALL SELECT team_id FROM come)
        """,
        agent,
        Sql.ids(teams));
  }

  boolean lockToRemove(Tx tx, TeamId id) {
    return !tx.rows("SELECT 1 FROM team WHERE id = $1 FOR UPDATE", id).isEmpty();
  }

  void delete(Tx tx, TeamId id) {
    tx.execute("DELETE FROM team WHERE id = $1", id);
  }

  private static List<Team> teams(List<Row> memberships) {
    Map<TeamId, List<Row>> byTeam = new LinkedHashMap<>();
    for (Row row : memberships) {
      byTeam.computeIfAbsent(new TeamId(row.getLong("id")), id -> new ArrayList<>()).add(row);
    }
    return byTeam.entrySet().stream().map(team -> team(team.getKey(), team.getValue())).toList();
  }

  private static Team team(TeamId id, List<Row> rows) {
    List<Person> members =
        rows.stream()
            .filter(row -> row.getLong("agent_id") != null)
            .map(
                row ->
                    new Person(new AgentId(row.getLong("agent_id")), row.getString("agent_name")))
            .toList();
    Row first = rows.getFirst();
    return new Team(id, first.getString("name"), first.getInteger("version"), members);
  }
}
