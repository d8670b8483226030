package io.faden.search;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * A text as the database folds it (search_fold in V019), with the way back: small letters without
 * accents, ü = ue = u, ß = ss.
 */
final class Folded {
  private final StringBuilder letters = new StringBuilder();
  private int[] origins = new int[64];

  private Folded() {}

  static Folded of(String text) {
    Folded folded = new Folded();
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      folded.fold(text.codePointAt(at), at);
    }
    return folded;
  }

  static String fold(String text) {
    return of(text).letters();
  }

  private void fold(int character, int at) {
    if (character < 0x80) {
      add((char) Character.toLowerCase(character), at);
      return;
    }
    String plain =
        character == 'ß'
            ? "ss"
            : Normalizer.normalize(
                Character.toString(Character.toLowerCase(character)), Normalizer.Form.NFKD);
    for (int index = 0; index < plain.length(); index++) {
      char letter = plain.charAt(index);
      if (letter < 0x300 || letter > 0x36f) {
        add(
            switch (letter) {
              case 'ø', 'œ' -> 'o';
              case 'ł' -> 'l';
              case 'đ' -> 'd';
              case 'æ' -> 'a';
              default -> letter;
            },
            at);
      }
    }
  }

  private void add(char letter, int at) {
    int last = letters.length() - 1;
    if (letter == 'e' && last >= 0 && "aou".indexOf(letters.charAt(last)) >= 0) {
      return;
    }
    letters.append(letter);
    if (origins.length < letters.length()) {
      origins = Arrays.copyOf(origins, origins.length * 2);
    }
    origins[letters.length() - 1] = at;
  }

  String letters() {
    return letters.toString();
  }

  /** Where in the text a letter comes from. */
  int origin(int letter) {
    return origins[letter];
  }
}
