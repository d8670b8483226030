package io.faden.scan;

import io.faden.channel.letter.LetterAddress;
import io.faden.customer.ContactChannel;
import io.faden.customer.ContactPointId;
import io.faden.customer.ContactValues;
import io.faden.customer.CustomerCard;
import io.faden.customer.CustomerId;
import io.faden.customer.Customers;
import io.faden.customer.NewContactPoint;
import io.faden.customer.PostalAddress;
import io.faden.platform.db.Sql;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who may have sent a letter: what stands on it, compared with what we know. A hit is exact if it
 * is written plainly and leads to one customer alone; everything else is for a person to weigh.
 */
final class Senders {
  private static final int MOST = 10;
  private static final int MOST_NAMESAKES = 20;

  /** Shorter ones have too many others one digit away. */
  private static final int LEAST_DIGITS = 5;

  private static final Pattern LAST_WORD = Pattern.compile("\\p{L}{2,}(?=\\W*$)");

  private final ContactValues values;
  private final Customers customers;

  Senders(ContactValues values, Customers customers) {
    this.values = values;
    this.customers = customers;
  }

  enum Strength {
    EXACT,
    FAIR,
    WEAK
  }

  /** Somebody who may have sent it (Letter.candidates in the contract). */
  record Candidate(CustomerCard customer, String strength, List<LetterEvidence> evidence) {}

  /**
   * What came of comparing.
   *
   * @param candidates likeliest first
   * @param certain whose it is, by their own number, if all exact hits lead to one customer
   */
  record Found(List<Candidate> candidates, Optional<CustomerId> certain) {}

  /** A value on the letter as contact points are kept. */
  private record Key(Clue clue, ContactChannel channel, String value) {}

  /** Something of a customer's that stands on the letter. */
  private record Hit(
      Clue clue, CustomerId root, CustomerId member, boolean exact, boolean similar) {}

  Found find(Sql sql, List<Clue> clues) {
    OwnAddresses own = OwnAddresses.read(sql, values);
    List<Key> keys =
        clues.stream()
            .flatMap(clue -> key(clue).stream())
            .filter(key -> !own.has(key.channel(), key.value()))
            .toList();
    List<Hit> hits = new ArrayList<>(ofReferences(sql, clues));
    hits.addAll(ofKeys(sql, keys));
    hits.addAll(similar(sql, keys, hits));
    Optional<Clue> sender = sender(clues, own);
    Set<CustomerId> roots = hits.stream().map(Hit::root).collect(Collectors.toSet());
    roots.addAll(namesakes(sql, sender));
    Map<CustomerId, Known> known = known(sql, roots);
    List<Hit> graded = hits.stream().map(hit -> graded(hit, hits, known)).toList();
    Set<CustomerId> exact =
        graded.stream().filter(Hit::exact).map(Hit::root).collect(Collectors.toSet());
    List<Weighed> weighed =
        known.values().stream()
            .map(customer -> weigh(customer, graded, keys, sender))
            .sorted()
            .limit(MOST)
            .toList();
    return new Found(
        weighed.stream().map(Weighed::candidate).toList(),
        exact.size() == 1
            ? graded.stream().filter(Hit::exact).map(Hit::member).findFirst()
            : Optional.empty());
  }

  /** The sender's address on a letter, if one can be told: never ours, never the window's. */
  Optional<LetterAddress> senderAddress(Sql sql, List<Clue> clues) {
    return sender(clues, OwnAddresses.read(sql, values)).flatMap(Clue::senderAddress);
  }

  /** What stands on a letter about a sender, for a new customer; nothing of ours. */
  LetterPage.Sender sender(Sql sql, List<Clue> clues) {
    OwnAddresses own = OwnAddresses.read(sql, values);
    List<Key> keys =
        clues.stream()
            .flatMap(clue -> key(clue).stream())
            .filter(key -> !own.has(key.channel(), key.value()))
            .toList();
    Optional<LetterAddress> address = sender(clues, own).flatMap(Clue::senderAddress);
    return new LetterPage.Sender(
        address.map(LetterAddress::name).filter(name -> !name.isBlank()),
        address.map(Senders::postal),
        written(keys, ContactChannel.EMAIL),
        written(keys, ContactChannel.PHONE),
        written(keys, ContactChannel.CUSTOMER_NUMBER));
  }

