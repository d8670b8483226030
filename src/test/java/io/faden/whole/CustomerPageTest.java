package io.faden.whole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.faden.testing.Desk.button;
import static io.faden.testing.Desk.having;
import static io.faden.testing.Desk.press;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.faden.testing.Desk;
import io.faden.testing.House;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One customer over every channel, as agents meet it: who is who, the whole story, and the way back
 * from each act.
 */
class CustomerPageTest {
  @TempDir static Path folder;
  @AutoClose private static House house;

  @BeforeAll
  static void start() {
    house = House.withPeople(folder, Map.of());
  }

  private static Desk signIn() {
    return Desk.signIn(house, House.LENA, "/inbox/team");
  }

  /** The customer who wrote, once the mail is filed. */
  private static long customer(String address) {
    return Awaitility.await(address)
        .atMost(Duration.ofSeconds(60))
        .until(() -> found(address), items -> items.size() == 1)
        .getJsonObject(0)
        .getLong("id");
  }

  private static JsonArray found(String address) {
    return house.admin.get("/customers?q=" + address).getJsonArray("items");
  }

  private static long conversation(long customer) {
    return house
        .admin
        .get("/customers/" + customer)
        .getJsonArray("conversations")
        .getJsonObject(0)
        .getLong("id");
  }

  private static void phone(long customer, String spelling) {
    house.admin.post(
        "/customers/" + customer + "/contact-points",
        new JsonObject().put("channel", "phone").put("value", spelling),
        201);
  }

  private static Locator story(Desk desk) {
    return desk.page.locator(".t-flow");
  }

  @Test
  void aSuggestionMakesOneStoryOfTwoAndTheyCanBeSeparatedAgain() {
    house.write("Birte Clausen <birte@post.example>", "Zählerstand", "Er steht bei 4711.");
    house.write("B. Clausen <birte@web.example>", "Abschlag", "Der ist mir zu hoch.");
    long one = customer("birte@post.example");
    long other = customer("birte@web.example");
    phone(one, "0431/98 76-54");
    phone(other, "+49 (0)431 98 76 54");
    try (Desk lena = signIn()) {
      lena.open("Zählerstand");
      Locator suggestion = lena.page.locator(".same", having("B. Clausen"));
      assertThat(suggestion).containsText("Beide haben die Nummer +49 431 987654.");
      press(suggestion, "Dieselbe Person");
      Locator dialog = lena.page.locator("dialog[open]");
      assertThat(dialog.getByText("birte@web.example")).isVisible();
      press(dialog, "Zusammenführen");

      assertThat(story(lena)).containsText("Der ist mir zu hoch.");
      assertThat(story(lena)).containsText("Er steht bei 4711.");
      assertThat(lena.page.locator(".members")).containsText("B. Clausen");
      lena.page.locator(".identity summary").click();
      press(lena.page.locator(".identity"), "Wieder trennen");
      lena.page.locator("dialog[open] input").fill("Mutter und Tochter");
      press(lena.page.locator("dialog[open]"), "Rückgängig");

      assertThat(story(lena)).not().containsText("Der ist mir zu hoch.");
      assertThat(story(lena)).containsText("Er steht bei 4711.");
      assertThat(lena.page.locator(".identity")).containsText("Mutter und Tochter");
      lena.noComplaints();
    }
  }

  @Test
  void aNumberIsReadWhileOneTypesAddedAndTakenBack() {
    house.write("Hauke Jensen <hauke@post.example>", "Rückruf bitte", "Ruft mich an.");
    customer("hauke@post.example");
    try (Desk lena = signIn()) {
      lena.open("Rückruf bitte");
      lena.page.locator("customer-ways .add").click();
      lena.page.locator("customer-way-new [name=value]").fill("0049 (0)431 / 55.66-77");
      assertThat(lena.page.locator(".reading")).containsText("+49 431 556677");
      press(lena.page.locator("customer-way-new"), "Hinzufügen");
      Locator number = lena.page.locator(".ways a", having("+49 431 556677"));
      assertThat(number).hasAttribute("href", Pattern.compile("^tel:\\+49.*"));
      // The number may be told before the answer to whoever added it.
      assertThat(button(lena.page.locator("faden-toast"), "Rückgängig")).isVisible();
      lena.page.locator(".t-scroll").focus();
      lena.page.keyboard().press("z");
      assertThat(number).hasCount(0);
      lena.noComplaints();
    }
  }

