package io.faden.conversation;

import io.faden.customer.ContactPoint;
import io.faden.customer.ContactPoints;
import io.faden.customer.CustomerId;
import io.faden.platform.db.Sql;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All ways to answer in a conversation: the contact points of every member of the customer's merge
 * tree and of whoever else took part, with the accounts that an answer may leave from.
 */
final class Ways {
  /** A call leaves from a telephone. */
  private static final Set<String> WITHOUT_ACCOUNT = Set.of("phone");

  private final Set<String> channels;
  private final ContactPoints points;

  /** The channels are those that can carry a message out. */
  Ways(Set<String> channels, ContactPoints points) {
    this.channels = Set.copyOf(channels);
    this.points = points;
  }

  /** A way, and what decides whether it is taken unasked. */
  record Known(Way way, boolean bad, boolean sendable) {}

  /**
   * Best first: what works before what came back, what is wanted before what is not, messages
   * before calls, what the customer wrote from last before the rest, and of the rest letters last.
   * A channel on which nothing of ours can leave comes after all that can be done. Indexes:
   * entry_of_conversation, customer_of_root.
   */
  List<Known> of(Sql sql, ConversationId id, CustomerId customer, Optional<Long> account) {
    Map<String, List<Conversation.Account>> accounts = accounts(sql, account);
    List<Row> rows =
        sql.rows(
            """
            WITH took_part AS (
              SELECT e.contact_point_id AS id, max(e.id) AS entry FROM entry e
               WHERE e.conversation_id = $1 AND e.direction = 'in' AND NOT e.automated AND NOT e.withdrawn
               GROUP BY e.contact_point_id),
            own AS (
              SELECT m.id FROM customer_card m WHERE m.root_id = (SELECT root_id FROM customer_card WHERE id = $2)),
            named AS (
              SELECT p.id, p.channel, p.state, p.root_id, t.entry,
                     CASE p.channel WHEN 'postal' THEN 'letter' ELSE p.channel END AS way
                FROM reachable p LEFT JOIN took_part t ON t.id = p.id
               WHERE p.customer_id IN (SELECT id FROM own) OR p.id IN (SELECT id FROM took_part))
            SELECT n.id, n.way, n.state = 'bad' AS bad, n.way = ANY ($3) AS sendable,
                   EXISTS (SELECT FROM customer_card k WHERE k.root_id = n.root_id
                              AND k.do_not_contact && ARRAY['all', n.way]) AS unwanted
              FROM named n
             WHERE n.channel NOT IN ('customer_number', 'external')
             ORDER BY bad, unwanted, sendable DESC, n.way <> 'phone', n.entry DESC NULLS LAST, n.way = 'letter', n.id
            """,
            id,
            customer,
            Sql.texts(channels.stream().filter(accounts::containsKey).toList()));
    Map<Long, ContactPoint> known = new HashMap<>();
    points
        .some(sql, rows.stream().map(row -> row.getLong("id")).toList())
        .forEach(point -> known.put(point.id().value(), point));
    return rows.stream().map(row -> known(row, known.get(row.getLong("id")), accounts)).toList();
  }

  private static Known known(
      Row row, ContactPoint point, Map<String, List<Conversation.Account>> accounts) {
    String channel = row.getString("way");
    List<Conversation.Account> from =
        WITHOUT_ACCOUNT.contains(channel) ? List.of() : accounts.getOrDefault(channel, List.of());
    return new Known(
        new Way(channel, point, from, row.getBoolean("unwanted")),
        row.getBoolean("bad"),
        row.getBoolean("sendable") && !from.isEmpty());
  }

  /** By channel: the account that the customer wrote to, then the other active ones. */
  private static Map<String, List<Conversation.Account>> accounts(
      Sql sql, Optional<Long> preferred) {
    Map<String, List<Conversation.Account>> accounts = new HashMap<>();
    for (Row row :
        sql.rows(
            """
            SELECT id, channel, name, address FROM channel_account WHERE active ORDER BY id IS DISTINCT FROM $1, id
            """,
            preferred)) {
      accounts
          .computeIfAbsent(row.getString("channel"), channel -> new ArrayList<>())
          .add(
              new Conversation.Account(
                  row.getLong("id"), row.getString("name"), row.getString("address")));
    }
    return accounts;
  }

  /** The way that an answer takes if nobody chooses another. */
  static Optional<Conversation.ReplyTo> usual(List<Known> ways) {
    return ways.stream()
        .filter(way -> way.sendable() && !way.bad())
        .findFirst()
        .map(
            way ->
                new Conversation.ReplyTo(
                    way.way().contactPoint(), way.way().channelAccounts().getFirst()));
  }

  /** A way that was chosen. */
  record Chosen(
      String channel, ContactPoint to, Conversation.Account from, boolean unwanted, boolean bad) {}

  /**
   * The way by a contact point and an account, each as usual if empty. Empty if that is no way that
   * a message can take.
   */
  static Optional<Chosen> choose(
      List<Known> ways, Optional<Long> contactPoint, Optional<Long> account) {
    return ways.stream()
        .filter(Known::sendable)
        .filter(
            way ->
                contactPoint
                    .map(id -> way.way().contactPoint().id().value() == id)
                    .orElse(!way.bad()))
        .flatMap(
            way ->
                way.way().channelAccounts().stream()
                    .filter(from -> account.map(id -> from.id() == id).orElse(true))
                    .limit(1)
                    .map(
                        from ->
                            new Chosen(
                                way.way().channel(),
                                way.way().contactPoint(),
                                from,
                                way.way().unwanted(),
                                way.bad())))
        .findFirst();
  }
}
