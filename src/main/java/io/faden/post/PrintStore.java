package io.faden.post;

import static io.faden.platform.db.Columns.instant;
import static io.faden.platform.db.Columns.optionalInstant;
import static io.faden.platform.db.Columns.optionalLong;
import static io.faden.platform.db.Columns.optionalText;

import io.faden.channel.letter.ReadyLetter;
import io.faden.conversation.EntryId;
import io.faden.customer.CustomerCard;
import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.Person;
import io.faden.platform.db.Columns;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.routing.Queue;
import io.faden.routing.QueueId;
import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** SQL of printing and posting. */
final class PrintStore {
  private static final String LETTER =
      """
      SELECT l.entry_id, m.conversation_id, l.reference, l.recipient, l.pages, l.by_hand, l.ready_at, l.print_run_id, r.printed_at,
             l.posted_on, d.error, m.subject, k.id AS customer_id, k.name AS customer_name, k.address AS customer_address,
             a.id AS author_id, a.name AS author_name, q.id AS queue_id, q.name AS queue_name, q.is_default AS queue_is_default,
             CASE d.state WHEN 'sent' THEN 'posted' WHEN 'failed' THEN 'returned' ELSE d.state END AS state
        FROM letter l
        JOIN reply_delivery d ON d.entry_id = l.entry_id
        JOIN outgoing_message m ON m.entry_id = l.entry_id
        JOIN customer_card k ON k.id = m.customer_id
        JOIN person a ON a.id = m.author_id
        JOIN queue q ON q.id = m.queue_id
        LEFT JOIN print_run r ON r.id = l.print_run_id
      """;

  /** A place in the list: what it is ordered by, as text, and the number of the entry. */
  record Place(String key, long entry) {}

  /** A letter, and its place. */
  record Placed(OutgoingLetter letter, Place place) {}

  /**
   * Letters of one state, or all of them, beyond a place. Indexes: delivery_by_hand, letter_posted,
   * delivery_returned, letter_pkey.
   */
  List<Placed> letters(Sql sql, Optional<LetterState> state, Optional<Place> beyond, int limit) {
    String query =
        state
            .map(
                one ->
                    switch (one) {
                      case READY -> query("d.state = 'ready'", "l.ready_at", "timestamptz", true);
                      case PRINTED ->
                          query("d.state = 'printed'", "l.ready_at", "timestamptz", true);
                      case POSTED ->
                          query(
                              "d.state = 'sent' AND l.posted_on IS NOT NULL",
                              "l.posted_on",
                              "date",
                              false);
                      case RETURNED ->
                          query(
                              "d.state = 'failed' AND d.returned_at IS NOT NULL",
                              "d.returned_at",
                              "timestamptz",
                              false);
                    })
            .orElseGet(
                () ->
                    query(
                        "(d.state IN ('ready', 'printed', 'sent') OR d.state = 'failed' AND d.returned_at IS NOT NULL)",
                        "l.ready_at",
                        "timestamptz",
                        false));
    return sql.rows(query, beyond.map(Place::key), beyond.map(Place::entry), limit).stream()
        .map(
            row ->
                new Placed(letter(row), new Place(row.getString("place"), row.getLong("entry_id"))))
        .toList();
  }

  private static String query(String state, String key, String type, boolean oldestFirst) {
    return LETTER.replaceFirst("SELECT", "SELECT " + key + "::text AS place,")
        + """
           WHERE %1$s AND ($1::text IS NULL OR (%2$s, l.entry_id) %3$s ($1::text::%4$s, $2::bigint))
           ORDER BY %2$s %5$s, l.entry_id %5$s LIMIT $3
          """
            .formatted(state, key, oldestFirst ? ">" : "<", type, oldestFirst ? "ASC" : "DESC");
  }

  Optional<OutgoingLetter> letter(Sql sql, EntryId entry) {
    return sql.row(
            LETTER
                + " WHERE l.entry_id = $1 AND (d.state IN ('ready', 'printed', 'sent') OR d.returned_at IS NOT NULL)",
            entry)
        .map(PrintStore::letter);
  }

