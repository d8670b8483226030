package io.faden.channel.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.Incoming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotedHistoryTest {
  private static final String NEW = "Vielen Dank,\ndas hilft.\n\nGruß\nEva";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Am 04.05.2026 um 12:15 schrieb Nordlicht Service:\n> Guten Tag\n> Frau Klein",
        "Am Mo., 4. Mai 2026 um 12:15 Uhr schrieb Nordlicht Service <\nservice@nordlicht.example>:\n\n> Guten Tag\n>\n>> Hallo",
        "On Mon, May 4, 2026 at 12:15 PM Nordlicht <service@nordlicht.example> wrote:\n\n> Guten Tag",
        "On 4 May 2026, at 12:15, Nordlicht wrote:\n\nGuten Tag ohne Zeichen\nFrau Klein",
        "-----Ursprüngliche Nachricht-----\nVon: Nordlicht\nGesendet: Montag\n\nGuten Tag",
        "-----Original Message-----\nFrom: Nordlicht\n\nGuten Tag",
        "________________________________\nVon: Nordlicht <service@nordlicht.example>\nGesendet: Montag, 4. Mai 2026\nAn: Eva\nBetreff: x\n\nGuten Tag",
        "From: Nordlicht <service@nordlicht.example>\nSent: Monday, May 4, 2026\nTo: Eva\nSubject: x\n\nGuten Tag",
        "*Von:* Nordlicht <service@nordlicht.example>\n*Gesendet:* Montag\n*An:* Eva\n\nGuten Tag",
        "Nordlicht Service schrieb:\n> Guten Tag",
        "> Guten Tag\n> Frau Klein\n\n"
      })
  void historyAtTheEndIsSplitOff(String history) {
    Incoming mail =
        Mails.read(
            Mails.utf8("Content-Type: text/plain; charset=utf-8\n\n" + NEW + "\n\n" + history));
    assertEquals(NEW, mail.text());
    assertEquals(history.stripTrailing(), mail.quoted());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "> Wann kommt es?\nMorgen.\n> Und die Rechnung?\nLiegt bei.",
        "Am 4. Mai schrieb ich Ihnen schon: bitte melden.\nDanke",
        "Von: Hamburg\nNach: Kiel",
        "> nur ein Zitat\n> ohne eigenes Wort",
        "-----Ursprüngliche Nachricht-----\nVon: Kunde\nGesendet: Montag\n\nnur weitergeleitet",
        "Ich warte.\n-- \nEva Klein\nOn the beach"
      })
  void whatIsNoHistoryAtTheEndStays(String text) {
    Incoming mail = Mails.read(Mails.utf8("Content-Type: text/plain; charset=utf-8\n\n" + text));
    assertEquals(text.replace("-- \n", "--\n"), mail.text());
    assertEquals("", mail.quoted());
  }

  @Test
  void onlyTheLastUnansweredQuoteGoesWhenAnswersStandBetween() {
    Incoming mail = Mails.read("Subject: x\n\n> Wann?\nMorgen.\n> Und Ihre Signatur\n> lang");
    assertEquals("> Wann?\nMorgen.", mail.text());
    assertEquals("> Und Ihre Signatur\n> lang", mail.quoted());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div class=\"gmail_quote\"><div class=\"gmail_attr\">Am 4. Mai 2026 schrieb Nordlicht:<br></div><blockquote>ALT</blockquote></div>",
        "<div>Am 04.05.2026 um 12:15 schrieb Nordlicht:</div><blockquote type=\"cite\"><p>ALT</p></blockquote>",
        "<div id=\"divRplyFwdMsg\"><b>Von:</b> Nordlicht<br><b>Gesendet:</b> Montag</div><div>ALT</div>",
        "<hr><div id=\"divRplyFwdMsg\"><b>From:</b> Nordlicht<br><b>Sent:</b> Monday</div><div>ALT</div>",
        "<div><div style=\"border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm\"><p><b>Von:</b> Nordlicht<br><b>Gesendet:</b> Montag</p></div></div><p>ALT</p>",
        "<div class=\"moz-cite-prefix\">Am 04.05.26 um 12:15 schrieb Nordlicht:</div><blockquote type=\"cite\">ALT</blockquote>",
        "<blockquote>ALT</blockquote>"
      })
  void historyInHtmlIsFoldedAndKept(String history) {
    Incoming mail = Mails.html("<div><p>Vielen Dank</p>" + history + "</div>");
    String html = mail.html().orElseThrow();
    int fold = html.indexOf("<details class=\"faden-quote\"><summary>…</summary>");
    assertTrue(fold > html.indexOf("Vielen Dank"), html);
    assertTrue(html.indexOf("ALT") > fold, html);
    assertTrue(html.indexOf("Nordlicht") < 0 || html.indexOf("Nordlicht") > fold, html);
    assertEquals("Vielen Dank", mail.text());
    assertTrue(mail.quoted().contains("ALT"), mail.quoted());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<blockquote>Wann?</blockquote><p>Morgen</p>",
        "<p>Zu 1:</p><blockquote>Wann?</blockquote><p>Morgen</p>",
        "<div class=gmail_quote><blockquote>nur weitergeleitet</blockquote></div>",
        "<p>Kein Zitat</p>"
      })
  void htmlWithAnswersBetweenQuotesIsNotFolded(String html) {
    assertFalse(Mails.html(html).html().orElseThrow().contains("<details"));
  }
}
