package io.faden.scan;

import io.faden.channel.letter.LetterAddress;
import io.faden.customer.ContactChannel;
import io.faden.customer.ContactPointId;
import io.faden.customer.ContactValues;
import io.faden.customer.CustomerCard;
import io.faden.customer.CustomerId;
import io.faden.customer.Customers;
import io.faden.platform.db.Sql;
import io.faden.scan.Weighing.Hit;
import io.faden.scan.Weighing.Known;
import io.faden.scan.Weighing.Point;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds who may have sent a letter: what stands on it, compared with whom we know. */
final class Senders {
  private static final int MOST_NAMESAKES = 20;

  /** Shorter ones have too many others one digit away. */
  private static final int LEAST_DIGITS = 5;

  private static final Pattern LAST_WORD = Pattern.compile("\\p{L}{2,}(?=\\P{L}*$)");

  private final ContactValues values;
  private final Customers customers;

  Senders(ContactValues values, Customers customers) {
    this.values = values;
    this.customers = customers;
  }

  Weighing weigh(Sql sql, List<Clue> clues) {
    LetterMarks marks = marks(sql, clues);
    List<Hit> hits = new ArrayList<>(ofReferences(sql, clues));
    hits.addAll(ofKeys(sql, marks.keys()));
    hits.addAll(similar(sql, marks.keys(), hits));
    Set<CustomerId> roots =
        hits.stream().map(Hit::root).collect(Collectors.toCollection(HashSet::new));
    roots.addAll(namesakes(sql, marks));
    return new Weighing(known(sql, roots), marks, hits);
  }

  private LetterMarks marks(Sql sql, List<Clue> clues) {
    return LetterMarks.of(clues, OwnAddresses.read(sql, values), values);
  }

  /** The sender's address on a letter, if one can be told. */
  Optional<LetterAddress> senderAddress(Sql sql, List<Clue> clues) {
    return marks(sql, clues).senderAddress();
  }

  /** What stands on a letter about a sender, for a new customer. */
  LetterPage.Sender sender(Sql sql, List<Clue> clues) {
    LetterMarks marks = marks(sql, clues);
    Optional<LetterAddress> address = marks.senderAddress();
    return new LetterPage.Sender(
        address.map(LetterAddress::name).filter(name -> !name.isBlank()),
        address.map(LetterMarks::postal),
        marks.written(ContactChannel.EMAIL),
        marks.written(ContactChannel.PHONE),
        marks.written(ContactChannel.CUSTOMER_NUMBER));
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

  /** Index: contact_point_by_value. */
  private static List<Hit> ofKeys(Sql sql, List<LetterMarks.Key> keys) {
    return sql
        .rows(
            """
            SELECT k.place, r.root_id, r.customer_id AS member
              FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS k(channel, value, place)
              JOIN reachable r ON r.channel = k.channel AND r.value = k.value
             ORDER BY k.place, r.id LIMIT 1000
            """,
            keys.stream().map(key -> key.channel().label()).toArray(String[]::new),
            keys.stream().map(LetterMarks.Key::value).toArray(String[]::new))
        .stream()
        .map(row -> hit(keys.get((int) (row.getLong("place") - 1)).clue(), row, false, false))
        .toList();
  }

  /**
   * Of numbers that nobody has, somebody's that differs in one digit. Index: contact_point_parts.
   */
  private static List<Hit> similar(Sql sql, List<LetterMarks.Key> keys, List<Hit> hits) {
    Set<Clue> met = hits.stream().map(Hit::clue).collect(Collectors.toSet());
    List<Clue> clues = new ArrayList<>();
    List<String> patterns = new ArrayList<>();
    for (LetterMarks.Key key : keys) {
      if (key.channel() == ContactChannel.CUSTOMER_NUMBER && !met.contains(key.clue())) {
        for (String pattern : oneDigitOff(key.value())) {
          clues.add(key.clue());
          patterns.add(pattern);
        }
      }
    }
    return sql
        .rows(
            """
            SELECT p.place, r.root_id, r.customer_id AS member
              FROM unnest($1::text[]) WITH ORDINALITY AS p(pattern, place)
              JOIN reachable r ON r.channel = 'customer_number' AND r.value LIKE p.pattern
             ORDER BY p.place, r.id LIMIT 20
            """,
            (Object) Sql.texts(patterns))
        .stream()
        .map(row -> hit(clues.get((int) (row.getLong("place") - 1)), row, false, true))
        .toList();
  }

  private static List<String> oneDigitOff(String number) {
    List<String> patterns = new ArrayList<>();
    boolean longEnough = number.replaceAll("\\D", "").length() >= LEAST_DIGITS;
    for (int i = 0; i < number.length() && longEnough; i++) {
      if (Character.isDigit(number.charAt(i))) {
        patterns.add(escaped(number.substring(0, i)) + "_" + escaped(number.substring(i + 1)));
      }
    }
    return patterns;
  }

  private static String escaped(String part) {
    return part.replaceAll("([\\\\%_])", "\\\\$1");
  }

  /** Who has the same name, or the same family name: the given one may be no more than a letter. */
  private List<CustomerId> namesakes(Sql sql, LetterMarks marks) {
    Optional<String> name = marks.senderName().map(Clue::value).map(String::strip);
    if (name.isEmpty()) {
      return List.of();
    }
    List<String> last =
        LAST_WORD.matcher(name.get()).results().map(MatchResult::group).limit(1).toList();
    return customers.named(sql, List.of(name.get()), last, MOST_NAMESAKES);
  }

  /** Indexes: customer_of_root, contact_point_of_customer. */
  private static Map<CustomerId, Known> known(Sql sql, Set<CustomerId> roots) {
    Map<CustomerId, Known> known = new LinkedHashMap<>();
    sql
        .rows(
            """
            SELECT k.id AS customer_id, k.name AS customer_name, k.address AS customer_address, k.kind AS customer_kind
              FROM customer_card k WHERE k.id = ANY ($1) ORDER BY k.id
            """,
            (Object) Sql.ids(roots))
        .stream()
        .map(CustomerCard::of)
        .forEach(card -> known.put(card.id(), new Known(card, new ArrayList<>())));
    sql.rows(
            """
            SELECT r.root_id, r.id, r.channel, r.value, r.display FROM reachable r
             WHERE r.root_id = ANY ($1) AND r.channel IN ('customer_number', 'postal') ORDER BY r.id
            """,
            (Object) Sql.ids(roots))
        .forEach(row -> known.get(new CustomerId(row.getLong("root_id"))).points().add(point(row)));
    return known;
  }

  private static Point point(Row row) {
    return new Point(
        new ContactPointId(row.getLong("id")),
        row.getString("channel"),
        row.getString("value"),
        row.getString("display").replace("\n", ", "));
  }

  /**
   * The postal contact point of a customer that stands on a letter, under any of their numbers;
   * whether they have any at all.
   */
  record OwnPostal(Optional<ContactPointId> onLetter, boolean any) {}

  OwnPostal postalOf(Sql sql, CustomerId root, List<Clue> clues) {
    Set<String> written =
        marks(sql, clues).keys().stream()
            .filter(key -> key.channel() == ContactChannel.POSTAL)
            .map(LetterMarks.Key::value)
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
