package io.faden.channel.letter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.customer.PhoneNumbers;
import io.faden.platform.Keys;
import io.faden.testing.Recogniser;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Letters that the test writes, as a scanner hands them on. */
class RecognisedLetterTest {
  private static final LocalDate RECEIVED = LocalDate.of(2026, 3, 16);
  private static final Duration LONG = Duration.ofMinutes(2);

  private final LetterReference references = new LetterReference(new Keys(new byte[32]));
  private final ScanFiles files = new ScanFiles(ScanLimits.STANDARD);
  private final Tesseract tesseract = new Tesseract("tesseract", LONG, 2);
  private final LetterContents.Search search =
      new LetterContents.Search(
          references, new PhoneNumbers("DE"), List.of(Pattern.compile("\\bKD-(\\d{6})\\b")));

  @TempDir private Path folder;

  private List<ScanText.ReadPage> read(byte[] file, Tesseract by) {
    Scan scan = assertInstanceOf(ScanReading.Read.class, files.read(file)).scan();
    return new ScanText(files, by, Duration.ofMinutes(10)).of(file, scan);
  }

  private List<Letters.Line> letter() {
    return Letters.complaint(references.make(102_865));
  }

  /** The body alone: in what order the columns above it are read is no question of accuracy. */
  private static double accuracy(PageText text) {
    String read = text.lines().stream().map(TextLine::text).collect(Collectors.joining(" "));
    return Letters.accuracy(Letters.words(String.join(" ", Letters.BODY)), Letters.words(read));
  }

  private void assertFound(List<ScanText.ReadPage> pages) {
    LetterContents contents = search.in(pages, RECEIVED);
    String text = pages.getFirst().text().text();
    assertEquals(
        Optional.of(LocalDate.of(2026, 3, 12)), contents.date().map(LetterDate::date), text);
    assertTrue(
        contents.clues().stream()
            .anyMatch(
                clue ->
                    clue instanceof SenderClue.CustomerNumber number
                        && number.value().equals("204817")),
        text);
    assertTrue(
        contents.clues().stream()
            .anyMatch(
                clue ->
                    clue instanceof SenderClue.OurReference reference
                        && reference.conversation() == 102_865),
        text);
    assertTrue(
        contents.clues().stream()
            .anyMatch(
                clue ->
                    clue instanceof SenderClue.PhoneNumber number
                        && number.value().equals("+49431123456")),
        text);
    assertTrue(
        contents.clues().stream()
            .anyMatch(
                clue ->
                    clue instanceof SenderClue.Address found
                        && found.address().where() == LetterAddress.Where.WINDOW
                        && found.address().street().equals("Hafenstraße 4a")
                        && found.address().postalCode().equals("24103")),
        text + contents);
  }

  @Test
  void aPdfWithTextNeedsNoRecognition() {
    List<ScanText.ReadPage> pages =
        read(Letters.pdf(List.of(letter())), new Tesseract("there-is-none", LONG, 1));
    assertFalse(pages.getFirst().text().recognised());
    assertEquals(Optional.empty(), pages.getFirst().unread());
    assertFound(pages);
    LetterContents contents = search.in(pages, RECEIVED);
    List<SenderClue.Address> returnLines =
        contents.clues().stream()
            .filter(SenderClue.Address.class::isInstance)
            .map(SenderClue.Address.class::cast)
            .filter(clue -> clue.address().where() == LetterAddress.Where.RETURN_LINE)
            .toList();
    assertEquals(1, returnLines.size(), contents.toString());
    LetterAddress sender = returnLines.getFirst().address();
    assertEquals("Jürgen Böttcher", sender.name());
    assertEquals("Deichstraße 17", sender.street());
    assertEquals("25761", sender.postalCode());
    assertEquals("Büsum", sender.town());
    assertTrue(
        contents.clues().stream()
            .anyMatch(
                clue ->
                    clue instanceof SenderClue.EmailAddress email
                        && email.value().equals("boettcher@example.org")
                        && email.evidence().page() == 1));
  }

  @Test
  void straightAndSkewedScansAreRead() {
    Recogniser.require();
    for (double degrees : new double[] {0, 1, 2, -2}) {
      BufferedImage image = Letters.scanned(letter(), 150, degrees, 12);
      List<ScanText.ReadPage> pages = read(Letters.file(image, "png"), tesseract);
      PageText text = pages.getFirst().text();
      double accuracy = accuracy(text);
      System.out.printf(
          "150 dpi, noise, %.0f degrees: %.1f %% of the words, confidence %.0f, measured %.2f degrees%n",
          degrees, accuracy * 100, text.confidence(), text.skew());
      assertTrue(text.recognised());
      assertEquals(degrees, text.skew(), 0.15);
      assertTrue(accuracy > 0.95, text.text());
      assertTrue(text.confidence() > 70);
      assertFound(pages);
    }
  }

