package io.faden.customer;

import static io.faden.platform.db.Columns.instant;
import static io.faden.platform.db.Columns.optionalInstant;
import static io.faden.platform.db.Columns.optionalLong;
import static io.faden.platform.db.Columns.optionalText;
import static io.faden.platform.db.Columns.texts;

import io.faden.customer.Customer.DoNotContact;
import io.faden.customer.Customer.FormLearned;
import io.faden.customer.Customer.MemberNote;
import io.faden.platform.AgentId;
import io.faden.platform.Person;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** SQL about customers. */
final class CustomerStore {
  private final ContactPointStore points;

  CustomerStore(ContactPointStore points) {
    this.points = points;
  }

  /** Where a customer stands among those merged. */
  record Place(CustomerId id, CustomerId root, String kind, boolean erased) {}

  static Optional<Place> place(Sql sql, CustomerId id) {
    return sql.row(
            """
            SELECT c.id, c.root_id, c.kind, c.erased_at IS NOT NULL OR r.erased_at IS NOT NULL AS erased
              FROM customer c JOIN customer r ON r.id = c.root_id WHERE c.id = $1
            """,
            id)
        .map(
            row ->
                new Place(
                    new CustomerId(row.getLong("id")),
                    new CustomerId(row.getLong("root_id")),
                    row.getString("kind"),
                    row.getBoolean("erased")));
  }

  CustomerId insert(Tx tx, NewCustomer wish) {
    // root_id refers to the row itself; its constraint is checked at the end of the statement.
    return new CustomerId(
        tx.row(
                """
                INSERT INTO customer (id, root_id, name, kind, language, form_of_address, form_source, note, organisation_id)
                OVERRIDING SYSTEM VALUE
                SELECT n, n, $1, coalesce($2, 'person'), $3, coalesce($4, 'unknown'),
                       CASE WHEN $4 <> 'unknown' THEN 'agent' END, coalesce($5, ''), $6
                  FROM nextval(pg_get_serial_sequence('customer', 'id')) AS n
                RETURNING id
                """,
                wish.name().strip(),
                wish.kind(),
                wish.language().filter(each -> !each.isBlank()),
                wish.formOfAddress(),
                wish.note(),
                wish.organisation().map(CustomerId::value))
            .orElseThrow()
            .getLong("id"));
  }

  /** Index: customer_of_organisation. */
  boolean hasPeople(Tx tx, CustomerId root) {
    return tx.row(
            """
            SELECT 1 FROM customer m JOIN customer p ON p.organisation_id = m.id
             WHERE m.root_id = $1 AND p.erased_at IS NULL LIMIT 1
            """,
            root)
        .isPresent();
  }

  /**
   * An agent's choice of the form of address stands against what is learned later; choosing unknown
   * gives the word back to the customer.
   */
  boolean change(Tx tx, CustomerId root, CustomerChange change) {
    boolean done =
        tx.execute(
                """
                UPDATE customer SET name = coalesce($3, name), language = coalesce($4, language),
                       form_of_address = coalesce($5, form_of_address),
                       form_source = CASE WHEN $5 IS NULL THEN form_source WHEN $5 <> 'unknown' THEN 'agent' END,
                       form_sentence = CASE WHEN $5 IS NULL THEN form_sentence END,
                       form_entry_id = CASE WHEN $5 IS NULL THEN form_entry_id END,
                       note = coalesce($6, note), kind = coalesce($9, kind),
                       personal_agent_id = CASE WHEN $7::boolean THEN $8::bigint ELSE personal_agent_id END,
                       organisation_id = CASE WHEN $10::boolean THEN $11::bigint ELSE organisation_id END,
                       version = version + 1
                 WHERE id = $1 AND version = $2
                """,
                root,
                change.version(),
                change.name(),
                change.language(),
                change.formOfAddress(),
                change.note(),
                change.personal(),
                change.personalAgent().map(AgentId::value),
                change.kind(),
                change.belongs(),
                change.organisation().map(CustomerId::value))
            == 1;
    if (done) {
      change.doNotContact().ifPresent(wish -> doNotContact(tx, root, wish));
    }
    return done;
  }

  /**
   * Counts for all names of a person; what was said under another one comes back with an un-merge.
   */
  private static void doNotContact(Tx tx, CustomerId root, CustomerChange.DoNotContact wish) {
    tx.execute(
        """
        UPDATE customer c SET do_not_contact = $2::text[],
               do_not_contact_reason = CASE WHEN cardinality($2::text[]) > 0 THEN $3 ELSE '' END,
               do_not_contact_since = CASE WHEN cardinality($2::text[]) > 0
                                           THEN coalesce(do_not_contact_since, clock_timestamp()) END,
               wish_for_all = EXISTS (SELECT FROM customer m WHERE m.root_id = c.id AND m.id <> c.id)
         WHERE id = $1
        """,
        root,
        Sql.texts(wish.channels()),
        wish.reason().orElse(""));
  }

