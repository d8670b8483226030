package io.faden.customer;

import io.faden.platform.Actor;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.http.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;

/** SQL about contact points. */
final class ContactPointStore {
  static final String CARD =
      "k.id AS customer_id, k.name AS customer_name, k.address AS customer_address, k.kind AS customer_kind";

  private static final String COLUMNS =
      """
      SELECT p.id, p.customer_id, p.channel, p.value, p.display, p.label, p.verified, p.source, p.state, p.state_reason, p.details
        FROM contact_point p
      """;

  private final PhoneNumbers phones;

  ContactPointStore(PhoneNumbers phones) {
    this.phones = phones;
  }

  /** Whoever gives this address to somebody, takes it away or looks for its owner waits in line. */
  static void lock(Tx tx, String channel, String value) {
    tx.rows("SELECT pg_advisory_xact_lock(hashtextextended($1, 7))", channel + ":" + value);
  }

  /** A contact point and whose it is, by their own number and by the root's. */
  record Owned(ContactPointId id, CustomerId member, CustomerId root) {
    static Owned of(Row row) {
      return new Owned(
          new ContactPointId(row.getLong("id")),
          new CustomerId(row.getLong("customer_id")),
          new CustomerId(row.getLong("root_id")));
    }
  }

  /** Everybody who has it, oldest first. Index: contact_point_by_value. */
  List<Owned> owners(Sql sql, String channel, String value) {
    return sql
        .rows(
            """
            SELECT p.id, p.customer_id, c.root_id
              FROM contact_point p JOIN customer c ON c.id = p.customer_id
             WHERE p.channel = $1 AND p.value = $2 AND p.removed_at IS NULL
             ORDER BY p.id
            """,
            channel,
            value)
        .stream()
        .map(Owned::of)
        .toList();
  }

  /** The same with their cards, once for each root. Index: contact_point_by_value. */
  List<Candidate> candidates(Sql sql, String channel, String value) {
    return sql
        .rows(
            """
            SELECT DISTINCT ON (c.root_id) p.id, p.customer_id AS member, p.verified, %s
              FROM contact_point p JOIN customer c ON c.id = p.customer_id JOIN customer_card k ON k.id = c.root_id
             WHERE p.channel = $1 AND p.value = $2 AND p.removed_at IS NULL
             ORDER BY c.root_id, p.verified DESC, p.id
             LIMIT 100
            """
                .formatted(CARD),
            channel,
            value)
        .stream()
        .map(
            row ->
                new Candidate(
                    CustomerCard.of(row),
                    new CustomerId(row.getLong("member")),
                    new ContactPointId(row.getLong("id")),
                    row.getBoolean("verified")))
        .toList();
  }

  /** Who has one that contains this. Index: contact_point_parts. */
  List<CustomerCard> containing(Sql sql, String channel, String part) {
    return sql
        .rows(
            """
            SELECT %s FROM customer_card k
             WHERE k.id IN (SELECT c.root_id FROM contact_point p JOIN customer c ON c.id = p.customer_id
                             WHERE p.channel = $1 AND p.value LIKE $2 AND p.removed_at IS NULL LIMIT 100)
             ORDER BY k.id LIMIT 20
            """
                .formatted(CARD),
            channel,
            "%" + part.replaceAll("([\\\\%_])", "\\\\$1") + "%")
        .stream()
        .map(CustomerCard::of)
        .toList();
  }

  CustomerCard card(Sql sql, CustomerId customer) {
    return sql.row(
            """
            SELECT %s FROM customer_card k WHERE k.id = (SELECT root_id FROM customer WHERE id = $1)
            """
                .formatted(CARD),
            customer)
        .map(CustomerCard::of)
        .orElseThrow();
  }