  @Test
  void wordsOfASkewedScanStandWhereTheyAreSeen() {
    Recogniser.require();
    BufferedImage image = Letters.scanned(letter(), 150, 2, 0);
    PageText text = read(Letters.file(image, "png"), tesseract).getFirst().text();
    Word town =
        text.lines().stream()
            .flatMap(line -> line.words().stream())
            .filter(word -> word.text().equals("24103"))
            .findFirst()
            .orElseThrow();
    // The middle of the word, turned as the sheet was.
    double x = 25 + 5.8 - 105;
    double y = 75 - 1.4 - 148.5;
    double turn = Math.toRadians(2);
    assertEquals(105 + x * Math.cos(turn) - y * Math.sin(turn), town.place().middleX() * 210, 1.5);
    assertEquals(
        148.5 + x * Math.sin(turn) + y * Math.cos(turn), town.place().middleY() * 297, 1.5);
  }

  @Test
  void pagesOfOneFileAreReadEachInItsOwnWay() {
    Recogniser.require();
    BufferedImage image = Letters.scanned(letter(), 200, 0, 0);
    BufferedImage empty = Letters.scanned(List.of(), 100, 0, 0);
    List<ScanText.ReadPage> pages = read(Letters.pdfOfImages(List.of(empty, image)), tesseract);
    assertEquals("", pages.getFirst().text().text());
    assertEquals(Optional.empty(), pages.getFirst().unread());
    assertTrue(accuracy(pages.get(1).text()) > 0.95);
    List<ScanText.ReadPage> tiff = read(Letters.tiff(List.of(image, empty)), tesseract);
    assertTrue(accuracy(tiff.getFirst().text()) > 0.95);
    assertEquals("", tiff.get(1).text().text());
  }

  @Test
  void withoutTesseractAPageSaysSo() {
    byte[] file = Letters.file(Letters.scanned(letter(), 100, 0, 0), "png");
    List<ScanText.ReadPage> pages = read(file, new Tesseract("there-is-none", LONG, 1));
    assertEquals("", pages.getFirst().text().text());
    assertEquals(Optional.of("tesseract is not installed"), pages.getFirst().unread());
    assertTrue(pages.getFirst().again());
  }

  private Path program(String script) throws IOException {
    Path program = folder.resolve("tesseract");
    Files.writeString(program, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return program;
  }

  @Test
  void languagesAreWhatIsInstalled() throws IOException {
    Path program = program("echo 'List of languages in \"/x\" (4):'; cat " + folder + "/langs\n");
    Tesseract some = new Tesseract(program.toString(), LONG, 1);
    Files.writeString(folder.resolve("langs"), "eng\nosd\ndeu\nfra\n");
    assertEquals(new Tesseract.Languages.Present(List.of("deu", "eng")), some.languages());
    Files.writeString(folder.resolve("langs"), "osd\nfra\n");
    assertEquals(new Tesseract.Languages.Present(List.of("fra")), some.languages());
    Files.writeString(folder.resolve("langs"), "osd\n");
    assertInstanceOf(Tesseract.Languages.Absent.class, some.languages());
  }

  @Test
  void aPageThatTakesTooLongIsLeftAndNothingOfItRunsOn() throws IOException {
    // A child of a child holds on, as programs behind a wrapper do.
    Path program =
        program(
            "[ \"$1\" = --list-langs ] && { echo list; echo deu; exit 0; }\n"
                + "sleep 600 &\necho $! > "
                + folder
                + "/child\nwait\n");
    byte[] file = Letters.file(Letters.scanned(letter(), 100, 0, 0), "png");
    Tesseract slow = new Tesseract(program.toString(), Duration.ofSeconds(3), 1);
    List<ScanText.ReadPage> pages = read(file, slow);
    assertTrue(pages.getFirst().unread().orElseThrow().contains("longer than 3 s"));
    assertFalse(pages.getFirst().again());
    long child = Long.parseLong(Files.readString(folder.resolve("child")).strip());
    Optional<ProcessHandle> handle = ProcessHandle.of(child);
    handle.ifPresent(
        running -> running.onExit().orTimeout(20, java.util.concurrent.TimeUnit.SECONDS).join());
    assertFalse(ProcessHandle.of(child).map(ProcessHandle::isAlive).orElse(false));
  }

  @Test
  void programsSeeNothingOfOursAndTheirFolderIsGoneAfterwards() throws IOException {
    Path program =
        program(
            "[ \"$1\" = --list-langs ] && { echo list; echo deu; exit 0; }\n"
                + "env > "
                + folder
                + "/environment; echo \"$@\" > "
                + folder
                + "/arguments\nls -ld $(dirname $1) > "
                + folder
                + "/mode\nexit 1\n");
    byte[] file = Letters.file(Letters.scanned(letter(), 100, 0, 0), "png");
    List<ScanText.ReadPage> pages = read(file, new Tesseract(program.toString(), LONG, 1));
    assertEquals(Optional.of("Tesseract could not read the page."), pages.getFirst().unread());
    String environment = Files.readString(folder.resolve("environment"));
    assertFalse(environment.contains("PLAYWRIGHT"), environment);
    assertTrue(environment.contains("OMP_THREAD_LIMIT=1"));
    String arguments = Files.readString(folder.resolve("arguments"));
    assertTrue(arguments.contains("-l deu") && arguments.contains("--dpi 300"), arguments);
    assertFalse(Files.exists(Path.of(arguments.substring(0, arguments.indexOf(' '))).getParent()));
    assertTrue(Files.readString(folder.resolve("mode")).startsWith("drwx------"));
  }
}
