package io.faden.customer;

import com.fasterxml.jackson.annotation.JsonValue;
import io.faden.platform.Actor;
import io.faden.platform.db.Database;
import io.faden.platform.db.Tx;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who may be the same customer, with the evidence. People decide. */
public final class Suggestions {
  private static final int MOST = 20;

  private final Database database;

  public Suggestions(Database database) {
    this.database = database;
  }

  /** How much the evidence says. */
  public enum Strength {
    STRONG,
    FAIR,
    WEAK;

    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** MergeSuggestion in the contract. */
  public record Suggestion(CustomerCard customer, Strength strength, List<Evidence> evidence) {}

  /** Strongest first, 20 at most. Empty for nobody. */
  public Optional<List<Suggestion>> of(CustomerId customer) {
    return CustomerStore.place(database, customer)
        .map(place -> place.erased() ? List.of() : of(evidence(place.root())));
  }

  private List<Row> evidence(CustomerId root) {
    return database.transaction(
        tx -> {
          // Fewer similar names are looked at than with the usual 0.3.
          tx.rows("SELECT set_config('pg_trgm.similarity_threshold', '0.55', true)");
          return tx.rows(EVIDENCE, root);
        });
  }

  /**
   * One row for each piece of evidence. Indexes: customer_of_root, contact_point_of_customer,
   * contact_point_by_value, customer_by_name_key, customer_name_key_parts, contact_mention_pkey,
   * contact_mention_by_value, merge_refusal_pkey.
   */
  static final String EVIDENCE =
      """
      WITH me AS MATERIALIZED (SELECT id, name_key FROM customer WHERE root_id = $1),
      own AS MATERIALIZED (
        SELECT DISTINCT p.channel, p.value, coalesce(nullif(p.display, ''), p.value) AS display, p.details
          FROM me JOIN contact_point p ON p.customer_id = me.id WHERE p.removed_at IS NULL LIMIT 200),
      names AS MATERIALIZED (SELECT DISTINCT name_key FROM me WHERE name_key <> ''),
      found AS (
        (SELECT q.customer_id, CASE own.channel WHEN 'phone' THEN 'same_phone' ELSE 'same_address' END AS kind, own.display AS value,
                NULL::bigint AS entry_id, NULL AS sentence
           FROM own JOIN contact_point q ON q.channel = own.channel AND q.value = own.value AND q.removed_at IS NULL
          WHERE own.channel = 'phone' OR own.channel = 'postal' AND own.details->>'street' <> ''
          LIMIT 500)
        UNION ALL
        (SELECT c.id, 'same_name', c.name || ', ' || (q.details->>'postalCode'), NULL, NULL
           FROM names JOIN customer c ON c.name_key = names.name_key AND c.name_key <> ''
           JOIN contact_point q ON q.customer_id = c.id AND q.channel = 'postal' AND q.removed_at IS NULL
           JOIN own ON own.channel = 'postal' AND split_part(own.value, '|', 2) <> ''
                   AND split_part(own.value, '|', 1) = split_part(q.value, '|', 1) AND split_part(own.value, '|', 2) = split_part(q.value, '|', 2)
          WHERE c.root_id <> $1
          LIMIT 200)
        UNION ALL
        (SELECT c.id, 'similar_name_and_city', c.name || ', ' || (q.details->>'city'), NULL, NULL
           FROM names JOIN customer c ON c.name_key %% names.name_key AND c.name_key <> ''
           JOIN contact_point q ON q.customer_id = c.id AND q.channel = 'postal' AND q.removed_at IS NULL
           JOIN own ON own.channel = 'postal'
                   AND split_part(own.value, '|', 1) = split_part(q.value, '|', 1) AND split_part(own.value, '|', 3) = split_part(q.value, '|', 3)
          WHERE c.root_id <> $1
          LIMIT 200)
        UNION ALL
        (SELECT q.customer_id, CASE WHEN m.as_own THEN 'left_contact_point' ELSE 'mentions_contact_point' END,
                coalesce(nullif(q.display, ''), q.value), m.entry_id, m.sentence
           FROM me JOIN contact_mention m ON m.customer_id = me.id
           JOIN contact_point q ON q.channel = m.channel AND q.value = m.value AND q.removed_at IS NULL
          LIMIT 500)
        UNION ALL
        (SELECT m.customer_id, CASE WHEN m.as_own THEN 'left_contact_point' ELSE 'mentions_contact_point' END, own.display,
                m.entry_id, m.sentence
           FROM own JOIN contact_mention m ON m.channel = own.channel AND m.value = own.value
          LIMIT 500))
      SELECT DISTINCT f.kind, f.value, f.entry_id, f.sentence, c.name_key IN (SELECT name_key FROM names) AS same_name, %s
        FROM found f
        JOIN customer c ON c.id = f.customer_id
        JOIN customer r ON r.id = c.root_id
        JOIN customer_card k ON k.id = c.root_id
       WHERE c.root_id <> $1 AND r.erased_at IS NULL
         AND NOT EXISTS (SELECT FROM me, customer o, merge_refusal no
                          WHERE o.root_id = c.root_id AND no.low_id = least(me.id, o.id) AND no.high_id = greatest(me.id, o.id))
       ORDER BY customer_id, f.kind, f.value, f.entry_id
      """
          .formatted(ContactPointStore.CARD);

