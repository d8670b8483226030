package io.faden.whole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.faden.testing.Desk.button;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import io.faden.testing.Desk;
import io.faden.testing.House;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How an administrator sets up routing in the page. */
class RoutingSettingsTest {
  @TempDir static Path folder;
  @AutoClose private static House house;

  @BeforeAll
  static void start() {
    house = House.withPeople(folder, Map.of());
  }

  @Test
  void aSkillIsGivenAskedForByAQueueAndARuleAndTheRuleIsTriedOnAMessage() {
    house.write("Birte Jansen <birte@post.example>", "Frage zur Solaranlage", "Was wird vergütet?");
    try (Desk desk = Desk.signIn(house, House.ADA, "/settings")) {
      Page page = desk.page;

      desk.go("/settings/skills");
      page.locator("[name=new-topic]").fill("Einspeisung");
      page.locator("[name=new-topic]").press("Enter");
      assertThat(row(page, "Einspeisung")).containsText("noch niemand hat sie");

      desk.go("/settings/people");
      page.locator(".people-table").getByText("Lena Möller").click();
      Locator person = page.locator("settings-person-routing");
      person
          .locator("[name='skills.add']")
          .selectOption(new SelectOption().setLabel("Einspeisung"));
      // The level is one group of radio buttons: arrows move it.
      person.locator(".needs input[type=radio]:checked").press("ArrowRight");
      button(person, "Verteilung speichern").click();
      assertThat(person.locator(".said")).hasText("Gespeichert.");
      long lena = house.find("/admin/agents", "name", "Lena Möller");
      JsonObject has =
          house
              .admin
              .get("/admin/agents/" + lena + "/routing")
              .getJsonArray("skills")
              .getJsonObject(0);
      assertEquals("Einspeisung", has.getJsonObject("skill").getString("name"));
      assertEquals(4, has.getInteger("level"));

      long queue = house.find("/queues", "isDefault", true);
      desk.go("/settings/queues/" + queue);
      button(page.locator("settings-queue"), "Schritt hinzufügen").click();
      page.locator("[name='steps.0.needs.add']")
          .selectOption(new SelectOption().setLabel("Einspeisung"));
      page.locator("[name='steps.0.n']").fill("90");
      page.locator("[name='steps.0.n.unit']").selectOption("s");
      assertThat(page.locator(".course"))
          .containsText("Gefragt wird, wer Einspeisung ab Stufe 3 hat.");
      assertThat(page.locator(".course")).containsText("Ab 90 s");
      button(page.locator("settings-queue"), "Speichern").click();
      assertThat(page.locator("settings-queue .said").first()).hasText("Gespeichert.");
      JsonObject step =
          house
              .admin
              .get("/admin/queues/" + queue + "/settings")
              .getJsonObject("settings")
              .getJsonArray("steps")
              .getJsonObject(0);
      assertEquals(90, step.getInteger("seconds"));
      assertEquals(1, step.getJsonArray("needs").size());

      desk.go("/settings/entry-rules/new");
      page.locator("[name=name]").fill("Solar");
      page.locator("textarea[name=subject]").fill("Windrad");
      button(page.locator("settings-trial"), "An einer Nachricht ausprobieren").click();
      page.locator(".offered label").filter(having("Solaranlage")).click();
      assertThat(page.locator(".trial-verdict"))
          .containsText("Die Bedingungen oben passen nicht. Zuerst scheitert: Betreff.");
      page.locator("textarea[name=subject]").fill("windrad\nSOLARANLAGE");
      button(page.locator("settings-trial"), "Noch einmal ausprobieren").click();
      assertThat(page.locator(".trial-verdict")).containsText("Die Bedingungen oben passen.");
      button(page.locator("settings-rule form").first(), "Hinzufügen").click();
      assertThat(page.locator(".rules")).containsText("Betreff: „windrad“, „SOLARANLAGE“");
      assertThat(page.locator("settings-rule")).hasCount(0);

      desk.go("/settings/skills");
      button(row(page, "Einspeisung"), "Entfernen: Einspeisung").click();
      button(row(page, "Einspeisung"), "Endgültig entfernen").click();
      assertThat(row(page, "Einspeisung"))
          .containsText("weil es noch gebraucht wird: durch die Warteschlange");
      desk.noComplaints();
    }
  }

  @Test
  void whoeverSavesAQueueThatSomebodyElseChangedIsToldAndLosesNothing() {
    long queue = house.admin.post("/admin/queues", name("Umzug"), 201).getLong("id");
    try (Desk desk = Desk.signIn(house, House.ADA, "/settings")) {
      Page page = desk.page;
      desk.go("/settings/queues/" + queue);
      page.locator("[name='first.h']").fill("4");

      house.setQueue(queue, new JsonObject().put("warningMinutes", 15));
      button(page.locator("settings-queue"), "Speichern").click();
      assertThat(page.locator("settings-queue .problem"))
          .containsText("Jemand hat das inzwischen geändert.");
      assertThat(page.locator("[name='first.h']")).hasValue("4");

      button(page.locator("settings-queue"), "Neuen Stand übernehmen").click();
      assertThat(page.locator("[name='first.h']")).hasValue("");
      assertThat(page.locator("[name=warning]")).hasValue("15");
      desk.noComplaints();
    }
  }

  @Test
  void whoeverIsNoAdministratorDoesNotSeeTheSections() {
    try (Desk desk = Desk.signIn(house, House.LENA, "/settings")) {
      Page page = desk.page;
      desk.go("/settings/skills");
      assertThat(page.locator(".section")).containsText("Das ist der Administration vorbehalten.");
      assertThat(page.locator(".sections")).not().containsText("Eingangsregeln");
      desk.noComplaints();
    }
  }

  private static Locator row(Page page, String skill) {
    return page.locator(".facts-list li").filter(having(skill));
  }

  private static Locator.FilterOptions having(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static JsonObject name(String name) {
    return new JsonObject().put("name", name);
  }
}
