package io.faden.scan;

import io.faden.customer.ContactChannel;
import io.faden.customer.ContactPointId;
import io.faden.customer.CustomerCard;
import io.faden.customer.CustomerId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Weighs what speaks for and against each of those who may have sent a letter. A hit is exact if it
 * is written plainly and leads to one customer alone; everything else is for a person to weigh.
 */
final class Weighing {
  private static final int MOST = 10;

  private final Map<CustomerId, Known> known;
  private final LetterMarks marks;
  private final List<Hit> hits;

  Weighing(Map<CustomerId, Known> known, LetterMarks marks, List<Hit> found) {
    this.known = known;
    this.marks = marks;
    this.hits = found.stream().map(hit -> graded(hit, found)).toList();
  }

  /**
   * Something of a customer's that stands on the letter.
   *
   * @param similar theirs is not quite that
   */
  record Hit(Clue clue, CustomerId root, CustomerId member, boolean exact, boolean similar) {}

  /** A customer, with their numbers and addresses. */
  record Known(CustomerCard card, List<Point> points) {
    List<String> displays(String channel) {
      return points.stream()
          .filter(point -> point.channel().equals(channel))
          .map(Point::display)
          .toList();
    }
  }

  record Point(ContactPointId id, String channel, String value, String display) {}

  enum Strength {
    EXACT,
    FAIR,
    WEAK
  }

  /** Somebody who may have sent it (Letter.candidates in the contract). */
  record Candidate(CustomerCard customer, String strength, List<LetterEvidence> evidence) {}

  /** Whose it is, by the number that a hit leads to, if all exact hits lead to one customer. */
  Optional<CustomerId> certain() {
    List<Hit> exact = hits.stream().filter(Hit::exact).toList();
    return exact.stream().map(Hit::root).distinct().count() == 1
        ? Optional.of(exact.getFirst().member())
        : Optional.empty();
  }

  /** Likeliest first. */
  List<Candidate> candidates() {
    return known.values().stream()
        .map(this::weigh)
        .sorted()
        .limit(MOST)
        .map(Weighed::candidate)
        .toList();
  }

  /** An address is exact only with the name: behind a door live others. */
  private Hit graded(Hit hit, List<Hit> all) {
    if (hit.exact() || hit.similar() || !hit.clue().exact()) {
      return hit;
    }
    boolean address = hit.clue().kind() == Clue.Kind.ADDRESS;
    Set<CustomerId> fitting =
        all.stream()
            .filter(each -> each.clue().equals(hit.clue()))
            .filter(each -> !address || nameFits(each))
            .map(Hit::root)
            .collect(Collectors.toSet());
    boolean exact = fitting.equals(Set.of(hit.root()));
    return new Hit(hit.clue(), hit.root(), hit.member(), exact, false);
  }

  private boolean nameFits(Hit hit) {
    return Optional.ofNullable(known.get(hit.root()))
        .filter(
            customer ->
                PersonName.fits(hit.clue().value(), customer.card().name())
                    .equals(LetterEvidence.YES))
        .isPresent();
  }

  /** A candidate with their place among the others. */
  private record Weighed(Candidate candidate, Strength strength, int speaking)
      implements Comparable<Weighed> {
    @Override
    public int compareTo(Weighed other) {
      return Comparator.comparing(Weighed::strength)
          .thenComparingInt(each -> -each.speaking())
          .thenComparingLong(each -> each.candidate().customer().id().value())
          .compare(this, other);
    }
  }

  private Weighed weigh(Known customer) {
    List<Hit> own = hits.stream().filter(hit -> hit.root().equals(customer.card().id())).toList();
    List<LetterEvidence> evidence = new ArrayList<>();
    Set<Clue> told = new LinkedHashSet<>();
    for (Hit hit : own) {
      if (told.add(hit.clue())) {
        evidence.add(LetterEvidence.of(hit.clue(), fits(hit)));
      }
    }
    Optional<LetterEvidence> name =
        marks
            .senderName()
            .map(
                clue ->
                    LetterEvidence.of(
                        clue,
                        "name",
                        PersonName.fits(clue.value(), customer.card().name()),
                        clue.value()));
    name.ifPresent(evidence::add);
    evidence.addAll(against(customer, told));
    Strength strength = strength(own, name.flatMap(LetterEvidence::fits));
    Candidate candidate =
        new Candidate(customer.card(), strength.name().toLowerCase(Locale.ROOT), evidence);
    return new Weighed(candidate, strength, evidence.stream().mapToInt(Weighing::speaking).sum());
  }

  private static int speaking(LetterEvidence evidence) {
    return switch (evidence.fits().orElse("")) {
      case LetterEvidence.YES -> 2;
      case LetterEvidence.MAYBE -> 1;
      default -> -1;
    };
  }

  /** Others behind the same door say little when they are called otherwise. */
  private static Strength strength(List<Hit> own, Optional<String> name) {
    if (own.stream().anyMatch(Hit::exact)) {
      return Strength.EXACT;
    }
    boolean otherName = name.equals(Optional.of(LetterEvidence.NO));
    return own.stream().anyMatch(hit -> hit.clue().kind() != Clue.Kind.ADDRESS || !otherName)
        ? Strength.FAIR
        : Strength.WEAK;
  }

  private static String fits(Hit hit) {
    boolean sameDoor =
        hit.clue().kind() == Clue.Kind.ADDRESS && hit.clue().exact() && !hit.similar();
    return hit.exact() || sameDoor ? LetterEvidence.YES : LetterEvidence.MAYBE;
  }

  /** What we know of a customer, and the letter says otherwise. */
  private List<LetterEvidence> against(Known customer, Set<Clue> told) {
    List<LetterEvidence> against = new ArrayList<>();
    List<String> numbers = customer.displays("customer_number");
    if (marks.has(ContactChannel.CUSTOMER_NUMBER)
        && !numbers.isEmpty()
        && told.stream().noneMatch(clue -> clue.kind() == Clue.Kind.CUSTOMER_NUMBER)) {
      against.add(LetterEvidence.against("customer_number", numbers.getFirst()));
    }
    List<String> addresses = customer.displays("postal");
    if (marks.sender().isPresent()
        && !addresses.isEmpty()
        && told.stream().noneMatch(clue -> clue.kind() == Clue.Kind.ADDRESS)) {
      against.add(LetterEvidence.against("address", addresses.getFirst()));
    }
    return against;
  }
}