  /** All that is known under any number. Indexes: customer_of_root, customer_of_organisation. */
  Optional<Customer> find(Sql sql, CustomerId id) {
    return sql.row(
            """
            SELECT c.id, k.name, k.kind, k.language, k.form_of_address, k.do_not_contact, c.note, c.created_at, c.version,
                   c.erased_at, p.id AS agent_id, p.name AS agent_name,
                   o.id AS organisation_id, o.name AS organisation_name, o.address AS organisation_address, o.kind AS organisation_kind,
                   f.form_sentence, f.form_entry_id
              FROM customer c
              JOIN customer_card k ON k.id = c.id
              LEFT JOIN person p ON p.id = k.personal_agent_id
              LEFT JOIN LATERAL (SELECT m.organisation_id AS id FROM customer m WHERE m.root_id = c.id AND m.organisation_id IS NOT NULL
                                  ORDER BY m.id = c.id DESC, m.id DESC LIMIT 1) belongs ON true
              LEFT JOIN customer_card o ON o.id = (SELECT root_id FROM customer WHERE id = belongs.id)
              LEFT JOIN LATERAL (SELECT m.form_sentence, m.form_entry_id FROM customer m
                                  WHERE m.root_id = c.id AND m.form_source = 'learned' AND m.form_of_address = k.form_of_address
                                    AND NOT EXISTS (SELECT FROM customer a WHERE a.root_id = c.id AND a.form_source = 'agent')
                                  ORDER BY m.form_entry_id DESC LIMIT 1) f ON true
             WHERE c.id = (SELECT root_id FROM customer WHERE id = $1)
            """,
            id)
        .map(row -> customer(sql, row));
  }

  private Customer customer(Sql sql, Row row) {
    CustomerId root = new CustomerId(row.getLong("id"));
    List<ContactPoint> addresses = points.ofTree(sql, root);
    List<Member> members = members(sql, root);
    List<MemberNote> notes =
        members.stream()
            .filter(each -> !each.note().isEmpty() && !each.card().id().equals(root))
            .map(each -> new MemberNote(each.card(), each.note()))
            .toList();
    String note = row.getString("note");
    boolean lent = note.isEmpty() && !notes.isEmpty();
    String name = row.getString("name");
    return new Customer(
        root,
        root,
        name.isEmpty()
            ? addresses.stream().findFirst().map(ContactPoint::display).orElse("")
            : name,
        row.getString("kind"),
        optionalText(row, "language"),
        row.getString("form_of_address"),
        optionalText(row, "form_sentence")
            .map(sentence -> new FormLearned(sentence, row.getLong("form_entry_id"))),
        lent ? notes.getFirst().note() : note,
        optionalLong(row, "agent_id")
            .map(agent -> new Person(new AgentId(agent), row.getString("agent_name"))),
        optionalLong(row, "organisation_id")
            .map(organisation -> CustomerCard.of(row, "organisation_")),
        row.getString("kind").equals("organisation") ? people(sql, root) : List.of(),
        members.stream().map(Member::card).toList(),
        lent ? notes.subList(1, notes.size()) : notes,
        doNotContact(texts(row, "do_not_contact"), members),
        optionalInstant(row, "erased_at").isPresent(),
        optionalInstant(row, "erased_at"),
        instant(row, "created_at"),
        row.getInteger("version"),
        addresses);
  }

  private static Optional<DoNotContact> doNotContact(List<String> channels, List<Member> members) {
    return members.stream()
        .filter(each -> each.unwantedSince().isPresent())
        .findFirst()
        .map(each -> new DoNotContact(channels, each.unwantedReason(), each.unwantedSince()))
        .filter(wish -> !channels.isEmpty());
  }

  private record Member(
      CustomerCard card, String note, String unwantedReason, Optional<Instant> unwantedSince) {}

