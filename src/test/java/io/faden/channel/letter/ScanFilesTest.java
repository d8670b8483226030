package io.faden.channel.letter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ScanFilesTest {
  private final ScanFiles files = new ScanFiles(ScanLimits.STANDARD);

  private Scan scan(byte[] file) {
    return assertInstanceOf(ScanReading.Read.class, files.read(file)).scan();
  }

  private static BufferedImage blank(int width, int height) {
    return new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
  }

  @Test
  void aPdfSaysWhatStandsOnItsPages() {
    byte[] file =
        Letters.pdf(
            List.of(
                Letters.complaint("F-1-ABCD"),
                List.of(new Letters.Line(25, 30, 11, "Anlage 1")),
                List.of()));
    Scan scan = scan(file);
    assertEquals(ScanKind.PDF, scan.kind());
    assertEquals(List.of(1, 2, 3), scan.pages().stream().map(ScanPage::number).toList());
    ScanPage first = scan.pages().getFirst();
    assertEquals(210, first.widthMillimetres(), 0.2);
    assertEquals(297, first.heightMillimetres(), 0.2);
    assertFalse(first.mustBeRecognised());
    String text = first.own().text();
    for (String line : Letters.BODY) {
      assertTrue(text.contains(line), text);
    }
    assertEquals("Anlage 1", scan.pages().get(1).own().text());
    assertTrue(scan.pages().get(1).mustBeRecognised(), "a stamp is not the text of a page");
    assertTrue(scan.pages().get(2).mustBeRecognised());
  }

  @Test
  void wordsOfAPdfStandWhereTheyAreSeen() {
    ScanPage page = scan(Letters.pdf(List.of(Letters.complaint("x")))).pages().getFirst();
    Word town =
        page.own().lines().stream()
            .flatMap(line -> line.words().stream())
            .filter(word -> word.text().equals("24103"))
            .findFirst()
            .orElseThrow();
    assertEquals(25, town.place().left() * 210, 1);
    assertEquals(75, town.place().bottom() * 297, 1);
    assertEquals(11.5, town.place().width() * 210, 2);
  }

  private static PageText text(String text) {
    List<TextLine> lines =
        text.lines()
            .map(
                line ->
                    new TextLine(
                        Letters.words(line).stream()
                            .map(word -> new Word(word, new Box(0, 0, 0.1, 0.01), 100))
                            .toList(),
                        false))
            .toList();
    return PageText.own(lines);
  }

  /** As a PDF gives it whose font has lost its table: the numbers of its glyphs. */
  private static String shifted(String text) {
    StringBuilder shifted = new StringBuilder();
    text.codePoints().map(c -> c > ' ' ? c - 29 : c).forEach(shifted::appendCodePoint);
    return shifted.toString();
  }

  @Test
  void textThatIsNotWhatIsSeenMustBeRecognised() {
    for (String line :
        List.of(
            String.join("\n", Letters.BODY),
            "Wanda Zieliński\nRosenweg 7\nIch bitte um Auskunft über meinen Vertrag.")) {
      assertTrue(text(line).readable(), line);
      assertFalse(text(shifted(line)).readable(), shifted(line));
      String together = shifted(line).replace(" ", "=");
      assertFalse(text(together).readable(), together);
    }
  }

  @Test
  void textOfEveryLanguageAndTablesAreReadable() {
    for (String text :
        List.of(
            "Szanowni Państwo, wszczęto przeciwko mnie postępowanie. Proszę o szybką odpowiedź i zwrot nadpłaty, gdyż źdźbło cierpliwości się skończyło.",
            "Sayın yetkili, sözleşmemi yıl sonunda feshetmek istiyorum. Lütfen bana kısa bir onay gönderin, teşekkür ederim.",
            "Vážení, smrt mého otce vše změnila. Prosím zrušte smlouvu, čtvrt roku platím zbytečně dál a prst na to nedám.",
            "Уважаемые дамы и господа, прошу расторгнуть мой договор в конце месяца.",
            "Αγαπητοί κύριοι, παρακαλώ ακυρώστε το συμβόλαιό μου στο τέλος του μήνα.",
            "السادة الكرام، أرجو إلغاء عقدي في نهاية الشهر وإرسال تأكيد كتابي.",
            "RECHNUNG NR. 4711\nPOS MENGE BEZEICHNUNG PREIS\nBITTE ZAHLEN SIE DEN BETRAG BIS ZUM 31. MÄRZ",
            "Zähler 1EMH0012345678 31.884 kWh\n01.02.2026 4,50 EUR 19 % MwSt. 5,36 EUR\n02.02.2026 4,70 EUR 19 % MwSt. 5,59 EUR\n03.02.2026 8,20 EUR 19 % MwSt. 9,76 EUR\nIBAN DE89 3704 0044 0532 0130 00 BIC COBADEFFXXX\nSumme netto 17,40 brutto 20,71",
            "1.204,00 87,50 3.310,20 14,00\n9.100,10 22,75 1.080,00 16,40")) {
      assertTrue(text(text).readable(), text);
    }
  }

  @Test
  void imagesAreScansOfTheirPages() {
    BufferedImage page = Letters.scanned(Letters.complaint("x"), 100, 0, 0);
    Scan tiff = scan(Letters.tiff(List.of(page, page, page)));
    assertEquals(ScanKind.TIFF, tiff.kind());
    assertEquals(3, tiff.pages().size());
    for (String format : List.of("png", "jpeg")) {
      Scan scan = scan(Letters.file(page, format));
      assertEquals(format.toUpperCase(java.util.Locale.ROOT), scan.kind().name());
      assertEquals(1, scan.pages().size());
      assertTrue(scan.pages().getFirst().mustBeRecognised());
      // Nothing, or 72 dpi, is stated: that is no sheet of paper, so it is taken as A4.
      assertEquals(297, scan.pages().getFirst().heightMillimetres(), 0.5);
      assertEquals(210, scan.pages().getFirst().widthMillimetres(), 0.5);
    }
  }

  @Test
  void pagesAreDrawnAsAsked() throws IOException {
    byte[] pdf = Letters.pdf(List.of(Letters.complaint("x"), List.of()));
    PageImage.Drawn drawn = assertInstanceOf(PageImage.Drawn.class, files.draw(pdf, 1, 100));
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(drawn.png()));
    assertEquals(827, image.getWidth(), 2);
    assertEquals(1169, image.getHeight(), 2);
    assertEquals(image.getWidth(), drawn.width());
    assertTrue(dark(image) > 2_000, "there is writing on it");
    PageImage.Drawn empty = assertInstanceOf(PageImage.Drawn.class, files.draw(pdf, 2, 100));
    assertEquals(0, dark(ImageIO.read(new ByteArrayInputStream(empty.png()))));
    assertInstanceOf(PageImage.NoSuchPage.class, files.draw(pdf, 3, 100));
    assertInstanceOf(PageImage.NoSuchPage.class, files.draw(pdf, 0, 100));
    assertInstanceOf(PageImage.NotDrawn.class, files.draw(new byte[] {1, 2}, 1, 100));
  }

  private static int dark(BufferedImage image) {
    int dark = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        dark += (image.getRGB(x, y) & 0xFF) < 100 ? 1 : 0;
      }
    }
    return dark;
  }

  @Test
  void hugePagesAreDrawnSmaller() {
    BufferedImage wide = blank(4_000, 4_000);
    ScanLimits small =
        new ScanLimits(
            1 << 20,
            9,
            1_000_000,
            ScanLimits.STANDARD.opening(),
            ScanLimits.STANDARD.page(),
            256,
            1);
    PageImage.Drawn drawn =
        assertInstanceOf(
            PageImage.Drawn.class, new ScanFiles(small).draw(Letters.file(wide, "png"), 1, 600));
    assertTrue((long) drawn.width() * drawn.height() <= 1_001_000);
    assertTrue(drawn.dpi() < 600);
  }
}
