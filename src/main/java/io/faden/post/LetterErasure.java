package io.faden.post;

import io.faden.customer.Erasable;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import java.util.Map;

/** Forgets where letters went. What they said is forgotten with the conversation. */
public final class LetterErasure implements Erasable {
  private static final String THEIRS =
      """
      FROM letter l JOIN entry_owner o ON o.entry_id = l.entry_id
      WHERE o.customer_id = ANY($1) AND l.recipient <> '{"names": [], "lines": [], "town": "", "country": ""}'
      """;

  @Override
  public Map<String, Long> count(Sql sql, Erasing erasing) {
    return Map.of(
        "letters",
        sql.row("SELECT count(*) " + THEIRS, (Object) Sql.ids(erasing.members()))
            .orElseThrow()
            .getLong(0));
  }

  @Override
  public Map<String, Long> erase(Tx tx, Erasing erasing) {
    long letters =
        tx.execute(
            """
            UPDATE letter SET recipient = '{"names": [], "lines": [], "town": "", "country": ""}', by_hand = '{}'
             WHERE entry_id IN (SELECT l.entry_id %s LIMIT 500)
            """
                .formatted(THEIRS),
            (Object) Sql.ids(erasing.members()));
    return letters == 0 ? Map.of() : Map.of("letters", letters);
  }
}
