package io.faden.post;

import io.faden.channel.letter.BundleResult;
import io.faden.channel.letter.LetterLanguage;
import io.faden.channel.letter.PostBundle;
import io.faden.channel.letter.ReadyLetter;
import io.faden.conversation.EntryId;
import io.faden.conversation.Postings;
import io.faden.platform.Actor;
import io.faden.platform.db.Database;
import io.faden.platform.db.Tx;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Letters on their way out of the house: what lies ready, what was printed, what was posted. */
public final class PrintLists {
  private static final int MOST_LETTERS = 500;

  /** What is bound together is in memory; the others are the next print. */
  private static final long MOST_BYTES = 64L << 20;

  private static final Set<String> GERMAN_SPEAKING = Set.of("DE", "AT", "CH", "LI", "LU");

  static final String SPOILT = "The document of this letter is damaged. It can be made anew.";

  private final Database database;
  private final Postings postings;
  private final Letterheads letterheads;
  private final Supplier<ZoneId> zone;
  private final PrintStore store = new PrintStore();

  public PrintLists(
      Database database, Postings postings, Letterheads letterheads, Supplier<ZoneId> zone) {
    this.database = database;
    this.postings = postings;
    this.letterheads = letterheads;
    this.zone = zone;
  }

  /** A page of the list; the cursor is empty on the last one. */
  public record Page(
      List<OutgoingLetter> items, PrintStore.Counts counts, Optional<String> nextCursor) {}

  /** Errors: IllegalArgumentException for a cursor that is none of ours. */
  public Page page(Optional<LetterState> state, Optional<String> cursor, int limit) {
    List<PrintStore.Placed> found =
        store.letters(database, state, cursor.map(PlaceCursor::parse), limit + 1);
    List<PrintStore.Placed> page = found.subList(0, Math.min(limit, found.size()));
    return new Page(
        page.stream().map(PrintStore.Placed::letter).toList(),
        store.counts(database),
        found.size() > limit
            ? Optional.of(PlaceCursor.of(page.getLast().place()))
            : Optional.empty());
  }

  /** What came of printing. */
  public sealed interface PrintResult {
    record Printed(PrintRun run) implements PrintResult {}

    /** These were left out, since they are damaged; there was nothing else. */
    record Nothing(List<String> leftOut) implements PrintResult {}
  }

  /**
   * Prints what lies ready, or these of it. Two who print at once share the letters between them;
   * none is in both prints. A damaged one is left out and fails visibly.
   */
  public PrintResult print(Actor actor, Optional<List<Long>> only, boolean bothSides) {
    List<PrintStore.Candidate> sound = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    long bytes = 0;
    for (PrintStore.Candidate each : store.ready(database, only, MOST_LETTERS)) {
      byte[] pdf = store.pdf(database, each.entry());
      bytes += pdf.length;
      if (bytes > MOST_BYTES && !sound.isEmpty()) {
        break;
      }
      if (PostBundle.damaged(with(pdf, each.letter()))) {
        postings.spoilt(each.entry(), SPOILT);
        leftOut.add(each.letter().reference());
      } else {
        sound.add(each);
      }
    }
    PostBundle bundle = bundle();
    return database
        .transaction(tx -> print(tx, actor, sound, bundle, bothSides))
        .<PrintResult>map(run -> new PrintResult.Printed(run.without(leftOut)))
        .orElseGet(() -> new PrintResult.Nothing(leftOut));
  }

  private Optional<PrintRun> print(
      Tx tx, Actor actor, List<PrintStore.Candidate> sound, PostBundle bundle, boolean bothSides) {
    Set<EntryId> taken =
        new HashSet<>(
            postings.print(tx, actor, sound.stream().map(PrintStore.Candidate::entry).toList()));
    List<PrintStore.Candidate> printed =
        sound.stream()
            .filter(each -> taken.contains(each.entry()))
            .sorted(Comparator.comparing(PrintStore.Candidate::letter, bundle.order()))
            .toList();
    if (printed.isEmpty()) {
      return Optional.empty();
    }
    int pages =
        PostBundle.pages(printed.stream().map(PrintStore.Candidate::letter).toList(), bothSides);
    long run =
        store.addRun(
            tx,
            actor,
            printed.stream().map(PrintStore.Candidate::entry).toList(),
            pages,
            bothSides);
    return store.run(tx, run);
  }

  private static ReadyLetter with(byte[] pdf, ReadyLetter letter) {
    return new ReadyLetter(
        pdf, letter.recipient(), letter.reference(), letter.parts(), letter.byHand());
  }

