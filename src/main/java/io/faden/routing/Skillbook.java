package io.faden.routing;

import io.faden.platform.db.Sql;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives needs the names of their skills. */
final class Skillbook {
  List<NamedNeed> named(Sql sql, List<QueueSettings.NeedSettings> needs) {
    if (needs.isEmpty()) {
      return List.of();
    }
    Map<Long, String> names = names(sql);
    return needs.stream()
        .map(
            need ->
                new NamedNeed(
                    need.skill(), names.getOrDefault(need.skill(), ""), need.level(), need.hard()))
        .toList();
  }

  Map<Long, String> names(Sql sql) {
    Map<Long, String> names = new HashMap<>();
    sql.rows("SELECT id, name FROM known_skill")
        .forEach(row -> names.put(row.getLong("id"), row.getString("name")));
    return names;
  }
}
