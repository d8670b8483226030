package io.faden.channel.email;

import static io.faden.channel.email.Mails.read;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.FilePart;
import io.faden.channel.Incoming;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingBodiesTest {
  private static Incoming typed(String type, byte[] body) {
    byte[] header = Mails.bytes("From: a@b.example\nContent-Type: " + type + "\n\n");
    return read(Mails.concat(header, body));
  }

  private static FilePart onlyFile(Incoming mail) {
    assertEquals(1, mail.files().size(), () -> mail.files().toString());
    return mail.files().getFirst();
  }

  @ParameterizedTest
  @CsvSource({
    "utf-8, utf-8",
    "utf-8, iso-8859-1",
    "windows-1252, us-ascii",
    "windows-1252, nie-gehoert",
    "windows-1252, utf-8",
    "utf-16, utf-8",
    "utf-8, ''",
    "windows-1252, iso-8859-1",
    "iso-8859-15, iso-8859-15"
  })
  void textIsReadEvenIfItsCharsetLies(String real, String claimed) {
    String text = "Grüße, 100 € für Ömer";
    Incoming mail = typed("text/plain; charset=" + claimed, text.getBytes(Charset.forName(real)));
    assertEquals(text, mail.text());
  }

  @Test
  void foreignCharsetsAreKnownByTheNamesThatMailUses() {
    assertEquals(
        "你好",
        typed("text/plain; charset=gb2312", "你好".getBytes(Charset.forName("GB18030"))).text());
    assertEquals(
        "안녕",
        typed("text/plain; charset=ks_c_5601-1987", "안녕".getBytes(Charset.forName("x-windows-949")))
            .text());
    assertEquals(
        "Привет",
        typed("text/plain; charset=koi8-r", "Привет".getBytes(Charset.forName("koi8-r"))).text());
  }

  @Test
  void quotedPrintableIsUndoneAsFarAsItGoes() {
    String text =
        read("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
                + "Gr=C3=BC=C3=9Fe =\naus K=XXiel  \nund =c3=a4 mehr =")
            .text();
    assertEquals("Grüße aus K=XXiel\nund ä mehr", text);
  }

  @Test
  void base64IsUndoneAlthoughSomebodyAppendedAFooter() {
    String encoded = Mails.base64("Grüße aus Kiel".getBytes(StandardCharsets.UTF_8));
    String text =
        read("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
                + encoded
                + "\n\n_____\nListe abbestellen: nie!")
            .text();
    assertEquals("Grüße aus Kiel", text);
  }

  @Test
  void textThatIsOnlyCalledBase64IsText() {
    assertEquals(
        "Das ist gar nicht kodiert.",
        read("Content-Transfer-Encoding: base64\n\nDas ist gar nicht kodiert.").text());
  }

  @Test
  void controlCharactersAndNulsAreGone() {
    String text = read("Subject: x\n\nA\0B\u0007C\tD\u001B[31m\n\n\nE").text();
    assertEquals("ABC\tD[31m\n\n\nE", text);
  }

  @Test
  void flowedLinesAreJoined() {
    String text =
        read("Content-Type: text/plain; format=flowed\n\nDas ist ein \nlanger Satz.\n > kein Zitat\n"
                + ">> Zitat \n>> geht weiter\n-- \nSignatur")
            .text();
    assertEquals(
        "Das ist ein langer Satz.\n> kein Zitat\n>> Zitat geht weiter\n--\nSignatur", text);
    assertEquals(
        "Donaudampfschiff",
        read("Content-Type: text/plain; format=flowed; delsp=yes\n\nDonau \ndampf \nschiff")
            .text());
  }

  @Test
  void alternativeGivesTextAndHtml() {
    Incoming mail =
        read(
            """
            From: a@b.example
            Content-Type: multipart/alternative; boundary="b 1"

            Vorrede, die niemand sieht
            --b 1
            Content-Type: text/plain

            Klartext
            --b 1
            Content-Type: text/html

            <p>Rei<b>cher</b> Text</p>
            --b 1
            Content-Type: text/calendar; method=REQUEST

            BEGIN:VCALENDAR
            --b 1--
            Nachrede
            """);
    assertEquals("Klartext", mail.text());
    assertEquals(Optional.of("<p>Rei<b>cher</b> Text</p>"), mail.html());
    FilePart invitation = onlyFile(mail);
    assertEquals("text/calendar", invitation.type());
    assertEquals("attachment.ics", invitation.name());
  }

  @Test
  void htmlAloneGivesReadableText() {
    Incoming mail =
        Mails.html(
            "<html><head><title>T</title><style>p{}</style></head><body><p>Guten&nbsp;Tag,<br>zwei"
                + "\n Zeilen</p><ul><li>eins<li>zwei</ul><table><tr><td>a</td><td>b</td></tr><tr>"
                + "<td>c</td></tr></table><div style='display: none'>versteckt</div>"
                + "<script>alert(1)</script>Ende<img alt='Logo' src=cid:x></body></html>");
    assertEquals("Guten Tag,\nzwei Zeilen\n\n- eins\n- zwei\n\na b\nc\nEnde[Logo]", mail.text());
  }

  @Test
  void severalTextPartsAreJoined() {
    Incoming mail =
        read(
            """
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain

            Erster Teil
            --b
            Content-Type: image/png; name=bild.png
            Content-Transfer-Encoding: base64

            iVBORw0KGgo=
            --b

            Zweiter Teil
            --b--
            """);
    assertEquals("Erster Teil\n\nZweiter Teil", mail.text());
    assertEquals("bild.png", onlyFile(mail).name());
    assertEquals(8, onlyFile(mail).content().length);
  }

  @Test
  void imagesInTheTextAreInlineAndOthersAreNot() {
    Incoming mail =
        read(
            """
            Content-Type: multipart/related; boundary=b

            --b
            Content-Type: text/html

            <p>Bild: <img src="cid:Logo%40x"></p>
            --b
            Content-Type: image/png; name=logo.png
            Content-ID: <logo@x>

            x
            --b
            Content-Type: image/png; name=anders.png
            Content-ID: <anders@x>
            Content-Disposition: inline

            x
            --b--
            """);
    assertEquals(List.of(true, false), mail.files().stream().map(FilePart::inline).toList());
    assertEquals(Optional.of("logo@x"), mail.files().getFirst().contentId());
    assertTrue(mail.html().orElseThrow().contains("src=\"cid:Logo%40x\""), mail.html()::get);
    assertFalse(mail.remoteImages());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          attachment; filename=Rechnung.pdf                                        | Rechnung.pdf
          attachment; filename="=?utf-8?Q?Pr=C3=BCfung.pdf?="                      | Prüfung.pdf
          attachment; filename*=utf-8''Pr%C3%BCfung.pdf                            | Prüfung.pdf
          attachment; filename*0*=iso-8859-1''Pr%FC; filename*1=fung; filename*2=.pdf | Prüfung.pdf
          attachment; filename="../../etc/passwd"                                  | passwd
          attachment; filename="C:\\Users\\eva\\Brief.doc"                         | Brief.doc
          attachment; filename=".htaccess"                                         | htaccess
          attachment; filename="a<b>:c?d.txt"                                      | a_b__c_d.txt
          attachment; filename="Rechnung=?utf-8?Q?=E2=80=AE?=fdp.exe"              | Rechnungfdp.exe
          attachment; filename=""                                                  | attachment.pdf
          attachment                                                               | attachment.pdf
          ATTACHMENT; FILENAME="GROSS.PDF"                                         | GROSS.PDF
          attachment; filename="offen.pdf                                          | offen.pdf
          """)
  void fileNamesAreDecodedAndHarmless(String disposition, String name) {
    Incoming mail =
        read("Content-Type: application/pdf\nContent-Disposition: " + disposition + "\n\n%PDF-1.7");
    assertEquals(name, onlyFile(mail).name());
    assertEquals("application/pdf", onlyFile(mail).type());
  }

  @Test
  void aFileNameKeepsItsEndingWhenItIsCut() {
    Incoming mail =
        read("Content-Type: application/pdf; name=\"" + "x".repeat(5000) + ".pdf\"\n\nx");
    assertEquals(150, onlyFile(mail).name().length());
    assertTrue(onlyFile(mail).name().endsWith(".pdf"));
  }

  @Test
  void anAttachedMessageIsAFileNamedByItsSubject() {
    Incoming mail =
        read(
            """
            Content-Type: multipart/mixed; boundary=b

            --b

            siehe Anlage
            --b
            Content-Type: message/rfc822

            From: x@y.example
            Subject: Alte Mail: 1/2
            Content-Type: multipart/mixed; boundary=c

            --c

            innen
            --c--
            --b--
            """);
    assertEquals("siehe Anlage", mail.text());
    assertEquals("Alte Mail_ 1-2.eml", onlyFile(mail).name());
    assertTrue(new String(onlyFile(mail).content(), StandardCharsets.UTF_8).contains("innen"));
  }

  @Test
  void winmailDatIsKeptAsItIs() {
    Incoming mail = read("Content-Type: application/ms-tnef; name=winmail.dat\n\nx\u009f>\"");
    assertEquals("winmail.dat", onlyFile(mail).name());
    assertArrayEquals(new byte[] {0x78, (byte) 0x9f, 0x3e, 0x22}, onlyFile(mail).content());
  }

  @Test
  void uuencodedFilesAreTakenOutOfTheText() {
    Incoming mail =
        read("Subject: x\n\nHallo\nbegin 644 hallo.txt\n+2&%L;&\\@5V5L=\"$ \n`\nend\nTschüss");
    FilePart file = onlyFile(mail);
    assertEquals("hallo.txt", file.name());
    assertEquals("Hallo Welt!", new String(file.content(), StandardCharsets.US_ASCII));
    assertEquals("Hallo\nTschüss", mail.text());
  }

  @Test
  void aSentenceThatBeginsWithBeginIsText() {
    String text = "begin 644 Mal neu\nund dann\nnoch ein normaler Satz, der lang genug ist\nend";
    assertEquals(text, read("Subject: x\n\n" + text).text());
  }

  @Test
  void aMultipartWithoutItsBoundaryIsTextAsItIs() {
    assertEquals(
        "Hier ist nichts geteilt.",
        read("Content-Type: multipart/mixed; boundary=weg\n\nHier ist nichts geteilt.").text());
    assertEquals(
        "Hier auch nicht.", read("Content-Type: multipart/mixed\n\nHier auch nicht.").text());
  }

  @Test
  void aMultipartThatForgotToNameItsBoundaryIsStillTakenApart() {
    Incoming mail =
        read(
            "Content-Type: multipart/mixed\n\n--xyz\n\nText\n--xyz\nContent-Type: image/png\n\nx\n--xyz--");
    assertEquals("Text", mail.text());
    assertEquals("image/png", onlyFile(mail).type());
  }

  @Test
  void aMessageCutOffInTheMiddleKeepsWhatArrived() {
    Incoming mail =
        read(
            "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nText\n--b\nContent-Type: "
                + "application/pdf; name=halb.pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0xLj");
    assertEquals("Text", mail.text());
    assertEquals("halb.pdf", onlyFile(mail).name());
    assertEquals("%PDF-1.", new String(onlyFile(mail).content(), StandardCharsets.US_ASCII));
  }

  @Test
  void oneBoundaryThatBeginsLikeAnotherIsNotTheOther() {
    Incoming mail =
        read(
            "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/alternative; "
                + "boundary=bb\n\n--bb\n\ninnen\n--bb--\n--b\nContent-Type: image/gif\n\nx\n--b--");
    assertEquals("innen", mail.text());
    assertEquals("image/gif", onlyFile(mail).type());
  }

  @Test
  void namedTextBesideTheBodyIsAFile() {
    Incoming mail =
        read(
            "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nText\n--b\nContent-Type: text/plain;"
                + " name=protokoll.txt\nContent-Disposition: inline\n\nZeile\n--b--");
    assertEquals("Text", mail.text());
    assertEquals("protokoll.txt", onlyFile(mail).name());
  }

  @Test
  void twoCopiesOfOneMessageHaveOneHash() {
    String body =
        """
        Subject: Frage
        Content-Type: multipart/mixed; boundary=%1$s

        --%1$s
        %2$s
        --%1$s
        Content-Type: application/pdf
        Content-Transfer-Encoding: base64

        JVBERi0xLj
        --%1$s--
        """;
    String first =
        "Received: from a\nDelivered-To: x@y\n"
            + body.formatted(
                "b",
                "Content-Type: text/plain;"
                    + " charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nGr=C3=BC=C3=9Fe  \n");
    String second =
        body.formatted("anders", "Content-Type: text/plain; charset=iso-8859-1\n\nGr\u00fc\u00dfe");
    Incoming crlf = read(Mails.bytes(first));
    Incoming lf = read(second.getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(64, crlf.contentHash().length());
    assertEquals(crlf.contentHash(), lf.contentHash());
    assertNotEquals(
        crlf.contentHash(), read(Mails.bytes(first.replace("JVBERi0x", "JVBERi0y"))).contentHash());
    assertNotEquals(
        crlf.contentHash(), read(Mails.bytes(first.replace("Frage", "Frage 2"))).contentHash());
    assertNotEquals(
        crlf.contentHash(), read(Mails.bytes(first.replace("Gr=C3", "Kr=C3"))).contentHash());
  }
}
