package io.faden.whole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.faden.testing.Desk.press;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import io.faden.testing.Desk;
import io.faden.testing.House;
import io.faden.testing.Line;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole shift of somebody who works at home, and what the supervisor sees of it meanwhile. */
class ShiftTest {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
  private static final String TYPED = "Hallo Malte,\n\nder Zähler wird am Montag abgelesen, und";

  @TempDir static Path folder;
  @AutoClose private static House house;

  @BeforeAll
  static void start() {
    house = House.withPeople(folder, Map.of("FADEN_PRESENCE_LOST_SECONDS", "3"));
  }

  /** The live room. */
  private record Watch(Desk desk) {
    Locator person(String name) {
      return desk.person(name);
    }

    /** A number of the only queue: what waits, is offered, in work. */
    void counts(String waiting, String offered, String inWork) {
      Locator numbers = desk.page.locator("live-queues tbody tr");
      assertThat(numbers.locator("td.big")).hasText(waiting);
      assertThat(numbers.locator("td.mid").nth(0)).hasText(offered);
      assertThat(numbers.locator("td.mid").nth(1)).hasText(inWork);
    }
  }

  @Test
  void fromSigningInAtHomeToALineThatDropsAndReturns() {
    house.setDefaultQueue(
        new JsonObject()
            .put("wrapUp", "timed")
            .put("wrapUpSeconds", 900)
            .put("dispositions", new JsonArray().add("Gelöst").add("Rückruf nötig")));
    try (Line line = Line.to(URI.create(house.url()).getPort());
        Desk supervisor = Desk.signIn(house, House.SABINE, "/live");
        Desk lena = Desk.at("http://127.0.0.1:" + line.port(), "/inbox/mine").lineMayBreak();
        Desk jens = Desk.at(house.url(), "/inbox/mine")) {
      Watch live = new Watch(supervisor);

      // Signing in does not yet mean to be on shift.
      lena.signIn(House.LENA, "Zuhause");
      assertThat(lena.presence()).containsText("Nicht im Dienst");
      assertThat(lena.presence()).containsText("Zuhause");
      press(lena.tray(), "Dienst beginnen");
      assertThat(lena.presence()).containsText("Verfügbar");
      assertThat(live.person("Lena Möller")).containsText("Verfügbar");
      assertThat(live.person("Lena Möller").locator(".who")).containsText("Zuhause");

      house.write("Oliver Reimann <oliver@post.example>", "Tarifwechsel", "Wo bleibt er?");
      assertThat(lena.tray()).containsText("Oliver Reimann");
      int seconds = secondsLeft(lena);
      lena.page.waitForCondition(() -> secondsLeft(lena) < seconds);
      live.counts("0", "1", "0");

      // Declined with a reason it goes to the colleague who has come meanwhile.
      jens.signIn(House.JENS, "Büro");
      press(jens.tray(), "Dienst beginnen");
      assertThat(jens.presence()).containsText("Verfügbar");
      press(lena.tray(), "Ablehnen");
      lena.choose("Nicht mein Thema");
      assertThat(lena.tray()).containsText("Abgelehnt, geht an jemand anderen: Oliver Reimann");
      accept(jens, "Tarifwechsel");
      assertEquals("not_my_topic", reasonOfTheDecline("Tarifwechsel"));
      jens.become("Pause");
      live.counts("0", "0", "1");
      assertThat(live.person("Jens Albrecht")).containsText("Pause");

      house.mail.mailbox("birte@post.example");
      house.write("Birte Jansen <birte@post.example>", "Abschlag", "Bitte senken.");
      accept(lena, "Abschlag");
      assertThat(lena.matter()).containsText("bei dir");
      lena.writing().fill("Hallo Birte,\n\nder Abschlag ist gesenkt.\n\nLena");
      press(lena.page.locator(".composer"), "Anders senden");
      lena.choose("Senden und erledigen");
      house.awaitMail("birte@post.example");

      // Wrapping up keeps offers away until it is ended.
      Locator wrapUp = lena.page.locator("form.wrap-up");
      assertThat(wrapUp).containsText("Abschlag");
      assertThat(lena.presence()).containsText("Nacharbeit");
      assertThat(live.person("Lena Möller")).containsText("Nacharbeit");
      house.write("Malte Cordes <malte@post.example>", "Zählerstand", "Wann wird abgelesen?");
      live.counts("1", "0", "1");
      assertThat(lena.tray()).containsText("In Nacharbeit. Das Nächste kommt danach.");
      wrapUp.getByLabel("Ergebnis").selectOption(new SelectOption().setLabel("Gelöst"));
      press(wrapUp, "Nacharbeit beenden");
      assertThat(wrapUp).hasCount(0);
      assertThat(lena.tray()).containsText("Zählerstand");
      assertEquals("Gelöst", outcomeOf("Abschlag"));

      // A break takes the open offer away and brings none.
      lena.become("Pause");
      assertThat(lena.tray()).containsText("Pause, keine Angebote.");
      live.counts("1", "0", "1");
      assertThat(live.person("Lena Möller")).containsText("Pause");
      press(lena.tray(), "Wieder verfügbar");
      accept(lena, "Zählerstand");
      live.counts("0", "0", "2");

      // What the supervisor sets is told to whom it concerns.
      live.person("Lena Möller").getByRole(AriaRole.LINK).click();
      press(supervisor.page.locator("live-items"), "Zustand setzen");
      supervisor.choose("Besprechung");
      assertThat(lena.page.locator("faden-toast"))
          .containsText("Sabine Krüger hat deinen Zustand gesetzt: Besprechung.");
      assertThat(lena.presence()).containsText("Besprechung");
      supervisor.page.keyboard().press("Escape");
      press(lena.tray(), "Wieder verfügbar");
      assertThat(lena.presence()).containsText("Verfügbar");

      // In the middle of a sentence, with an offer open, the line breaks.
      lena.writing().fill(TYPED);
      house.write("Ayşe Yıldırım <ayse@post.example>", "Schlussrechnung", "Bitte prüfen.");
      assertThat(lena.tray()).containsText("Schlussrechnung");
      live.counts("0", "1", "2");
      line.cut();
      lena.writing().pressSequentially(" danach");
      assertThat(lena.page.locator(".line-state")).containsText("Verbindung weg");
      assertThat(lena.tray()).containsText("Angebote kommen wieder, sobald die Verbindung steht.");
      assertThat(live.person("Lena Möller")).containsText("Nicht verbunden");
      assertThat(live.person("Lena Möller")).not().containsText("verpasst");
      live.counts("1", "0", "2");
      assertEquals(
          List.of("withdrawn"), outcomes("Schlussrechnung"), "a broken line is not a missed offer");

      line.mend();
      assertThat(lena.page.locator(".line-state")).containsText("verbunden");
      assertThat(lena.presence()).containsText("Verfügbar");
      assertThat(lena.presence()).containsText("Zuhause");
      assertThat(lena.writing()).hasValue(TYPED + " danach");
      assertThat(lena.tray()).containsText("Schlussrechnung");
      assertThat(live.person("Lena Möller")).containsText("Verfügbar");
      Awaitility.await("the draft is kept")
          .atMost(LONG_ENOUGH)
          .until(() -> drafts().contains(TYPED + " danach"));
      accept(lena, "Schlussrechnung");
      live.counts("0", "0", "3");

      // The day ends; the place is remembered for the next one.
      lena.page.locator(".avatar.me").click();
      lena.choose("Abmelden");
      assertThat(lena.page.locator("input[name=location][value=home]")).isChecked();
      assertThat(live.person("Lena Möller").locator("xpath=ancestor::details")).hasCount(1);
      lena.noComplaints();
      jens.noComplaints();
      supervisor.noComplaints();
    }
  }

