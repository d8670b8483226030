package io.faden.customer;

import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Many customers in few statements, for imports. Tells nobody: whoever imports does, once. */
public final class CustomerBulk {

  /** A customer as a line of a file gives them; an empty text is not known. */
  public record Sheet(
      String name,
      String kind,
      String language,
      String formOfAddress,
      String note,
      List<ContactValue> contacts) {}

  /** What was there before and what was done: to take it back. */
  public record Written(
      CustomerId id, int version, Optional<JsonObject> before, List<Long> points) {}

  /** Whose a value is: by the root of the tree, with their name. */
  public record Owner(CustomerId root, String name) {}

  private static String key(ContactValue value) {
    return value.channel().label() + ":" + value.value();
  }

  /** Owners of these values, by channel and value. Index: contact_point_by_value. */
  public Map<String, List<Owner>> owners(Sql sql, List<ContactValue> values) {
    Map<String, List<Owner>> owners = new HashMap<>();
    for (Row row :
        sql.rows(
            """
            SELECT DISTINCT p.channel || ':' || p.value AS key, c.root_id, r.name
              FROM unnest($1::text[], $2::text[]) AS w(channel, value)
              JOIN contact_point p ON p.channel = w.channel AND p.value = w.value AND p.removed_at IS NULL
              JOIN customer c ON c.id = p.customer_id JOIN customer r ON r.id = c.root_id
            """,
            values.stream().map(each -> each.channel().label()).toArray(String[]::new),
            values.stream().map(ContactValue::value).toArray(String[]::new))) {
      owners
          .computeIfAbsent(row.getString("key"), none -> new ArrayList<>())
          .add(new Owner(new CustomerId(row.getLong("root_id")), row.getString("name")));
    }
    return owners;
  }

  /** The name under which {@link #owners} knows a value. */
  public static String keyOf(ContactValue value) {
    return key(value);
  }

  /** Whoever looks for an owner of one of these values waits until the transaction ends. */
  public void lock(Tx tx, List<ContactValue> values) {
    tx.rows(
        """
        SELECT pg_advisory_xact_lock(hashtextextended(w.key, 7))
          FROM (SELECT DISTINCT key FROM unnest($1::text[]) AS key ORDER BY key) AS w
        """,
        (Object) values.stream().map(CustomerBulk::key).toArray(String[]::new));
  }

  /** New customers in the order of the sheets. The values must be locked and free. */
  public List<Written> make(Tx tx, List<Sheet> sheets) {
    List<CustomerId> ids =
        tx
            .rows(
                """
                INSERT INTO customer (id, root_id, name, kind, language, form_of_address, form_source, note)
                OVERRIDING SYSTEM VALUE
                SELECT n.id, n.id, n.name, coalesce(nullif(n.kind, ''), 'person'), nullif(n.language, ''),
                       coalesce(nullif(n.form, ''), 'unknown'), CASE WHEN n.form <> '' THEN 'agent' END, n.note
                  FROM (SELECT nextval(pg_get_serial_sequence('customer', 'id')) AS id, s.*
                          FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
                               WITH ORDINALITY AS s(name, kind, language, form, note, place)
                         ORDER BY s.place) AS n
                RETURNING id
                """,
                texts(sheets, Sheet::name),
                texts(sheets, Sheet::kind),
                texts(sheets, Sheet::language),
                texts(sheets, Sheet::formOfAddress),
                texts(sheets, Sheet::note))
            .stream()
            .map(row -> new CustomerId(row.getLong("id")))
            .sorted(java.util.Comparator.comparingLong(CustomerId::value))
            .toList();
    Map<CustomerId, List<Long>> points = add(tx, ids, sheets);
    List<Written> written = new ArrayList<>();
    for (CustomerId id : ids) {
      written.add(new Written(id, 0, Optional.empty(), points.getOrDefault(id, List.of())));
    }
    return written;
  }

  /**
   * Adds what a sheet knows to a customer who is there: only what was not known, or all of it. None
   * for one who has been erased meanwhile.
   */
  public Optional<Written> complete(Tx tx, CustomerId id, Sheet sheet, boolean overwrite) {
    Optional<Row> before =
        tx.row(
            """
            SELECT jsonb_build_object('name', name, 'kind', kind, 'language', language, 'form_of_address', form_of_address,
                                      'form_source', form_source, 'note', note) AS before, version
              FROM customer WHERE id = $1 AND erased_at IS NULL FOR NO KEY UPDATE
            """,
            id);
    if (before.isEmpty()) {
      return Optional.empty();
    }
    int changed =
        tx.execute(
            """
            UPDATE customer c SET name = w.name, kind = w.kind, language = w.language, form_of_address = w.form,
                   form_source = CASE WHEN w.form <> c.form_of_address THEN 'agent' ELSE c.form_source END, note = w.note,
                   version = version + 1
              FROM (SELECT CASE WHEN $2 <> '' AND ($7 OR name = '') THEN $2 ELSE name END AS name,
                           CASE WHEN $3 <> '' AND $7 THEN $3 ELSE kind END AS kind,
                           CASE WHEN $4 <> '' AND ($7 OR language IS NULL) THEN $4 ELSE language END AS language,
                           CASE WHEN $5 <> '' AND ($7 OR form_of_address = 'unknown') THEN $5 ELSE form_of_address END AS form,
                           CASE WHEN $6 <> '' AND ($7 OR note = '') THEN $6 ELSE note END AS note
                      FROM customer WHERE id = $1) AS w
             WHERE c.id = $1
               AND (c.name, c.kind, c.language, c.form_of_address, c.note) IS DISTINCT FROM (w.name, w.kind, w.language, w.form, w.note)
            """,
            id,
            sheet.name(),
            sheet.kind(),
            sheet.language(),
            sheet.formOfAddress(),
            sheet.note(),
            overwrite);
    Map<CustomerId, List<Long>> points = add(tx, List.of(id), List.of(sheet));
    return Optional.of(
        new Written(
            id,
            before.get().getInteger("version") + changed,
            Optional.of(before.get().getJsonObject("before")),
            points.getOrDefault(id, List.of())));
  }