  ContactPointId insert(
      Tx tx,
      CustomerId customer,
      ContactValue value,
      String label,
      boolean verified,
      String source) {
    return new ContactPointId(
        tx.row(
                """
                INSERT INTO contact_point (customer_id, channel, value, display, details, label, verified, source)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id
                """,
                customer,
                value.channel(),
                value.value(),
                value.display().equals(value.value()) ? "" : value.display(),
                value.details(),
                label,
                verified,
                source)
            .orElseThrow()
            .getLong("id"));
  }

  /** One that is known already, and by now better. */
  void complete(Tx tx, ContactPointId id, Optional<String> label, boolean verified) {
    tx.execute(
        "UPDATE contact_point SET label = coalesce($2, label), verified = verified OR $3 WHERE id = $1",
        id,
        label.filter(text -> !text.isBlank()),
        verified);
  }

  /** How people read it, by now; whether that is new. */
  boolean shown(Tx tx, ContactPointId id, String display) {
    return tx.execute(
            "UPDATE contact_point SET display = $2 WHERE id = $1 AND display <> $2", id, display)
        == 1;
  }

  /** What was removed is nobody's. */
  Optional<Owned> find(Sql sql, ContactPointId id) {
    return sql.row(
            """
            SELECT p.id, p.customer_id, c.root_id FROM contact_point p JOIN customer c ON c.id = p.customer_id
             WHERE p.id = $1 AND p.removed_at IS NULL
            """,
            id)
        .map(Owned::of);
  }

  boolean change(
      Tx tx,
      ContactPointId id,
      Optional<String> label,
      Optional<Boolean> verified,
      Optional<String> state,
      Optional<String> stateReason) {
    return tx.execute(
            """
            UPDATE contact_point SET label = coalesce($2, label), verified = coalesce($3, verified), state = coalesce($4, state),
                   state_reason = CASE WHEN $4 = 'ok' THEN '' ELSE coalesce($5, state_reason) END
             WHERE id = $1 AND removed_at IS NULL
            """,
            id,
            label,
            verified,
            state,
            stateReason)
        == 1;
  }

  boolean takeOff(Tx tx, Actor actor, ContactPointId id) {
    return tx.execute(
            """
            UPDATE contact_point SET removed_at = clock_timestamp(), removed_by = $2 WHERE id = $1 AND removed_at IS NULL
            """,
            id,
            actor.id())
        == 1;
  }

  /** Of all members. Indexes: customer_of_root, contact_point_of_customer. */
  List<ContactPoint> ofTree(Sql sql, CustomerId root) {
    return sql
        .rows(
            COLUMNS
                + " JOIN customer c ON c.id = p.customer_id WHERE c.root_id = $1 AND p.removed_at IS NULL ORDER BY p.id",
            root)
        .stream()
        .map(this::point)
        .toList();
  }

  /** Removed ones as well: what was done with them is still told. */
  List<ContactPoint> some(Sql sql, Long[] ids) {
    return sql.rows(COLUMNS + " WHERE p.id = ANY($1)", (Object) ids).stream()
        .map(this::point)
        .toList();
  }

  private ContactPoint point(Row row) {
    ContactChannel channel = ContactChannel.of(row.getString("channel"));
    String value = row.getString("value");
    String display = row.getString("display");
    JsonObject details = row.getJsonObject("details");
    boolean phone = channel == ContactChannel.PHONE || channel == ContactChannel.SMS;
    return new ContactPoint(
        new ContactPointId(row.getLong("id")),
        Optional.of(new CustomerId(row.getLong("customer_id"))),
        channel.label(),
        value,
        display.isEmpty() ? value : display,
        row.getString("label"),
        row.getBoolean("verified"),
        row.getString("source"),
        row.getString("state"),
        row.getString("state_reason"),
        channel == ContactChannel.POSTAL
            ? Optional.of(Json.read(details, PostalAddress.class))
            : Optional.empty(),
        Optional.ofNullable(details.getString("system")),
        phone ? phones.dial(value) : Optional.empty(),
        phone ? Optional.of(phones.kind(value)) : Optional.empty());
  }
}
