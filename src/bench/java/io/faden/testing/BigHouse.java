package io.faden.testing;

import io.faden.platform.db.Database;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * A house that has been running for three years: customers with several contact points, one in
 * fifty merged into another, four entries to a conversation, one customer with a timeline of 6,000
 * entries. Always the same for the same numbers, but for the clock. Written in batches, with the
 * indexes of the search built afterwards as a restore does.
 */
public final class BigHouse {
  /** In three texts of four. */
  public static final String CLOSING = "mit freundlichen Grüßen";

  private static final int QUEUES = 20;
  private static final int AGENTS = 60;
  private static final int BATCH = 1_000;
  private static final int ENTRIES_EACH = 4;
  private static final int BUSIEST = 1_500;
  private static final String[] FIRST =
      ("Anna Bernd Carla Dieter Elif Frank Gabriele Hans Ines Jürgen Katrin Lukas Mehmet Nadine Olaf Petra Ralf Sabine Thomas "
              + "Ursula Volker Wiebke Xaver Yvonne Zoë Günther Jörg Käthe Łukasz Renée")
          .split(" ");
  private static final String[] LAST =
      ("Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder "
              + "Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Krause Meier Lehmann Köhler Herrmann "
              + "König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Schubert Vogel Friedrich Keller "
              + "Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht Schuster Simon Ludwig Böhm Winter Kraus "
              + "Martin Schumacher Krämer Vogt Stein Jäger Otto Sommer Groß Seidel Heinrich Brandt Haas Schreiber Graf Dietrich "
              + "Ziegler Kuhn Kühn Pohl Engel Horn Busch Bergmann Thomas Voigt Sauer Arnold Wolff Pfeiffer Großmann Yılmaz Nowak")
          .split(" ");
  private static final String[] TOWNS =
      "24103 Kiel;20095 Hamburg;28195 Bremen;30159 Hannover;10115 Berlin;50667 Köln;80331 München;90402 Nürnberg;70173 Stuttgart;18055 Rostock"
          .split(";");
  private static final String[] CHANNELS = {
    "email", "email", "email", "email", "email", "email", "email", "phone", "phone", "letter"
  };
  private static final String[] STATUS = {"open", "waiting", "waiting", "resolved"};

  private static final German GERMAN = new German();

  private final Database database;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  public BigHouse(Database database) {
    this.database = database;
  }

  /** Fills an empty database. */
  public void fill(int customers, int entries) {
    people();
    List<String> indexes = dropSearchIndexes();
    inBatches(customers, from -> customers(from, Math.min(from + BATCH, customers)));
    database.execute(
        "SELECT setval(pg_get_serial_sequence('customer', 'id'), $1)", (long) customers);
    int conversations = entries / ENTRIES_EACH;
    inBatches(
        conversations,
        from ->
            conversations(from, Math.min(from + BATCH, conversations), conversations, customers));
    database.execute(
        "SELECT setval(pg_get_serial_sequence('conversation', 'id'), (SELECT max(id) FROM conversation))");
    work();
    indexes.forEach(database::execute);
    database.execute("VACUUM ANALYZE");
    database.execute("CHECKPOINT");
  }

  private void people() {
    database.execute(
        "INSERT INTO queue (name) SELECT 'Schlange ' || n FROM generate_series(1, $1) n", QUEUES);
    database.execute(
        """
        INSERT INTO agent (name, email, role)
        SELECT 'Agent ' || n, 'agent' || n || '@haus.example', 'agent' FROM generate_series(1, $1) n
        """,
        AGENTS);
  }

  private List<String> dropSearchIndexes() {
    List<String> definitions = new ArrayList<>();
    database
        .rows(
            """
            SELECT indexname, indexdef FROM pg_indexes
             WHERE schemaname = 'public' AND indexdef LIKE '%USING gin%'
            """)
        .forEach(
            row -> {
              definitions.add(row.getString("indexdef"));
              database.execute("DROP INDEX " + row.getString("indexname"));
            });
    return definitions;
  }

