package io.faden.channel.email;

import static io.faden.channel.email.Mails.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.Incoming;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages made to exhaust a reader. All are read, in time, and keep what can be kept. */
class HostileMailTest {
  private static final Duration SOON = Duration.ofSeconds(8);

  static Stream<Arguments> bombs() {
    String html = "Content-Type: text/html\n\n";
    return Stream.of(
        bomb("headers without end", "X: y\n".repeat(2_000_000)),
        bomb("one header of 20 MB", "Subject: " + "x".repeat(20_000_000)),
        bomb("a folded header of 10 MB", "References: " + "<a@b>\n ".repeat(1_400_000)),
        bomb("words that never end", "Subject: " + "=?a?q?".repeat(3_000_000)),
        bomb("quotes that never close", "From: " + "\"\\\"".repeat(300_000)),
        bomb("brackets that never close", "To: " + "<(".repeat(500_000)),
        bomb("groups in groups", "Cc: " + "a@" + ":".repeat(1_000_000)),
        bomb("a thousand recipients and more", "To: " + "a@b.example,".repeat(80_000)),
        bomb("parameters", "Content-Type: text/plain" + "; a*1=b".repeat(100_000)),
        bomb("ids", "References: " + "<".repeat(1_000_000)),
        bomb("base64 of padding", "Content-Transfer-Encoding: base64\n\n" + "=A".repeat(5_000_000)),
        bomb("uuencode without end", "X: y\n\n" + "begin 644 x\nM\n".repeat(500_000) + "end"),
        bomb("lines of dashes", "X: y\n\nHallo\n" + ("- ".repeat(240) + "x\n").repeat(20_000)),
        bomb("lines of quotes", "X: y\n\nHallo\n" + ("> ".repeat(240) + "\n").repeat(20_000)),
        bomb("attributions", "X: y\n\nHallo\n" + "\nAm 1. schrieb a:\n".repeat(300_000) + "> x"),
        bomb("senders", "X: y\n\nHallo\n" + "Von: x\n".repeat(500_000)),
        bomb(
            "parts without end",
            "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n".repeat(1_000_000)),
        bomb("divs in divs", html + "<div>".repeat(1_000_000) + "x"),
        bomb("tables in tables", html + "<table><tr><td>".repeat(100_000) + "x"),
        bomb("quotes in quotes", html + "x" + "<blockquote>".repeat(200_000) + "x"),
        bomb("bold and never not", html + "<b><i><a href=x><p>".repeat(50_000) + "x"),
        bomb(
            "an attribute of 10 MB",
            html + "<img src=\"data:image/png;base64," + "A".repeat(3_900_000) + "\">"),
        bomb("styles", html + "<p style=\"" + "color:red;".repeat(300_000) + "\">x"),
        bomb("entities", html + "&amp;&#x26;&lt".repeat(400_000)),
        bomb("comments", html + "<!--".repeat(500_000) + "x"));
  }

