package io.faden.phone;

import io.faden.customer.CustomerId;
import io.faden.customer.Erasable;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Forgets the numbers of calls and what was promised. That there was a call, when and with whom of
 * the house stays. Comes after the arrivals, which are found by the numbers of their calls.
 */
public final class CallErasure implements Erasable {
  private static final int PART = 200;

  private static final String CALLS =
      """
      SELECT c.id FROM phone_call c
       WHERE c.id IN (SELECT call_id FROM call_party WHERE customer_id = ANY($1)
                      UNION SELECT call_id FROM call_party WHERE number = ANY($2))
         AND (c.number IS NOT NULL OR c.number_text IS NOT NULL)
      """;

  private static final String CALLBACKS =
      """
      SELECT b.id FROM callback b JOIN conversation_standing v ON v.id = b.conversation_id
       WHERE v.customer_id = ANY($1) AND b.state <> 'open'
         AND (b.promise <> '' OR b.number IS NOT NULL OR b.number_text IS NOT NULL OR b.end_reason NOT IN ('', '-'))
      """;

  @Override
  public Map<String, Long> count(Sql sql, Erasing erasing) {
    return Map.of(
        "calls",
        sql.row(
                "SELECT count(*) FROM (%s) AS theirs".formatted(CALLS),
                Sql.ids(erasing.members()),
                Sql.texts(erasing.traces()))
            .orElseThrow()
            .getLong(0),
        "callbacks",
        sql.row(
                "SELECT count(*) FROM (%s) AS theirs".formatted(CALLBACKS),
                (Object) Sql.ids(erasing.members()))
            .orElseThrow()
            .getLong(0));
  }

  @Override
  public List<Obstacle> against(Sql sql, List<CustomerId> members) {
    Stream<Obstacle> promised =
        sql
            .rows(
                """
                SELECT b.conversation_id, v.subject FROM open_callback b JOIN conversation_standing v ON v.id = b.conversation_id
                 WHERE v.customer_id = ANY($1) ORDER BY b.id LIMIT 100
                """,
                (Object) Sql.ids(members))
            .stream()
            .map(
                row ->
                    new Obstacle(
                        "callback_open",
                        Optional.of(row.getString("subject")).filter(text -> !text.isEmpty()),
                        Optional.of(row.getLong("conversation_id"))));
    Stream<Obstacle> speaking =
        sql
            .rows(
                """
                SELECT id, number_text FROM phone_call
                 WHERE state <> 'ended'
                   AND (customer_id = ANY($1)
                        OR number IN (SELECT value FROM reachable WHERE channel = 'phone' AND customer_id = ANY($1)))
                 ORDER BY id LIMIT 100
                """,
                (Object) Sql.ids(members))
            .stream()
            .map(
                row ->
                    new Obstacle(
                        "call_going_on",
                        Optional.ofNullable(row.getString("number_text")),
                        Optional.of(row.getLong("id"))));
    return Stream.concat(promised, speaking).toList();
  }

  @Override
  public Map<String, Long> erase(Tx tx, Erasing erasing) {
    Long[] members = Sql.ids(erasing.members());
    Long[] calls =
        tx
            .rows(
                """
                UPDATE phone_call SET number = NULL, number_text = NULL WHERE id IN (%s ORDER BY 1 LIMIT $3) RETURNING id
                """
                    .formatted(CALLS),
                members,
                Sql.texts(erasing.traces()),
                PART)
            .stream()
            .map(row -> row.getLong("id"))
            .toArray(Long[]::new);
    if (calls.length > 0) {
      // The story of a call is told from its events: what they do not say it does not say either.
      tx.execute(
          "UPDATE call_event SET caller = '', called = '' WHERE phone_call_id = ANY($1)",
          (Object) calls);
      return Map.of("calls", (long) calls.length);
    }
    // A promise that was not kept has a reason for good; a dash is none.
    long callbacks =
        tx.execute(
            """
            UPDATE callback SET promise = '', number = NULL, number_text = NULL, version = version + 1,
                   end_reason = CASE WHEN end_reason = '' THEN '' ELSE '-' END
             WHERE id IN (%s ORDER BY 1 LIMIT $2)
            """
                .formatted(CALLBACKS),
            members,
            PART);
    return callbacks == 0 ? Map.of() : Map.of("callbacks", callbacks);
  }
}
