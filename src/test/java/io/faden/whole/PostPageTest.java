package io.faden.whole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.faden.testing.Desk.button;
import static io.faden.testing.Desk.having;
import static io.faden.testing.Desk.press;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.faden.testing.Desk;
import io.faden.testing.House;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Letters of ours, from the text in the composer to the day on which they were posted. */
class PostPageTest {
  private static final Pattern PICTURE = Pattern.compile("^data:image/png;base64,.{1000,}");

  @TempDir static Path folder;
  @AutoClose private static House house;

  @BeforeAll
  static void start() {
    house = House.withPeople(folder, Map.of());
    house.admin.post(
        "/admin/channel-accounts",
        new JsonObject()
            .put("channel", "letter")
            .put("name", "Post")
            .put("address", "Tidenwerk Energie · Am Kai 3 · 24149 Kiel")
            .put("displayName", "Tidenwerk Energie"),
        201);
  }

  private static Locator preview(Desk desk) {
    return desk.page.locator("letter-preview");
  }

  private static Locator dialog(Desk desk) {
    return desk.page.locator("dialog[open]");
  }

  private static Locator line(Desk desk, String name) {
    return desk.page.locator(".letter-line", having(name));
  }

  /** Takes a conversation and gives its customer an address, so that it is answered by letter. */
  private static void beginLetter(Desk desk, String subject) {
    desk.open(subject);
    button(desk.page.locator(".t-head"), "Nehmen").click();
    assertThat(desk.matter()).containsText("bei dir");
    desk.page.locator(".composer .addr").click();
    desk.choose("Brief: Anschrift eingeben");
    dialog(desk).locator("[name=street]").fill("Lerchenweg 12");
    dialog(desk).locator("[name=postalCode]").fill("24103");
    dialog(desk).locator("[name=city]").fill("Kiel");
    press(dialog(desk), "Anschrift eintragen");
    assertThat(preview(desk)).containsText("Lerchenweg 12");
  }

  private static void putOnList(Desk desk, String text) {
    desk.writing().fill(text);
    assertThat(preview(desk).locator(".sheet-tools")).containsText("Seite 1 von 1");
    button(desk.page.locator(".composer"), "Auf die Druckliste").click();
    assertThat(desk.page.locator(".entry.ours .e-foot").last()).containsText("auf der Druckliste");
  }

  @Test
  void anAnswerIsSeenAsALetterPrintedAndPosted() {
    house.write("Oliver Reimann <oliver@post.example>", "Tarif Basis 100", "Bitte als Brief.");
    try (Desk lena = Desk.signIn(house, House.LENA, "/inbox/team")) {
      List<String> printed = new CopyOnWriteArrayList<>();
      lena.context.onResponse(
          response -> {
            if (response.url().endsWith("/pdf")) {
              printed.add(response.headers().get("content-type"));
            }
          });
      beginLetter(lena, "Tarif Basis 100");
      lena.writing().fill("Auf Chinesisch: 漢字");
      assertThat(preview(lena)).containsText("Diese Zeichen kann keine Schrift drucken: 漢 字");
      lena.writing().fill("seit dem 1. Mai gilt für dich Basis 100.");
      Locator sheet = preview(lena).locator(".letter-sheet img");
      assertThat(sheet).hasAttribute("src", PICTURE);
      assertThat(preview(lena).locator(".window rect")).isVisible();
      String before = sheet.getAttribute("src");
      lena.page.locator("letter-preview .segments label", having("Sie")).click();
      assertThat(sheet).not().hasAttribute("src", before);
      putOnList(lena, "seit dem 1. Mai gilt für Sie Basis 100.");
      assertThat(lena.page.locator("letter-sent img")).isVisible();
      assertThat(preview(lena)).isHidden();

      lena.page.locator(".nav a", having("Druckliste")).click();
      assertThat(line(lena, "Oliver Reimann")).containsText("Lerchenweg 12, 24103 Kiel");
      Page tab = lena.page.waitForPopup(() -> lena.page.locator("post-ready .btn.primary").click());
      lena.page.waitForCondition(() -> List.of("application/pdf").equals(printed));
      tab.close();

      assertThat(lena.page.locator("post-printed .print")).containsText("Lena Möller");
      assertThat(line(lena, "Oliver Reimann")).isVisible();
      lena.page.locator("post-printed .btn.primary").click();
      assertThat(lena.page.locator(".empty")).containsText("Alles Gedruckte ist zur Post gegeben");
      lena.page.locator(".sections a", having("Zur Post gegeben")).click();
      line(lena, "Oliver Reimann").locator(".link-to").click();
      assertThat(lena.page.locator(".entry.ours .e-foot").last()).containsText("zur Post gegeben");
      assertThat(lena.page.locator(".t-flow")).containsText("Brief gedruckt");
      lena.noComplaints();
    }
  }

