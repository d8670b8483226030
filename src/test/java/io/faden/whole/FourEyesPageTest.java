package io.faden.whole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.faden.testing.Desk.button;
import static io.faden.testing.Desk.having;
import static io.faden.testing.Desk.press;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import io.faden.testing.Desk;
import io.faden.testing.House;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody's answer leaves without another pair of eyes, where the queue says so. */
class FourEyesPageTest {
  private static final String FIRST = "Hallo Oliver, die Gutschrift von 12,40 € ist gebucht.";
  private static final String BETTER = "Hallo Oliver, die Gutschrift kommt im Juni.";

  @TempDir static Path folder;
  @AutoClose private static House house;

  @BeforeAll
  static void start() {
    house = House.withPeople(folder, Map.of());
    house.setDefaultQueue(new JsonObject().put("approval", new JsonArray().add("email")));
  }

  private static Locator composer(Desk desk) {
    return desk.page.locator(".composer");
  }

  private static Locator proposal(Desk desk) {
    return desk.page.locator(".entry.review");
  }

  /** Takes a conversation of the team and hands an answer over. */
  private static void propose(Desk desk, String subject, String text) {
    desk.open(subject);
    button(desk.page.locator(".t-head"), "Nehmen").click();
    assertThat(desk.matter()).containsText("bei dir");
    desk.writing().fill(text);
    button(composer(desk), "Zur Freigabe geben").click();
    assertThat(proposal(desk)).containsText(text);
    assertThat(desk.writing()).hasValue("");
  }

  /** What the server says to a press that the page does not even offer. */
  private static String approve(Desk desk, String entry) {
    return (String)
        desk.page.evaluate(
            """
            async (entry) => {
              const answer = await fetch(`/api/replies/${entry}/approve`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"replySeq":0}' });
              return (await answer.json()).code;
            }
            """,
            entry);
  }

  private static String written(MimeMessage message) throws MessagingException, IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    message.writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String messageId(String subject) {
    return house
        .database
        .database()
        .rows("SELECT message_id FROM entry WHERE subject = $1 AND direction = 'in'", subject)
        .get(0)
        .getString("message_id");
  }

  private static long received(String address) {
    return Arrays.stream(house.mail.server().getReceivedMessages())
        .filter(message -> recipient(message).contains(address))
        .count();
  }

  private static String recipient(MimeMessage message) {
    try {
      return message.getAllRecipients()[0].toString();
    } catch (MessagingException fault) {
      throw new IllegalStateException(fault);
    }
  }

  @Test
  void whoeverWritesBesideAnAnswerThatWaitsIsAskedFirst() {
    house.write("Inken Beck <inken@post.example>", "Doppelt", "Und?");
    try (Desk lena = Desk.signIn(house, House.LENA, "/inbox/team")) {
      propose(lena, "Doppelt", "Die erste Antwort");
      lena.writing().fill("Die zweite Antwort");
      button(composer(lena), "Zur Freigabe geben").click();
      Locator question = composer(lena).locator(".warn-line.beside");
      assertThat(question).containsText("Hier wartet schon eine Antwort auf Freigabe.");
      assertThat(lena.writing()).hasValue("Die zweite Antwort");
      assertThat(proposal(lena)).hasCount(1);
      Desk.picture(lena.page, "beside");
      press(question, "Trotzdem senden");
      assertThat(proposal(lena)).hasCount(2);
      assertThat(lena.writing()).hasValue("");
    }
  }

  @Test
  void whatWasReturnedAndChangedLeavesOnceSomebodyElseApprovedIt()
      throws MessagingException, IOException {
    house.mail.mailbox("oliver@post.example");
    house.write("Oliver Reimann <oliver@post.example>", "Gutschrift", "Wo bleibt sie?");
    try (Desk lena = Desk.signIn(house, House.LENA, "/inbox/team");
        Desk jens = Desk.signIn(house, House.JENS, "/approvals")) {
      propose(lena, "Gutschrift", FIRST);

      // Her own answer waits for somebody else.
      assertThat(proposal(lena)).containsText("Wartet auf Freigabe seit");
      assertEquals(0, proposal(lena).getByText("Freigeben").count());
      assertEquals("approval_own", approve(lena, proposal(lena).getAttribute("data-entry")));
      assertThat(lena.page.locator(".composer-box .toast")).containsText("Zur Freigabe gegeben");

      // He finds it without being told, and gives it back.
      Locator waiting = jens.page.locator("[data-approval]", having(FIRST));
      assertThat(waiting).containsText("von Lena Möller");
      assertThat(jens.page.locator(".nav a", having("Freigaben"))).containsText("1");
      Desk.picture(jens.page, "approvals");
      waiting.getByText("Ansehen").click();
      assertThat(proposal(jens)).containsText("Deine Freigabe fehlt.");
      press(proposal(jens), "Zurückgeben");
      jens.page.locator("dialog textarea").fill("Bitte ohne Betrag.");
      press(jens.page.locator("dialog"), "Zurückgeben");
      assertThat(proposal(jens)).hasCount(0);

      // She has her words again, with his reason above them.
      assertThat(lena.writing()).hasValue(FIRST);
      assertThat(composer(lena)).containsText("Jens Albrecht hat es zurückgegeben.");
      assertThat(composer(lena)).containsText("Bitte ohne Betrag.");
      Desk.picture(lena.page, "approval-returned");
      lena.writing().fill(BETTER);
      button(composer(lena), "Zur Freigabe geben").click();
      assertThat(proposal(lena)).containsText(BETTER);
      assertThat(composer(lena)).not().containsText("hat es zurückgegeben");
      assertEquals(0, received("oliver@post.example"));

      assertThat(proposal(jens)).containsText(BETTER);
      press(proposal(jens), "Freigeben");
      assertThat(proposal(jens)).hasCount(0);
      MimeMessage mail = house.awaitMail("oliver@post.example");
      String content = written(mail);
      assertTrue(content.contains("im Juni"), content);
      assertFalse(content.contains("12,40"), content);
      assertThat(lena.page.locator(".entry.ours").last())
          .containsText("freigegeben von Jens Albrecht");
      assertEquals(1, received("oliver@post.example"));

      jens.go("/approvals?view=decided");
      assertThat(jens.page.locator("[data-approval]", having(BETTER)))
          .containsText("freigegeben von Jens Albrecht");
      assertThat(jens.page.locator("[data-approval]", having(FIRST)))
          .containsText("Bitte ohne Betrag.");
      lena.noComplaints();
      jens.noComplaints();
    }
  }