  /** Waits for the offer of a subject and takes it by its key. */
  private static void accept(Desk desk, String subject) {
    assertThat(desk.tray()).containsText(subject);
    desk.page.keyboard().press("F8");
    assertThat(desk.matter()).containsText(subject);
  }

  private static int secondsLeft(Desk desk) {
    return Integer.parseInt(desk.tray().locator("[role=timer]").innerText().strip());
  }

  /** What became of the offers of a conversation, oldest first. */
  private static List<String> outcomes(String subject) {
    return texts(
        """
        SELECT coalesce(o.outcome, 'open') FROM offer o
          JOIN work_item w ON w.id = o.work_item_id JOIN conversation c ON c.id = w.conversation_id
         WHERE c.subject = $1 ORDER BY o.id
        """,
        subject);
  }

  private static String reasonOfTheDecline(String subject) {
    return texts(
            """
            SELECT o.reason FROM offer o
              JOIN work_item w ON w.id = o.work_item_id JOIN conversation c ON c.id = w.conversation_id
             WHERE c.subject = $1 AND o.outcome = 'declined'
            """,
            subject)
        .get(0);
  }

  private static String outcomeOf(String subject) {
    return texts(
            """
            SELECT w.disposition FROM work_item w JOIN conversation c ON c.id = w.conversation_id
             WHERE c.subject = $1
            """,
            subject)
        .get(0);
  }

  private static List<String> drafts() {
    return texts("SELECT body_text FROM draft");
  }

  private static List<String> texts(String query, Object... binds) {
    return house.database.database().rows(query, binds).stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