  private static void inBatches(int count, IntConsumer batch) {
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<?>> running = new ArrayList<>();
      for (int from = 0; from < count; from += BATCH) {
        int start = from;
        running.add(threads.submit(() -> batch.accept(start)));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } catch (ExecutionException | InterruptedException fault) {
      throw new IllegalStateException(fault);
    }
  }

  private void customers(int from, int to) {
    Random chance = new Random(from);
    int count = to - from;
    Long[] ids = new Long[count];
    Long[] roots = new Long[count];
    String[] names = new String[count];
    String[] notes = new String[count];
    List<Long> owners = new ArrayList<>();
    List<String> kinds = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      long id = from + at + 1L;
      String first = FIRST[chance.nextInt(FIRST.length)];
      String last = LAST[(int) Math.pow(LAST.length, chance.nextDouble()) - 1];
      boolean merged = at > 0 && chance.nextInt(50) == 0 && roots[at - 1] == id - 1;
      ids[at] = id;
      roots[at] = merged ? id - 1 : id;
      names[at] = first + " " + last;
      notes[at] = chance.nextInt(20) == 0 ? GERMAN.text(chance, 12) : "";
      owners.add(id);
      kinds.add("email");
      values.add(Folding.plain(first + "." + last) + id + "@post" + id % 40 + ".example");
      if (chance.nextInt(10) < 6) {
        owners.add(id);
        kinds.add("phone");
        values.add("+49431%07d".formatted(id * 7919 % 10_000_000));
      }
      if (chance.nextInt(10) < 4) {
        owners.add(id);
        kinds.add("postal");
        values.add(
            GERMAN.word(100 + chance.nextInt(80)).toLowerCase(java.util.Locale.ROOT)
                + "straße "
                + (id % 190 + 1)
                + ", "
                + TOWNS[chance.nextInt(TOWNS.length)]
                + " #"
                + id);
      }
      if (chance.nextInt(10) < 3) {
        owners.add(id);
        kinds.add("customer_number");
        values.add("K-%08d".formatted(id * 104_729 % 100_000_000));
      }
    }
    database.execute(
        """
        INSERT INTO customer (id, name, note, root_id, merged_into) OVERRIDING SYSTEM VALUE
        SELECT id, name, note, root, CASE WHEN root <> id THEN root END
          FROM unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[]) AS c(id, name, note, root)
        """,
        ids,
        names,
        notes,
        roots);
    database.execute(
        """
        INSERT INTO contact_point (customer_id, channel, value, source)
        SELECT owner, kind, value, 'message' FROM unnest($1::bigint[], $2::text[], $3::text[]) AS p(owner, kind, value)
        """,
        owners.toArray(Long[]::new),
        kinds.toArray(String[]::new),
        values.toArray(String[]::new));
  }

  private void conversations(int from, int to, int all, int customers) {
    Random chance = new Random(1_000_000_007L + from);
    int count = to - from;
    Long[] ids = new Long[count];
    Long[] owners = new Long[count];
    String[] subjects = new String[count];
    String[] states = new String[count];
    Long[] queues = new Long[count];
    OffsetDateTime[] opened = new OffsetDateTime[count];
    OffsetDateTime[] lasted = new OffsetDateTime[count];
    Entries entries = new Entries(count * ENTRIES_EACH);
    for (int at = 0; at < count; at++) {
      int number = from + at;
      ids[at] = 1_001L + number;
      // The first customer writes all the time; the others now and then.
      owners[at] =
          number % (all / Math.min(BUSIEST, all)) == 0 ? 1L : 1L + chance.nextInt(customers);
      subjects[at] = GERMAN.noun(chance) + " " + GERMAN.word(chance) + " " + GERMAN.noun(chance);
      states[at] = number < all - all / 8 ? "resolved" : STATUS[chance.nextInt(STATUS.length)];
      queues[at] = 2L + chance.nextInt(QUEUES);
      Instant start = now.minusSeconds(94_608_000L - (94_608_000L - 900_000L) * number / all);
      opened[at] = start.atOffset(ZoneOffset.UTC);
      String channel = CHANNELS[chance.nextInt(CHANNELS.length)];
      Instant last = start;
      for (int turn = 0; turn < ENTRIES_EACH; turn++) {
        // In, out, a note, and in again; now and then an event instead.
        int kind = turn == 3 && chance.nextInt(4) > 0 ? 0 : turn;
        entries.add(ids[at], owners[at], kind, channel, last, subjects[at], body(chance, kind));
        last = last.plusSeconds(600 + chance.nextInt(100_000));
      }
      lasted[at] = entries.newest();
    }
    database.inTransaction(
        tx -> {
          tx.execute(
              """
              INSERT INTO conversation (id, customer_id, subject, status, queue_id, opened_at, last_entry_at) OVERRIDING SYSTEM VALUE
              SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::timestamptz[], $7::timestamptz[])
              """,
              ids,
              owners,
              subjects,
              states,
              queues,
              opened,
              lasted);
          tx.execute(
              """
              INSERT INTO entry (conversation_id, customer_id, kind, channel, direction, occurred_at, subject, body_text,
                                 from_address, author_id, event)
              SELECT e.conversation, e.customer, CASE e.turn WHEN 3 THEN 'event' WHEN 2 THEN 'note' ELSE 'message' END,
                     CASE WHEN e.turn < 2 THEN e.channel END,
                     CASE e.turn WHEN 0 THEN 'in' WHEN 1 THEN 'out' ELSE 'internal' END, e.at, e.subject, e.body,
                     CASE WHEN e.turn = 0 THEN 'kunde' || e.customer || '@post.example' END,
                     CASE WHEN e.turn > 0 THEN (SELECT max(id) FROM agent) - e.conversation % 50 END,
                     CASE WHEN e.turn = 3 THEN '{"type": "status", "from": "open", "to": "waiting"}'::jsonb END
                FROM unnest($1::bigint[], $2::bigint[], $3::int[], $4::text[], $5::timestamptz[], $6::text[], $7::text[])
                     AS e(conversation, customer, turn, channel, at, subject, body)
              """,
              entries.conversations,
              entries.customers,
              entries.turns,
              entries.channels,
              entries.times,
              entries.subjects,
              entries.bodies);
          tx.execute(
              """
              INSERT INTO attachment (entry_id, name, type, size, content)
              SELECT e.id, split_part(e.subject, ' ', 1) || '_' || e.id || '.pdf', 'application/pdf', 3, 'PDF'
                FROM entry e WHERE e.conversation_id = ANY($1) AND e.conversation_id % 10 = 0 AND e.direction = 'in'
              """,
              (Object) ids);
        });
  }

  private String body(Random chance, int turn) {
    if (turn == 3) {
      return "";
    }
    int words = turn == 2 ? 8 + chance.nextInt(30) : 20 + (int) Math.pow(160, chance.nextDouble());
    String text = GERMAN.text(chance, words);
    int more = chance.nextInt(10);
    String code =
        switch (more) {
          case 0 -> " Rechnung RE-2024-%06d.".formatted(chance.nextInt(1_000_000));
          case 1 ->
              " Rückruf unter 0431/%d %02d-%02d."
                  .formatted(100 + chance.nextInt(900), chance.nextInt(100), chance.nextInt(100));
          case 2 -> " Zählernummer 1EMH%08d.".formatted(chance.nextInt(100_000_000));
          default -> "";
        };
    return turn == 2
        ? text + code
        : "Guten Tag,\n\n"
            + text
            + code
            + "\n\nMit freundlichen Grüßen\n"
            + LAST[chance.nextInt(LAST.length)];
  }

  /**
   * Each open conversation wants an answer: two in three wait, one in three is held by somebody.
   */
  private void work() {
    database.execute(
        """
        INSERT INTO work_item (kind, conversation_id, queue_id, channel, cost, state, agent_id, entered_at, eligible_at)
        SELECT 'answer', c.id, c.queue_id, 'email', 20, CASE WHEN c.id % 3 = 0 THEN 'assigned' ELSE 'queued' END,
               CASE WHEN c.id % 3 = 0 THEN (SELECT max(id) FROM agent) - c.id / 3 % 50 END, c.last_entry_at, c.last_entry_at
          FROM conversation c WHERE c.status = 'open'
        """);
  }

  /** Columns of entries that are written together. */
  private static final class Entries {
    private final Long[] conversations;
    private final Long[] customers;
    private final Integer[] turns;
    private final String[] channels;
    private final OffsetDateTime[] times;
    private final String[] subjects;
    private final String[] bodies;
    private int count;

    Entries(int size) {
      conversations = new Long[size];
      customers = new Long[size];
      turns = new Integer[size];
      channels = new String[size];
      times = new OffsetDateTime[size];
      subjects = new String[size];
      bodies = new String[size];
    }

    void add(
        long conversation,
        long customer,
        int turn,
        String channel,
        Instant at,
        String subject,
        String body) {
      conversations[count] = conversation;
      customers[count] = customer;
      turns[count] = turn;
      channels[count] = channel;
      times[count] = at.atOffset(ZoneOffset.UTC);
      subjects[count] = turn < 2 ? subject : "";
      bodies[count] = body;
      count++;
    }

    OffsetDateTime newest() {
      return times[count - 1];
    }
  }

  /** Names as they stand in addresses. */
  private static final class Folding {
    static String plain(String name) {
      return java.text.Normalizer.normalize(
              name.toLowerCase(java.util.Locale.ROOT)
                  .replace("ä", "ae")
                  .replace("ö", "oe")
                  .replace("ü", "ue")
                  .replace("ß", "ss")
                  .replace("ı", "i")
                  .replace("ł", "l"),
              java.text.Normalizer.Form.NFD)
          .replaceAll("\\p{M}", "");
    }
  }

  // What is there to be found

  /** Each in some hundred texts of half a million, or in fewer. */
  public static List<String> rareWords() {
    return IntStream.range(0, 20).mapToObj(n -> GERMAN.word(9_000 + n * 400)).toList();
  }

  /** Each in one text of five to one of twenty. */
  public static List<String> commonWords() {
    return List.of(
        "Rechnung", "Termin", "Vertrag", "Zahlung", "Anfrage", "Antwort", "Woche", "Heizung");
  }

  public static List<String> phrases() {
    return List.of(
        "\"Vertrag bitte\"",
        "\"Rechnung nicht\"",
        "\"keine Antwort\"",
        "\"Wärme Pumpe\"",
        "\"bis Montag\"");
  }

  /** Beginnings of mail addresses; not each of these customers has ever written. */
  public static List<String> addresses() {
    return IntStream.range(0, 20).mapToObj(n -> "kunde" + (n * 4_001 + 7) + "@post").toList();
  }

  public static List<String> namesAndTowns() {
    return List.of(
        "Großmann Kiel", "Müller 20095", "Jürgen Köln", "Nowak München", "Kaethe Schaefer Rostock");
  }

  /** Telephone numbers, invoices and meters. */
  public static List<String> numbers() {
    return IntStream.range(0, 20)
        .mapToObj(
            n ->
                switch (n % 4) {
                  case 0 -> "0431/" + (100 + n * 41) + " " + (10 + n * 3);
                  case 1 -> "RE-2024-" + (1_000 + n * 47);
                  case 2 -> "1EMH" + (100 + n * 37);
                  default -> Integer.toString(20_000 + n * 3_001);
                })
        .toList();
  }
}
