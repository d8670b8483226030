package io.faden.whole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.faden.testing.Desk.button;
import static io.faden.testing.Desk.having;
import static io.faden.testing.Desk.press;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.faden.channel.letter.Letters;
import io.faden.channel.letter.Letters.Line;
import io.faden.testing.Desk;
import io.faden.testing.House;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Letters on the page: put in, looked at, decided beside their pages, found on the timeline. */
class LettersPageTest {
  @TempDir static Path folder;
  @AutoClose private static House house;

  @BeforeAll
  static void start() {
    house = House.withPeople(folder, Map.of());
    house.admin.post(
        "/admin/channel-accounts",
        new JsonObject()
            .put("channel", "letter")
            .put("name", "Scan-Ordner")
            .put("address", "Tidenwerk Energie GmbH · Am Kai 3 · 24149 Kiel")
            .put("displayName", "Tidenwerk Energie")
            .put("letter", new JsonObject().put("answerWithinDays", 3)),
        201);
  }

  /** Two pages; nothing on them is known to the house. */
  private static FilePayload letter(String file, String sender, String subject, String address) {
    List<Line> first =
        new ArrayList<>(
            List.of(
                new Line(25, 47, 7, sender + " · Feldstraße 12 · 24105 Kiel"),
                new Line(25, 60, 11, "Tidenwerk Energie GmbH"),
                new Line(25, 65, 11, "Am Kai 3"),
                new Line(25, 70, 11, "24149 Kiel"),
                new Line(125, 50, 10, address),
                new Line(125, 92, 11, "Kiel, den 12. November 2026"),
                new Line(25, 104, 11, subject)));
    double y = 116;
    for (String line : Letters.BODY) {
      first.add(new Line(25, y, 11, line));
      y += 6;
    }
    List<Line> second = List.of(new Line(25, 30, 11, "Anlage: Zählerstand am 1. November"));
    return new FilePayload(file, "application/pdf", Letters.pdf(List.of(first, second)));
  }

  private static FilePayload text(String file, String content) {
    return new FilePayload(file, "application/pdf", content.getBytes(StandardCharsets.UTF_8));
  }

  private static void upload(Desk desk, FilePayload... files) {
    desk.go("/letters");
    button(desk.page.locator("letters-list"), "Briefe hinzufügen").click();
    desk.page.locator("scan-upload [name=originalPlace]").fill("Ordner B 17");
    desk.page.locator("scan-upload [type=file]").setInputFiles(files);
  }

  private static Locator line(Desk desk, String file) {
    return desk.page.locator(".upload-line", having(file));
  }

  private static void toCheck(Desk desk, String file) {
    assertThat(line(desk, file)).containsText("Absender nicht eindeutig.");
    line(desk, file).locator("a").click();
    assertThat(desk.page.locator("letters-check h1")).isFocused();
  }

  private static Locator side(Desk desk) {
    return desk.page.locator("scan-side");
  }

  @Test
  void anUploadedLetterIsCheckedByKeyboardAndStandsOnTheTimelineOfTheNewCustomer() {
    try (Desk lena = Desk.signIn(house, House.LENA, "/letters")) {
      upload(
          lena,
          letter("petersen.pdf", "Wiebke Petersen", "Mein Abschlag", "wiebke@petersen.example"));
      toCheck(lena, "petersen.pdf");
      assertThat(lena.page.locator(".facts-list [name=writtenOn]")).hasValue("2026-11-12");
      assertThat(lena.page.locator(".facts-list")).containsText("Lena Möller");
      assertThat(lena.page.locator(".page-face img")).isVisible();
      assertThat(lena.page.locator(".text-layer")).containsText("Mein Abschlag");
      assertThat(lena.page.locator(".clue-mark", having("Datum"))).isVisible();

      lena.page.keyboard().press("ArrowRight");
      assertThat(lena.page.locator(".which")).hasText("Seite 2 von 2");
      lena.page.keyboard().press("r");
      assertThat(lena.page.locator(".page-face"))
          .hasAttribute("style", Pattern.compile(".*rotate\\(90deg\\).*"));
      button(side(lena), "im Brief zeigen").focus();
      assertThat(lena.page.locator(".clue-mark.is-lit")).hasCount(0);
      button(side(lena), "im Brief zeigen").click();
      assertThat(lena.page.locator(".which")).hasText("Seite 1 von 2");
      assertThat(lena.page.locator(".clue-mark.is-lit")).isVisible();

      lena.page.locator(".sheet-box").focus();
      lena.page.keyboard().press("n");
      assertThat(side(lena).locator("[name=name]")).hasValue("Wiebke Petersen");
      assertThat(side(lena).locator("[name=name]")).isFocused();
      assertThat(side(lena).locator("[name=street]")).hasValue("Feldstraße 12");
      assertThat(side(lena).locator("[name=email]")).hasValue("wiebke@petersen.example");
      lena.page.keyboard().press("Enter");
      Locator toast = lena.page.locator("faden-toast");
      assertThat(toast).containsText("Der Brief gehört jetzt zu Wiebke Petersen.");
      button(toast, "Vorgang öffnen").click();

      Locator entry = lena.page.locator(".entry.is-letter", having("2 Seiten"));
      assertThat(entry).containsText("vom 12. November 2026");
      assertThat(entry).containsText("Original: Ordner B 17");
      assertThat(entry.locator(".words")).containsText("Sehr geehrte Damen und Herren");
      assertThat(entry.locator(".words")).not().containsText("Am Kai 3");
      button(entry, "Seiten ansehen").click();
      Locator pane = lena.page.locator("scan-pane");
      assertThat(pane.locator("h2")).isFocused();
      assertThat(pane.locator(".which")).hasText("Seite 1 von 2");
      lena.page.keyboard().press("ArrowRight");
      assertThat(pane.locator(".which")).hasText("Seite 2 von 2");
      assertThat(pane.locator(".text-layer")).containsText("Zählerstand");
      assertThat(lena.writing()).isVisible();
      lena.page.keyboard().press("Escape");
      assertThat(pane.locator("scan-view")).hasCount(0);
      assertThat(button(entry, "Seiten ansehen")).isFocused();
      lena.noComplaints();
    }
  }