  private static OutgoingLetter letter(Row row) {
    return new OutgoingLetter(
        row.getLong("entry_id"),
        row.getLong("conversation_id"),
        LetterState.of(row.getString("state")),
        row.getString("reference"),
        row.getJsonObject("recipient").getJsonArray("lines").stream()
            .map(String.class::cast)
            .toList(),
        row.getInteger("pages"),
        List.of(row.getArrayOfStrings("by_hand")),
        CustomerCard.of(row),
        row.getString("subject"),
        new Person(new AgentId(row.getLong("author_id")), row.getString("author_name")),
        new Queue(
            new QueueId(row.getLong("queue_id")),
            row.getString("queue_name"),
            row.getBoolean("queue_is_default")),
        instant(row, "ready_at"),
        optionalLong(row, "print_run_id"),
        optionalInstant(row, "printed_at"),
        Optional.ofNullable(row.getLocalDate("posted_on")),
        optionalText(row, "error"));
  }

  /** How many wait for somebody, and how many came back in the last 30 days. */
  record Counts(long ready, long printed, long returned) {}

  Counts counts(Sql sql) {
    Row row =
        sql.row(
                """
                SELECT count(*) FILTER (WHERE d.state = 'ready') AS ready, count(*) FILTER (WHERE d.state = 'printed') AS printed,
                       (SELECT count(*) FROM reply_delivery b JOIN letter o ON o.entry_id = b.entry_id
                         WHERE b.state = 'failed' AND b.returned_at > now() - interval '30 days') AS returned
                  FROM reply_delivery d JOIN letter l ON l.entry_id = d.entry_id WHERE d.state IN ('ready', 'printed')
                """)
            .orElseThrow();
    return new Counts(row.getLong("ready"), row.getLong("printed"), row.getLong("returned"));
  }

  /** A letter that could be printed; its PDF is fetched alone. */
  record Candidate(EntryId entry, ReadyLetter letter) {}

  /** The oldest of those that lie ready, or of these. */
  List<Candidate> ready(Sql sql, Optional<List<Long>> only, int limit) {
    return sql
        .rows(
            """
            SELECT l.entry_id, l.recipient, l.reference, l.parts, l.by_hand FROM letter l JOIN reply_delivery d ON d.entry_id = l.entry_id
             WHERE d.state = 'ready' AND ($1::bigint[] IS NULL OR l.entry_id = ANY ($1))
             ORDER BY l.ready_at, l.entry_id LIMIT $2
            """,
            only.map(entries -> entries.toArray(Long[]::new)),
            limit)
        .stream()
        .map(
            row -> new Candidate(new EntryId(row.getLong("entry_id")), printable(row, new byte[0])))
        .toList();
  }

  private static ReadyLetter printable(Row row, byte[] pdf) {
    return new ReadyLetter(
        pdf,
        LetterStore.recipient(row.getJsonObject("recipient")),
        row.getString("reference"),
        List.of(row.getArrayOfIntegers("parts")),
        List.of(row.getArrayOfStrings("by_hand")));
  }

  /** Empty bytes where there is nothing to print. */
  byte[] pdf(Sql sql, EntryId entry) {
    return sql.row("SELECT raw FROM reply_delivery WHERE entry_id = $1", entry)
        .map(row -> Columns.bytes(row, "raw"))
        .orElse(new byte[0]);
  }

  /** Input: the letters in posting order. */
  long addRun(Tx tx, Actor actor, List<EntryId> entries, int pages, boolean bothSides) {
    long run =
        tx.row(
                """
                INSERT INTO print_run (printed_by, both_sides, letters, pages) VALUES ($1, $2, $3, $4) RETURNING id
                """,
                actor.id(),
                bothSides,
                entries.size(),
                pages)
            .orElseThrow()
            .getLong("id");
    tx.execute(
        """
        INSERT INTO print_run_letter (print_run_id, place, entry_id)
        SELECT $1, place, entry_id FROM unnest($2::bigint[]) WITH ORDINALITY AS l(entry_id, place)
        """,
        run,
        Sql.ids(entries));
    tx.execute(
        "UPDATE letter SET print_run_id = $1 WHERE entry_id = ANY ($2)", run, Sql.ids(entries));
    return run;
  }

