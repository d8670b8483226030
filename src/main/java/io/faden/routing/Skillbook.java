package io.faden.routing;

import io.faden.platform.db.Sql;
import java.util.HashMap;
import java.util.Map;

/** The names of all skills. */
final class Skillbook {
  Map<Long, String> names(Sql sql) {
    Map<Long, String> names = new HashMap<>();
    sql.rows("SELECT id, name FROM known_skill")
        .forEach(row -> names.put(row.getLong("id"), row.getString("name")));
    return names;
  }
}
