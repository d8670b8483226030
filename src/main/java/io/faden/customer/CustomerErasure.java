package io.faden.customer;

import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Forgets who a customer was. First the customer is closed: from then on nobody finds them by an
 * address, and nothing about them can be changed; then every feature erases what it has.
 *
 * <p>Locks as {@link Identity} has them: names of contact points, the one of the trees, customers
 * in order of their numbers, conversations.
 */
public final class CustomerErasure implements Erasable {
  private final EventLog events;

  public CustomerErasure(EventLog events) {
    this.events = events;
  }

  /** All members of the tree, the root first; empty if there is no such customer. */
  public List<CustomerId> members(Sql sql, CustomerId id) {
    return sql
        .rows(
            """
            SELECT id FROM customer WHERE root_id = (SELECT root_id FROM customer WHERE id = $1)
             ORDER BY id <> root_id, id
            """,
            id)
        .stream()
        .map(row -> new CustomerId(row.getLong("id")))
        .toList();
  }

  public boolean erased(Sql sql, CustomerId id) {
    return sql.row("SELECT 1 FROM customer WHERE id = $1 AND erased_at IS NOT NULL", id)
        .isPresent();
  }

  /** Holds the whole tree still. Result: its members now, the root first. */
  public List<CustomerId> lock(Tx tx, CustomerId id) {
    IdentityStore.lockTrees(tx);
    List<CustomerId> members = members(tx, id);
    IdentityStore.lock(tx, members.toArray(CustomerId[]::new));
    return members;
  }

  /**
   * The same with all addresses, so that a message that is being filed for one of them is waited
   * for. Result: empty if there were more of them in the end than before; then the caller's
   * transaction has to end, and another one try anew, because they come before the tree.
   */
  public Optional<List<CustomerId>> lockWithAddresses(Tx tx, CustomerId id) {
    List<Row> addresses = addresses(tx, members(tx, id));
    addresses.forEach(
        row -> ContactPointStore.lock(tx, row.getString("channel"), row.getString("value")));
    Set<String> held = keys(addresses);
    List<CustomerId> members = lock(tx, id);
    return held.containsAll(keys(addresses(tx, members))) ? Optional.of(members) : Optional.empty();
  }

  /** In one order, so that two who wait for several do not wait for each other. */
  private static List<Row> addresses(Sql sql, List<CustomerId> members) {
    return sql.rows(
        """
        SELECT DISTINCT channel, value FROM contact_point WHERE customer_id = ANY($1) ORDER BY channel, value
        """,
        (Object) Sql.ids(members));
  }

  private static Set<String> keys(List<Row> addresses) {
    return addresses.stream()
        .map(row -> row.getString("channel") + ":" + row.getString("value"))
        .collect(Collectors.toSet());
  }

  /** Addresses, numbers and names under which the customer may be found elsewhere. */
  public List<String> traces(Sql sql, List<CustomerId> members) {
    return sql
        .rows(
            "SELECT value, display FROM contact_point WHERE customer_id = ANY($1)",
            (Object) Sql.ids(members))
        .stream()
        .flatMap(row -> Stream.of(row.getString("value"), row.getString("display")))
        .filter(text -> !text.isBlank())
        .distinct()
        .toList();
  }

  /** Names as they are written, for noticing them in what people wrote about the erasure. */
  public List<String> names(Sql sql, List<CustomerId> members) {
    return sql
        .rows(
            "SELECT name FROM customer WHERE id = ANY($1) AND name <> ''",
            (Object) Sql.ids(members))
        .stream()
        .map(row -> row.getString("name"))
        .toList();
  }

  /** Closes the customer, who is locked with all addresses: what comes next has a new one. */
  public void close(Tx tx, Erasing erasing) {
    long unused = empty(tx, erasing);
    tx.execute(
        "UPDATE customer SET erased_at = clock_timestamp(), version = version + 1 WHERE id = ANY($1)",
        (Object) Sql.ids(erasing.members()));
    changed(tx, erasing);
  }

