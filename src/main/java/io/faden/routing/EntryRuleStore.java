package io.faden.routing;

import static io.faden.platform.db.Columns.optionalLong;
import static io.faden.platform.db.Columns.optionalText;
import static io.faden.platform.db.Columns.texts;

import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.http.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All SQL about the rules of entry. */
final class EntryRuleStore {
  private static final String RULES =
      """
      SELECT r.id, r.name, r.active, r.conditions, r.priority, r.needs, r.version,
             q.id AS queue_id, q.name AS queue_name, q.is_default AS queue_is_default
        FROM entry_rule r JOIN queue q ON q.id = r.queue_id
      """;

  private final Skillbook skills = new Skillbook();

  /** In the order in which they are tried. Index: entry_rule_order. */
  List<EntryRule> all(Sql sql) {
    return read(sql, sql.rows(RULES + "ORDER BY r.position, r.id"));
  }

  Optional<EntryRule> find(Sql sql, EntryRuleId id) {
    return read(sql, sql.rows(RULES + "WHERE r.id = $1", id)).stream().findFirst();
  }

  /** Behind all others. Errors: PgException on entry_rule_queue_fkey. */
  EntryRuleId insert(Tx tx, EntryRules.Wanted wanted) {
    return tx.row(
            """
            INSERT INTO entry_rule (position, name, active, conditions, queue_id, priority, needs)
            SELECT coalesce(max(position), 0) + 1, $1::text, $2::boolean, $3::jsonb, $4::bigint, $5::integer, $6::jsonb
              FROM entry_rule
            RETURNING id
            """,
            wanted.name().strip(),
            wanted.active(),
            wanted.conditions().json(),
            wanted.queue(),
            wanted.priority(),
            needs(wanted))
        .map(row -> new EntryRuleId(row.getLong("id")))
        .orElseThrow();
  }

  /** Errors: PgException on entry_rule_queue_fkey. */
  boolean update(Tx tx, EntryRuleId id, int version, EntryRules.Wanted wanted) {
    return tx.execute(
            """
            UPDATE entry_rule SET name = $3, active = $4, conditions = $5, queue_id = $6, priority = $7::integer, needs = $8,
                   version = version + 1
             WHERE id = $1 AND version = $2
            """,
            id,
            version,
            wanted.name().strip(),
            wanted.active(),
            wanted.conditions().json(),
            wanted.queue(),
            wanted.priority(),
            needs(wanted))
        > 0;
  }

  boolean delete(Tx tx, EntryRuleId id) {
    return tx.execute("DELETE FROM entry_rule WHERE id = $1", id) > 0;
  }

  Set<Long> lockAll(Tx tx) {
    return tx.rows("SELECT id FROM entry_rule ORDER BY id FOR NO KEY UPDATE").stream()
        .map(row -> row.getLong("id"))
        .collect(Collectors.toSet());
  }

  void order(Tx tx, List<EntryRuleId> ids) {
    tx.execute(
        """
        UPDATE entry_rule r SET position = w.place
          FROM unnest($1::bigint[]) WITH ORDINALITY AS w(id, place) WHERE r.id = w.id
        """,
        (Object) Sql.ids(ids));
  }

  /** Every number under which a customer is or was known. */
  Set<Long> customers(Sql sql, long customer) {
    return sql
        .rows(
            """
            SELECT id FROM customer_card WHERE root_id = (SELECT root_id FROM customer_card WHERE id = $1)
            """,
            customer)
        .stream()
        .map(row -> row.getLong("id"))
        .collect(Collectors.toSet());
  }

  /** A message that came in before; the queue is that of its account. */
  Optional<EntryRules.Message> message(Sql sql, long entry, QueueId otherwise) {
    return sql.row(
            """
            SELECT channel_account_id, account_queue_id, channel, from_address, recipients, subject, body_text, customer_id
              FROM message_facts WHERE id = $1
            """,
            entry)
        .map(
            row ->
                new EntryRules.Message(
                    optionalLong(row, "channel_account_id"),
                    optionalText(row, "channel").orElse(""),
                    optionalLong(row, "account_queue_id").map(QueueId::new).orElse(otherwise),
                    optionalText(row, "from_address"),
                    texts(row, "recipients"),
                    row.getString("subject"),
                    row.getString("body_text"),
                    row.getLong("customer_id")));
  }

  private static JsonArray needs(EntryRules.Wanted wanted) {
    JsonArray needs = new JsonArray();
    wanted.needs().forEach(need -> needs.add(need.json()));
    return needs;
  }

  private List<EntryRule> read(Sql sql, List<Row> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    Map<Long, String> names = skills.names(sql);
    return rows.stream().map(row -> rule(row, names)).toList();
  }

  private static EntryRule rule(Row row, Map<Long, String> names) {
    return new EntryRule(
        new EntryRuleId(row.getLong("id")),
        row.getString("name"),
        row.getBoolean("active"),
        Json.read(row.getJsonObject("conditions"), RuleConditions.class),
        new Queue(
            new QueueId(row.getLong("queue_id")),
            row.getString("queue_name"),
            row.getBoolean("queue_is_default")),
        row.getInteger("priority"),
        QueueSettings.NeedSettings.read(row.getJsonArray("needs")).stream()
            .map(
                need ->
                    new NamedNeed(
                        need.skill(),
                        names.getOrDefault(need.skill(), ""),
                        need.level(),
                        need.hard()))
            .toList(),
        row.getInteger("version"));
  }
}
