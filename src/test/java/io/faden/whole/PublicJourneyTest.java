package io.faden.whole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.faden.testing.Desk.button;
import static io.faden.testing.Desk.having;
import static io.faden.testing.Desk.press;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.faden.testing.Caller;
import io.faden.testing.Chromium;
import io.faden.testing.Desk;
import io.faden.testing.House;
import io.faden.testing.MastodonServer;
import io.faden.testing.MastodonServer.Post;
import io.vertx.core.json.JsonObject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What began in public is settled in private, on one timeline, and ends where it began. */
class PublicJourneyTest {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(90);
  private static final String OLIVER = "oliver@kiel.example";
  private static final String ADDRESS = "oliver.reimann@post.example";
  private static final String ANSWER = "Das sehen wir uns gleich an.";
  private static final String MAIL = "Guten Tag, die Gutschrift ist gebucht.";
  private static final String CLOSING = "Das ist geklärt. Danke für den Hinweis!";

  @TempDir static Path folder;
  @AutoClose private static final MastodonServer network = new MastodonServer();
  @AutoClose private static House house;

  @BeforeAll
  static void start() {
    house = House.withPeople(folder, Map.of("FADEN_SOCIAL_POLL_SECONDS", "1"));
    house.admin.post("/admin/channel-accounts", network.account(), 201);
    house.mail.mailbox(ADDRESS);
  }

  private static Locator composer(Desk desk) {
    return desk.page.locator(".composer");
  }

  private static Locator proposal(Desk desk) {
    return desk.page.locator(".entry.review");
  }

  /** What came was in sight for a moment: from now on an answer answers that, too. */
  private static void reads(long conversation) {
    Awaitility.await("all of it is read")
        .atMost(LONG_ENOUGH)
        .until(
            () ->
                house
                    .database
                    .database()
                    .row(
                        """
                        SELECT 1 FROM read_mark r JOIN person p ON p.id = r.agent_id
                         WHERE r.conversation_id = $1 AND p.name = 'Lena Möller'
                           AND r.entry_id >= (SELECT max(e.id) FROM entry e WHERE e.conversation_id = $1 AND e.direction = 'in')
                        """,
                        conversation)
                    .isPresent());
  }

  private static void more(Desk desk, String action) {
    desk.page.locator(".t-head [data-action=more]").click();
    desk.choose(action);
  }

  private static void propose(Desk desk, String text) {
    desk.writing().fill(text);
    assertThat(desk.page.locator(".warn-line.is-public")).isVisible();
    button(composer(desk), "Zur Freigabe geben").click();
    assertThat(proposal(desk)).containsText(text);
    assertThat(desk.writing()).hasValue("");
  }

  /** What the server says to a press that the page does not even offer. */
  private static Object approve(Desk desk, String entry, int replySeq) {
    return desk.page.evaluate(
        """
        async ([entry, replySeq]) => {
          const answer = await fetch(`/api/replies/${entry}/approve`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ replySeq }) });
          return (await answer.json()).code;
        }
        """,
        List.of(entry, replySeq));
  }

  private static void approves(Desk desk, String text) {
    desk.go("/approvals");
    desk.page.locator("[data-approval]", having(text)).getByText("Ansehen").click();
    assertThat(proposal(desk)).containsText("Deine Freigabe fehlt.");
    press(proposal(desk), "Freigeben");
    assertThat(proposal(desk)).hasCount(0);
  }

  /** The last of so many that stand on the network. */
  private static Post posted(int count) {
    Awaitility.await("it stands on the network")
        .atMost(LONG_ENOUGH)
        .until(() -> network.posted().size() >= count);
    assertEquals(count, network.posted().size(), () -> network.posted().toString());
    return network.posted().getLast();
  }

  private static String written(MimeMessage message) throws MessagingException, IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    message.writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String link(String text) {
    Matcher link = Pattern.compile("http\\S+/p/\\S+").matcher(text);
    assertTrue(link.find(), text);
    return link.group();
  }

  /** Behind the link, in a browser of their own. */
  private static void leavesAnAddress(String link) {
    try (BrowserContext own =
        Chromium.shared()
            .newContext(
                new Browser.NewContextOptions().setLocale("de-DE").setViewportSize(390, 844))) {
      Page page = own.newPage();
      page.navigate(link);
      page.getByLabel("E-Mail-Adresse").fill(ADDRESS);
      page.getByLabel("Nachricht").fill("Es geht um meine Abrechnung vom Mai.");
      page.getByLabel("Ja, ").check();
      Desk.picture(page, "journey-private-link");
      page.getByText("Absenden").click();
      assertThat(page.getByText("Danke, das ist angekommen.")).isVisible();
    }
  }

