package io.faden.supervision;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The items of a group that nobody on shift could do, but for those that belong to somebody who is
 * there and is asked first.
 *
 * @param personals who is asked first where an item is theirs
 */
record Unservable(NeedyGroup group, List<Long> personals) {
  Unservable {
    personals = List.copyOf(personals);
  }

  /**
   * The groups as the table g, from binds that begin with this number; read once, not for each item
   * that is compared.
   */
  static String table(int first) {
    Object[] binds = IntStream.range(first, first + 8).boxed().toArray();
    return """
    (SELECT queue_id, channel, oldest, youngest, needs::jsonb AS needs, team_id, personals::bigint[] AS personals, not_agent_id, index
       FROM unnest($%d::bigint[], $%d::text[], $%d::timestamptz[], $%d::timestamptz[], $%d::text[], $%d::bigint[], $%d::text[],
                   $%d::bigint[])
            WITH ORDINALITY AS u(queue_id, channel, oldest, youngest, needs, team_id, personals, not_agent_id, index) OFFSET 0) g
    """
        .formatted(binds);
  }

  /** The item w is of the group g. */
  static final String ALIKE =
      """
      g.queue_id = w.queue_id AND g.channel = w.channel AND g.needs = w.needs AND g.team_id IS NOT DISTINCT FROM w.team_id
        AND g.not_agent_id IS NOT DISTINCT FROM w.not_agent_id
        AND (g.youngest IS NULL OR w.steps_from <= g.youngest) AND (g.oldest IS NULL OR w.steps_from > g.oldest)
      """;

  /** The item w is its own agent's first; the time is that of the staffing. */
  static String asked(int time) {
    return "coalesce(w.preferred_until > $%d::timestamptz AND w.preferred_agent_id = ANY (g.personals), false)"
        .formatted(time);
  }

  static List<Object> binds(Staffing staffing, List<Unservable> all) {
    Map<List<Long>, Staffing.Stretch> stretches =
        staffing.stretches().stream()
            .collect(
                Collectors.toMap(
                    each -> List.of(each.queue(), (long) each.number()), Function.identity()));
    List<Staffing.Stretch> of =
        all.stream()
            .map(each -> each.group())
            .map(group -> stretches.get(List.of(group.facts().queue(), (long) group.stretch())))
            .toList();
    return List.of(
        numbers(all, each -> each.group().facts().queue()),
        all.stream().map(each -> each.group().facts().channel()).toArray(String[]::new),
        times(of, stretch -> stretch.oldest(staffing.at())),
        times(of, stretch -> stretch.youngest(staffing.at())),
        all.stream().map(each -> each.group().needs().encode()).toArray(String[]::new),
        numbers(all, each -> each.group().facts().team().orElse(null)),
        all.stream().map(each -> array(each.personals())).toArray(String[]::new),
        numbers(all, each -> each.group().facts().notAgent().orElse(null)));
  }

  /** As PostgreSQL writes an array. */
  private static String array(List<Long> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
  }

  static <T> Long[] numbers(Collection<T> all, Function<T, Long> part) {
    return all.stream().map(part).toArray(Long[]::new);
  }

  static <T> OffsetDateTime[] times(Collection<T> all, Function<T, Optional<Instant>> part) {
    return all.stream()
        .map(each -> part.apply(each).map(time -> time.atOffset(ZoneOffset.UTC)).orElse(null))
        .toArray(OffsetDateTime[]::new);
  }
}
