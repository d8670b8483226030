package io.faden.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.faden.testing.Desk.picture;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.faden.testing.Chromium;
import io.faden.testing.ProcessNode;
import io.faden.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The customers' page in a browser, wide and narrow. */
class MailboxPageTest {
  @TempDir Path folder;

  private static BrowserContext context(int width, ColorScheme scheme) {
    return Chromium.shared()
        .newContext(
            new Browser.NewContextOptions()
                .setLocale("de-DE")
                .setColorScheme(scheme)
                .setViewportSize(width, 844));
  }

  private static void button(Page page, String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
        .click();
  }

  @Test
  void somebodyNewWritesAndFindsTheirLetterAgain() {
    Chromium.require();
    try (TestDatabase database = TestDatabase.create();
        ProcessNode node =
            ProcessNode.start(
                    database.options(),
                    folder,
                    Map.of("FADEN_DEMO", "true", "FADEN_MAIL_POLL_SECONDS", "1"))
                .awaitReady();
        BrowserContext narrow = context(390, ColorScheme.DARK);
        BrowserContext wide = context(1440, ColorScheme.LIGHT)) {
      List<String> complaints = new ArrayList<>();
      Page page = narrow.newPage();
      page.onPageError(complaints::add);
      page.onConsoleMessage(
          message -> {
            if (message.type().equals("error")) {
              complaints.add(message.text());
            }
          });
      page.navigate(node.url() + "/demo/mailbox");
      assertThat(page.getByText("Hannelore Petersen")).isVisible();
      button(page, "Jemand Neues sein");
      page.getByLabel("Dein Name").fill("Nele <b>Neumann</b>");
      page.getByLabel("Deine E-Mail-Adresse").fill("nele@post.example");
      page.getByLabel("An", new Page.GetByLabelOptions().setExact(true))
          .selectOption("rechnung@tidenwerk.example");
      page.getByLabel("Betreff").fill("Abschlag");
      page.getByLabel("Nachricht").fill("Guten Tag,\n\nbitte 20 € weniger.");
      page.locator("input[type=file]")
          .setInputFiles(
              new com.microsoft.playwright.options.FilePayload(
                  "Brief.txt", "text/plain", "Hallo".getBytes(StandardCharsets.UTF_8)));
      assertEquals(
          390, page.evaluate("() => document.documentElement.scrollWidth"), "nothing is cut off");
      picture(page, "demo-narrow-write");
      button(page, "E-Mail senden");
      assertThat(page.getByText("bitte 20 € weniger.")).isVisible();
      assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
          .hasText("Nele <b>Neumann</b>");
      assertThat(page.getByText("Brief.txt")).isVisible();
      picture(page, "demo-narrow-mailbox");

      Page other = wide.newPage();
      other.onPageError(complaints::add);
      other.navigate(node.url() + "/demo/mailbox");
      other.getByText("Nele <b>Neumann</b>").first().click();
      button(other, "Antworten: Abschlag");
      other.getByLabel("Nachricht").fill("Noch etwas: bitte ab Juli.");
      picture(other, "demo-wide-reply");
      button(other, "E-Mail senden");
      assertThat(other.getByText("Noch etwas: bitte ab Juli.")).isVisible();
      // The other window asks by itself.
      assertThat(page.getByText("Noch etwas: bitte ab Juli.")).isVisible();
      assertThat(page.locator(".exchange")).hasCount(1);
      button(page, "English");
      assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("New e-mail")))
          .isVisible();
      assertEquals(List.of(), complaints);
    }
  }
}