  /** As the house is, not whoever prints: the next one finds the same order and the same list. */
  private PostBundle bundle() {
    String home = letterheads.homeCountry(database);
    return new PostBundle(
        home, GERMAN_SPEAKING.contains(home) ? LetterLanguage.DE : LetterLanguage.EN);
  }

  /** A print as one document, as often as it is needed. Empty if there is no such print. */
  public Optional<byte[]> document(long run) {
    return store
        .run(database, run)
        .flatMap(
            known -> {
              List<ReadyLetter> sound =
                  store.printed(database, run).stream()
                      .filter(letter -> !PostBundle.damaged(letter))
                      .toList();
              LocalDate day = LocalDate.ofInstant(known.printedAt(), zone.get());
              return bundle().bundle(sound, day, known.bothSides())
                      instanceof BundleResult.Bundled bundled
                  ? Optional.of(bundled.pdf())
                  : Optional.empty();
            });
  }

  /** What came of printing one again, or of posting. */
  public sealed interface HandResult {
    record ReadyAgain(OutgoingLetter letter) implements HandResult {}

    record Posted(PrintRun run) implements HandResult {}

    /** It is not printed, or posted already. */
    record NotThere() implements HandResult {}

    /** Nothing is posted tomorrow, or before it is printed. */
    record WrongDay(String sentence) implements HandResult {}

    record NotFound() implements HandResult {}
  }

  /** Its paper is spoilt: it lies ready once more. */
  public HandResult printAgain(Actor actor, EntryId entry) {
    return database.transaction(
        tx -> {
          if (store.letter(tx, entry).isEmpty()) {
            return new HandResult.NotFound();
          }
          if (!postings.printAgain(tx, actor, entry)) {
            return new HandResult.NotThere();
          }
          store.ready(tx, entry);
          return new HandResult.ReadyAgain(store.letter(tx, entry).orElseThrow());
        });
  }

  /** Prints, newest first. */
  public record Runs(List<PrintRun> items, Optional<String> nextCursor) {}

  /** Errors: IllegalArgumentException for a cursor that is none of ours. */
  public Runs runs(Optional<String> cursor, int limit) {
    List<PrintRun> found =
        store.runs(database, cursor.map(text -> PlaceCursor.parse(text).entry()), limit + 1);
    List<PrintRun> page = found.subList(0, Math.min(limit, found.size()));
    return new Runs(
        page,
        found.size() > limit
            ? Optional.of(PlaceCursor.of(new PrintStore.Place("", page.getLast().id())))
            : Optional.empty());
  }

  /**
   * Letters of a print were posted, all of them or these, today or on that day. Saying so twice
   * changes nothing.
   */
  public HandResult post(
      Actor actor, long run, Optional<LocalDate> postedOn, Optional<List<Long>> only) {
    return database.transaction(tx -> post(tx, actor, run, postedOn, only));
  }

  private HandResult post(
      Tx tx, Actor actor, long run, Optional<LocalDate> postedOn, Optional<List<Long>> only) {
    if (!store.lockRun(tx, run)) {
      return new HandResult.NotFound();
    }
    PrintRun known = store.run(tx, run).orElseThrow();
    Instant now = Instant.now();
    LocalDate today = LocalDate.ofInstant(now, zone.get());
    LocalDate day = postedOn.orElse(today);
    if (day.isAfter(today)) {
      return new HandResult.WrongDay("Letters cannot be posted on a day to come.");
    }
    if (day.isBefore(LocalDate.ofInstant(known.printedAt(), zone.get()))) {
      return new HandResult.WrongDay("Letters cannot be posted before they are printed.");
    }
    List<EntryId> letters = store.lettersOf(tx, run);
    List<EntryId> wanted = only.map(PrintLists::entries).orElse(letters);
    if (!letters.containsAll(wanted)) {
      return new HandResult.NotThere();
    }
    List<EntryId> posted =
        postings.post(tx, actor, wanted, moment(day, known, now), day.toString());
    if (!posted.isEmpty()) {
      store.posted(tx, actor, run, posted, day);
    }
    return new HandResult.Posted(store.run(tx, run).orElseThrow());
  }

  private static List<EntryId> entries(List<Long> numbers) {
    return numbers.stream().map(EntryId::new).toList();
  }

  /** Noon of an earlier day; but never before it was printed. */
  private Instant moment(LocalDate day, PrintRun run, Instant now) {
    Instant noon = day.atTime(LocalTime.NOON).atZone(zone.get()).toInstant();
    Instant then =
        noon.isAfter(now) || day.equals(LocalDate.ofInstant(now, zone.get())) ? now : noon;
    return then.isBefore(run.printedAt()) ? run.printedAt() : then;
  }
}
