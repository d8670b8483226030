package io.faden.channel.letter;

import io.faden.platform.pdf.PdfBinder;
import java.io.ByteArrayOutputStream;
import java.text.Collator;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Many letters as one print, in the order in which a carrier sorts them, below a list of them. */
public final class PostBundle {
  private final String homeCountry;
  private final LetterLanguage language;

  /** Letters within the home country come first; the list is in that language. */
  public PostBundle(String homeCountry, LetterLanguage language) {
    this.homeCountry = homeCountry;
    this.language = language;
  }

  /** How many pages a bundle of these has. Their PDFs are not looked at. */
  public static int pages(List<ReadyLetter> letters, boolean bothSides) {
    int list = PrintList.length(letters);
    int sides = bothSides ? 2 : 1;
    return (list + sides - 1) / sides * sides
        + letters.stream().mapToInt(letter -> letter.sheets(bothSides) * sides).sum();
  }

  /**
   * Bundles letters. With both sides, the list, each letter and each enclosure begin on a new sheet
   * of paper. Errors: none expected.
   */
  public BundleResult bundle(List<ReadyLetter> letters, LocalDate date, boolean bothSides) {
    if (letters.isEmpty()) {
      return new BundleResult.NoLetters();
    }
    List<String> damaged =
        letters.stream().filter(PostBundle::damaged).map(ReadyLetter::reference).toList();
    if (!damaged.isEmpty()) {
      return new BundleResult.Damaged(damaged);
    }
    List<ReadyLetter> sorted = letters.stream().sorted(order()).toList();
    PrintList list = new PrintList(language.words(), date, bothSides);
    byte[] listPdf = list.print(sorted);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PdfBinder binder = new PdfBinder(out, list.title());
    try (binder) {
      bind(binder, listPdf, List.of(PdfBinder.pagesOf(listPdf)), bothSides);
      sorted.forEach(letter -> bind(binder, letter.pdf(), letter.parts(), bothSides));
    }
    return new BundleResult.Bundled(
        out.toByteArray(),
        sorted.stream().map(ReadyLetter::reference).toList(),
        binder.pages(),
        PdfBinder.pagesOf(listPdf));
  }

  /** Whether its PDF is none, or has other pages than was said. */
  public static boolean damaged(ReadyLetter letter) {
    int pages = PdfBinder.pagesOf(letter.pdf());
    return pages == 0 || pages != letter.pages();
  }

  private static void bind(PdfBinder binder, byte[] pdf, List<Integer> parts, boolean bothSides) {
    if (!bothSides) {
      binder.add(pdf);
      return;
    }
    int first = 1;
    for (int part : parts) {
      binder.add(pdf, first, first + part - 1);
      binder.fillSheet();
      first += part;
    }
  }

  /** Posting order. The PDFs are not looked at. */
  public Comparator<ReadyLetter> order() {
    Locale locale = language.locale();
    Collator alphabet = Collator.getInstance(locale);
    return Comparator.comparing((ReadyLetter letter) -> !country(letter).equals(homeCountry))
        .thenComparing(letter -> letter.recipient().countryName(locale), alphabet::compare)
        .thenComparing(letter -> plain(letter.recipient().postalCode().orElse("")))
        .thenComparing(letter -> letter.recipient().town(), alphabet::compare)
        .thenComparing(ReadyLetter::reference);
  }

  private static String country(ReadyLetter letter) {
    return letter.recipient().country();
  }

  private static String plain(String text) {
    return text.strip().toUpperCase(Locale.ROOT);
  }
}
