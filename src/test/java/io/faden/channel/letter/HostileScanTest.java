package io.faden.channel.letter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.Test;

/** Each of these has a word for its sender, and costs no more than a letter may. */
class HostileScanTest {
  private static final ScanLimits LIMITS =
      new ScanLimits(2 << 20, 20, 4_000_000, Duration.ofSeconds(15), Duration.ofSeconds(5), 128, 2);

  private final ScanFiles files = new ScanFiles(LIMITS);

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A PDF of these objects, the first of which is its catalogue. */
  private static byte[] pdf(byte[]... objects) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(ascii("%PDF-1.7\n"));
    StringBuilder table = new StringBuilder("xref\n0 " + (objects.length + 1) + "\n");
    table.append("0000000000 65535 f \n");
    for (int i = 0; i < objects.length; i++) {
      table.append("%010d 00000 n \n".formatted(out.size()));
      out.write(ascii((i + 1) + " 0 obj\n"));
      out.write(objects[i]);
      out.write(ascii("\nendobj\n"));
    }
    int start = out.size();
    out.write(ascii(table.toString()));
    out.write(
        ascii(
            "trailer\n<</Size "
                + (objects.length + 1)
                + "/Root 1 0 R>>\nstartxref\n"
                + start
                + "\n%%EOF\n"));
    return out.toByteArray();
  }

  private static final byte[] CATALOG = ascii("<</Type/Catalog/Pages 2 0 R>>");
  private static final byte[] ONE_PAGE = ascii("<</Type/Pages/Kids[3 0 R]/Count 1>>");

  private static byte[] page(String more) {
    return ascii("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]" + more + ">>");
  }

  private static byte[] stream(String dictionary, byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(ascii("<<" + dictionary + "/Length " + content.length + ">>\nstream\n"));
    out.write(content);
    out.write(ascii("\nendstream"));
    return out.toByteArray();
  }

  /** So many megabytes of spaces, packed as often as said. */
  private static byte[] packed(int megabytes, int times) throws IOException {
    ByteArrayOutputStream first = new ByteArrayOutputStream();
    byte[] megabyte = new byte[1 << 20];
    Arrays.fill(megabyte, (byte) ' ');
    try (OutputStream deflating =
        new DeflaterOutputStream(first, new Deflater(Deflater.BEST_COMPRESSION))) {
      for (int i = 0; i < megabytes; i++) {
        deflating.write(megabyte);
      }
    }
    byte[] packed = first.toByteArray();
    for (int i = 1; i < times; i++) {
      ByteArrayOutputStream again = new ByteArrayOutputStream();
      try (OutputStream deflating = new DeflaterOutputStream(again)) {
        deflating.write(packed);
      }
      packed = again.toByteArray();
    }
    return packed;
  }

  @Test
  void nothingIsEmpty() throws IOException {
    assertInstanceOf(ScanReading.Empty.class, files.read(new byte[0]));
    try (PDDocument none = new PDDocument()) {
      assertInstanceOf(ScanReading.Empty.class, files.read(Letters.bytes(none)));
    }
  }

  @Test
  void whatIsNoScanIsOfAnotherKind() {
    assertInstanceOf(ScanReading.OtherKind.class, files.read(ascii("<html>%PDF is best</html>")));
    assertInstanceOf(ScanReading.OtherKind.class, files.read(new byte[] {'P', 'K', 3, 4, 0}));
    assertInstanceOf(ScanReading.OtherKind.class, files.read(new byte[] {(byte) 0x89, 'P'}));
  }

  @Test
  void tooManyBytesAreNotEvenOpened() {
    byte[] large = Arrays.copyOf(ascii("%PDF-1.7"), LIMITS.bytes() + 1);
    assertEquals(new ScanReading.TooLarge(large.length), files.read(large));
    assertEquals(100 << 20, ScanLimits.STANDARD.bytes());
    assertInstanceOf(PageImage.NotDrawn.class, files.draw(large, 1, 100));
  }

  @Test
  void aPdfThatNeedsAPasswordIsEncrypted() throws IOException {
    byte[] open = Letters.pdf(List.of(Letters.complaint("x")));
    assertInstanceOf(ScanReading.Encrypted.class, files.read(locked(open, "secret")));
    assertInstanceOf(PageImage.NotDrawn.class, files.draw(locked(open, "secret"), 1, 100));
    // Many programs forbid changes only: everybody may read such a file.
    assertInstanceOf(ScanReading.Read.class, files.read(locked(open, "")));
  }

  private static byte[] locked(byte[] file, String password) throws IOException {
    try (PDDocument document = Loader.loadPDF(file)) {
      AccessPermission nothing = new AccessPermission();
      nothing.setCanExtractContent(false);
      document.protect(new StandardProtectionPolicy("owner", password, nothing));
      return Letters.bytes(document);
    }
  }

  @Test
  void torsosAreBroken() {
    byte[] pdf = Letters.pdf(List.of(Letters.complaint("x")));
    byte[] png = Letters.file(Letters.scanned(Letters.complaint("x"), 72, 0, 0), "png");
    byte[] tiff = Letters.file(Letters.scanned(Letters.complaint("x"), 72, 0, 0), "tiff");
    byte[] jpeg = Letters.file(Letters.scanned(Letters.complaint("x"), 72, 0, 0), "jpeg");
    assertInstanceOf(ScanReading.Broken.class, files.read(Arrays.copyOf(pdf, 60)));
    assertInstanceOf(ScanReading.Broken.class, files.read(Arrays.copyOf(png, 12)));
    assertInstanceOf(ScanReading.Broken.class, files.read(Arrays.copyOf(tiff, 6)));
    assertInstanceOf(ScanReading.Broken.class, files.read(Arrays.copyOf(jpeg, 20)));
    assertInstanceOf(ScanReading.Broken.class, files.read(ascii("%PDF-1.7 is what I am")));
    byte[] half = Arrays.copyOf(png, png.length / 2);
    assertInstanceOf(ScanReading.Broken.class, files.read(half));
    assertInstanceOf(PageImage.NotDrawn.class, files.draw(half, 1, 100));
  }

  @Test
  void noiseNeverDoesHarm() {
    byte[] pdf = Letters.pdf(List.of(Letters.complaint("x")));
    Random random = new Random(7);
    for (int round = 0; round < 4; round++) {
      byte[] noisy = pdf.clone();
      for (int i = 0; i < 200; i++) {
        noisy[10 + random.nextInt(noisy.length - 10)] = (byte) random.nextInt(256);
      }
      ScanReading reading = files.read(noisy);
      assertTrue(
          reading instanceof ScanReading.Read
              || reading instanceof ScanReading.Broken
              || reading instanceof ScanReading.Encrypted
              || reading instanceof ScanReading.Empty,
          reading.toString());
    }
  }

  @Test
  void pagesAreCountedNotBelieved() throws IOException {
    try (PDDocument many = new PDDocument()) {
      for (int i = 0; i <= LIMITS.pages(); i++) {
        many.addPage(new PDPage(PDRectangle.A4));
      }
      many.getPages().getCOSObject().setInt(org.apache.pdfbox.cos.COSName.COUNT, 1);
      assertEquals(new ScanReading.TooManyPages(LIMITS.pages()), files.read(Letters.bytes(many)));
    }
    byte[] boast = pdf(CATALOG, ascii("<</Type/Pages/Kids[3 0 R]/Count 2000000000>>"), page(""));
    assertEquals(
        1, assertInstanceOf(ScanReading.Read.class, files.read(boast)).scan().pages().size());
    assertEquals(300, ScanLimits.STANDARD.pages());
  }

  @Test
  void aCircleOfPagesEnds() throws IOException {
    byte[] circle =
        pdf(CATALOG, ascii("<</Type/Pages/Kids[2 0 R 2 0 R 3 0 R]/Count 3>>"), page(""));
    ScanReading reading = files.read(circle);
    assertTrue(
        reading instanceof ScanReading.Broken || reading instanceof ScanReading.Read,
        reading.toString());
  }

  @Test
  void streamsThatUnpackToMoreThanMemoryCostNoMoreThanALetter() throws IOException {
    byte[] bomb =
        pdf(
            CATALOG,
            ONE_PAGE,
            page("/Contents 4 0 R"),
            stream("/Filter[/FlateDecode/FlateDecode]", packed(1_500, 2)));
    assertTrue(bomb.length < 100_000, "a small file");
    // In pieces there is room for it, as long as the time suffices.
    ScanReading reading = files.read(bomb);
    assertTrue(
        reading instanceof ScanReading.TooCostly || reading instanceof ScanReading.Read,
        reading.toString());
  }

  @Test
  void whatNeedsMoreMemoryThanThereIsIsTooCostly() throws IOException {
    byte[][] objects = new byte[4][];
    objects[0] = CATALOG;
    objects[1] = ONE_PAGE;
    objects[2] = ascii("<</Type/Page/Parent 2 0 R/MediaBox 4 0 R>>");
    objects[3] = ascii("[" + "[]".repeat(600_000) + "]");
    ScanLimits little =
        new ScanLimits(
            4 << 20, 20, 4_000_000, Duration.ofSeconds(60), Duration.ofSeconds(5), 16, 1);
    assertInstanceOf(ScanReading.TooCostly.class, new ScanFiles(little).read(pdf(objects)));
  }

  @Test
  void objectStreamsThatUnpackToMoreThanMemoryAreTooCostlyOrBroken() throws IOException {
    // The catalogue lies in the bomb, so that nothing is known before it is unpacked.
    byte[] bomb =
        stream("/Type/ObjStm/N 1/First 4/Filter[/FlateDecode/FlateDecode]", packed(1_500, 2));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(ascii("%PDF-1.7\n1 0 obj\n"));
    out.write(bomb);
    out.write(ascii("\nendobj\n"));
    int start = out.size();
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    DataOutputStream row = new DataOutputStream(rows);
    row.write(new byte[] {0, 0, 0, 0, 0, 0});
    row.write(new byte[] {1, 0, 0, 0, 9, 0});
    row.write(new byte[] {2, 0, 0, 0, 1, 0});
    out.write(ascii("3 0 obj\n"));
    out.write(stream("/Type/XRef/Size 3/W[1 4 1]/Root 2 0 R", rows.toByteArray()));
    out.write(ascii("\nendobj\nstartxref\n" + start + "\n%%EOF\n"));
    ScanReading reading = files.read(out.toByteArray());
    assertTrue(
        reading instanceof ScanReading.TooCostly || reading instanceof ScanReading.Broken,
        reading.toString());
  }

  @Test
  void depthBeyondReasonDoesNoHarm() throws IOException {
    byte[] deep = ascii("[".repeat(400_000) + "]".repeat(400_000));
    byte[] page = ascii("<</Type/Page/Parent 2 0 R/MediaBox 4 0 R>>");
    byte[] file = pdf(CATALOG, ONE_PAGE, page, deep);
    ScanReading reading = files.read(file);
    assertTrue(
        reading instanceof ScanReading.Broken || reading instanceof ScanReading.Read,
        reading.toString());
  }

  @Test
  void formsThatShowOneAnotherEndInTime() throws IOException {
    int depth = 12;
    byte[][] objects = new byte[depth + 4][];
    objects[0] = CATALOG;
    objects[1] = ONE_PAGE;
    objects[2] = page("/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>");
    objects[3] = stream("", ascii("/X Do"));
    for (int i = 0; i < depth; i++) {
      String next = i + 1 < depth ? "/Resources<</XObject<</X " + (6 + i) + " 0 R>>>>" : "";
      objects[4 + i] =
          stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]" + next, ascii("/X Do ".repeat(100)));
    }
    ScanLimits quick =
        new ScanLimits(
            2 << 20, 20, 4_000_000, Duration.ofSeconds(4), Duration.ofSeconds(2), 128, 1);
    long start = System.nanoTime();
    ScanReading reading = new ScanFiles(quick).read(pdf(objects));
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertInstanceOf(ScanReading.TooCostly.class, reading);
    assertTrue(took.compareTo(Duration.ofSeconds(30)) < 0, took.toString());
  }

  @Test
  void pagesLargerThanAnyPaperAreNotDrawn() throws IOException {
    BiConsumer<String, Class<?>> drawn =
        (box, result) -> {
          try {
            byte[] file =
                pdf(CATALOG, ONE_PAGE, ascii("<</Type/Page/Parent 2 0 R/MediaBox[" + box + "]>>"));
            assertInstanceOf(result, files.draw(file, 1, 600), box);
            ScanPage page =
                assertInstanceOf(ScanReading.Read.class, files.read(file), box)
                    .scan()
                    .pages()
                    .getFirst();
            assertTrue(page.widthMillimetres() >= 1 && page.widthMillimetres() <= 5_080);
          } catch (IOException fault) {
            throw new java.io.UncheckedIOException(fault);
          }
        };
    drawn.accept("0 0 2000000000 2000000000", PageImage.NotDrawn.class);
    drawn.accept("0 0 0 0", PageImage.NotDrawn.class);
    drawn.accept("0 0 14000 14000", PageImage.Drawn.class);
  }

  @Test
  void giantImagesAreNotUnpacked() throws IOException {
    byte[] png = png(60_000, 60_000);
    assertTrue(png.length < 2_000);
    assertInstanceOf(PageImage.NotDrawn.class, files.draw(png, 1, 300));
    byte[] inPdf =
        pdf(
            CATALOG,
            ONE_PAGE,
            page("/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>"),
            stream("", ascii("595 0 0 842 0 0 cm /X Do")),
            stream(
                "/Type/XObject/Subtype/Image/Width 40000/Height 40000/BitsPerComponent 8"
                    + "/ColorSpace/DeviceRGB/Filter/FlateDecode",
                packed(100, 1)));
    PageImage image = files.draw(inPdf, 1, 100);
    if (image instanceof PageImage.Drawn drawn) {
      assertTrue((long) drawn.width() * drawn.height() <= LIMITS.pixels());
    }
  }

  /** Only its header is right; nobody should get as far as its pixels. */
  private static byte[] png(int width, int height) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DataOutputStream chunks = new DataOutputStream(out);
    chunks.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream fields = new DataOutputStream(header);
    fields.writeInt(width);
    fields.writeInt(height);
    fields.write(new byte[] {8, 2, 0, 0, 0});
    chunk(chunks, "IHDR", header.toByteArray());
    chunk(chunks, "IDAT", packed(1, 1));
    chunk(chunks, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
    CRC32 check = new CRC32();
    check.update(ascii(type));
    check.update(content);
    out.writeInt(content.length);
    out.write(ascii(type));
    out.write(content);
    out.writeInt((int) check.getValue());
  }

  @Test
  void aTiffWhosePagesGoInACircleEnds() {
    byte[] tiff = Letters.file(Letters.scanned(Letters.complaint("x"), 72, 0, 0), "tiff");
    boolean big = tiff[0] == 'M';
    int directory = number(tiff, 4, 4, big);
    int next = directory + 2 + 12 * number(tiff, directory, 2, big);
    System.arraycopy(tiff, 4, tiff, next, 4);
    ScanReading reading = files.read(tiff);
    assertInstanceOf(ScanReading.Broken.class, reading);
  }

  private static int number(byte[] bytes, int at, int length, boolean big) {
    int number = 0;
    for (int i = 0; i < length; i++) {
      number = (number << 8) | (bytes[at + (big ? i : length - 1 - i)] & 0xFF);
    }
    return number;
  }
}
