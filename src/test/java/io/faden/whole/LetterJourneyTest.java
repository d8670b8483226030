package io.faden.whole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.faden.testing.Desk.button;
import static io.faden.testing.Desk.having;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.faden.channel.letter.Letters;
import io.faden.channel.letter.Letters.Line;
import io.faden.platform.db.Columns;
import io.faden.testing.Desk;
import io.faden.testing.House;
import io.faden.testing.Recogniser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Paper on its whole way: from the scanner to its customer, and back to them by post. */
class LetterJourneyTest {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(90);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d. MMMM uuuu", Locale.GERMAN);

  @TempDir static Path folder;
  private static Path scans;
  private static LocalDate written;
  @AutoClose private static House house;

  @BeforeAll
  static void start() {
    scans = folder.resolve("scans");
    written = LocalDate.now(ZoneId.systemDefault()).minusDays(3);
    house = House.withPeople(folder, Map.of("FADEN_SCAN_DIR", scans.toString()));
    house.admin.post(
        "/admin/channel-accounts",
        new JsonObject()
            .put("channel", "letter")
            .put("name", "Poststelle")
            .put("address", "Tidenwerk Energie · Am Kai 3 · 24149 Kiel")
            .put("displayName", "Tidenwerk Energie")
            .put(
                "letter",
                new JsonObject()
                    .put("folder", "post")
                    .put("answerWithinDays", 14)
                    .put("customerNumbers", JsonArray.of("\\bKD-(\\d{6})\\b"))),
        201);
    Awaitility.await().atMost(LONG_ENOUGH).until(() -> Files.isDirectory(scans.resolve("post")));
  }

  private static List<Line> letter(String sender, String subject, String beside) {
    List<Line> lines =
        new ArrayList<>(
            List.of(
                new Line(25, 47, 7, sender + " · Feldstraße 12 · 24105 Kiel"),
                new Line(25, 60, 11, "Tidenwerk Energie"),
                new Line(25, 65, 11, "Am Kai 3"),
                new Line(25, 70, 11, "24149 Kiel"),
                new Line(125, 60, 10, beside),
                new Line(125, 85, 11, "Kiel, den " + DAY.format(written)),
                new Line(25, 102, 11, subject)));
    double y = 116;
    for (String line : Letters.BODY) {
      lines.add(new Line(25, y, 11, line));
      y += 6;
    }
    return lines;
  }