  private static final String RUN =
      """
      SELECT r.id, r.printed_at, r.printed_by, p.name AS printed_by_name, r.both_sides, r.letters, r.pages, r.posted_on,
             (SELECT count(*) FROM letter l JOIN reply_delivery d ON d.entry_id = l.entry_id
               WHERE l.print_run_id = r.id AND d.state = 'printed') AS open
        FROM print_run r JOIN person p ON p.id = r.printed_by
      """;

  Optional<PrintRun> run(Sql sql, long id) {
    return sql.row(RUN + " WHERE r.id = $1", id).map(PrintStore::run);
  }

  /** Newest first. */
  List<PrintRun> runs(Sql sql, Optional<Long> before, int limit) {
    return sql
        .rows(
            RUN + " WHERE ($1::bigint IS NULL OR r.id < $1) ORDER BY r.id DESC LIMIT $2",
            before,
            limit)
        .stream()
        .map(PrintStore::run)
        .toList();
  }

  private static PrintRun run(Row row) {
    return new PrintRun(
        row.getLong("id"),
        instant(row, "printed_at"),
        new Person(new AgentId(row.getLong("printed_by")), row.getString("printed_by_name")),
        row.getInteger("letters"),
        row.getInteger("pages"),
        row.getBoolean("both_sides"),
        Math.toIntExact(row.getLong("open")),
        Optional.ofNullable(row.getLocalDate("posted_on")),
        Optional.empty());
  }

  /**
   * What was printed then. What was laid out anew since is another letter, and what was erased or
   * taken back is none.
   */
  List<ReadyLetter> printed(Sql sql, long run) {
    return sql
        .rows(
            """
            SELECT l.recipient, l.reference, l.parts, l.by_hand, d.raw
              FROM print_run_letter x
              JOIN print_run r ON r.id = x.print_run_id
              JOIN letter l ON l.entry_id = x.entry_id
              JOIN reply_delivery d ON d.entry_id = x.entry_id
             WHERE x.print_run_id = $1 AND l.ready_at <= r.printed_at AND d.raw IS NOT NULL
             ORDER BY x.place
            """,
            run)
        .stream()
        .map(row -> printable(row, Columns.bytes(row, "raw")))
        .toList();
  }

  /** One poster at a time. False if there is no such print. */
  boolean lockRun(Tx tx, long run) {
    return tx.row("SELECT 1 FROM print_run WHERE id = $1 FOR UPDATE", run).isPresent();
  }

  /** Index: letter_of_run. */
  List<EntryId> lettersOf(Tx tx, long run) {
    return tx
        .rows("SELECT entry_id FROM letter WHERE print_run_id = $1 ORDER BY entry_id", run)
        .stream()
        .map(row -> new EntryId(row.getLong("entry_id")))
        .toList();
  }

  void posted(Tx tx, Actor actor, long run, List<EntryId> entries, LocalDate day) {
    tx.execute(
        "UPDATE letter SET posted_on = $2, posted_by = $3 WHERE entry_id = ANY ($1)",
        Sql.ids(entries),
        day,
        actor.id());
    tx.execute("UPDATE print_run SET posted_on = greatest(posted_on, $2) WHERE id = $1", run, day);
  }

  void ready(Tx tx, EntryId entry) {
    tx.execute("UPDATE letter SET print_run_id = NULL WHERE entry_id = $1", entry);
  }

  /** The language in which somebody reads the product. */
  Optional<String> locale(Sql sql, long agent) {
    return sql.row("SELECT locale FROM person_locale WHERE id = $1", agent)
        .flatMap(row -> optionalText(row, "locale"));
  }

  /** The PDF of a letter of ours and how it is made up. */
  record Sent(byte[] pdf, List<Integer> parts, String reference) {}

  Optional<Sent> sent(Sql sql, EntryId entry) {
    return sql.row(
            """
            SELECT d.raw, l.parts, l.reference FROM letter l
              JOIN reply_delivery d ON d.entry_id = l.entry_id JOIN outgoing_message m ON m.entry_id = l.entry_id
             WHERE l.entry_id = $1 AND d.raw IS NOT NULL
            """,
            entry)
        .map(
            row ->
                new Sent(
                    Columns.bytes(row, "raw"),
                    List.of(row.getArrayOfIntegers("parts")),
                    row.getString("reference")));
  }
}