  @Test
  void aMentionIsAnsweredByFourEyesGoesOnInPrivateAndEndsInPublic()
      throws MessagingException, IOException {
    try (Desk lena = Desk.signIn(house, House.LENA, "/inbox/mine");
        Desk jens = Desk.signIn(house, House.JENS, "/approvals")) {
      // Nothing is fetched from an address of this machine: the network's pictures are not there.
      lena.page.route(
          "**/api/posts/*/pictures/*",
          route -> route.fulfill(new Route.FulfillOptions().setStatus(404)));
      String question = network.mention(OLIVER, "@nordlicht Wo bleibt meine Gutschrift?");
      lena.go("/posts");
      // Looked through by key: only what needs an answer is work.
      assertThat(lena.page.locator(".post[aria-current]")).containsText("meine Gutschrift");
      Desk.picture(lena.page, "journey-triage");
      lena.page.keyboard().press("a");
      assertThat(lena.page.locator(".posts .empty")).containsText("Alles gesichtet");
      lena.go("/inbox/team");
      lena.row(OLIVER).click();
      button(lena.page.locator(".t-head"), "Nehmen").click();
      assertThat(lena.matter()).containsText("bei dir");
      long id = Long.parseLong(lena.page.url().replaceAll(".*/|\\?.*", ""));

      // In public with four eyes, and never with one's own.
      propose(lena, ANSWER);
      assertEquals(0, proposal(lena).getByText("Freigeben").count());
      int replySeq = house.admin.get("/conversations/" + id).getInteger("replySeq");
      String entry = proposal(lena).getAttribute("data-entry");
      assertEquals("approval_own", approve(lena, entry, replySeq));
      assertThat(proposal(lena)).containsText("Wartet auf Freigabe seit");
      Desk.picture(lena.page, "journey-approval");
      jens.go("/inbox/all");
      assertThat(jens.row(OLIVER)).containsText("wartet auf Freigabe");
      assertEquals(List.of(), network.posted());
      approves(jens, ANSWER);
      Post answer = posted(1);
      assertTrue(answer.text().startsWith("@" + OLIVER + " " + ANSWER), answer.text());
      assertTrue(Pattern.compile("\\^[a-z]{1,4}$").matcher(answer.text()).find(), answer.text());
      assertEquals("public", answer.visibility());
      assertEquals(question, answer.answers());

      // They answer, and are asked to go on in private.
      String more =
          network.reply(OLIVER, "@nordlicht Meine Nummer schreibe ich hier nicht.", answer.id());
      assertThat(lena.page.locator(".t-flow")).containsText("schreibe ich hier nicht");
      reads(id);
      lena.page.locator(".channels label", having("Direkt")).click();
      more(lena, "Privat weiterführen");
      lena.choose("Einmal-Link");
      assertThat(lena.writing()).hasValue(Pattern.compile("/p/\\S+"));
      Desk.picture(lena.page, "journey-direct");
      button(composer(lena), "Direkt antworten").click();
      Post direct = posted(2);
      assertEquals("direct", direct.visibility());
      leavesAnAddress(link(direct.text()));
      assertThat(lena.page.locator(".t-flow")).containsText("meine Abrechnung vom Mai");

      // The handle and the address are one customer: the answer goes by mail.
      reads(id);
      lena.page.locator(".channels label", having("E-Mail")).click();
      lena.writing().fill(MAIL);
      button(composer(lena), "E-Mail senden").click();
      assertThat(lena.page.locator(".entry.ours", having(MAIL))).isVisible();
      String mail = written(house.awaitMail(ADDRESS));
      assertTrue(mail.contains(MAIL), mail);

      // The closing word stands where it began.
      more(lena, "Öffentliches Schlusswort");
      propose(lena, CLOSING);
      approves(jens, CLOSING);
      Post closing = posted(3);
      assertEquals("public", closing.visibility());
      assertEquals(more, closing.answers());
      assertFalse(closing.text().contains(ADDRESS), closing.text());
      assertThat(lena.page.locator(".entry.ours").last())
          .containsText("freigegeben von Jens Albrecht");
      Desk.picture(lena.page, "journey-one-timeline");

      oneCustomer(id);
      lena.noComplaints();
      jens.noComplaints();
    }
  }

  private static void oneCustomer(long conversation) {
    long customer =
        house.admin.get("/conversations/" + conversation).getJsonObject("customer").getLong("id");
    JsonObject card = house.admin.get("/customers/" + customer);
    List<String> points =
        Caller.objects(card.getJsonArray("contactPoints")).stream()
            .map(point -> point.getString("channel") + " " + point.getString("value"))
            .toList();
    assertTrue(points.containsAll(List.of("mastodon " + OLIVER, "email " + ADDRESS)), card::encode);
    List<String> channels =
        Caller.objects(
                house
                    .admin
                    .get("/customers/" + customer + "/timeline?kind=message&limit=50")
                    .getJsonArray("items"))
            .stream()
            .map(
                entry -> entry.getString("direction") + " " + entry.getString("visibility", "mail"))
            .sorted()
            .toList();
    assertEquals(
        List.of(
            "in private",
            "in public",
            "in public",
            "out mail",
            "out private",
            "out public",
            "out public"),
        channels);
  }
}
