package io.faden.phone;

import io.faden.customer.PhoneNumbers;
import io.faden.platform.AgentId;
import io.faden.platform.db.Database;
import io.faden.platform.db.Sql;
import io.vertx.pgclient.PgException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Whose telephone is whose. */
public final class Extensions {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final int SHORTEST_NUMBER = 7;

  private final Database database;
  private final PhoneNumbers numbers;

  public Extensions(Database database, PhoneNumbers numbers) {
    this.database = database;
    this.numbers = numbers;
  }

  /** As they were written. */
  List<String> of(AgentId agent) {
    return database
        .rows("SELECT written FROM phone_extension WHERE agent_id = $1 ORDER BY place", agent)
        .stream()
        .map(row -> row.getString("written"))
        .toList();
  }

  /** False when one of them is somebody else's; then nothing changes. */
  boolean set(AgentId agent, List<String> extensions) {
    List<String> written =
        extensions.stream().map(String::strip).filter(e -> !e.isEmpty()).toList();
    try {
      database.inTransaction(
          tx -> {
            tx.execute("DELETE FROM phone_extension WHERE agent_id = $1", agent);
            tx.execute(
                """
                INSERT INTO phone_extension (extension, written, place, agent_id)
                SELECT DISTINCT ON (extension) extension, written, place, $1
                  FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS e(extension, written, place)
                 ORDER BY extension, place
                """,
                agent,
                Sql.texts(written.stream().map(this::normal).toList()),
                Sql.texts(written));
          });
      return true;
    } catch (PgException fault) {
      if (UNIQUE_VIOLATION.equals(fault.getSqlState())) {
        return false;
      }
      throw fault;
    }
  }

  /** Those whose extension is among these words of the telephone system, in no order. */
  Set<AgentId> owners(Sql sql, Collection<String> words) {
    Set<AgentId> owners = new LinkedHashSet<>();
    List<String> given = words.stream().map(this::normal).distinct().toList();
    if (!given.isEmpty()) {
      sql.rows(
              """
              SELECT DISTINCT e.agent_id FROM phone_extension e JOIN staff_member m ON m.id = e.agent_id AND m.active
               WHERE e.extension = ANY ($1) ORDER BY e.agent_id
              """,
              (Object) Sql.texts(given))
          .forEach(row -> owners.add(new AgentId(row.getLong("agent_id"))));
    }
    return owners;
  }

  /** A whole number in its normal form, so that every spelling of it is the same extension. */
  private String normal(String word) {
    String plain = word.strip().toLowerCase(Locale.ROOT);
    long digits = plain.chars().filter(Character::isDigit).count();
    return Stream.of(plain)
        .filter(any -> digits >= SHORTEST_NUMBER)
        .flatMap(number -> numbers.read(number).valid().stream())
        .map(value -> value.value())
        .findFirst()
        .orElse(plain);
  }
}
