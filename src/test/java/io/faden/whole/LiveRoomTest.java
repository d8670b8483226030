package io.faden.whole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.faden.testing.Desk.button;
import static io.faden.testing.Desk.having;
import static io.faden.testing.Desk.press;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.faden.testing.Desk;
import io.faden.testing.House;
import io.faden.testing.SignedIn;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A supervisor watches while agents work, and steps in. */
class LiveRoomTest {
  @TempDir static Path folder;
  @AutoClose private static House house;

  @BeforeAll
  static void start() {
    house = House.withPeople(folder, Map.of());
  }

  private static void says(String email, JsonObject wish) {
    SignedIn.as(house.url(), email, House.PASSWORD).send("PUT", "/me/presence", wish, 200);
  }

  @Test
  void theSupervisorSeesWorkBeingDoneHandsItOnAndSetsWhatSomebodyDoes() {
    house.write("Oliver Reimann <oliver@post.example>", "Tarifwechsel", "Wo bleibt er?");
    try (Desk sabine = Desk.signIn(house, House.SABINE, "/live")) {
      // Nobody is on shift: it cannot be served, and the page says so.
      assertThat(sabine.page.locator(".alert.bad")).containsText("niemand im Dienst");
      assertThat(sabine.page.locator(".alert.bad")).containsText("Oliver Reimann");
      assertThat(sabine.page.locator(".grid .big").first()).containsText("1");
      assertThat(sabine.page.locator(".balance .holds")).containsText("geht auf");

      try (Desk lena = Desk.signIn(house, House.LENA, "/inbox/mine");
          Desk jens = Desk.signIn(house, House.JENS, "/inbox/mine")) {
        says(
            House.JENS,
            new JsonObject().put("state", "away").put("reason", "break").put("location", "office"));
        says(House.LENA, new JsonObject().put("state", "available").put("location", "home"));
        assertThat(sabine.person("Jens Albrecht")).containsText("Pause");
        assertThat(sabine.person("Lena Möller")).containsText("Verfügbar");
        assertThat(sabine.page.locator(".alert.bad")).hasCount(0);

        // The router offers it, and the supervisor sees to whom.
        assertThat(sabine.person("Lena Möller")).containsText("Oliver Reimann");
        button(lena.page.locator(".offer"), "Annehmen").click();
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
        press(dialog, "Übergeben");
        assertThat(sabine.page.locator("live-items")).containsText("Nichts in der Hand");

        sabine.page.keyboard().press("Escape");
        assertThat(sabine.person("Jens Albrecht")).containsText("Oliver Reimann");
        sabine.person("Jens Albrecht").getByRole(AriaRole.LINK).click();
        press(sabine.page.locator("live-items"), "Zustand setzen");
        sabine.choose("Schulung");
        assertThat(sabine.page.locator(".about-person")).containsText("Schulung");
        assertThat(sabine.page.locator(".about-person")).containsText("Sabine Krüger");
        assertThat(jens.presence()).containsText("Schulung");

        // Back to the queue with its age; from there it is offered again.
        sabine.page.getByLabel("Aktionen zu Oliver Reimann").click();
        sabine.choose("Zurück in die Warteschlange");
        assertThat(sabine.page.locator("live-items")).containsText("Nichts in der Hand");
        sabine.page.keyboard().press("Escape");
        assertThat(sabine.person("Lena Möller")).containsText("Oliver Reimann");
        assertThat(sabine.page.locator(".balance .holds")).containsText("geht auf");
        sabine.noComplaints();
      }
    }
  }

  @Test
  void anAlarmGoesWhenItWasSeen() {
    try (Desk sabine = Desk.signIn(house, House.SABINE, "/live")) {
      house
          .database
          .database()
          .execute("INSERT INTO routing_alarm (kind, detail) VALUES ('wrong_units', '{}')");
      sabine.page.reload();
      Locator alarm = sabine.page.locator(".alert", having("Auslastung"));
      assertThat(alarm).containsText("war falsch gezählt");
      press(alarm, "Gesehen");
      assertThat(alarm).hasCount(0);
      sabine.page.reload();
      assertThat(sabine.page.locator(".cluster")).containsText("verteilt seit");
      assertThat(alarm).hasCount(0);
      sabine.noComplaints();
    }
  }

  @Test
  void whoDoesNotSuperviseIsToldSo() {
    try (Desk lena = Desk.signIn(house, House.LENA, "/live")) {
      assertThat(lena.page.locator("live-page")).containsText("der Leitung vorbehalten");
      assertThat(lena.page.locator(".nav a[href='/live']")).hasCount(0);
    }
  }
}
