package io.faden.whole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.faden.testing.Chromium;
import io.faden.testing.SignedIn;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A supervisor watches while agents work, and steps in. */
class LiveRoomTest {
  private static final double PATIENCE = 30_000;

  @TempDir static Path folder;
  private static Chromium chromium;
  private static House house;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
    house = new House(folder, Map.of());
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

  /** A browser of a person's own, signed in; what its page complains about is collected. */
  private static final class Place implements AutoCloseable {
    final BrowserContext context;
    final Page page;
    final ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();

    Place(String email, String path) {
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
            if (message.type().equals("error") && !message.text().contains("status of 4")) {
              complaints.add(message.text());
            }
          });
      page.navigate(house.node.url() + path);
      page.fill("input[name=email]", email);
      page.fill("input[name=password]", House.PASSWORD);
      page.locator("form button.primary").click();
      assertThat(page.locator(".nav")).isVisible();
    }

    Locator person(String name) {
      return page.locator(".person-row", new Page.LocatorOptions().setHasText(name));
    }

    void press(Locator within, String name) {
      within
          .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true))
          .click();
    }

    void choose(String name) {
      page.locator(".menu button", new Page.LocatorOptions().setHasText(name)).first().click();
    }

    @Override
    public void close() {
      context.close();
    }
  }

  private static void says(String email, JsonObject wish) {
    SignedIn.as(house.node.url(), email, House.PASSWORD).send("PUT", "/me/presence", wish, 200);
  }

  @Test
  void theSupervisorSeesWorkBeingDoneHandsItOnAndSetsWhatSomebodyDoes() {
    house.write("Oliver Reimann <oliver@post.example>", "Tarifwechsel", "Wo bleibt er?");
    try (Place sabine = new Place("sabine@tidenwerk.example", "/live")) {
      // Nobody is on shift: it cannot be served, and the page says so.
      assertThat(sabine.page.locator(".alert.bad")).containsText("niemand im Dienst");
      assertThat(sabine.page.locator(".alert.bad")).containsText("Oliver Reimann");
      assertThat(sabine.page.locator(".grid .big").first()).containsText("1");
      assertThat(sabine.page.locator(".balance .holds")).containsText("geht auf");

      try (Place lena = new Place("lena@tidenwerk.example", "/inbox/mine");
          Place jens = new Place("jens@tidenwerk.example", "/inbox/mine")) {
        says(
            "jens@tidenwerk.example",
            new JsonObject().put("state", "away").put("reason", "break").put("location", "office"));
        says(
            "lena@tidenwerk.example",
            new JsonObject().put("state", "available").put("location", "home"));
        assertThat(sabine.person("Jens Albrecht")).containsText("Pause");
        assertThat(sabine.person("Lena Möller")).containsText("Verfügbar");
        assertThat(sabine.page.locator(".alert.bad")).hasCount(0);

        // The router offers it, and the supervisor sees to whom.
        assertThat(sabine.person("Lena Möller")).containsText("Oliver Reimann");
        lena.page
            .locator(".offer")
            .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Annehmen"))
            .click();
        sabine.person("Lena Möller").getByRole(AriaRole.LINK).click();
        Locator item = sabine.page.locator(".items > li");
        assertThat(item).containsText("in Arbeit");
        assertThat(item).containsText("Tarifwechsel");

        sabine.page.getByLabel("Warum? Oliver Reimann").click();
        assertThat(sabine.page.locator("dialog[open]")).containsText("Lena Möller");
        sabine.page.keyboard().press("Escape");
        assertThat(sabine.page.locator("dialog[open]")).hasCount(0);
        sabine.page.getByLabel("Aktionen zu Oliver Reimann").click();
        sabine.choose("5, höchste");
        assertThat(item).containsText("Dringlichkeit 5");

        sabine.page.getByLabel("Aktionen zu Oliver Reimann").click();
        sabine.choose("Übergeben");
        Locator dialog = sabine.page.locator("dialog.transfer");
        dialog.locator("label", new Locator.LocatorOptions().setHasText("Jens Albrecht")).click();
        sabine.press(dialog, "Übergeben");
        assertThat(sabine.page.locator("live-items")).containsText("Nichts in der Hand");

        sabine.page.keyboard().press("Escape");
        assertThat(sabine.person("Jens Albrecht")).containsText("Oliver Reimann");
        sabine.person("Jens Albrecht").getByRole(AriaRole.LINK).click();
        sabine.press(sabine.page.locator("live-items"), "Zustand setzen");
        sabine.choose("Schulung");
        assertThat(sabine.page.locator(".about-person")).containsText("Schulung");
        assertThat(sabine.page.locator(".about-person")).containsText("Sabine Krüger");
        assertThat(jens.page.locator(".presence")).containsText("Schulung");

        // Back to the queue with its age; from there it is offered again.
        sabine.page.getByLabel("Aktionen zu Oliver Reimann").click();
        sabine.choose("Zurück in die Warteschlange");
        assertThat(sabine.page.locator("live-items")).containsText("Nichts in der Hand");
        sabine.page.keyboard().press("Escape");
        assertThat(sabine.person("Lena Möller")).containsText("Oliver Reimann");
        assertThat(sabine.page.locator(".balance .holds")).containsText("geht auf");
        assertEquals(List.of(), new ArrayList<>(sabine.complaints));
      }
    }
  }

  @Test
  void anAlarmGoesWhenItWasSeen() {
    try (Place sabine = new Place("sabine@tidenwerk.example", "/live")) {
      house
          .database
          .database()
          .execute("INSERT INTO routing_alarm (kind, detail) VALUES ('wrong_units', '{}')");
      sabine.page.reload();
      Locator alarm =
          sabine.page.locator(".alert", new Page.LocatorOptions().setHasText("Auslastung"));
      assertThat(alarm).containsText("war falsch gezählt");
      sabine.press(alarm, "Gesehen");
      assertThat(alarm).hasCount(0);
      sabine.page.reload();
      assertThat(sabine.page.locator(".cluster")).containsText("verteilt seit");
      assertThat(alarm).hasCount(0);
      assertEquals(List.of(), new ArrayList<>(sabine.complaints));
    }
  }

  @Test
  void whoDoesNotSuperviseIsToldSo() {
    try (Place lena = new Place("lena@tidenwerk.example", "/live")) {
      assertThat(lena.page.locator("live-page")).containsText("der Leitung vorbehalten");
      assertThat(lena.page.locator(".nav a[href='/live']")).hasCount(0);
    }
  }
}
