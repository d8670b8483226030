package io.faden.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What customers of a supplier of heat write, by chance but always the same for the same seed: the
 * n-th word is n times rarer than the first, as in real languages. 18,000 words; the rare ones are
 * made of two.
 */
final class German {
  private static final int WORDS = 18_000;

  private static final String SMALL =
      "der die und ich Sie ist nicht das wir in zu den mit es von für auf ein haben dem wie auch dass im sich an "
          + "Rechnung bei wird noch nur mir aus werden um so als hat am bitte kann seit uns oder wenn bis meine nach sind "
          + "über Ihnen war einen immer schon mehr vor zum durch was wurde keine Ihre jetzt wieder dann zwei alle heute "
          + "diese hier sehr ohne unsere gestern gerne leider danke Termin Vertrag Zahlung Anfrage Woche Montag Antwort";
  private static final String NOUNS =
      "Wärme Pumpe Heizung Strom Gas Wasser Zähler Stand Ablesung Abschlag Abrechnung Guthaben Betrag Konto Lastschrift "
          + "Mahnung Frist Kündigung Umzug Wohnung Haus Keller Dach Garten Straße Mieter Vermieter Nachbar Techniker "
          + "Handwerker Monteur Störung Ausfall Leitung Rohr Ventil Kessel Brenner Speicher Regler Fühler Anzeige Display "
          + "Fehler Code Wartung Prüfung Protokoll Anlage Gerät Modell Ersatz Teil Lieferung Paket Bestellung Angebot Preis "
          + "Tarif Verbrauch Jahr Monat Winter Sommer Sonne Solar Speck Ladung Säule Auto Netz Anschluss Antrag Formular "
          + "Unterlage Kopie Bescheid Amt Steuer Kredit Bank Karte Nummer Adresse Name Telefon Anruf Rückruf Mail Brief Post "
          + "Foto Bild Datei Anhang Portal Zugang Kennwort App Meldung Beschwerde Lob Dienst Schicht Büro Halle Lager Tür "
          + "Fenster Wand Boden Decke Küche Bad Dusche Ofen Kamin Schacht Isolierung Dämmung Holz Stein Metall Kupfer Eisen "
          + "Kunststoff Farbe Licht Lampe Schalter Kabel Stecker Sicherung Kasten Motor Lüfter Filter Öl Tank Schlauch";

  private final List<String> words;

  German() {
    List<String> known = new ArrayList<>(List.of(SMALL.split(" ")));
    String[] nouns = NOUNS.split(" ");
    List<String> rest = new ArrayList<>(List.of(nouns));
    for (String first : nouns) {
      for (String second : nouns) {
        if (!first.equals(second)) {
          rest.add(
              first
                  + (first.endsWith("ung") ? "s" : "")
                  + second.toLowerCase(java.util.Locale.ROOT));
        }
      }
    }
    // Simple ones stay in front of those made of two.
    Collections.shuffle(rest.subList(nouns.length, rest.size()), new Random(7));
    known.addAll(rest);
    words = List.copyOf(known.subList(0, WORDS));
  }

  /** The word of a rank, the commonest being 0. */
  String word(int rank) {
    return words.get(rank);
  }

  String word(Random chance) {
    return words.get((int) Math.pow(WORDS, chance.nextDouble()) - 1);
  }

  String noun(Random chance) {
    return words.get(SMALL.split(" ").length + (int) Math.pow(2_000, chance.nextDouble()));
  }

  /** Sentences with so many words in all. */
  String text(Random chance, int count) {
    StringBuilder text = new StringBuilder();
    int left = 0;
    for (int number = 0; number < count; number++) {
      String word = word(chance);
      if (left == 0) {
        left = 5 + chance.nextInt(12);
        text.append(text.isEmpty() ? "" : ". ")
            .append(Character.toUpperCase(word.charAt(0)))
            .append(word.substring(1));
      } else {
        text.append(' ').append(word);
      }
      left--;
    }
    return text.append('.').toString();
  }
}
