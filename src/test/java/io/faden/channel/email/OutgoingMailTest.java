package io.faden.channel.email;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.ChannelAccount;
import io.faden.channel.FilePart;
import io.faden.channel.Incoming;
import io.faden.channel.MailServer.Tls;
import io.faden.channel.Outgoing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutgoingMailTest {
  private static final Instant WRITTEN = Instant.parse("2026-05-04T10:15:00Z");

  private static byte[] write(ChannelAccount account, Outgoing message) throws Exception {
    return OutgoingMail.write(MailSession.open(new Properties()), account, message);
  }

  private static Outgoing message(String subject, String text, List<FilePart> files) {
    return new Outgoing(
        new Incoming.Address("eva@kunde.example", "Eva \"E\" Klein, Kiel"),
        subject,
        text,
        WRITTEN,
        "faden.1.a.b@nordlicht.example",
        Optional.of("frage@kunde.example"),
        List.of("erste@kunde.example", "frage@kunde.example"),
        files,
        false);
  }

  private static Incoming written(Outgoing message) throws Exception {
    return Mails.read(write(Mails.ACCOUNT, message));
  }

  @Test
  void whatIsWrittenReadsBackAsItWasMeant() throws Exception {
    Incoming mail =
        written(
            message(
                "Ihre Bestellung – verspätet", "Guten Tag,\n\nGrüße 🙂\n.\nFrom da\n", List.of()));
    assertEquals(
        Optional.of(new Incoming.Address("service@nordlicht.example", "Nordlicht Service")),
        mail.sender());
    assertEquals(List.of("eva@kunde.example"), mail.to());
    assertEquals("Ihre Bestellung – verspätet", mail.subject());
    assertEquals("Guten Tag,\n\nGrüße 🙂\n.\nFrom da", mail.text());
    assertEquals(Optional.of(WRITTEN), mail.occurredAt());
    assertEquals(Optional.of("faden.1.a.b@nordlicht.example"), mail.messageId());
    assertEquals(List.of("frage@kunde.example", "erste@kunde.example"), mail.references());
    assertEquals(false, mail.automated());
  }

  @Test
  void filesArriveUnderTheirNames() throws Exception {
    byte[] content = {0, 1, 2, (byte) 0xFF, '\r', '\n'};
    FilePart pdf =
        new FilePart("Prüfung für Ömer.pdf", "application/pdf", Optional.empty(), false, content);
    FilePart mail =
        new FilePart(
            "alt.eml",
            "message/rfc822",
            Optional.empty(),
            false,
            "Subject: x\n\ny".getBytes(StandardCharsets.UTF_8));
    List<FilePart> files = written(message("x", "Text", List.of(pdf, mail))).files();
    assertEquals("Prüfung für Ömer.pdf", files.getFirst().name());
    assertEquals("application/pdf", files.getFirst().type());
    assertArrayEquals(content, files.getFirst().content());
    assertEquals("alt.eml", files.getLast().name());
    assertArrayEquals(mail.content(), files.getLast().content());
  }

  @Test
  void lineBreaksCannotReachTheHeader() throws Exception {
    String bad = "x\r\nBcc: opfer@x.example\r\n\r\nKörper";
    Outgoing message =
        new Outgoing(
            new Incoming.Address("eva@kunde.example", bad),
            bad,
            "Text",
            WRITTEN,
            "a@b>\r\nBcc: opfer@x.example",
            Optional.of(bad),
            List.of(bad),
            List.of(
                new FilePart(bad, "text/plain\r\nBcc: y", Optional.empty(), false, new byte[1])),
            false);
    ChannelAccount a = Mails.account("localhost", 1, 1, Tls.NONE, "system");
    ChannelAccount account =
        new ChannelAccount(
            a.id(),
            a.channel(),
            a.name(),
            a.address(),
            bad,
            a.queue(),
            true,
            a.backfill(),
            a.settings(),
            1);
    String raw = new String(write(account, message), StandardCharsets.ISO_8859_1);
    assertTrue(raw.lines().noneMatch(line -> line.startsWith("Bcc")), raw);
    assertTrue(raw.indexOf("Text") > raw.indexOf("\r\n\r\n"));
    assertTrue(Mails.read(raw.getBytes(StandardCharsets.ISO_8859_1)).subject().startsWith("x Bcc"));
  }

  @Test
  void longThreadsKeepTheirFirstAndNewestIds() throws Exception {
    List<String> thread = IntStream.range(0, 200).mapToObj(i -> "id" + i + "@x.example").toList();
    Outgoing m = message("x", "Text", List.of());
    Outgoing message =
        new Outgoing(
            m.to(),
            m.subject(),
            m.text(),
            WRITTEN,
            m.messageId(),
            Optional.empty(),
            thread,
            List.of(),
            false);
    String raw = new String(write(Mails.ACCOUNT, message), StandardCharsets.ISO_8859_1);
    assertTrue(raw.lines().allMatch(line -> line.length() <= 998));
    List<String> read = Mails.read(raw.getBytes(StandardCharsets.ISO_8859_1)).references();
    assertEquals(50, read.size());
    assertEquals("id199@x.example", read.getFirst());
    assertEquals("id0@x.example", read.getLast());
  }

  @Test
  void theHtmlTwinShowsTheSameTextAndNothingActs() {
    String html =
        TextAsHtml.page(
            "Guten Tag <b>Eva</b> & \"Co\",\nsiehe https://x.example/a?b=1&c=2.\n\n> alt\n>> älter\n> alt\nneu");
    assertTrue(html.contains("Guten Tag &lt;b&gt;Eva&lt;/b&gt; &amp; &quot;Co&quot;,<br>"), html);
    assertTrue(
        html.contains(
            "<a href=\"https://x.example/a?b=1&amp;c=2\">https://x.example/a?b=1&amp;c=2</a>.</p>"),
        html);
    assertEquals(
        "<p>alt</p> Q <p>älter</p> /Q <p>alt</p> /Q <p>neu</p>",
        html.replaceAll("<blockquote[^>]*>", "Q")
            .replace("</blockquote>", "/Q")
            .replace("\n", " ")
            .replaceAll(".*?</p> Q (.*)</body>.*", "$1")
            .strip());
    assertTrue(TextAsHtml.page("https://x.example/\"onclick=alert(1)").contains("/\">https"));
  }
}
