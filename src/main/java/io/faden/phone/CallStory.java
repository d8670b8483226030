package io.faden.phone;

import io.faden.phone.CallEvent.Direction;
import io.faden.phone.CallEvent.Kind;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What all events of a call say together. In whatever order they came, and however often, the story
 * is the same; only its times are those at which we were told.
 *
 * @param rings the users it rings or rang at, in the telephone system's words
 * @param ours our own side of the line
 * @param speaker who answered last, in the telephone system's words
 * @param spokeAt since when they speak
 */
record CallStory(
    Direction direction,
    String state,
    String other,
    String ours,
    Set<String> rings,
    List<String> speaker,
    Instant startedAt,
    Optional<Instant> answeredAt,
    Optional<Instant> spokeAt,
    Optional<Instant> endedAt,
    String cause,
    boolean missed) {

  /** Somebody else takes it: not lost, but not ours any more. */
  private static final String FORWARDED = "forwarded";

  /** An event and when we were told. */
  record Told(CallEvent event, Instant at) {}

  /**
   * Tells the story. Input: at least one event, in the order of their arrival; when the call was
   * given up because its end was never told.
   */
  static CallStory of(List<Told> told, Optional<Instant> lost) {
    // The first leg knows who called; a transfer may name whoever handed it on.
    List<Told> best =
        told.stream()
            .sorted(
                Comparator.comparing((Told one) -> !one.event().leg().equals(one.event().call()))
                    .thenComparing(one -> one.event().kind())
                    .thenComparing(Told::at))
            .toList();
    Direction direction =
        best.stream()
            .flatMap(one -> one.event().direction().stream())
            .findFirst()
            .orElse(Direction.IN);
    boolean in = direction == Direction.IN;
    List<Told> answers =
        told.stream()
            .filter(one -> one.event().kind() == Kind.ANSWER && !one.event().byVoicemail())
            .toList();
    Set<String> over = legs(told, Kind.HANGUP);
    Set<String> legs = new HashSet<>();
    told.forEach(one -> legs.add(one.event().leg()));
    Optional<Told> last = last(told, Kind.HANGUP);
    Optional<Instant> ended = over.containsAll(legs) ? last.map(Told::at) : Optional.empty();
    ended = ended.or(() -> lost);
    String cause = last.map(one -> one.event().cause()).orElse("");
    Optional<Told> speaker =
        answers.stream()
            .filter(one -> !over.contains(one.event().leg()))
            .reduce((one, later) -> later)
            .or(() -> answers.stream().reduce((one, later) -> later));
    return new CallStory(
        direction,
        ended.isPresent() ? "ended" : answers.isEmpty() ? "ringing" : "answered",
        said(best, in),
        said(best, !in),
        users(told, Kind.NEW_CALL),
        speaker.map(one -> one.event().users()).orElse(List.of()),
        told.stream().map(Told::at).min(Comparator.naturalOrder()).orElseThrow(),
        answers.stream().map(Told::at).findFirst(),
        speaker.map(Told::at),
        ended,
        cause,
        in && ended.isPresent() && answers.isEmpty() && !cause.equalsIgnoreCase(FORWARDED));
  }

  private static String said(List<Told> best, boolean caller) {
    return best.stream()
        .map(one -> caller ? one.event().caller() : one.event().called())
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static Set<String> legs(List<Told> told, Kind kind) {
    Set<String> legs = new HashSet<>();
    told.stream()
        .filter(one -> one.event().kind() == kind)
        .forEach(one -> legs.add(one.event().leg()));
    return legs;
  }

  private static Set<String> users(List<Told> told, Kind kind) {
    Set<String> users = new HashSet<>();
    told.stream()
        .filter(one -> one.event().kind() == kind)
        .forEach(one -> users.addAll(one.event().users()));
    return users;
  }

  private static Optional<Told> last(List<Told> told, Kind kind) {
    return told.stream()
        .filter(one -> one.event().kind() == kind)
        .max(Comparator.comparing(Told::at));
  }
}
