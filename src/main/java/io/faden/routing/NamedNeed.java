package io.faden.routing;

import java.util.List;
import java.util.Map;

/** A need with the name of its skill, for people. */
public record NamedNeed(long skill, String name, int level, boolean hard) {

  static List<NamedNeed> all(List<QueueSettings.NeedSettings> needs, Map<Long, String> names) {
    return needs.stream()
        .map(
            need ->
                new NamedNeed(
                    need.skill(), names.getOrDefault(need.skill(), ""), need.level(), need.hard()))
        .toList();
  }
}