  private static void lay(String name, byte[] file) throws IOException {
    Path part = Files.write(scans.resolve("post").resolve("." + name + ".part"), file);
    Files.move(part, scans.resolve("post").resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private static long customer(String name, JsonObject... points) {
    return house
        .admin
        .post(
            "/customers",
            new JsonObject().put("name", name).put("contactPoints", new JsonArray(List.of(points))),
            201)
        .getLong("id");
  }

  private static JsonObject filed(String name) {
    return Awaitility.await(name + " is filed")
        .atMost(LONG_ENOUGH)
        .until(
            () ->
                house.admin.get("/letters?state=filed").getJsonArray("items").stream()
                    .map(JsonObject.class::cast)
                    .filter(row -> row.getString("name").equals(name))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  @Test
  void aDegradedScanInTheFolderFindsItsCustomerItsDateAndItsText() throws IOException {
    Recogniser.require();
    long known =
        customer(
            "Jürgen Böttcher",
            new JsonObject().put("channel", "customer_number").put("value", "204817"));
    byte[] scan =
        Letters.file(
            Letters.scanned(
                letter("Jürgen Böttcher", "Mein Zähler", "Kundennummer: KD-204817"), 150, 1, 12),
            "png");
    lay("schief.png", scan);
    JsonObject row = filed("schief.png");
    assertEquals(known, row.getJsonObject("customer").getLong("id"));
    JsonObject read = house.admin.get("/letters/" + row.getLong("id"));
    assertEquals(written.toString(), read.getString("writtenOn"));
    double accuracy =
        Letters.accuracy(
            Letters.words(String.join(" ", Letters.BODY)), Letters.words(read.getString("text")));
    System.out.printf(Locale.ROOT, "whole way, 150 dpi, 1 degree: %.3f of the words%n", accuracy);
    assertTrue(accuracy > 0.9, read.getString("text"));
    try (Desk lena = Desk.signIn(house, House.LENA, "/inbox/team")) {
      lena.open("Mein Zähler");
      assertThat(lena.page.locator(".entry.is-letter")).containsText("Waschmaschine");
      assertThat(lena.page.locator(".entry.is-letter img")).isVisible();
      lena.noComplaints();
    }
  }

  @Test
  void aLetterIsCheckedAnsweredPrintedPostedAndComesBack() throws IOException {
    customer(
        "Wiebke Petersen",
        new JsonObject()
            .put("channel", "postal")
            .put(
                "postal",
                new JsonObject()
                    .put("street", "Feldstraße 12")
                    .put("postalCode", "24105")
                    .put("city", "Kiel")));
    lay("scan.pdf", Letters.pdf(List.of(letter("W. Petersen", "Mein Umzug", "ohne Nummer"))));
    try (Desk lena = Desk.signIn(house, House.LENA, "/letters")) {
      lena.page.locator(".scan-row", having("scan.pdf")).click();
      Locator side = lena.page.locator("scan-side");
      assertThat(side).containsText("Wiebke Petersen");
      lena.page.locator(".sheet-box").focus();
      lena.page.keyboard().press("1");
      lena.page.keyboard().press("Enter");
      Locator toast = lena.page.locator("faden-toast");
      assertThat(toast).containsText("Der Brief gehört jetzt zu Wiebke Petersen.");
      button(toast, "Vorgang öffnen").click();

      button(lena.page.locator(".t-head"), "Nehmen").click();
      assertThat(lena.matter()).containsText("bei dir");
      lena.writing().fill("wir haben Ihren Umzug vermerkt.");
      Locator preview = lena.page.locator("letter-preview");
      assertThat(preview).containsText("Feldstraße 12");
      assertThat(preview.locator(".sheet-tools")).containsText("Seite 1 von 1");
      button(lena.page.locator(".composer"), "Auf die Druckliste").click();
      Locator foot = lena.page.locator(".entry.ours .e-foot").last();
      assertThat(foot).containsText("auf der Druckliste");

      lena.go("/post");
      Page print =
          lena.page.waitForPopup(() -> lena.page.locator("post-ready .btn.primary").click());
      print.close();
      lena.page.locator("post-printed .btn.primary").click();
      assertThat(lena.page.locator(".empty")).containsText("Alles Gedruckte ist zur Post gegeben");

      lena.go("/inbox/mine");
      lay("zurueck.pdf", undeliverable(posted()));
      JsonObject returned = filed("zurueck.pdf");
      lena.row("Mein Umzug").click();
      assertThat(foot).containsText("verzogen");
      assertThat(lena.page.locator(".entry", having("Unser Brief kam zurück"))).isVisible();
      JsonObject conversation =
          house.admin.get("/conversations/" + returned.getLong("conversationId"));
      assertEquals("open", conversation.getString("status"));
      JsonObject way = conversation.getJsonArray("ways").getJsonObject(0);
      assertEquals("bad", way.getJsonObject("contactPoint").getString("state"), way::encode);
      lena.noComplaints();
    }
  }

  private static byte[] posted() {
    return house
        .database
        .database()
        .row("SELECT raw FROM reply_delivery WHERE state = 'sent' AND raw IS NOT NULL")
        .map(row -> Columns.bytes(row, "raw"))
        .orElseThrow();
  }

  /** Our letter as the carrier brings it back. */
  private static byte[] undeliverable(byte[] pdf) throws IOException {
    try (PDDocument letter = Loader.loadPDF(pdf);
        InputStream file =
            LetterJourneyTest.class.getResourceAsStream("/liberation/LiberationSans-Bold.ttf")) {
      PDType0Font font = PDType0Font.load(letter, file);
      try (PDPageContentStream content =
          new PDPageContentStream(letter, letter.getPage(0), AppendMode.APPEND, true, true)) {
        content.beginText();
        content.setFont(font, 13);
        content.newLineAtOffset(360, 580);
        content.showText("Empfänger unbekannt verzogen");
        content.endText();
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      letter.save(out);
      return out.toByteArray();
    }
  }
}
