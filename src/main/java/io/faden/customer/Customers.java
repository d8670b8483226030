package io.faden.customer;

import static io.faden.platform.db.Columns.instant;
import static io.faden.platform.db.Columns.optionalLong;
import static io.faden.platform.db.Columns.optionalText;

import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.Person;
import io.faden.platform.db.Database;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;

/** Who we serve, and how to reach them. */
public final class Customers {
  private final Database database;
  private final EventLog events;

  public Customers(Database database, EventLog events) {
    this.database = database;
    this.events = events;
  }

  /**
   * The customer and contact point that a message belongs to; contact is empty for nobody known.
   */
  public record Found(CustomerId customer, Optional<ContactPointId> contactPoint) {}

  /**
   * Finds the customer by contact point, or makes one. Two messages of a new customer at once make
   * one customer: the second waits for the first.
   */
  public Found byContactPoint(Tx tx, String channel, String value, String name) {
    tx.rows("SELECT pg_advisory_xact_lock(hashtextextended($1, 7))", channel + ":" + value);
    Optional<Row> known =
        tx.row(
            """
            SELECT p.id, c.root_id, c.name
              FROM contact_point p JOIN customer c ON c.id = p.customer_id
             WHERE p.channel = $1 AND p.value = $2
            """,
            channel,
            value);
    if (known.isPresent()) {
      CustomerId customer = new CustomerId(known.get().getLong("root_id"));
      if (known.get().getString("name").isEmpty() && !name.isBlank()) {
        tx.execute("UPDATE customer SET name = $2 WHERE id = $1 AND name = ''", customer, name);
        changed(tx, Optional.empty(), customer);
      }
      return new Found(customer, Optional.of(new ContactPointId(known.get().getLong("id"))));
    }
    CustomerId customer = create(tx, name);
    Row point =
        tx.row(
                """
                INSERT INTO contact_point (customer_id, channel, value, source)
                VALUES ($1, $2, $3, 'message') RETURNING id
                """,
                customer,
                channel,
                value)
            .orElseThrow();
    return new Found(customer, Optional.of(new ContactPointId(point.getLong("id"))));
  }

  /** Somebody of whom we know nothing. Each such message has a customer of its own. */
  public Found unknown(Tx tx) {
    return new Found(create(tx, ""), Optional.empty());
  }

  private CustomerId create(Tx tx, String name) {
    // root_id refers to the row itself; its constraint is checked at the end of the statement.
    Row row =
        tx.row(
                """
                INSERT INTO customer (id, name, root_id) OVERRIDING SYSTEM VALUE
                SELECT n, $1, n FROM nextval(pg_get_serial_sequence('customer', 'id')) AS n
                RETURNING id
                """,
                name.strip())
            .orElseThrow();
    CustomerId id = new CustomerId(row.getLong("id"));
    changed(tx, Optional.empty(), id);
    return id;
  }

  public Optional<Customer> find(Sql sql, CustomerId id) {
    return sql.row(
            """
            SELECT c.id, c.name, c.language, c.form_of_address, c.note, c.created_at, c.version,
                   p.id AS agent_id, p.name AS agent_name
              FROM customer c LEFT JOIN person p ON p.id = c.personal_agent_id WHERE c.id = $1
            """,
            id)
        .map(row -> customer(row, contactPoints(sql, id)));
  }

  private static List<ContactPoint> contactPoints(Sql sql, CustomerId id) {
    return sql
        .rows(
            """
            SELECT p.id, p.channel, p.value, p.verified, p.source
              FROM contact_point p JOIN customer c ON c.id = p.customer_id
             WHERE c.root_id = (SELECT root_id FROM customer WHERE id = $1)
             ORDER BY p.id
            """,
            id)
        .stream()
        .map(
            row ->
                new ContactPoint(
                    new ContactPointId(row.getLong("id")),
                    row.getString("channel"),
                    row.getString("value"),
                    row.getBoolean("verified"),
                    row.getString("source")))
        .toList();
  }

  /**
   * Any part of a name or address, best first. Indexes: customer_name_parts, contact_point_parts.
   */
  public List<CustomerCard> search(String text, int limit) {
    String pattern =
        "%"
            + text.strip().toLowerCase(java.util.Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1")
            + "%";
    return database
        .rows(
            """
            SELECT c.id AS customer_id, c.name AS customer_name, c.address AS customer_address
              FROM customer_card c
             WHERE c.id IN (SELECT root_id FROM customer WHERE lower(name) LIKE $1
                            UNION
                            SELECT k.root_id FROM contact_point p JOIN customer k ON k.id = p.customer_id
                             WHERE p.value LIKE $1)
             ORDER BY lower(c.name) NOT LIKE $1, lower(c.name), c.id
             LIMIT $2
            """,
            pattern,
            limit)
        .stream()
        .map(CustomerCard::of)
        .toList();
  }

  public ChangeResult change(Actor actor, CustomerId id, CustomerChange change) {
    try {
      return changed(actor, id, change);
    } catch (PgException fault) {
      if ("customer_personal_agent_fkey".equals(fault.getConstraint())) {
        return new ChangeResult.AgentNotFound();
      }
      throw fault;
    }
  }

  private ChangeResult changed(Actor actor, CustomerId id, CustomerChange change) {
    return database.transaction(
        tx -> {
          int done =
              tx.execute(
                  """
                  UPDATE customer SET name = coalesce($3, name), language = coalesce($4, language),
                         form_of_address = coalesce($5, form_of_address), note = coalesce($6, note),
                         personal_agent_id = CASE WHEN $7::boolean THEN $8::bigint ELSE personal_agent_id END,
                         version = version + 1
                   WHERE id = $1 AND version = $2
                  """,
                  id,
                  change.version(),
                  change.name().map(String::strip),
                  change.language(),
                  change.formOfAddress(),
                  change.note(),
                  change.personal(),
                  change.personalAgent().map(AgentId::value));
          Optional<Customer> now = find(tx, id);
          if (now.isEmpty()) {
            return new ChangeResult.NotFound();
          }
          if (done == 0) {
            return new ChangeResult.Stale();
          }
          changed(tx, Optional.of(actor), id);
          return new ChangeResult.Changed(now.get());
        });
  }

  private void changed(Tx tx, Optional<Actor> actor, CustomerId id) {
    events.append(tx, Change.of(EventType.CUSTOMER_CHANGED, Audience.STAFF).by(actor).customer(id));
  }

  private static Customer customer(Row row, List<ContactPoint> contactPoints) {
    String name = row.getString("name");
    return new Customer(
        new CustomerId(row.getLong("id")),
        name.isEmpty()
            ? contactPoints.stream().findFirst().map(ContactPoint::value).orElse("")
            : name,
        optionalText(row, "language"),
        row.getString("form_of_address"),
        row.getString("note"),
        optionalLong(row, "agent_id")
            .map(id -> new Person(new AgentId(id), row.getString("agent_name"))),
        instant(row, "created_at"),
        row.getInteger("version"),
        contactPoints);
  }
}
