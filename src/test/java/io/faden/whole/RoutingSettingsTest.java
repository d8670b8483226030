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
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How an administrator sets up routing in the page. */
class RoutingSettingsTest {
  private static final double PATIENCE = 30_000;

  @TempDir static Path folder;
  private static Chromium chromium;
  private static House house;

  private final ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
    house = new House(folder, Map.of());
    house.person("Lena Möller", "lena@tidenwerk.example", "agent");
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

  @Test
  void aSkillIsGivenAskedForByAQueueAndARuleAndTheRuleIsTriedOnAMessage() {
    house.write("Birte Jansen <birte@post.example>", "Frage zur Solaranlage", "Was wird vergütet?");
    try (BrowserContext context = browser()) {
      Page page = signedIn(context, "ada@tidenwerk.example");

      open(page, "/settings/skills");
      page.locator("[name=new-topic]").fill("Einspeisung");
      page.locator("[name=new-topic]").press("Enter");
      assertThat(row(page, "Einspeisung")).containsText("noch niemand hat sie");

      open(page, "/settings/people");
      page.locator(".people-table").getByText("Lena Möller").click();
      Locator person = page.locator("settings-person-routing");
      person
          .locator("[name='skills.add']")
          .selectOption(new SelectOption().setLabel("Einspeisung"));
      // The level is one group of radio buttons: arrows move it.
      person.locator(".needs input[type=radio]:checked").press("ArrowRight");
      button(person, "Verteilung speichern").click();
      assertThat(person.locator(".said")).hasText("Gespeichert.");
      long lena = id("/admin/agents", "Lena Möller");
      JsonObject has =
          house
              .admin
              .get("/admin/agents/" + lena + "/routing")
              .getJsonArray("skills")
              .getJsonObject(0);
      assertEquals("Einspeisung", has.getJsonObject("skill").getString("name"));
      assertEquals(4, has.getInteger("level"));

      long queue = defaultQueue();
      open(page, "/settings/queues/" + queue);
      button(page.locator("settings-queue"), "Schritt hinzufügen").click();
      page.locator("[name='steps.0.needs.add']")
          .selectOption(new SelectOption().setLabel("Einspeisung"));
      page.locator("[name='steps.0.n']").fill("90");
      page.locator("[name='steps.0.n.unit']").selectOption("s");
      assertThat(page.locator(".course"))
          .containsText("Gefragt wird, wer Einspeisung ab Stufe 3 hat.");
      assertThat(page.locator(".course")).containsText("Ab 90 s");
      button(page.locator("settings-queue"), "Speichern").click();
      assertThat(page.locator("settings-queue .said")).hasText("Gespeichert.");
      JsonObject step =
          house
              .admin
              .get("/admin/queues/" + queue + "/settings")
              .getJsonObject("settings")
              .getJsonArray("steps")
              .getJsonObject(0);
      assertEquals(90, step.getInteger("seconds"));
      assertEquals(1, step.getJsonArray("needs").size());

      open(page, "/settings/entry-rules/new");
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

      open(page, "/settings/skills");
      button(row(page, "Einspeisung"), "Entfernen: Einspeisung").click();
      button(row(page, "Einspeisung"), "Endgültig entfernen").click();
      assertThat(row(page, "Einspeisung"))
          .containsText("weil es noch gebraucht wird: durch die Warteschlange");
      assertEquals(List.of(), new ArrayList<>(complaints));
    }
  }

  @Test
  void whoeverSavesAQueueThatSomebodyElseChangedIsToldAndLosesNothing() {
    long queue = house.admin.post("/admin/queues", name("Umzug"), 201).getLong("id");
    try (BrowserContext context = browser()) {
      Page page = signedIn(context, "ada@tidenwerk.example");
      open(page, "/settings/queues/" + queue);
      page.locator("[name='first.h']").fill("4");

      JsonObject before = house.admin.get("/admin/queues/" + queue + "/settings");
      house.admin.send(
          "PUT",
          "/admin/queues/" + queue + "/settings",
          new JsonObject()
              .put("version", before.getInteger("version"))
              .put("settings", new JsonObject().put("warningMinutes", 15))
              .put("everybody", true)
              .put("members", new JsonArray()),
          200);
      button(page.locator("settings-queue"), "Speichern").click();
      assertThat(page.locator("settings-queue .problem"))
          .containsText("Jemand hat das inzwischen geändert.");
      assertThat(page.locator("[name='first.h']")).hasValue("4");

      button(page.locator("settings-queue"), "Neuen Stand übernehmen").click();
      assertThat(page.locator("[name='first.h']")).hasValue("");
      assertThat(page.locator("[name=warning]")).hasValue("15");
      assertEquals(List.of(), new ArrayList<>(complaints));
    }
  }

  @Test
  void whoeverIsNoAdministratorDoesNotSeeTheSections() {
    try (BrowserContext context = browser()) {
      Page page = signedIn(context, "lena@tidenwerk.example");
      page.navigate(house.node.url() + "/settings/skills");
      assertThat(page.locator(".section")).containsText("Das ist der Administration vorbehalten.");
      assertThat(page.locator(".sections")).not().containsText("Eingangsregeln");
      assertEquals(List.of(), new ArrayList<>(complaints));
    }
  }

  private static BrowserContext browser() {
    BrowserContext context =
        chromium
            .browser()
            .newContext(
                new Browser.NewContextOptions().setLocale("de-DE").setViewportSize(1440, 900));
    context.setDefaultTimeout(PATIENCE);
    return context;
  }

  private Page signedIn(BrowserContext context, String email) {
    Page page = context.newPage();
    page.onPageError(complaints::add);
    page.onConsoleMessage(
        message -> {
          // What the server answers with an error status is told as an error, too.
          if (message.type().equals("error") && !message.text().contains("status of 4")) {
            complaints.add(message.text());
          }
        });
    page.navigate(house.node.url() + "/settings");
    page.fill("input[name=email]", email);
    page.fill("input[name=password]", House.PASSWORD);
    page.locator("form button.primary").click();
    assertThat(page.locator(".nav")).isVisible();
    return page;
  }

  private static void open(Page page, String path) {
    page.navigate(house.node.url() + path);
  }

  private static Locator row(Page page, String skill) {
    return page.locator(".facts-list li").filter(having(skill));
  }

  private static Locator button(Locator within, String name) {
    return within.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name)).first();
  }

  private static Locator.FilterOptions having(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static JsonObject name(String name) {
    return new JsonObject().put("name", name);
  }

  private static long defaultQueue() {
    return find("/queues", queue -> queue.getBoolean("isDefault"));
  }

  private static long id(String list, String name) {
    return find(list, one -> one.getString("name").equals(name));
  }

  private static long find(String list, Predicate<JsonObject> wanted) {
    return house.admin.get(list).getJsonArray("items").stream()
        .map(JsonObject.class::cast)
        .filter(wanted)
        .findFirst()
        .orElseThrow()
        .getLong("id");
  }
}