  private static List<String> written(List<Key> keys, ContactChannel channel) {
    return keys.stream()
        .filter(key -> key.channel() == channel)
        .map(key -> key.clue().value())
        .distinct()
        .toList();
  }

  /** Right above our address first: that line is there to say whom the letter is from. */
  private Optional<Clue> sender(List<Clue> clues, OwnAddresses own) {
    return clues.stream()
        .filter(
            clue ->
                clue.senderAddress()
                    .filter(
                        address ->
                            postalValue(address)
                                .filter(value -> !own.has(ContactChannel.POSTAL, value))
                                .isPresent())
                    .isPresent())
        .min(
            Comparator.comparing(
                    (Clue clue) ->
                        clue.address().orElseThrow().where() != LetterAddress.Where.RETURN_LINE)
                .thenComparing(clue -> clue.address().orElseThrow().name().isEmpty())
                .thenComparingDouble(clue -> clue.place().top()));
  }

  /** As contact points are kept; empty for what is no address. */
  Optional<String> postalValue(LetterAddress address) {
    return values.read(wish(address)).valid().map(value -> value.value());
  }

  static NewContactPoint wish(LetterAddress address) {
    return new NewContactPoint(
        ContactChannel.POSTAL,
        Optional.empty(),
        Optional.of(postal(address)),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  static PostalAddress postal(LetterAddress address) {
    Optional<String> country =
        address.postalCode().startsWith("A")
            ? Optional.of("AT")
            : address.postalCode().startsWith("CH") ? Optional.of("CH") : Optional.empty();
    return new PostalAddress(
        Optional.empty(),
        Optional.of(address.street()).filter(street -> !street.isEmpty()),
        Optional.of(address.postalCode().replaceFirst("^[A-Z]{1,2}\\W+", "")),
        address.town(),
        country);
  }

  /** Without what only looks like a digit: such a number is looked for all the same. */
  private Optional<Key> key(Clue clue) {
    return switch (clue.kind()) {
      case REFERENCE -> Optional.empty();
      case CUSTOMER_NUMBER -> key(clue, ContactChannel.CUSTOMER_NUMBER);
      case EMAIL -> key(clue, ContactChannel.EMAIL);
      case PHONE -> key(clue, ContactChannel.PHONE);
      case ADDRESS ->
          clue.senderAddress()
              .filter(address -> !address.street().isEmpty())
              .flatMap(this::postalValue)
              .map(value -> new Key(clue, ContactChannel.POSTAL, value));
    };
  }

  private Optional<Key> key(Clue clue, ContactChannel channel) {
    return values
        .read(channel, clue.value())
        .valid()
        .map(value -> new Key(clue, channel, value.value()));
  }

  private static List<Hit> ofReferences(Sql sql, List<Clue> clues) {
    Map<Long, Clue> byNumber = new HashMap<>();
    clues.forEach(clue -> clue.reference().ifPresent(number -> byNumber.put(number, clue)));
    return sql
        .rows(
            """
            SELECT c.id, k.id AS member, k.root_id FROM conversation_standing c JOIN customer_card k ON k.id = c.customer_id
             WHERE c.id = ANY ($1)
            """,
            (Object) byNumber.keySet().toArray(Long[]::new))
        .stream()
        .map(row -> hit(byNumber.get(row.getLong("id")), row, true, false))
        .toList();
  }

  private static Hit hit(Clue clue, Row row, boolean exact, boolean similar) {
    return new Hit(
        clue,
        new CustomerId(row.getLong("root_id")),
        new CustomerId(row.getLong("member")),
        exact,
        similar);
  }

  private static List<Hit> ofKeys(Sql sql, List<Key> keys) {
    return sql
        .rows(
            """
            SELECT k.place, r.root_id, r.customer_id AS member
              FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS k(channel, value, place)
              JOIN reachable r ON r.channel = k.channel AND r.value = k.value
             ORDER BY k.place, r.id LIMIT 1000
            """,
            keys.stream().map(key -> key.channel().label()).toArray(String[]::new),
            keys.stream().map(Key::value).toArray(String[]::new))
        .stream()
        .map(row -> hit(keys.get((int) (row.getLong("place") - 1)).clue(), row, false, false))
        .toList();
  }

  /** Numbers of which nobody has exactly that one, and somebody one with another digit. */
  private static List<Hit> similar(Sql sql, List<Key> keys, List<Hit> hits) {
    List<Hit> found = new ArrayList<>();
    Set<Clue> met = hits.stream().map(Hit::clue).collect(Collectors.toSet());
    for (Key key : keys) {
      boolean number = key.channel() == ContactChannel.CUSTOMER_NUMBER;
      if (number && !met.contains(key.clue())) {
        sql.rows(
                """
                SELECT r.root_id, r.customer_id AS member FROM reachable r
                 WHERE r.channel = 'customer_number' AND r.value LIKE ANY ($1) ORDER BY r.id LIMIT 20
                """,
                (Object) oneDigitOff(key.value()))
            .forEach(row -> found.add(hit(key.clue(), row, false, true)));
      }
    }
    return found;
  }

  private static String[] oneDigitOff(String number) {
    List<String> patterns = new ArrayList<>();
    String digits = number.replaceAll("\\D", "");
    for (int i = 0; i < number.length() && digits.length() >= LEAST_DIGITS; i++) {
      if (Character.isDigit(number.charAt(i))) {
        patterns.add(escaped(number.substring(0, i)) + "_" + escaped(number.substring(i + 1)));
      }
    }
    return patterns.toArray(String[]::new);
  }

  private static String escaped(String part) {
    return part.replaceAll("([\\\\%_])", "\\\\$1");
  }

  /** Who has the same name, or the same family name where the letter has no more than that. */
  private List<CustomerId> namesakes(Sql sql, Optional<Clue> sender) {
    String name = sender.map(Clue::value).map(String::strip).orElse("");
    if (name.isEmpty()) {
      return List.of();
    }
    List<String> last =
        LAST_WORD.matcher(name).results().map(found -> found.group()).limit(1).toList();
    return customers.named(sql, List.of(name), last, MOST_NAMESAKES);
  }

  /** A customer with what stands for and against them. */
  private record Known(CustomerCard card, List<Point> points) {
    List<String> displays(String channel) {
      return points.stream()
          .filter(point -> point.channel().equals(channel))
          .map(Point::display)
          .toList();
    }
  }

  private record Point(ContactPointId id, String channel, String value, String display) {}

  private static Map<CustomerId, Known> known(Sql sql, Set<CustomerId> roots) {
    Map<CustomerId, Known> known = new LinkedHashMap<>();
    sql.rows(
            """
            SELECT k.id AS customer_id, k.name AS customer_name, k.address AS customer_address, k.kind AS customer_kind
              FROM customer_card k WHERE k.id = ANY ($1) ORDER BY k.id
            """,
            (Object) Sql.ids(roots))
        .forEach(
            row -> {
              CustomerCard card = CustomerCard.of(row);
              known.put(card.id(), new Known(card, new ArrayList<>()));
            });
    sql.rows(
            """
            SELECT r.root_id, r.id, r.channel, r.value, r.display FROM reachable r
             WHERE r.root_id = ANY ($1) AND r.channel IN ('customer_number', 'postal') ORDER BY r.id
            """,
            (Object) Sql.ids(roots))
        .forEach(
            row ->
                known
                    .get(new CustomerId(row.getLong("root_id")))
                    .points()
                    .add(
                        new Point(
                            new ContactPointId(row.getLong("id")),
                            row.getString("channel"),
                            row.getString("value"),
                            row.getString("display").replace("\n", ", "))));
    return known;
  }

  /**
   * Exact is what is written plainly and is one customer's alone. An address is that only with the
   * name: behind a door live others.
   */
  private static Hit graded(Hit hit, List<Hit> all, Map<CustomerId, Known> known) {
    if (hit.exact() || hit.similar() || !hit.clue().exact()) {
      return hit;
    }
    boolean address = hit.clue().kind() == Clue.Kind.ADDRESS;
    Set<CustomerId> fitting = new LinkedHashSet<>();
    for (Hit each : all) {
      boolean same = each.clue().equals(hit.clue());
      if (same && (!address || nameFits(each, known).equals(LetterEvidence.YES))) {
        fitting.add(each.root());
      }
    }
    boolean exact = fitting.size() == 1 && fitting.contains(hit.root());
    return new Hit(hit.clue(), hit.root(), hit.member(), exact, false);
  }

  private static String nameFits(Hit hit, Map<CustomerId, Known> known) {
    Known customer = known.get(hit.root());
    return customer == null
        ? LetterEvidence.NO
        : PersonName.fits(hit.clue().value(), customer.card().name());
  }

  /** A candidate with their place among the others. */
  private record Weighed(Candidate candidate, Strength strength, long speaking)
      implements Comparable<Weighed> {
    @Override
    public int compareTo(Weighed other) {
      return Comparator.comparing(Weighed::strength)
          .thenComparingLong(each -> -each.speaking())
          .thenComparingLong(each -> each.candidate().customer().id().value())
          .compare(this, other);
    }
  }

  private static Weighed weigh(
      Known customer, List<Hit> hits, List<Key> keys, Optional<Clue> sender) {
    List<LetterEvidence> evidence = new ArrayList<>();
    List<Hit> own =
        hits.stream().filter(hit -> hit.root().equals(customer.card().id())).distinct().toList();
    Set<Clue> told = new LinkedHashSet<>();
    for (Hit hit : own) {
      if (told.add(hit.clue())) {
        evidence.add(LetterEvidence.of(hit.clue(), fits(hit)));
      }
    }
    Optional<String> name =
        sender
            .filter(clue -> !clue.value().isBlank())
            .map(clue -> PersonName.fits(clue.value(), customer.card().name()));
    sender
        .filter(clue -> name.isPresent())
        .ifPresent(
            clue ->
                evidence.add(LetterEvidence.of(clue, "name", name.orElseThrow(), clue.value())));
    against(customer, told, keys, sender).forEach(evidence::add);
    Strength strength =
        own.stream().anyMatch(Hit::exact)
            ? Strength.EXACT
            : own.stream().anyMatch(hit -> isFair(hit, name)) ? Strength.FAIR : Strength.WEAK;
    long speaking =
        evidence.stream()
            .mapToLong(
                each ->
                    switch (each.fits().orElse("")) {
                      case LetterEvidence.YES -> 2;
                      case LetterEvidence.MAYBE -> 1;
                      default -> -1;
                    })
            .sum();
    return new Weighed(
        new Candidate(
            customer.card(), strength.name().toLowerCase(Locale.ROOT), List.copyOf(evidence)),
        strength,
        speaking);
  }

  private static String fits(Hit hit) {
    boolean plain = hit.clue().exact() && !hit.similar();
    return hit.exact() || (plain && hit.clue().kind() == Clue.Kind.ADDRESS)
        ? LetterEvidence.YES
        : LetterEvidence.MAYBE;
  }

  /** Others behind the same door say little when they are called otherwise. */
  private static boolean isFair(Hit hit, Optional<String> name) {
    return hit.clue().kind() != Clue.Kind.ADDRESS || !name.equals(Optional.of(LetterEvidence.NO));
  }

  /** What we know of a customer, and the letter says otherwise. */
  private static List<LetterEvidence> against(
      Known customer, Set<Clue> told, List<Key> keys, Optional<Clue> sender) {
    List<LetterEvidence> against = new ArrayList<>();
    boolean numbered =
        keys.stream().anyMatch(key -> key.channel() == ContactChannel.CUSTOMER_NUMBER);
    boolean numberTold = told.stream().anyMatch(clue -> clue.kind() == Clue.Kind.CUSTOMER_NUMBER);
    List<String> numbers = customer.displays("customer_number");
    if (numbered && !numberTold && !numbers.isEmpty()) {
      against.add(LetterEvidence.against("customer_number", numbers.getFirst()));
    }
    boolean addressTold = told.stream().anyMatch(clue -> clue.kind() == Clue.Kind.ADDRESS);
    List<String> addresses = customer.displays("postal");
    if (sender.isPresent() && !addressTold && !addresses.isEmpty()) {
      against.add(LetterEvidence.against("address", addresses.getFirst()));
    }
    return against;
  }

  /**
   * The postal contact point of a customer that stands on a letter, under any of their numbers;
   * whether they have any at all.
   */
  record OwnPostal(Optional<ContactPointId> onLetter, boolean any) {}

  OwnPostal postalOf(Sql sql, CustomerId root, List<Clue> clues) {
    Set<String> written =
        clues.stream()
            .flatMap(clue -> clue.senderAddress().stream())
            .flatMap(address -> postalValue(address).stream())
            .collect(Collectors.toSet());
    List<Point> points =
        known(sql, Set.of(root)).values().stream()
            .flatMap(customer -> customer.points().stream())
            .filter(point -> point.channel().equals("postal"))
            .toList();
    return new OwnPostal(
        points.stream().filter(point -> written.contains(point.value())).map(Point::id).findFirst(),
        !points.isEmpty());
  }
}