  @Test
  void whatCameMeanwhileIsLookedAtBeforeAnAnswerIsReleased() {
    house.mail.mailbox("rike@post.example");
    house.write("Rike Sommer <rike@post.example>", "Umzug", "Wie melde ich mich um?");
    try (Desk lena = Desk.signIn(house, House.LENA, "/inbox/team");
        Desk jens = Desk.signIn(house, House.JENS, "/approvals")) {
      propose(lena, "Umzug", "Online geht es am schnellsten.");
      jens.page.locator("[data-approval]", having("am schnellsten")).getByText("Ansehen").click();
      assertThat(proposal(jens)).containsText("Deine Freigabe fehlt.");

      // His page does not know yet what she adds: the press is an answer to what he read.
      long id = Long.parseLong(lena.page.url().replaceAll(".*/|\\?.*", ""));
      jens.page.route(
          "**/api/conversations/" + id,
          route -> {
            if (!route.request().method().equals("GET")) {
              route.resume();
            }
          });
      house.write(
          "Rike Sommer <rike@post.example>",
          "Re: Umzug",
          "Hat sich erledigt, danke.",
          "In-Reply-To: <" + messageId("Umzug") + ">\r\n",
          "text/plain; charset=utf-8");
      assertThat(lena.page.locator(".t-flow")).containsText("Hat sich erledigt");
      press(proposal(jens), "Freigeben");
      assertThat(proposal(jens)).containsText("Inzwischen ist etwas dazugekommen.");
      assertThat(proposal(jens)).containsText("Hat sich erledigt, danke.");
      assertEquals(0, received("rike@post.example"));
      jens.page.unrouteAll();

      // Its author takes it back: there is nothing to release any more.
      press(proposal(lena), "Zurückziehen");
      assertThat(lena.writing()).hasValue("Online geht es am schnellsten.");
      assertThat(proposal(jens)).hasCount(0);
      assertEquals(0, received("rike@post.example"));
    }
  }

  @Test
  void aModuleIsFoundBySlashAndSpeaksAsTheCustomerDoes() {
    try (Desk sabine = Desk.signIn(house, House.SABINE, "/settings/text-modules/new")) {
      Locator form = sabine.page.locator("settings-module");
      form.locator("[name=name]").fill("Eingang bestätigt");
      form.locator("[name=shortcut]").fill("eingang");
      form.locator("[name=sie]").fill("Guten Tag {customer}, Ihr Anliegen {conversation} ist da.");
      form.locator("[name=du]").fill("Hallo {customer}, dein Anliegen {conversation} ist da.");
      press(form, "Hinzufügen");
      assertThat(sabine.page.locator(".modules-list")).containsText("/eingang");
    }
    house.write("Ada Petersen <ada.p@post.example>", "Zählerstand", "Anbei der Stand.");
    try (Desk lena = Desk.signIn(house, House.LENA, "/inbox/team")) {
      lena.open("Zählerstand");
      String id = lena.page.url().replaceAll(".*/|\\?.*", "");
      lena.writing().click();
      lena.page.keyboard().type("/ein");
      assertThat(lena.page.locator(".modules [role=option]")).hasCount(1);
      lena.page.keyboard().press("Enter");
      assertThat(lena.writing())
          .hasValue("Guten Tag Ada Petersen, Ihr Anliegen " + id + " ist da.");
      lena.writing().fill("");
      lena.page.keyboard().type("/");
      lena.page.locator(".modules .segments label", having("du")).click();
      lena.page.keyboard().press("Enter");
      assertThat(lena.writing()).hasValue("Hallo Ada, dein Anliegen " + id + " ist da.");
      lena.writing().fill("1/2 oder und/oder");
      assertThat(lena.page.locator(".modules")).hasCount(0);
      lena.noComplaints();
    }
  }

  @Test
  void whatNeedsNoAnswerIsClosedWithItsReason() {
    house.write("Werbung <angebot@post.example>", "Nur heute", "Gewinne, Gewinne!");
    try (Desk lena = Desk.signIn(house, House.LENA, "/inbox/team")) {
      lena.open("Nur heute");
      lena.page.locator(".t-scroll").click();
      lena.page.keyboard().press("q");
      Locator dialog = lena.page.locator("modal-no-answer dialog");
      dialog.getByText("Werbung", new Locator.GetByTextOptions().setExact(true)).click();
      press(dialog, "Ohne Antwort schließen");
      assertThat(lena.page.locator(".composer-box .toast, .toast").first())
          .containsText("ohne Antwort geschlossen");
      assertThat(lena.row("Nur heute")).hasCount(0);
      lena.noComplaints();
    }
  }
}
