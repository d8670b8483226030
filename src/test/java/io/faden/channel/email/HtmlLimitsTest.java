package io.faden.channel.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.Incoming;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** HTML that a browser could not show is text; ordinary HTML stays. */
class HtmlLimitsTest {
  private static final String NESTED = "<table><tr><td><b><i><a href=x>";

  @Test
  void fourteenHugePartsAreReadInTime() {
    String part = "--b\nContent-Type: text/html\n\nHallo " + NESTED.repeat(125_000) + "\n";
    byte[] raw =
        Mails.bytes(
            "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nGuten Tag\n"
                + part.repeat(14)
                + "--b\nContent-Type: image/png\n\nbild\n--b--");
    assertTrue(raw.length > 54_000_000);
    Incoming mail = within(Duration.ofSeconds(15), () -> Mails.read(raw));
    assertTrue(mail.html().isEmpty());
    assertTrue(mail.text().startsWith("Guten Tag\n\nHallo"), mail.text());
    assertEquals(15, mail.files().size());
    assertEquals("image/png", mail.files().getLast().type());
  }

  static Stream<Arguments> beyond() {
    return Stream.of(
        Arguments.of("4.6 MB of nested tags", NESTED.repeat(4_600_000 / NESTED.length())),
        Arguments.of("nested tags below the size", NESTED.repeat(6_000)),
        Arguments.of("201 levels", "<div>".repeat(201)),
        Arguments.of("many elements", "<p>y</p>".repeat(20_001)),
        Arguments.of("many more by repetition", "<p><b><i><u>" + "<p>y".repeat(9_000)),
        Arguments.of(
            "long attributes by repetition",
            Stream.iterate(0, i -> i + 1)
                    .limit(12)
                    .map(i -> "<b class='" + i + "k".repeat(40_000) + "'>")
                    .reduce("<p>", String::concat)
                + "<p>y</p>".repeat(1_000)),
        Arguments.of("a long result", "<p>" + "&amp;".repeat(120_000)),
        Arguments.of("tags never closed", "<a title=\"x".repeat(80_000)),
        Arguments.of("comments never closed", "<!-- ".repeat(190_000)),
        Arguments.of("scripts never closed", "<script>".repeat(120_000)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("beyond")
  void beyondTheLimitsItIsText(String name, String html) {
    String mail = "<style>p{}</style><p>Gr&uuml;&szlig;e<br>aus <b>Kiel</b></p>" + html;
    Incoming read = within(Duration.ofSeconds(15), () -> Mails.html(mail));
    assertTrue(read.html().isEmpty() || read.html().get().length() < 1_000);
    assertTrue(read.text().startsWith("Grüße\naus Kiel"), read.text());
  }

  @Test
  void upToTheLimitsItStaysHtml() {
    assertTrue(Mails.html("<div>".repeat(200) + "x").html().isPresent());
    assertTrue(Mails.html("<p>y</p>".repeat(19_000)).html().isPresent());
  }

  @Test
  void aNewsletterKeepsItsHtml() {
    String cell =
        "<table width=\"100%\" cellpadding=\"0\"><tr><td style=\"padding:4px;color:#333333\">";
    String offer =
        cell.repeat(15) + "<p>Angebot der <b>Woche</b></p>" + "</td></tr></table>".repeat(15);
    String news = offer.repeat(200_000 / offer.length() + 1);
    Incoming mail = Mails.html(news);
    String html = mail.html().orElseThrow();
    assertTrue(html.contains("Angebot der <b>Woche</b>") && html.contains("padding:4px"), html);
    assertTrue(mail.text().startsWith("Angebot der Woche"), mail.text());
  }

  @Test
  void aPartTooLargeToShowIsAFileBesideTheOthers() {
    Incoming mail =
        Mails.read(
            "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n"
                + "<p>kurz</p>\n--b\nContent-Type: text/html\n\n<p>lang</p>"
                + "<!-- x -->".repeat(110_000)
                + "\n--b--");
    assertEquals("kurz\n\nlang", mail.text());
    assertTrue(mail.html().orElseThrow().contains("kurz"));
    assertEquals("text/html", mail.files().getFirst().type());
    assertFalse(mail.files().getFirst().inline());
  }

  /** By the time of this thread on a processor: others may be busy on this machine too. */
  private static Incoming within(Duration most, Supplier<Incoming> reading) {
    var threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    Incoming mail = reading.get();
    Duration took = Duration.ofNanos(threads.getCurrentThreadCpuTime() - before);
    assertTrue(took.compareTo(most) < 0, () -> "took " + took);
    return mail;
  }
}
