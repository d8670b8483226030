package io.faden.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FormOfAddressTest {

  private static Optional<String> form(String text) {
    return FormOfAddress.in(text).map(FormOfAddress.Learned::form);
  }

  @Test
  void whoeverSaysDuIsHeard() {
    for (String text :
        List.of(
            "Hallo Lena, kannst du mir die Rechnung schicken?",
            "Hallo Lena,\nkannst du mir bitte helfen?",
            "Kannst Du mir sagen, wann das Paket kommt?",
            "Du hast mir gestern geschrieben.",
            "Danke dir für die schnelle Antwort!",
            "Ich danke Dir.",
            "Ich habe dich nicht erreicht.",
            "Ist das dein Ernst?",
            "Deine Mail habe ich bekommen, danke.",
            "Habt ihr meine Bestellung bekommen?",
            "Könnt Ihr mir bitte sagen, wo sie ist?",
            "Ich finde es schade, dass Ihr mir nicht antwortet.",
            "Ich habe bei euch bestellt und warte noch immer.",
            "Eure Lieferung ist nicht gekommen.",
            "kannst du mal schauen, wo mein paket ist",
            "Ihr Lieben,\nwann könnt ihr liefern? Ich warte.",
            "KANNST DU MIR BITTE HELFEN?",
            "Moin, hast du die Mail von \"Sie hören von uns\" gesehen?")) {
      assertEquals(Optional.of("du"), form(text), text);
    }
  }

  @Test
  void whoeverSaysSieIsHeard() {
    for (String text :
        List.of(
            "Können Sie mir bitte sagen, wann die Ware kommt?",
            "Sehr geehrte Damen und Herren,\nbitte senden Sie mir die Rechnung.",
            "Ich habe Ihnen bereits geschrieben.",
            "Ich beziehe mich auf Ihr Schreiben vom 3. Mai.",
            "Mit Ihrer Antwort bin ich nicht zufrieden.",
            "Leider hat Ihr Kollege nicht zurückgerufen.",
            "Wie kommen Sie darauf?",
            "Ich bitte um Rückruf unter der Nummer, die Sie haben.",
            "Guten Tag Frau Meier, haben Sie meine Mail bekommen?",
            "Wir haben den Betrag an Sie überwiesen\nund bitten um Bestätigung.",
            "Der Zähler ist kaputt und ich möchte\nIhnen das melden.",
            "Wir warten auf Ihre Lieferung.")) {
      assertEquals(Optional.of("Sie"), form(text), text);
    }
  }

  @Test
  void whatCouldMeanAnythingElseIsNotAssumed() {
    for (String text :
        List.of(
            "",
            "Bitte um Rückruf.",
            "Die Frau hat sie mir gegeben.",
            "die Frau hat sie",
            "Sie haben das Paket bei den Nachbarn abgegeben.",
            "Meine Mutter ist krank. Ihre Rechnung zahle ich.",
            "Ihr Schreiben vom 3. Mai habe ich bekommen.",
            "Ihr Lieben, danke für alles.",
            "Können sie mir helfen?",
            "Ihnen einen schönen Tag und danke.",
            "Ihre Kollegin sagte: \"Du hast gesagt, es kommt heute\".",
            "Sie sagte „du bekommst das Geld zurück“ und legte auf.",
            "Er schrieb: »Kommen Sie vorbei« und war nicht da.",
            "> Können Sie mir bitte helfen?\nNein, das ist erledigt.",
            "Danke, das ist erledigt.\n\nMit freundlichen Grüßen\nKarl Kunde\nWir freuen uns auf Sie!",
            "Danke, das ist da.\n-- \nBesuchen Sie uns auf der Messe, ich bin auch da.",
            "Ist erledigt, danke.\n\nDiese Mail ist vertraulich, falls Sie nicht der richtige Empfänger sind.",
            "Wir sind per du mit dem Fahrer, das ist nicht die Frage.",
            "Er hat mir das Du angeboten, und ich habe mich gefreut.",
            "Can you help me, please? I have written to you.",
            "Je voudrais du pain et du vin pour la fête.",
            "Hej, kan du hjälpe mig? Jeg har ikke fået det.",
            "BITTE RUFEN SIE MICH AN",
            "Bitte Rufen Sie Mich An",
            "Können Sie mir sagen, wann eure Lieferung kommt?",
            "Ich habe gewartet: Sie kamen nicht.",
            "- Sie fehlen\n- die Rechnung ist falsch",
            "\uD83D\uDE00\uD83D\uDE00",
            "مرحبا du",
            "x".repeat(20_000),
            "\"".repeat(5_000),
            "Sie ".repeat(5_000))) {
      assertEquals(Optional.empty(), form(text), text.substring(0, Math.min(80, text.length())));
    }
  }

  @Test
  void theSentenceIsShown() {
    FormOfAddress.Learned learned =
        FormOfAddress.in(
                "Hallo zusammen.\nDas Paket ist da.\nKannst du mir noch die\nRechnung schicken? Danke!")
            .orElseThrow();
    assertEquals("Kannst du mir noch die Rechnung schicken?", learned.sentence());
    String endless = "Ich möchte, dass du " + "\uD83D\uDE00 immer ".repeat(200);
    assertTrue(FormOfAddress.in(endless).orElseThrow().sentence().length() <= 300);
  }
}