  @Test
  void aLetterThatLiesReadyIsTakenBackAndASpoiltOneIsPrintedAgain() {
    house.write("Käthe Brodersen <kaethe@post.example>", "Abschlag", "Ich widerspreche.");
    try (Desk lena = Desk.signIn(house, House.LENA, "/inbox/team");
        Desk jens = Desk.signIn(house, House.JENS, "/post")) {
      beginLetter(lena, "Abschlag");
      putOnList(lena, "wir rechnen neu.");
      assertThat(line(jens, "Käthe Brodersen")).isVisible();
      press(lena.page.locator(".entry.ours").last(), "Zurückholen");
      assertThat(lena.writing()).hasValue("wir rechnen neu.");
      assertThat(line(jens, "Käthe Brodersen")).hasCount(0);

      putOnList(lena, "wir haben neu gerechnet.");
      line(jens, "Käthe Brodersen").locator(".box input").check();
      Page tab =
          jens.page.waitForPopup(() -> press(jens.page.locator("post-ready"), "Diesen drucken"));
      tab.close();
      assertThat(lena.page.locator(".entry.ours .e-foot").last())
          .containsText("noch nicht zur Post gegeben");
      button(line(jens, "Käthe Brodersen"), "nochmal drucken").click();
      assertThat(line(jens, "Käthe Brodersen")).hasCount(0);
      jens.page.locator(".sections a", having("Bereit")).click();
      assertThat(line(jens, "Käthe Brodersen")).isVisible();
      assertThat(jens.page.locator(".nav a", having("Druckliste")).locator(".count"))
          .hasText(Pattern.compile("[1-9]"));
      lena.noComplaints();
      jens.noComplaints();
    }
  }

  @Test
  void whatStandsOnEveryLetterOfAQueueIsSetWithASampleBesideIt() {
    long queue = house.find("/queues", "isDefault", true);
    try (Desk ada = Desk.signIn(house, House.ADA, "/settings/queues/" + queue)) {
      Locator head = ada.page.locator("settings-letterhead");
      Locator sample = head.locator(".letterhead-sample img");
      assertThat(sample).isVisible();
      String before = sample.getAttribute("src");
      head.locator("[name=lines]").fill("Tidenwerk\nEnergie für Kiel und Umgebung");
      head.locator("[name=email]").fill("service");
      press(head, "Speichern");
      assertThat(head).containsText("Das ist keine E-Mail-Adresse.");
      head.locator("[name=email]").fill("service@tidenwerk.example");
      press(head, "Speichern");
      assertThat(head).containsText("Gespeichert.");
      assertThat(sample).not().hasAttribute("src", before);
      head.locator("input[name=logo]").setInputFiles(Path.of("webroot", "favicon.svg"));
      assertThat(head).containsText("Das ist kein Bild, das sich drucken lässt.");
      assertEquals(
          "service@tidenwerk.example",
          house.admin.get("/queues/" + queue + "/letterhead").getString("email"));
      ada.noComplaints();
    }
  }
}