  @Test
  void aBadFileStopsNoneOfTheOthersAndSaysWhatIsWrongWithIt() {
    try (Desk lena = Desk.signIn(house, House.LENA, "/letters")) {
      upload(
          lena,
          text("leer.pdf", ""),
          text("<img src=x onerror=alert(1)>.pdf", "kein Brief"),
          letter("thode.pdf", "Hinrich Thode", "Kündigung", "thode@post.example"));
      assertThat(line(lena, "leer.pdf")).containsText("Die Datei ist leer.");
      assertThat(line(lena, "<img src=x onerror=alert(1)>.pdf"))
          .containsText("Das ist keine PDF-, TIFF-, PNG- oder JPEG-Datei.");
      assertThat(line(lena, "thode.pdf")).containsText("Absender nicht eindeutig.");
      assertThat(lena.page.locator(".uploads img")).hasCount(0);
      lena.page.locator("nav.filters a", having("Nicht lesbar")).click();
      lena.page.locator(".scan-row", having("onerror")).click();
      assertThat(lena.page.locator("scan-view")).containsText("Keine Seiten zu sehen");
      assertThat(side(lena)).containsText("Von Hand zuordnen geht trotzdem.");
      lena.noComplaints();
    }
  }

  @Test
  void whatSomebodyBeginsToDecideIsTheirsAndTheOthersSeeWhatCameOfIt() {
    try (Desk lena = Desk.signIn(house, House.LENA, "/letters");
        Desk jens = Desk.signIn(house, House.JENS, "/letters")) {
      upload(lena, letter("claussen.pdf", "Birte Claussen", "Umzug", "birte@claussen.example"));
      toCheck(lena, "claussen.pdf");
      String address = URI.create(lena.page.url()).getPath();
      jens.go(address);
      assertThat(side(jens)).containsText("Wem gehört dieser Brief?");
      lena.page.keyboard().press("n");
      assertThat(side(jens)).containsText("Lena Möller prüft diesen Brief gerade.");
      jens.page.keyboard().press("n");
      assertThat(jens.page.locator("scan-new")).hasCount(0);
      lena.page.keyboard().press("Escape");
      button(lena.page.locator("letters-check"), "Zurückgeben").click();
      assertThat(side(jens)).not().containsText("prüft diesen Brief gerade.");

      lena.go(address);
      assertThat(side(lena)).containsText("Wem gehört dieser Brief?");
      jens.page.keyboard().press("n");
      assertThat(side(lena)).containsText("Jens Albrecht prüft diesen Brief gerade.");
      press(jens.page.locator("scan-new"), "Anlegen und zuordnen ⏎");
      assertThat(lena.page.locator(".elsewhere"))
          .containsText("Jens Albrecht hat diesen Brief inzwischen Birte Claussen zugeordnet.");
      assertThat(side(lena)).containsText("Abgelegt bei Birte Claussen");
      lena.noComplaints();
      jens.noComplaints();
    }
  }

  @Test
  void aLetterAddedToAConversationStandsThereWhateverItSays() {
    house.write("Tjark Holm <tjark@holm.example>", "Mein Vertrag", "Ich schicke einen Brief.");
    try (Desk lena = Desk.signIn(house, House.LENA, "/inbox/team")) {
      lena.open("Mein Vertrag");
      lena.page
          .locator(".t-head")
          .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Weitere Aktionen"))
          .click();
      lena.choose("Brief hinzufügen");
      lena.page
          .locator("scan-upload [type=file]")
          .setInputFiles(letter("vertrag.pdf", "Rosa Fremd", "Vertrag", "rosa@fremd.example"));
      assertThat(line(lena, "vertrag.pdf")).containsText("Abgelegt bei Tjark Holm");
      lena.page.keyboard().press("Escape");
      assertThat(lena.page.locator(".entry.is-letter")).containsText("Sehr geehrte Damen");
      assertEquals(0, lena.page.locator("dialog[open]").count());
      lena.noComplaints();
    }
  }
}
