package io.faden.whole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import io.faden.testing.Chromium;
import io.faden.testing.Line;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole shift of somebody who works at home, and what the supervisor sees of it meanwhile. */
class ShiftTest {
  private static final double PATIENCE = 30_000;
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
  private static final String TYPED = "Hallo Malte,\n\nder Zähler wird am Montag abgelesen, und";

  @TempDir static Path folder;
  private static Chromium chromium;
  private static House house;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
    house = new House(folder, Map.of("FADEN_PRESENCE_LOST_SECONDS", "3"));
    house.person("Lena Möller", "lena@tidenwerk.example", "agent");
    house.person("Jens Albrecht", "jens@tidenwerk.example", "agent");
    house.person("Sabine Krüger", "sabine@tidenwerk.example", "supervisor");
  }

  @AfterAll
  static void stop() {
    if (house != null) {
      house.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  /** A browser of a person's own; what its page complains about is collected. */
  private static final class Place implements AutoCloseable {
    final BrowserContext context;
    final Page page;
    final ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();

    Place(String url) {
      context =
          chromium
              .browser()
              .newContext(
                  new Browser.NewContextOptions().setLocale("de-DE").setViewportSize(1440, 900));
      context.setDefaultTimeout(PATIENCE);
      page = context.newPage();
      page.onPageError(complaints::add);
      page.onConsoleMessage(
          message -> {
            // Refused requests and broken lines are told as errors, too.
            if (message.type().equals("error")
                && !message.text().contains("status of 4")
                && !message.text().contains("net::ERR_")
                && !message.text().startsWith("WebSocket connection")) {
              complaints.add(message.text());
            }
          });
      page.navigate(url);
    }

    Place signedIn(String email, String place) {
      page.fill("input[name=email]", email);
      page.fill("input[name=password]", House.PASSWORD);
      page.locator(".segments label", having(place)).click();
      page.locator("form button.primary").click();
      assertThat(page.locator(".nav")).isVisible();
      return this;
    }

    Locator tray() {
      return page.locator("faden-offer");
    }

    Locator presence() {
      return page.locator("faden-presence .presence");
    }

    /** Chooses from the menu of the presence switch. */
    void become(String state) {
      presence().click();
      choose(state);
      assertThat(presence()).containsText(state);
    }

    void press(Locator within, String name) {
      within
          .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true))
          .click();
    }

    void choose(String name) {
      page.locator(".menu button", having(name)).first().click();
    }

    /** Waits for the offer of a subject and takes it by its key. */
    void accept(String subject) {
      assertThat(tray()).containsText(subject);
      page.keyboard().press("F8");
      assertThat(page.locator(".matter")).containsText(subject);
    }

    int secondsLeft() {
      return Integer.parseInt(tray().locator("[role=timer]").innerText().strip());
    }

    Locator writing() {
      return page.locator(".composer textarea");
    }

    @Override
    public void close() {
      context.close();
    }
  }

  /** The live room. */
  private record Watch(Place place) {
    Locator person(String name) {
      return place.page.locator(".person-row", having(name));
    }

    /** A number of the only queue: what waits, is offered, in work. */
    void counts(String waiting, String offered, String inWork) {
      Locator numbers = place.page.locator("live-queues tbody tr");
      assertThat(numbers.locator("td.big")).hasText(waiting);
      assertThat(numbers.locator("td.mid").nth(0)).hasText(offered);
      assertThat(numbers.locator("td.mid").nth(1)).hasText(inWork);
    }
  }

  @Test
  void fromSigningInAtHomeToALineThatDropsAndReturns() {
    settings(
        new JsonObject()
            .put("wrapUp", "timed")
            .put("wrapUpSeconds", 900)
            .put("dispositions", new JsonArray().add("Gelöst").add("Rückruf nötig")));
    try (Line line = Line.to(URI.create(house.node.url()).getPort());
        Place supervisor =
            new Place(house.node.url() + "/live").signedIn("sabine@tidenwerk.example", "Büro");
        Place lena = new Place("http://127.0.0.1:" + line.port() + "/inbox/mine");
        Place jens = new Place(house.node.url() + "/inbox/mine")) {
      Watch live = new Watch(supervisor);

      // Signing in does not yet mean to be on shift.
      lena.signedIn("lena@tidenwerk.example", "Zuhause");
      assertThat(lena.presence()).containsText("Nicht im Dienst");
      assertThat(lena.presence()).containsText("Zuhause");
      lena.press(lena.tray(), "Dienst beginnen");
      assertThat(lena.presence()).containsText("Verfügbar");
      assertThat(live.person("Lena Möller")).containsText("Verfügbar");
      assertThat(live.person("Lena Möller").locator(".who")).containsText("Zuhause");

      house.write("Oliver Reimann <oliver@post.example>", "Tarifwechsel", "Wo bleibt er?");
      assertThat(lena.tray()).containsText("Oliver Reimann");
      int seconds = lena.secondsLeft();
      Awaitility.await("it counts down")
          .atMost(LONG_ENOUGH)
          .until(() -> lena.secondsLeft() < seconds);
      live.counts("0", "1", "0");

      // Declined with a reason it goes to the colleague who has come meanwhile.
      jens.signedIn("jens@tidenwerk.example", "Büro");
      jens.press(jens.tray(), "Dienst beginnen");
      assertThat(jens.presence()).containsText("Verfügbar");
      lena.press(lena.tray(), "Ablehnen");
      lena.choose("Nicht mein Thema");
      assertThat(lena.tray()).containsText("Abgelehnt, geht an jemand anderen: Oliver Reimann");
      jens.accept("Tarifwechsel");
      assertEquals("not_my_topic", reasonOfTheDecline("Tarifwechsel"));
      jens.become("Pause");
      live.counts("0", "0", "1");
      assertThat(live.person("Jens Albrecht")).containsText("Pause");

      house.mail.mailbox("birte@post.example");
      house.write("Birte Jansen <birte@post.example>", "Abschlag", "Bitte senken.");
      lena.accept("Abschlag");
      assertThat(lena.page.locator(".matter")).containsText("bei dir");
      lena.writing().fill("Hallo Birte,\n\nder Abschlag ist gesenkt.\n\nLena");
      lena.press(lena.page.locator(".composer"), "Anders senden");
      lena.choose("Senden und erledigen");
      awaitMail("birte@post.example");

      // Wrapping up keeps offers away until it is ended.
      Locator wrapUp = lena.page.locator("form.wrap-up");
      assertThat(wrapUp).containsText("Abschlag");
      assertThat(lena.presence()).containsText("Nacharbeit");
      assertThat(live.person("Lena Möller")).containsText("Nacharbeit");
      house.write("Malte Cordes <malte@post.example>", "Zählerstand", "Wann wird abgelesen?");
      live.counts("1", "0", "1");
      assertThat(lena.tray()).containsText("In Nacharbeit. Das Nächste kommt danach.");
      wrapUp.getByLabel("Ergebnis").selectOption(new SelectOption().setLabel("Gelöst"));
      lena.press(wrapUp, "Nacharbeit beenden");
      assertThat(wrapUp).hasCount(0);
      assertThat(lena.tray()).containsText("Zählerstand");
      assertEquals("Gelöst", outcomeOf("Abschlag"));

      // A break takes the open offer away and brings none.
      lena.become("Pause");
      assertThat(lena.tray()).containsText("Pause, keine Angebote.");
      live.counts("1", "0", "1");
      assertThat(live.person("Lena Möller")).containsText("Pause");
      lena.press(lena.tray(), "Wieder verfügbar");
      lena.accept("Zählerstand");
      live.counts("0", "0", "2");

      // What the supervisor sets is told to whom it concerns.
      live.person("Lena Möller").getByRole(AriaRole.LINK).click();
      supervisor.press(supervisor.page.locator("live-items"), "Zustand setzen");
      supervisor.choose("Besprechung");
      assertThat(lena.page.locator("faden-toast"))
          .containsText("Sabine Krüger hat deinen Zustand gesetzt: Besprechung.");
      assertThat(lena.presence()).containsText("Besprechung");
      supervisor.page.keyboard().press("Escape");
      lena.press(lena.tray(), "Wieder verfügbar");
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
      lena.accept("Schlussrechnung");
      live.counts("0", "0", "3");

      // The day ends; the place is remembered for the next one.
      lena.page.locator(".avatar.me").click();
      lena.choose("Abmelden");
      assertThat(lena.page.locator("input[name=location][value=home]")).isChecked();
      assertThat(live.person("Lena Möller").locator("xpath=ancestor::details")).hasCount(1);
      assertEquals(List.of(), new ArrayList<>(lena.complaints));
      assertEquals(List.of(), new ArrayList<>(jens.complaints));
      assertEquals(List.of(), new ArrayList<>(supervisor.complaints));
    }
  }

  private static Page.LocatorOptions having(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  /** Of the queue where everything enters. */
  private static void settings(JsonObject settings) {
    long queue =
        house.admin.get("/queues").getJsonArray("items").stream()
            .map(JsonObject.class::cast)
            .filter(one -> one.getBoolean("isDefault"))
            .findFirst()
            .orElseThrow()
            .getLong("id");
    String path = "/admin/queues/" + queue + "/settings";
    house.admin.send(
        "PUT",
        path,
        new JsonObject()
            .put("version", house.admin.get(path).getInteger("version"))
            .put("settings", settings)
            .put("everybody", true)
            .put("members", new JsonArray()),
        200);
  }

  private static void awaitMail(String address) {
    Awaitility.await("mail for " + address)
        .atMost(LONG_ENOUGH)
        .until(
            () -> {
              for (var message : house.mail.server().getReceivedMessages()) {
                if (message.getAllRecipients()[0].toString().contains(address)) {
                  return true;
                }
              }
              return false;
            });
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