  @Test
  void entriesBecomeAConversationOfTheirOwnAndComeBack() {
    house.write("Tjark Holm <tjark@post.example>", "Zwei Dinge", "Erstens der Zähler.");
    long customer = customer("tjark@post.example");
    house.write(
        "Tjark Holm <tjark@post.example>",
        "Re: Zwei Dinge",
        "Zweitens die Rechnung.",
        "In-Reply-To: <" + messageId("Zwei Dinge") + ">\r\n",
        "text/plain; charset=utf-8");
    try (Desk lena = signIn()) {
      lena.open("Zwei Dinge");
      Locator second = lena.page.locator(".entry", having("Zweitens die Rechnung."));
      assertThat(second).isVisible();
      lena.page.locator(".t-scroll").focus();
      lena.page.keyboard().press("s");
      second.locator(".pick input").check();
      lena.page.locator("faden-split [name=subject]").fill("Rechnung von Tjark");
      press(lena.page.locator("faden-split"), "Abtrennen");

      assertThat(lena.matter()).containsText("Rechnung von Tjark");
      assertThat(lena.page.locator(".links")).containsText("Zwei Dinge");
      press(lena.page.locator(".links"), "Rückgängig");
      assertThat(lena.matter()).containsText("Zwei Dinge");
      assertThat(second).isVisible();
      assertThat(second.locator(".thread-of")).hasCount(0);
      Awaitility.await("one conversation again")
          .atMost(Duration.ofSeconds(60))
          .until(() -> conversation(customer) > 0);
      lena.noComplaints();
    }
  }

  @Test
  void aLongStoryIsEnteredAtADateAndLeftForThePresent() {
    house.write("Svenja Voss <svenja@post.example>", "Lange Geschichte", "So fing es an.");
    long customer = customer("svenja@post.example");
    long conversation = conversation(customer);
    for (int day = 1; day <= 120; day++) {
      house.admin.post(
          "/conversations/" + conversation + "/notes",
          new JsonObject().put("text", "Notiz vor %d Tagen".formatted(day)),
          201);
    }
    house
        .database
        .database()
        .execute(
            """
            UPDATE entry SET occurred_at = date_trunc('day', now()) + interval '12 hours'
                - make_interval(days => substring(body_text FROM 'vor (\\d+) Tagen')::int)
             WHERE conversation_id = $1 AND kind = 'note'
            """,
            conversation);
    LocalDate wanted = LocalDate.now(java.time.ZoneId.systemDefault()).minusDays(100);
    try (Desk lena = signIn()) {
      lena.go("/customers/" + customer);
      assertThat(story(lena)).containsText("Notiz vor 1 Tagen");
      assertThat(story(lena)).not().containsText("Notiz vor 100 Tagen");
      lena.page.keyboard().press("d");
      lena.page.locator("dialog[open] input").fill(wanted.toString());
      press(lena.page.locator("dialog[open]"), "Zeigen");

      Locator then = lena.page.locator(".entry", having("Notiz vor 100 Tagen"));
      assertThat(then).isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(1));
      assertThat(lena.page).hasURL(Pattern.compile(".*\\?at=" + wanted));
      button(lena.page.locator(".timeline"), "Zum Neuesten").click();
      assertThat(lena.page.locator(".entry", having("Notiz vor 1 Tagen"))).isInViewport();
      assertThat(then).hasCount(0);
      lena.noComplaints();
    }
  }

  private static String messageId(String subject) {
    return house
        .database
        .database()
        .row("SELECT message_id FROM entry WHERE subject = $1 AND direction = 'in'", subject)
        .orElseThrow()
        .getString("message_id");
  }
}