  private static Arguments bomb(String name, String raw) {
    return Arguments.of(name, raw.getBytes(StandardCharsets.ISO_8859_1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bombs")
  void aBombIsReadInTime(String name, byte[] raw) {
    assertNotNull(readSoon(raw));
  }

  @Test
  void nestingStopsAtItsLimitAndKeepsWhatWasAbove() {
    StringBuilder raw = new StringBuilder("Subject: tief\n");
    int depth = 2_000;
    for (int i = 0; i < depth; i++) {
      raw.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\n\n--b").append(i);
      raw.append("\n\nEbene ").append(i).append("\n--b").append(i).append('\n');
    }
    Incoming mail = readSoon(Mails.bytes(raw.toString()));
    assertEquals("tief", mail.subject());
    assertTrue(mail.text().startsWith("Ebene 0\n\nEbene 1"));
    assertTrue(mail.text().contains("Ebene 49"));
    assertTrue(!mail.text().contains("Ebene 60"));
  }

  @Test
  void partsStopAtTheirLimitAndKeepTheFirstThousand() {
    StringBuilder raw = new StringBuilder("Content-Type: multipart/mixed; boundary=b\n\n");
    for (int i = 0; i < 5_000; i++) {
      raw.append("--b\nContent-Type: image/png\n\n").append(i).append('\n');
    }
    Incoming mail = readSoon(Mails.bytes(raw.toString()));
    assertEquals(1_000, mail.files().size());
  }

  @Test
  void headersBeyondTheirLimitDoNotHideTheBody() {
    Incoming mail =
        read("Subject: da\n" + "X-Fuell: xxxxxxxxxxxxxxxxxxxxx\n".repeat(100_000) + "\nText");
    assertEquals("da", mail.subject());
    assertEquals("Text", mail.text());
  }

  @Test
  void aMessageOfTwentyMegabytesIsRead() {
    byte[] content = new byte[15_000_000];
    new Random(1).nextBytes(content);
    byte[] raw =
        Mails.bytes(
            "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nText\n--b\nContent-Type: image/png\n"
                + "Content-Transfer-Encoding: base64\n\n"
                + Mails.base64(content)
                + "\n--b--");
    Incoming mail = readSoon(raw);
    assertTrue(Arrays.equals(content, mail.files().getFirst().content()));
  }

  @Test
  void randomBytesAreAlwaysRead() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      byte[] raw = new byte[1 + random.nextInt(2_000)];
      random.nextBytes(raw);
      raw[0] = 'x';
      assertClean(read(raw));
    }
  }

  @Test
  void aDamagedMessageIsAlwaysRead() {
    byte[] sound =
        Mails.bytes(
            """
            From: =?utf-8?Q?J=C3=B6rg?= <joerg@kunde.example>
            Subject: =?utf-8?B?R3LDvMOfZQ==?= und mehr
            Date: Mon, 4 May 2026 12:15:00 +0200
            References: <a@b> <c@d>
            Content-Type: multipart/mixed; boundary="b"

            --b
            Content-Type: multipart/alternative; boundary=c

            --c
            Content-Type: text/plain; charset=utf-8; format=flowed
            Content-Transfer-Encoding: quoted-printable

            Gr=C3=BC=C3=9Fe
            > alt
            --c
            Content-Type: text/html

            <p>Text <img src="https://x.example/a.png"><blockquote>alt</blockquote>
            --c--
            --b
            Content-Type: multipart/report; report-type=delivery-status; boundary=d

            --d
            Content-Type: message/delivery-status

            Final-Recipient: rfc822; x@y
            Action: failed
            --d--
            --b
            Content-Disposition: attachment; filename*0*=utf-8''%C3; filename*1*=%BC.pdf
            Content-Transfer-Encoding: base64

            JVBERi0xLjcK
            --b--
            """);
    Random random = new Random(11);
    for (int i = 0; i < 5_000; i++) {
      byte[] raw = sound.clone();
      for (int k = 0; k <= random.nextInt(12); k++) {
        raw[random.nextInt(raw.length)] = (byte) random.nextInt(256);
      }
      assertClean(read(Arrays.copyOf(raw, 1 + random.nextInt(raw.length))));
    }
  }

  /** By the time of this thread on a processor: others may be busy on this machine too. */
  private static Incoming readSoon(byte[] raw) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    Incoming mail = read(raw);
    long took = threads.getCurrentThreadCpuTime() - before;
    assertTrue(took < SOON.toNanos(), () -> "took " + Duration.ofNanos(took));
    return mail;
  }

  private static void assertClean(Incoming mail) {
    assertTrue(mail.text().indexOf('\0') < 0 && mail.quoted().indexOf('\0') < 0);
    assertTrue(mail.subject().chars().noneMatch(Character::isISOControl), mail::subject);
    assertTrue(mail.html().orElse("").indexOf('\0') < 0);
    mail.files()
        .forEach(
            file -> {
              assertTrue(!file.name().isBlank() && file.name().indexOf('/') < 0, file::name);
              assertTrue(file.type().matches("[^/\\s]+/[^/\\s]+"), file::type);
            });
  }
}
