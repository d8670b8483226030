package io.faden.post;

import io.faden.channel.Channel;
import io.faden.channel.ChannelAccount;
import io.faden.channel.letter.Enclosures;
import io.faden.channel.letter.LayoutResult;
import io.faden.channel.letter.Letter;
import io.faden.channel.letter.LetterLanguage;
import io.faden.channel.letter.LetterLayout;
import io.faden.channel.letter.LetterReference;
import io.faden.channel.letter.Letterhead;
import io.faden.channel.letter.Recipient;
import io.faden.platform.db.Sql;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Makes a letter of an answer and of all that is known of whom it goes to. */
public final class Writing {
  private static final Pattern MARKS_OF_MAIL = Pattern.compile("(?i)^((re|aw|fwd?|wg)\\s*:\\s*)+");
  private static final Pattern BETWEEN_PARAGRAPHS = Pattern.compile("\\n\\s*\\n");

  private final LetterReference references;
  private final Enclosures enclosures;
  private final Letterheads letterheads;
  private final Supplier<ZoneId> zone;
  private final LetterStore store = new LetterStore();

  /** The zone is where the house is: its day stands on the letter. */
  public Writing(
      LetterReference references,
      Enclosures enclosures,
      Letterheads letterheads,
      Supplier<ZoneId> zone) {
    this.references = references;
    this.enclosures = enclosures;
    this.letterheads = letterheads;
    this.zone = zone;
  }

  /** What came of a letter that should be printed. */
  sealed interface Result {
    /**
     * It can be printed.
     *
     * @param parts how many pages the letter has, then each thing that is enclosed
     * @param byHand names of what is enclosed without being printed
     * @param lines of the address, as they are read in the window
     */
    record Printed(
        byte[] pdf,
        List<Integer> parts,
        List<String> byHand,
        String reference,
        Recipient recipient,
        List<String> lines)
        implements Result {}

    /** A sentence for whoever wrote it. */
    record Refused(String sentence) implements Result {}
  }

  /** A letter before it is laid out, and what it is laid out on. */
  record Sheet(Letter letter, Letterhead head) {}

  /**
   * An answer as a letter.
   *
   * @param subject of the conversation if empty
   */
  record Answer(ChannelAccount account, Channel.Written written, Optional<String> subject) {}

  /** With everything that is enclosed. May take some seconds. */
  Result print(Sql sql, Answer answer, List<Enclosures.File> files) {
    List<String> names = files.stream().map(Enclosures.File::name).toList();
    Optional<Sheet> sheet = sheet(sql, answer, names);
    if (sheet.isEmpty()) {
      return new Result.Refused("There is no postal address to write to.");
    }
    LayoutResult layout = LetterLayout.lay(sheet.get().letter(), sheet.get().head());
    return layout instanceof LayoutResult.Laid laid
        ? bound(sheet.get(), laid, files)
        : new Result.Refused(refusal(layout));
  }

  private Result bound(Sheet sheet, LayoutResult.Laid laid, List<Enclosures.File> files) {
    Letter letter = sheet.letter();
    return switch (enclosures.bind(laid.pdf(), laid.pages(), letter.subject(), files)) {
      case Enclosures.Result.Bound bound ->
          new Result.Printed(
              bound.pdf(),
              bound.parts(),
              bound.byHand(),
              letter.ourReference(),
              letter.recipient(),
              letter.recipient().lines(sheet.head().homeCountry(), letter.language()));
      case Enclosures.Result.Unprintable file ->
          new Result.Refused("This enclosure cannot be printed: " + file.name());
    };
  }

  private static String refusal(LayoutResult layout) {
    return switch (layout) {
      case LayoutResult.NoName none -> "The address has no name.";
      case LayoutResult.NoTown none -> "The address has no town.";
      case LayoutResult.NoText none -> "The letter has no text that can be printed.";
      case LayoutResult.TooLong much -> "The letter has more than 100 pages.";
      case LayoutResult.Unprintable some ->
          "No font has these signs: " + String.join(" ", some.signs());
      case LayoutResult.Laid laid -> throw new IllegalStateException("nothing is wrong with it");
    };
  }

  /** Empty if there is no such postal address. */
  Optional<Sheet> sheet(Sql sql, Answer answer, List<String> files) {
    return store.facts(sql, answer.written()).map(facts -> sheet(sql, answer, facts, files));
  }

  private Sheet sheet(Sql sql, Answer answer, LetterStore.Facts facts, List<String> files) {
    Letterheads.Used head = letterheads.used(sql, facts.queue(), Optional.of(answer.account()));
    LetterLanguage language =
        facts.language().filter(code -> code.startsWith("en")).isPresent()
            ? LetterLanguage.EN
            : LetterLanguage.DE;
    ZoneId here = zone.get();
    Letter letter =
        new Letter(
            Addresses.recipient(facts),
            head.senderLine(),
            references.make(answer.written().conversation()),
            facts.answered().map(at -> dated(at, here, language)),
            LocalDate.now(here),
            language,
            form(Addresses.form(facts)),
            Addresses.addressee(facts),
            MARKS_OF_MAIL
                .matcher(answer.subject().orElse(facts.subject()).strip())
                .replaceFirst(""),
            List.of(BETWEEN_PARAGRAPHS.split(answer.written().text().strip(), -1)),
            files.stream().map(Enclosures::title).toList(),
            new Letter.Writer(facts.author(), head.phone(), head.email()));
    return new Sheet(letter, head.letterhead());
  }

  private static String dated(Instant at, ZoneId zone, LetterLanguage language) {
    return language.letterOf(LocalDate.ofInstant(at, zone));
  }

  private static io.faden.channel.letter.FormOfAddress form(String form) {
    return io.faden.channel.letter.FormOfAddress.valueOf(form.toUpperCase(Locale.ROOT));
  }
}
