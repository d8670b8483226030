package io.faden.whole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.faden.testing.Desk.picture;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.faden.testing.Chromium;
import io.faden.testing.FakeNetwork;
import io.faden.testing.PublicPosts;
import io.faden.testing.PublicPosts.Person;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a customer sees behind a private link. */
class PrivateLinkPageTest {
  private static TestApp app;
  private static PublicPosts posts;

  @BeforeAll
  static void start() {
    Chromium.require();
    FakeNetwork network = new FakeNetwork("mastodon");
    app = TestApp.start(network);
    posts = new PublicPosts(app, network);
  }

  @AfterAll
  static void stop() {
    if (app != null) {
      app.close();
    }
  }

  private static BrowserContext context(String locale, int width, ColorScheme scheme) {
    return Chromium.shared()
        .newContext(
            new Browser.NewContextOptions()
                .setLocale(locale)
                .setColorScheme(scheme)
                .setViewportSize(width, 844));
  }

  private static String link(Person person) {
    return app.agent1
        .post("/conversations/" + person.conversation() + "/private-link")
        .json()
        .getString("url");
  }

  private static void send(Page page, String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
        .click();
  }

  private static void fits(Page page) {
    assertEquals(
        page.viewportSize().width,
        page.evaluate("() => document.documentElement.scrollWidth"),
        "nothing is cut off");
  }

  @Test
  void somebodyLeavesAnAddressAlthoughTheirLineBreaks() {
    Person person = posts.somebody("", "fiete_hansen_von_der_waterkant@fedi.example");
    String url = link(person);
    try (BrowserContext narrow = context("de-DE", 390, ColorScheme.LIGHT)) {
      Page page = narrow.newPage();
      List<String> faults = new ArrayList<>();
      page.onPageError(faults::add);
      page.navigate(url);
      assertThat(page.getByText("Privat weiter mit Nordlicht Energie")).isVisible();
      assertThat(page.getByText("Sie haben uns auf Mastodon als")).isVisible();
      assertThat(page).hasTitle("Privat weiter mit Nordlicht Energie");
      fits(page);
      picture(page, "private-link-narrow-sie");
      send(page, "Absenden");
      assertThat(page.getByLabel("E-Mail-Adresse")).isFocused();
      assertThat(page.getByText("Ohne Adresse oder Nummer")).isVisible();
      assertThat(page.getByText("Ohne Ihr Ja")).isVisible();
      page.getByLabel("E-Mail-Adresse").fill("fiete");
      page.getByLabel("Nachricht").fill("Meine Vertragsnummer ist 4711.");
      page.getByLabel("Ja, Nordlicht Energie").check();
      send(page, "Absenden");
      assertThat(page.getByText("Das ist keine E-Mail-Adresse.")).isVisible();
      assertThat(page.getByLabel("E-Mail-Adresse")).hasAttribute("aria-invalid", "true");
      picture(page, "private-link-narrow-faults");
      page.getByLabel("E-Mail-Adresse").fill("fiete@kunde.example");
      narrow.setOffline(true);
      send(page, "Absenden");
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("offline");
      assertThat(page.getByLabel("Nachricht")).hasValue("Meine Vertragsnummer ist 4711.");
      fits(page);
      picture(page, "private-link-narrow-offline");
      narrow.setOffline(false);
      send(page, "Absenden");
      assertThat(page.getByText("Danke, das ist angekommen.")).isVisible();
      assertThat(page.getByText("Danke, das ist angekommen.")).isFocused();
      picture(page, "private-link-narrow-sent");
      page.reload();
      assertThat(page.getByText("Dieser Link gilt nicht mehr")).isVisible();
      picture(page, "private-link-narrow-invalid");
      assertEquals(List.of(), faults);
    }
    Awaitility.await("it is on the timeline")
        .atMost(Duration.ofSeconds(30))
        .until(() -> app.messages(person.conversation()).size() == 2);
  }

  @Test
  void itSpeaksToEverybodyInTheirLanguageAndForm() {
    Person person = posts.somebody("Nele");
    int version = app.agent1.read("/customers/" + person.id()).getInteger("version");
    app.agent1.patch(
        "/customers/" + person.id(),
        new JsonObject().put("version", version).put("formOfAddress", "du"));
    String url = link(person);
    try (BrowserContext wide = context("de-DE", 1440, ColorScheme.DARK)) {
      Page page = wide.newPage();
      page.navigate(url);
      assertThat(page.getByText("Du hast uns auf Mastodon als")).isVisible();
      picture(page, "private-link-wide-dark-du");
      page.getByLabel("Nachricht").fill("Moin");
      send(page, "English");
      assertThat(page.getByText("You wrote to us on Mastodon as")).isVisible();
      assertThat(page.getByLabel("Message")).hasValue("Moin");
      assertThat(page.locator("html")).hasAttribute("lang", "en");
      picture(page, "private-link-wide-dark-english");
    }
    app.sql().execute("UPDATE customer SET language = 'en' WHERE id = $1", person.id());
    try (BrowserContext narrow = context("de-DE", 390, ColorScheme.DARK)) {
      Page page = narrow.newPage();
      page.navigate(url);
      assertThat(page.getByText("Continue in private with Nordlicht Energie")).isVisible();
      picture(page, "private-link-narrow-dark-english");
      page.navigate(url + "x");
      assertThat(page.getByText("Dieser Link gilt nicht mehr")).isVisible();
    }
  }

  @Test
  void withoutAConnectionItTriesAgain() {
    String url = link(posts.somebody("Nele"));
    try (BrowserContext narrow = context("en-GB", 390, ColorScheme.LIGHT)) {
      Page page = narrow.newPage();
      page.route("**/api/private-links/**", route -> route.abort());
      page.navigate(url);
      assertThat(page.getByText("No connection right now")).isVisible();
      picture(page, "private-link-narrow-away");
      page.unroute("**/api/private-links/**");
      send(page, "Try again");
      assertThat(page.getByText("Privat weiter mit Nordlicht Energie")).isVisible();
    }
  }
}