  private static long empty(Tx tx, Erasing erasing) {
    return tx.execute(
        """
        UPDATE contact_point SET value = 'erased-' || id, display = '', label = '', state_reason = '', details = '{}', verified = false,
               removed_at = coalesce(removed_at, clock_timestamp())
         WHERE customer_id = ANY($1) AND value <> 'erased-' || id
        """,
        (Object) Sql.ids(erasing.members()));
  }

  @Override
  public Map<String, Long> count(Sql sql, Erasing erasing) {
    Long[] members = Sql.ids(erasing.members());
    return Map.of(
        "customers",
        (long) erasing.members().size(),
        "contactPoints",
        sql.row("SELECT count(*) FROM contact_point WHERE customer_id = ANY($1)", (Object) members)
            .orElseThrow()
            .getLong(0));
  }

  /** What people wrote about the customer; few rows, so all of it at once. */
  @Override
  public Map<String, Long> erase(Tx tx, Erasing erasing) {
    Long[] members = Sql.ids(erasing.members());
    tx.execute("DELETE FROM contact_mention WHERE customer_id = ANY($1)", (Object) members);
    tx.execute(
        """
        UPDATE customer_merge SET reason = '', undo_reason = '', evidence = '[]'
         WHERE survivor_id = ANY($1) OR absorbed_id = ANY($1)
        """,
        (Object) members);
    tx.execute(
        """
        UPDATE contact_point_move SET reason = '', undo_reason = ''
         WHERE from_customer_id = ANY($1) OR to_customer_id = ANY($1)
        """,
        (Object) members);
    tx.execute(
        "UPDATE merge_refusal SET reason = '' WHERE low_id = ANY($1) OR high_id = ANY($1)",
        (Object) members);
    freeOthers(tx, members);
    // Whoever had seen the customer open may have added another since.
    long late = empty(tx, erasing);
    return late == 0 ? Map.of() : Map.of("contactPoints", late);
  }

  /** Whoever belonged to an organisation that is gone belongs to none. */
  private static void freeOthers(Tx tx, Long[] members) {
    IdentityStore.lockTrees(tx);
    CustomerId[] others =
        tx
            .rows(
                "SELECT id FROM customer WHERE organisation_id = ANY($1) AND id <> ALL($1)",
                (Object) members)
            .stream()
            .map(row -> new CustomerId(row.getLong("id")))
            .toArray(CustomerId[]::new);
    IdentityStore.lock(tx, others);
    tx.execute(
        "UPDATE customer SET organisation_id = NULL WHERE organisation_id = ANY($1) AND id <> ALL($1)",
        (Object) members);
  }

  /**
   * The last step: the name. Whoever still adds something to the customer is waited for. Result:
   * false if they did, and nothing is done.
   */
  public boolean finish(Tx tx, Erasing erasing) {
    tx.rows(
        "SELECT id FROM customer WHERE id = ANY($1) ORDER BY id FOR UPDATE",
        (Object) Sql.ids(erasing.members()));
    if (tx.row(
            "SELECT 1 FROM contact_point WHERE customer_id = ANY($1) AND value <> 'erased-' || id LIMIT 1",
            (Object) Sql.ids(erasing.members()))
        .isPresent()) {
      return false;
    }
    tx.execute(
        """
        UPDATE customer SET name = '', kind = 'person', language = NULL, form_of_address = 'unknown', form_source = NULL, form_sentence = NULL,
               form_entry_id = NULL, note = '', organisation_id = NULL, personal_agent_id = NULL, do_not_contact = '{}',
               do_not_contact_reason = '', do_not_contact_since = NULL, version = version + 1
         WHERE id = ANY($1)
        """,
        (Object) Sql.ids(erasing.members()));
    changed(tx, erasing);
    return true;
  }

  /** The customer's card, for lists of erasures. */
  public Optional<CustomerCard> card(Sql sql, CustomerId id) {
    return sql.row(
            """
            SELECT id AS customer_id, name AS customer_name, address AS customer_address, kind AS customer_kind
              FROM customer_card WHERE id = $1
            """,
            id)
        .map(CustomerCard::of);
  }

  private void changed(Tx tx, Erasing erasing) {
    events.append(
        tx,
        erasing.members().stream()
            .map(id -> Change.of(EventType.CUSTOMER_CHANGED, Audience.STAFF).customer(id))
            .toList());
  }
}