  /** By their own names, the root first, then the newest. */
  private static List<Member> members(Sql sql, CustomerId root) {
    return sql
        .rows(
            """
            SELECT m.id AS customer_id, m.name AS customer_name, m.kind AS customer_kind,
                   (SELECT replace(coalesce(nullif(p.display, ''), p.value), E'\\n', ', ') FROM contact_point p
                     WHERE p.customer_id = m.id AND p.removed_at IS NULL ORDER BY p.id LIMIT 1) AS customer_address,
                   m.note, m.do_not_contact_reason, m.do_not_contact_since
              FROM customer m WHERE m.root_id = $1 ORDER BY m.id = $1 DESC, m.id DESC
            """,
            root)
        .stream()
        .map(
            row ->
                new Member(
                    CustomerCard.of(row),
                    row.getString("note"),
                    row.getString("do_not_contact_reason"),
                    optionalInstant(row, "do_not_contact_since")))
        .toList();
  }

  private static List<CustomerCard> people(Sql sql, CustomerId organisation) {
    return sql
        .rows(
            """
            SELECT %s FROM customer_card k
             WHERE k.id IN (SELECT p.root_id FROM customer m JOIN customer p ON p.organisation_id = m.id
                             WHERE m.root_id = $1 AND p.erased_at IS NULL)
             ORDER BY lower(k.name), k.id LIMIT 100
            """
                .formatted(ContactPointStore.CARD),
            organisation)
        .stream()
        .map(CustomerCard::of)
        .toList();
  }

  /** Index: customer_name_parts. */
  List<CustomerId> named(Sql sql, List<String> names, List<String> lastWords, int limit) {
    return sql
        .rows(
            """
            SELECT DISTINCT root_id FROM customer
             WHERE (lower(name) = ANY ($1) OR lower(name) LIKE ANY ($2)) AND erased_at IS NULL LIMIT $3
            """,
            names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toArray(String[]::new),
            lastWords.stream()
                .map(
                    word -> "% " + word.toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1"))
                .toArray(String[]::new),
            limit)
        .stream()
        .map(row -> new CustomerId(row.getLong("root_id")))
        .toList();
  }

  /** Indexes: customer_name_parts, contact_point_parts. */
  List<CustomerCard> search(Sql sql, String pattern, int limit) {
    return sql
        .rows(
            """
            SELECT %s
              FROM customer_card k
             WHERE k.id IN (SELECT root_id FROM customer WHERE lower(name) LIKE $1
                            UNION
                            SELECT c.root_id FROM contact_point p JOIN customer c ON c.id = p.customer_id
                             WHERE p.value LIKE $1 AND p.removed_at IS NULL)
             ORDER BY lower(k.name) NOT LIKE $1, lower(k.name), k.id
             LIMIT $2
            """
                .formatted(ContactPointStore.CARD),
            pattern,
            limit)
        .stream()
        .map(CustomerCard::of)
        .toList();
  }

  /** What the customer's own words say, unless an agent said otherwise or newer words are known. */
  boolean learn(Tx tx, CustomerId member, String form, String sentence, long entry) {
    return tx.execute(
            """
            UPDATE customer SET form_of_address = $2, form_source = 'learned', form_sentence = $3, form_entry_id = $4
             WHERE id = $1 AND form_source IS DISTINCT FROM 'agent' AND coalesce(form_entry_id, 0) < $4
               AND (form_of_address, form_sentence) IS DISTINCT FROM ($2, $3)
            """,
            member,
            form,
            sentence,
            entry)
        == 1;
  }

  /** They say that these addresses, which are somebody else's here, are their own. */
  void left(Tx tx, CustomerId member, long entry, List<ContactValue> values) {
    tx.execute(
        """
        INSERT INTO contact_mention (customer_id, channel, value, entry_id, sentence, as_own)
        SELECT $1, m.channel, m.value, $2, '', true FROM unnest($3::text[], $4::text[]) AS m(channel, value)
            ON CONFLICT ON CONSTRAINT contact_mention_pkey DO UPDATE SET as_own = true, entry_id = EXCLUDED.entry_id, sentence = ''
        """,
        member,
        entry,
        values.stream().map(each -> each.channel().label()).toArray(String[]::new),
        values.stream().map(ContactValue::value).toArray(String[]::new));
  }

  /** Who else's address stands in the customer's own text. */
  void mentioned(
      Tx tx, CustomerId member, long entry, List<ContactValue> values, List<String> sentences) {
    tx.execute(
        """
        INSERT INTO contact_mention (customer_id, channel, value, entry_id, sentence)
        SELECT $1, m.channel, m.value, $2, m.sentence
          FROM unnest($3::text[], $4::text[], $5::text[]) AS m(channel, value, sentence)
            ON CONFLICT ON CONSTRAINT contact_mention_pkey DO NOTHING
        """,
        member,
        entry,
        values.stream().map(each -> each.channel().label()).toArray(String[]::new),
        values.stream().map(ContactValue::value).toArray(String[]::new),
        Sql.texts(sentences));
  }
}
