package io.faden.whole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.faden.testing.Desk.button;
import static io.faden.testing.Desk.having;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.faden.testing.Desk;
import io.faden.testing.House;
import io.faden.testing.SignedIn;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The telephone on the page: a telephone system announces calls, people answer and write down. */
class PhoneTest {
  private static final String LENAS_PHONE = "w12";

  @TempDir static Path folder;
  @AutoClose private static House house;
  private static String announceTo;

  @BeforeAll
  static void start() {
    house = House.withPeople(folder, Map.of());
    JsonObject line =
        house.admin.post(
            "/admin/channel-accounts",
            new JsonObject()
                .put("channel", "phone")
                .put("name", "Kundendienst")
                .put("address", "0431 990 000"),
            201);
    announceTo =
        house
            .admin
            .post("/admin/channel-accounts/" + line.getLong("id") + "/token", null, 200)
            .getString("url");
    SignedIn.as(house.url(), House.LENA, House.PASSWORD)
        .send(
            "PUT",
            "/me/phone",
            new JsonObject().put("extensions", new JsonArray().add(LENAS_PHONE)),
            200);
  }

  /** What the telephone system says, as a form. */
  private static void says(Map<String, String> event) {
    String form =
        event.entrySet().stream()
            .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&"));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(house.url()).resolve(announceTo))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertEquals(204, answer.statusCode(), answer.body());
    } catch (IOException fault) {
      throw new AssertionError(fault);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static void rings(String call, String from) {
    says(
        Map.of(
            "event",
            "newCall",
            "callId",
            call,
            "direction",
            "in",
            "from",
            from,
            "to",
            "49431990000",
            "user[]",
            LENAS_PHONE));
  }

  private static void isAnswered(String call) {
    says(Map.of("event", "answer", "callId", call, "user", LENAS_PHONE));
  }

  private static void isOver(String call, String cause) {
    says(Map.of("event", "hangup", "callId", call, "cause", cause));
  }

  private static Locator call(Desk desk, String text) {
    return desk.page.locator(".call", having(text)).first();
  }

  private static Locator note(Desk desk) {
    return desk.page.locator(".phone-note");
  }

  /** Into the field that has the focus by then. */
  private static void typeInto(Page page, String field, String text) {
    assertThat(page.locator(field)).isFocused();
    page.keyboard().type(text);
  }

  /** Writes a note about a customer who is known by name, with a number; the keyboard is enough. */
  private static void noteByKeys(Desk desk, String number, String name, String said) {
    Page page = desk.page;
    page.keyboard().press("p");
    typeInto(page, "#caller", number);
    page.keyboard().press("Enter");
    assertThat(page.locator(".caller-number")).isVisible();
    assertThat(page.locator("#phone-text")).isFocused();
    page.keyboard().press("Shift+Tab");
    page.keyboard().press("Shift+Tab");
    typeInto(page, "#caller", name);
    page.keyboard().press("Enter");
    assertThat(page.locator(".caller-chosen")).containsText(name);
    typeInto(page, "#phone-text", said);
    page.keyboard().press("Control+Enter");
    assertThat(note(desk)).hasCount(0);
    assertThat(page.locator("body")).not().isFocused();
  }

  private static void promise(Desk desk, String when, String what) {
    note(desk).locator(".segments label", new Locator.LocatorOptions().setHasText(when)).click();
    note(desk).getByLabel("Was ist versprochen?").fill(what);
  }

  @Test
  void aCallFindsItsCustomerAndEndsInAPromiseThatIsKept() {
    house.write(
        "Oliver Reimann <oliver@post.example>", "Mein Abschlag", "Wie hoch ist er ab Januar?");
    try (Desk lena = Desk.signIn(house, House.LENA, "/inbox/team")) {
      assertThat(lena.row("Mein Abschlag")).isVisible();
      noteByKeys(lena, "0431/12 34-56", "Oliver", "Ruft an und fragt nach dem Abschlag.");

      rings("call-1", "49431123456");
      assertThat(call(lena, "Oliver Reimann")).containsText("Anruf");
      Desk.picture(lena.page, "phone-ringing");
      isAnswered("call-1");
      assertThat(lena.matter()).containsText("Mein Abschlag");
      assertThat(lena.presence()).containsText("Am Telefon");
      assertThat(lena.tray()).containsText("Am Telefon");
      assertThat(lena.page.locator(".t-flow")).containsText("fragt nach dem Abschlag");

      isOver("call-1", "normalClearing");
      assertThat(call(lena, "Gespräch beendet")).containsText("Oliver Reimann");
      assertThat(lena.presence()).not().containsText("Am Telefon");
      lena.page.keyboard().press("p");
      assertThat(note(lena).locator(".caller-chosen")).containsText("Oliver Reimann");
      typeInto(lena.page, "#phone-text", "Ich rechne nach und rufe zurück.");
      promise(lena, "morgen 9:00", "Die Aufstellung liegt dann vor");
      Desk.picture(lena.page, "phone-note");
      lena.page.keyboard().press("Control+Enter");
      assertThat(note(lena)).hasCount(0);
      assertThat(lena.page.locator(".call")).hasCount(0);
      assertThat(lena.page.locator(".t-flow")).containsText("Ich rechne nach");
      assertThat(lena.page.locator(".promise-strip")).containsText("Die Aufstellung");

      lena.page.locator(".nav a[href='/callbacks']").click();
      Locator promised = lena.page.locator(".line", having("Die Aufstellung liegt dann vor"));
      assertThat(promised).containsText("Oliver Reimann");
      Desk.picture(lena.page, "phone-callbacks");
      button(promised, "Notiz zum Rückruf").click();
      typeInto(lena.page, "#phone-text", "Erreicht, alles erklärt.");
      lena.page.keyboard().press("Control+Enter");
      assertThat(note(lena)).hasCount(0);
      assertThat(promised).hasCount(0);
      lena.page.locator(".sections a", having("Erledigt")).click();
      assertThat(promised).containsText("angerufen");
      lena.noComplaints();
    }
  }

  @Test
  void aMissedCallMakesACallback() {
    try (Desk lena = Desk.signIn(house, House.LENA, "/inbox/team")) {
      rings("call-2", "494037465000");
      assertThat(call(lena, "Unbekannt")).isVisible();
      isOver("call-2", "cancel");
      assertThat(lena.page.locator(".call", having("Unbekannt"))).hasCount(0);
      lena.go("/callbacks");
      Locator line = lena.page.locator(".line", having("verpasster Anruf"));
      assertThat(line).containsText("40");
      lena.go("/calls?view=missed");
      assertThat(lena.page.locator(".line", having("verpasst"))).containsText("Rückruf");
      lena.noComplaints();
    }
  }

  @Test
  void whatIsTypedOutlivesAReloadAndWhoWritesIsNotTakenElsewhere() {
    house.write("Wiebke Jansen <wiebke@post.example>", "Zählerstand", "Er steht auf 4711.");
    try (Desk lena = Desk.signIn(house, House.LENA, "/inbox/team")) {
      lena.open("Zählerstand");
      lena.writing().click();
      lena.page.keyboard().type("Liebe Frau Jansen, ");
      rings("call-3", "494037465001");
      isAnswered("call-3");
      assertThat(call(lena, "Im Gespräch")).isVisible();
      lena.page.keyboard().type("danke.");
      assertThat(lena.writing()).hasValue("Liebe Frau Jansen, danke.");
      assertThat(lena.matter()).containsText("Zählerstand");

      lena.writing().press("Escape");
      lena.page.keyboard().press("p");
      assertThat(note(lena)).isVisible();
      lena.page.locator("#phone-text").fill("Herr Brandt meldet einen Umzug.");
      lena.page.reload();
      assertThat(lena.page.locator("#phone-text")).hasValue("Herr Brandt meldet einen Umzug.");
      isOver("call-3", "normalClearing");
      assertThat(lena.presence()).not().containsText("Am Telefon");
      lena.page.locator("#caller").fill("Herr Brandt");
      lena.page.locator("#caller").press("Enter");
      assertThat(note(lena).locator(".caller-chosen")).containsText("Herr Brandt");
      assertThat(lena.page.locator("#phone-text")).isFocused();
      lena.page.keyboard().press("Control+Enter");
      assertThat(note(lena)).hasCount(0);
      assertThat(lena.page.locator(".toast")).containsText("Herr Brandt");
      lena.noComplaints();
    }
  }
}
