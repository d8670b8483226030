package io.faden.scan;

import static io.faden.platform.db.Columns.optionalInstant;
import static io.faden.platform.db.Columns.optionalLong;

import io.faden.channel.letter.LetterAddress;
import io.faden.customer.ContactChannel;
import io.faden.customer.ContactPointId;
import io.faden.customer.ContactValues;
import io.faden.customer.CustomerId;
import io.faden.customer.PostalAddress;
import io.faden.platform.db.Sql;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells letters of ours that came back undelivered from letters to us. */
final class Returns {
  /** Where nobody wrote on it why. */
  static final String UNDELIVERED = "The letter came back undelivered.";

  /** What carriers tick, in the words of their labels. */
  private static final Pattern WHY =
      Pattern.compile(
          "(?i)(empf(ä|ae)nger\\s)?unbekannt(\\sverzogen)?|verzogen|annahme verweigert|nicht abgeholt|empf(ä|ae)nger verstorben"
              + "|(anschrift|adresse)\\s(ungen(ü|ue)gend|unvollst(ä|ae)ndig)|nicht zu ermitteln|unzustellbar|firma erloschen"
              + "|return(ed)? to sender|undeliverable|moved,? left no address|address(ee)? unknown|refused|unclaimed");

  private static final String OURS =
      """
      SELECT m.entry_id, m.message_id, m.customer_id, m.contact_point_id, l.recipient, d.sent_at
        FROM outgoing_message m JOIN entry_letter l ON l.entry_id = m.entry_id JOIN reply_delivery d ON d.entry_id = m.entry_id
       WHERE m.channel = 'letter' AND d.state IN ('printed', 'sent') AND\s""";

  private final ContactValues values;

  Returns(ContactValues values) {
    this.values = values;
  }

  /** A letter of ours that left, or is printed to leave. */
  record Ours(
      long entry,
      String messageId,
      CustomerId customer,
      Optional<ContactPointId> contactPoint,
      JsonObject recipient,
      Optional<Instant> sentAt) {

    List<String> lines() {
      return recipient.getJsonArray("lines").stream().map(Object::toString).toList();
    }
  }

  /**
   * What a scan seems to be.
   *
   * @param certain our reference and the recipient in the window both say so
   */
  record Guess(Ours letter, boolean certain, Optional<String> reason) {}

  /** Empty for a letter to us. */
  Optional<Guess> guess(Sql sql, KeptScan scan) {
    OwnAddresses own = OwnAddresses.read(sql, values);
    List<LetterAddress> windows =
        scan.clues().stream().flatMap(clue -> clue.windowAddress().stream()).toList();
    if (windows.stream().anyMatch(window -> isOwn(own, window))) {
      return Optional.empty();
    }
    Optional<String> reason = why(scan.text());
    boolean fromUs =
        reason.isPresent()
            || scan.clues().stream()
                .flatMap(clue -> clue.senderAddress().stream())
                .anyMatch(sender -> isOwn(own, sender));
    List<Ours> named = named(sql, scan.clues());
    for (Ours letter : named) {
      if (windows.stream().anyMatch(window -> isTo(letter, window))) {
        return Optional.of(new Guess(letter, true, reason));
      }
    }
    if (!named.isEmpty() && (fromUs || !windows.isEmpty())) {
      return Optional.of(new Guess(named.getFirst(), false, reason));
    }
    return fromUs
        ? sentTo(sql, windows).map(letter -> new Guess(letter, false, reason))
        : Optional.empty();
  }

  private boolean isOwn(OwnAddresses own, LetterAddress address) {
    return value(LetterMarks.postal(address))
        .filter(value -> own.has(ContactChannel.POSTAL, value))
        .isPresent();
  }

  private boolean isTo(Ours letter, LetterAddress window) {
    JsonObject to = letter.recipient();
    PostalAddress recipient =
        new PostalAddress(
            Optional.empty(),
            Optional.ofNullable(to.getString("street")),
            Optional.ofNullable(to.getString("postalCode")),
            to.getString("town", ""),
            Optional.ofNullable(to.getString("country")));
    Optional<String> value = value(recipient);
    return value.isPresent() && value.equals(value(LetterMarks.postal(window)));
  }

  private Optional<String> value(PostalAddress address) {
    return LetterMarks.value(address, values);
  }

  /** Newest first; of conversations whose reference stands on the first page. */
  private static List<Ours> named(Sql sql, List<Clue> clues) {
    Long[] references =
        clues.stream()
            .filter(clue -> clue.page() == 1)
            .flatMap(clue -> clue.reference().stream())
            .toArray(Long[]::new);
    return references.length == 0
        ? List.of()
        : sql
            .rows(
                """
                WITH RECURSIVE way AS (
                  SELECT id, merged_into FROM conversation_standing WHERE id = ANY ($1)
                  UNION
                  SELECT c.id, c.merged_into FROM way JOIN conversation_standing c ON c.id = way.merged_into)
                """
                    + OURS
                    + """
                    m.conversation_id IN (SELECT id FROM way)
                       AND split_part(l.reference, '-', 2) = ANY (SELECT r::text FROM unnest($1::bigint[]) AS r)
                     ORDER BY m.entry_id DESC LIMIT 20
                    """,
                (Object) references)
            .stream()
            .map(Returns::ours)
            .toList();
  }

  /** The newest one to somebody at this door. */
  private Optional<Ours> sentTo(Sql sql, List<LetterAddress> windows) {
    String[] doors =
        windows.stream()
            .flatMap(window -> value(LetterMarks.postal(window)).stream())
            .toArray(String[]::new);
    return sql
        .rows(
            OURS
                + """
                m.contact_point_id IN (SELECT id FROM reachable WHERE channel = 'postal' AND value = ANY ($1))
                   AND m.customer_id IN (SELECT customer_id FROM reachable WHERE channel = 'postal' AND value = ANY ($1))
                 ORDER BY m.entry_id DESC LIMIT 1
                """,
            (Object) doors)
        .stream()
        .findFirst()
        .map(Returns::ours);
  }

  /** Empty unless it left, or is printed to leave. */
  static Optional<Ours> find(Sql sql, long entry) {
    return sql.row(OURS + "m.entry_id = $1", entry).map(Returns::ours);
  }

  private static Ours ours(Row row) {
    return new Ours(
        row.getLong("entry_id"),
        row.getString("message_id"),
        new CustomerId(row.getLong("customer_id")),
        optionalLong(row, "contact_point_id").map(ContactPointId::new),
        row.getJsonObject("recipient"),
        optionalInstant(row, "sent_at"));
  }

  private static Optional<String> why(String text) {
    Matcher why = WHY.matcher(text);
    return why.find() ? Optional.of(why.group()) : Optional.empty();
  }
}