  private static List<Suggestion> of(List<Row> rows) {
    Map<CustomerCard, List<Row>> byCustomer = new LinkedHashMap<>();
    for (Row row : rows) {
      byCustomer.computeIfAbsent(CustomerCard.of(row), card -> new ArrayList<>()).add(row);
    }
    return byCustomer.entrySet().stream()
        .map(each -> suggestion(each.getKey(), each.getValue()))
        .sorted(Comparator.comparing(Suggestion::strength))
        .limit(MOST)
        .toList();
  }

  private static Suggestion suggestion(CustomerCard customer, List<Row> rows) {
    boolean named = rows.stream().anyMatch(row -> row.getBoolean("same_name"));
    List<Evidence> evidence = new ArrayList<>();
    Set<String> kinds = new HashSet<>();
    for (Row row : rows) {
      String kind = row.getString("kind");
      String shown =
          kind.equals("same_address") && row.getBoolean("same_name")
              ? "same_name_and_address"
              : kind;
      kinds.add(kind);
      evidence.add(
          new Evidence(
              shown,
              Optional.ofNullable(row.getString("value")),
              Optional.ofNullable(row.getLong("entry_id")),
              Optional.ofNullable(row.getString("sentence")).filter(text -> !text.isEmpty())));
    }
    if (named) {
      // The same name is similar as well, which says nothing more.
      evidence.removeIf(each -> each.kind().equals("similar_name_and_city"));
      kinds.remove("similar_name_and_city");
      if (!kinds.contains("same_name") && !customer.name().isEmpty()) {
        evidence.add(Evidence.of("same_name", customer.name()));
      }
    }
    return new Suggestion(customer, strength(kinds, named), List.copyOf(evidence));
  }

  private static Strength strength(Set<String> kinds, boolean named) {
    boolean phone = kinds.contains("same_phone");
    boolean address = kinds.contains("same_address");
    boolean mention =
        kinds.contains("mentions_contact_point") || kinds.contains("left_contact_point");
    boolean similar = named || kinds.contains("similar_name_and_city");
    int points = (phone ? 1 : 0) + (address ? 1 : 0) + (mention ? 1 : 0);
    if (points > 1 || (points == 1 && similar)) {
      return Strength.STRONG;
    }
    return phone || mention || kinds.contains("same_name") ? Strength.FAIR : Strength.WEAK;
  }

  /** What came of refusing a suggestion. */
  public enum Refusal {
    NOTED,
    NOT_FOUND,
    OTHER_NOT_FOUND,
    ALREADY_ONE
  }

  /**
   * These are different people, under all numbers that they have now: they are never suggested
   * again, nor merged by themselves, whoever else either is merged with later.
   */
  public Refusal refuse(Actor actor, CustomerId customer, CustomerId other, String reason) {
    return database.transaction(tx -> refuse(tx, actor, customer, other, reason));
  }

  private static Refusal refuse(
      Tx tx, Actor actor, CustomerId customer, CustomerId other, String reason) {
    Optional<CustomerId> one = CustomerStore.place(tx, customer).map(CustomerStore.Place::root);
    Optional<CustomerId> two = CustomerStore.place(tx, other).map(CustomerStore.Place::root);
    if (one.isEmpty() || two.isEmpty()) {
      return one.isEmpty() ? Refusal.NOT_FOUND : Refusal.OTHER_NOT_FOUND;
    }
    if (one.equals(two)) {
      return Refusal.ALREADY_ONE;
    }
    int unused =
        tx.execute(
            """
            INSERT INTO merge_refusal (low_id, high_id, refused_by, reason)
            SELECT least(a.id, b.id), greatest(a.id, b.id), $3, $4
              FROM customer a, customer b WHERE a.root_id = $1 AND b.root_id = $2
                ON CONFLICT ON CONSTRAINT merge_refusal_pkey DO NOTHING
            """,
            one.get(),
            two.get(),
            actor.id(),
            reason);
    return Refusal.NOTED;
  }
}