  /** What somebody else in the tree has already is not added. */
  private static Map<CustomerId, List<Long>> add(Tx tx, List<CustomerId> ids, List<Sheet> sheets) {
    List<Long> customers = new ArrayList<>();
    List<ContactValue> values = new ArrayList<>();
    for (int place = 0; place < ids.size(); place++) {
      Set<String> once = new HashSet<>();
      for (ContactValue value : sheets.get(place).contacts()) {
        if (once.add(key(value))) {
          customers.add(ids.get(place).value());
          values.add(value);
        }
      }
    }
    Map<CustomerId, List<Long>> added = new HashMap<>();
    for (Row row :
        tx.rows(
            """
            INSERT INTO contact_point (customer_id, channel, value, display, details, source)
            SELECT w.customer_id, w.channel, w.value, w.display, w.details::jsonb, 'import'
              FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[])
                   WITH ORDINALITY AS w(customer_id, channel, value, display, details, place)
             WHERE NOT EXISTS (SELECT FROM contact_point p JOIN customer c ON c.id = p.customer_id
                                WHERE p.channel = w.channel AND p.value = w.value AND p.removed_at IS NULL
                                  AND (w.channel NOT IN ('phone', 'postal')
                                       OR c.root_id = (SELECT root_id FROM customer WHERE id = w.customer_id)))
             ORDER BY w.place
            ON CONFLICT DO NOTHING
            RETURNING id, customer_id
            """,
            customers.toArray(Long[]::new),
            values.stream().map(each -> each.channel().label()).toArray(String[]::new),
            values.stream().map(ContactValue::value).toArray(String[]::new),
            values.stream()
                .map(each -> each.display().equals(each.value()) ? "" : each.display())
                .toArray(String[]::new),
            values.stream().map(each -> each.details().encode()).toArray(String[]::new))) {
      added
          .computeIfAbsent(new CustomerId(row.getLong("customer_id")), none -> new ArrayList<>())
          .add(row.getLong("id"));
    }
    return added;
  }

  /**
   * Takes back what was done, the newest first. Result: for each whether all of it is gone; if not,
   * the customer stays as they are.
   */
  public List<Boolean> takeBack(Tx tx, List<Written> written) {
    List<Written> made = written.stream().filter(each -> each.before().isEmpty()).toList();
    Set<Long> gone = new HashSet<>();
    for (Row row :
        tx.rows(
            """
            SELECT w.id, remove_unused_customer(w.id, w.version) AS gone
              FROM unnest($1::bigint[], $2::integer[]) WITH ORDINALITY AS w(id, version, place) ORDER BY w.place
            """,
            made.stream().map(each -> each.id().value()).toArray(Long[]::new),
            made.stream().map(Written::version).toArray(Integer[]::new))) {
      if (row.getBoolean("gone")) {
        gone.add(row.getLong("id"));
      }
    }
    return written.stream()
        .map(each -> each.before().isEmpty() ? gone.contains(each.id().value()) : restore(tx, each))
        .toList();
  }

  private static boolean restore(Tx tx, Written written) {
    int restored =
        tx.execute(
            """
            UPDATE customer SET name = b.name, kind = b.kind, language = b.language, form_of_address = b.form_of_address,
                   form_source = b.form_source, note = b.note, version = version + 1
              FROM jsonb_to_record($3::jsonb) AS b(name text, kind text, language text, form_of_address text, form_source text, note text)
             WHERE customer.id = $1 AND version = $2 AND erased_at IS NULL
            """,
            written.id(),
            written.version(),
            written.before().get());
    if (restored == 0) {
      return false;
    }
    return tx
        .rows(
            "SELECT remove_unused_contact_point(p) AS gone FROM unnest($1::bigint[]) AS p",
            (Object) written.points().toArray(Long[]::new))
        .stream()
        .allMatch(row -> row.getBoolean("gone"));
  }

  private static String[] texts(
      List<Sheet> sheets, java.util.function.Function<Sheet, String> part) {
    return sheets.stream().map(part).toArray(String[]::new);
  }
}
