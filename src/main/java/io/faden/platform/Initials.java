package io.faden.platform;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Two letters for an avatar. */
public final class Initials {
  private Initials() {}

  /** First letters of the first and last word; "?" for a name without letters or digits. */
  public static String of(String name) {
    String[] words =
        Arrays.stream(name.strip().split("[\\s.@_-]+"))
            .filter(word -> !word.isEmpty() && Character.isLetterOrDigit(word.codePointAt(0)))
            .toArray(String[]::new);
    if (words.length == 0) {
      return "?";
    }
    String first = firstLetter(words[0]);
    return words.length == 1 ? first : first + firstLetter(words[words.length - 1]);
  }

  /**
   * What stands behind a public post of somebody who chose nothing: {@code on} for Oliver Neumann.
   * Empty for a name without letters.
   */
  public static Optional<String> sign(String name) {
    String[] words =
        Arrays.stream(name.strip().split("[^\\p{L}]+"))
            .filter(word -> !word.isEmpty())
            .toArray(String[]::new);
    if (words.length == 0) {
      return Optional.empty();
    }
    String both =
        words.length == 1
            ? firstLetter(words[0])
            : firstLetter(words[0]) + firstLetter(words[words.length - 1]);
    return Optional.of(both.toLowerCase(Locale.ROOT));
  }

  private static String firstLetter(String word) {
    return Character.toString(word.codePointAt(0)).toUpperCase(Locale.ROOT);
  }
}
