package io.faden.channel.email;

import static io.faden.channel.email.Mails.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.Incoming;
import io.faden.channel.UnreadableArrival;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingHeadersTest {
  private static String subject(String raw) {
    return read("From: a@b.example\nSubject: " + raw + "\n\nx").subject();
  }

  private static Optional<Incoming.Address> from(String raw) {
    return read("From: " + raw + "\n\nx").sender();
  }

  @Test
  void aPlainMessageIsReadCompletely() {
    Incoming mail =
        Mails.read(
            Mails.utf8(
                """
                Return-Path: <joerg@kunde.example>
                From: =?utf-8?Q?J=C3=B6rg_M=C3=BCller?= <Joerg@Kunde.example>
                To: "Service, Nordlicht" <Service@nordlicht.example>, zwei@nordlicht.example
                Cc: chef@kunde.example
                Subject: Bestellung 4711
                Date: Mon, 4 May 2026 12:15:00 +0200
                Message-ID: <abc.1@kunde.example>
                In-Reply-To: <vorher@nordlicht.example>
                References: <eins@nordlicht.example> <zwei@kunde.example>
                 <vorher@nordlicht.example>
                Content-Type: text/plain; charset=utf-8

                Guten Tag,
                wo bleibt mein Paket?
                """));
    assertEquals(
        Optional.of(new Incoming.Address("joerg@kunde.example", "Jörg Müller")), mail.sender());
    assertEquals(List.of("service@nordlicht.example", "zwei@nordlicht.example"), mail.to());
    assertEquals(List.of("chef@kunde.example"), mail.cc());
    assertEquals("Bestellung 4711", mail.subject());
    assertEquals("Guten Tag,\nwo bleibt mein Paket?", mail.text());
    assertEquals("", mail.quoted());
    assertEquals(Optional.of(Instant.parse("2026-05-04T10:15:00Z")), mail.occurredAt());
    assertEquals(Optional.of("abc.1@kunde.example"), mail.messageId());
    assertEquals(
        List.of("vorher@nordlicht.example", "zwei@kunde.example", "eins@nordlicht.example"),
        mail.references());
    assertEquals(Optional.empty(), mail.conversationToken());
    assertEquals(Optional.empty(), mail.bounce());
    assertTrue(mail.files().isEmpty());
    assertEquals(false, mail.automated());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          =?utf-8?Q?Gr=C3=BC=C3=9Fe?=                                  | Grüße
          =?ISO-8859-1?B?R3L832U=?=                                    | Grüße
          =?utf-8?Q?Gr=C3?= =?utf-8?Q?=BC=C3=9Fe?=                     | Grüße
          =?utf-8?B?R3LDvMOf?= =?utf-8?B?ZSBhdXM=?=                    | Grüße aus
          =?utf-8?Q?eins?= =?iso-8859-1?Q?_zwei_=E4?=                  | eins zwei ä
          vor =?utf-8?Q?mitten?= nach                                  | vor mitten nach
          =?utf-8*de?Q?h=C3=B6ren?=                                    | hören
          =?utf-8?Q?mit Leerzeichen=21?=                               | mit Leerzeichen!
          =?nie-gehoert?Q?Gr=C3=BC=C3=9Fe?=                            | Grüße
          =?utf-8?X?kaputt?=                                           | =?utf-8?X?kaputt?=
          =?utf-8?Q?ohne Ende                                          | =?utf-8?Q?ohne Ende
          =?utf-8?Q?Zeile=0D=0ABcc: x@y.example?=                      | Zeile Bcc: x@y.example
          =?utf-8?Q?Rechnung=E2=80=AEfdp.exe?=                         | Rechnungfdp.exe
          """)
  void wordsInTheSubjectAreDecoded(String raw, String meant) {
    assertEquals(meant, subject(raw));
  }

  @Test
  void rawBytesInHeadersAreReadAsUtf8OrElseAsWindows1252() {
    assertEquals("Grüße", subject("Gr\u00fc\u00dfe"));
    String utf8AsBytes =
        new String("Grüße".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    assertEquals("Grüße", subject(utf8AsBytes));
  }

  @Test
  void aFoldedSubjectIsOneLineWithoutNuls() {
    assertEquals("eins zwei drei", subject("eins\n zwei\0\n\t drei"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          max@kunde.example                                | max@kunde.example | ''
          <MAX@Kunde.Example>                              | max@kunde.example | ''
          Max Muster <max@kunde.example>                   | max@kunde.example | Max Muster
          "Muster, Max" <max@kunde.example>                | max@kunde.example | Muster, Max
          "Max \\"M\\" Muster" <max@kunde.example>         | max@kunde.example | Max "M" Muster
          =?utf-8?Q?M=C3=BCller, Max?= <max@kunde.example> | max@kunde.example | Müller, Max
          "=?utf-8?Q?M=C3=BCller?=" <max@kunde.example>    | max@kunde.example | Müller
          max@kunde.example (Max Muster)                   | max@kunde.example | Max Muster
          "Max" <max@kunde.example                         | max@kunde.example | Max
          "Max <max@kunde.example>                         | max@kunde.example | Max
          Max <max@kunde.example>, eva@kunde.example       | max@kunde.example | Max
          Gruppe: max@kunde.example;                       | max@kunde.example | ''
          max@bücher.example                               | max@xn--bcher-kva.example | ''
          """)
  void sendersAreFoundHoweverTheyAreWritten(String raw, String address, String name) {
    Incoming mail = Mails.read(Mails.utf8("From: " + raw + "\n\nx"));
    assertEquals(Optional.of(new Incoming.Address(address, name)), mail.sender());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "undisclosed-recipients:;",
        "<>",
        "Max Muster",
        "@",
        "a@",
        "\"",
        "<<<>>>",
        "(("
      })
  void whatIsNoAddressIsNoSender(String raw) {
    assertEquals(Optional.empty(), from(raw));
  }

  @Test
  void aMessageWithoutFromAndMessageIdIsStillRead() {
    Incoming mail = read("Subject: nichts\n\nText");
    assertEquals(Optional.empty(), mail.sender());
    assertEquals(Optional.empty(), mail.messageId());
    assertEquals("Text", mail.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\r\n\r\n", " \t\0\0 \r\n"})
  void onlyAnEmptyMessageIsUnreadable(String raw) {
    assertThrows(
        UnreadableArrival.class,
        () -> Mails.CHANNEL.read(Mails.ACCOUNT, raw.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void textWithoutAnyHeaderIsTheBody() {
    Incoming mail = read("Nur ein paar Worte\nohne Kopf");
    assertEquals("Nur ein paar Worte\nohne Kopf", mail.text());
    assertEquals("", mail.subject());
  }

  @Test
  void aLineThatIsNoHeaderDoesNotHideTheOnesBehindIt() {
    Incoming mail = read("Subject: da\nkaputte Zeile ohne Sinn\nFrom: a@b.example\n\nText");
    assertEquals("a@b.example", mail.sender().orElseThrow().value());
    assertEquals("Text", mail.text());
  }

  @Test
  void messageIdsSurviveFoldingAndOddWriting() {
    Incoming mail =
        read(
            "Message-ID: ohne.klammern@kunde.example\nIn-Reply-To: Ihre Nachricht vom 4.5. <a@b>\n"
                + "References: <ge\n faltet@kunde.example><direkt@kunde.example>\n\nx");
    assertEquals(Optional.of("ohne.klammern@kunde.example"), mail.messageId());
    assertEquals(
        List.of("a@b", "direkt@kunde.example", "gefaltet@kunde.example"), mail.references());
  }

  @Test
  void onlyTheFiftyNearestReferencesAreKept() {
    String many =
        IntStream.range(0, 500).mapToObj(i -> "<id" + i + "@x>").collect(Collectors.joining("\n "));
    List<String> references = read("References: " + many + "\n\nx").references();
    assertEquals(50, references.size());
    assertEquals("id499@x", references.getFirst());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Mon, 4 May 2026 10:15:00 +0000       | 2026-05-04T10:15:00Z
          4 May 2026 10:15 GMT                 | 2026-05-04T10:15:00Z
          Mon, 04 May 26 10:15:00 -0100 (MEZ)  | 2026-05-04T11:15:00Z
          """)
  void datesAreReadGenerously(String raw, Instant meant) {
    assertEquals(Optional.of(meant), read("Date: " + raw + "\n\nx").occurredAt());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gestern",
        "",
        "Thu, 1 Jan 1970 00:00:00 +0000",
        "Mon, 4 May 2999 10:15:00 +0000",
        "Mon, 4 May 2026 10:15:00 +0000\nReceived: from a by b; Fri, 1 May 2026 10:00:00 +0000"
      })
  void aDateThatCannotBeIsNone(String raw) {
    assertEquals(Optional.empty(), read("Subject: x\nDate: " + raw + "\n\nx").occurredAt());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Auto-Submitted: auto-generated",
        "Auto-Submitted: auto-replied (vacation)",
        "Precedence: bulk",
        "Precedence: List",
        "Precedence: auto_reply",
        "X-Auto-Response-Suppress: OOF, AutoReply",
        "List-Id: Liste <liste.example>",
        "Return-Path: <>",
        "From: MAILER-DAEMON@kunde.example"
      })
  void machinesAreRecognised(String header) {
    assertTrue(read(header + "\nSubject: x\n\nx").automated());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Auto-Submitted: no",
        "Precedence: first-class",
        "X-Auto-Response-Suppress: None",
        "Return-Path: <max@kunde.example>",
        "From: Max <max@kunde.example>"
      })
  void peopleAreNotTakenForMachines(String header) {
    assertEquals(false, read(header + "\nSubject: x\n\nx").automated());
  }

  @Test
  void aFormThatMailsInItsOwnNameIsNotTheCustomer() {
    String customer = "Reply-To: Olli <olli@kunde.example>\nSubject: x\n\nText";
    for (String form :
        List.of("noreply@shop.example", "do-not-reply@x.example", "kontaktformular@x.example")) {
      Incoming mail = read("From: Shop <" + form + ">\n" + customer);
      assertEquals("olli@kunde.example", mail.sender().orElseThrow().value());
    }
    Incoming person = read("From: a@kunde.example\n" + customer);
    assertEquals("a@kunde.example", person.sender().orElseThrow().value());
    assertEquals(
        "noreply@shop.example",
        read("From: noreply@shop.example\nSubject: x\n\nText").sender().orElseThrow().value());
  }
}
