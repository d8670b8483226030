package io.faden.channel.letter;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether text looks like words of some language. A font that has lost its table gives other
 * letters than those that are seen, mostly shifted in the alphabet. Only Latin letters are judged:
 * what is written in others is taken as it is, and so are figures.
 */
final class Garble {
  private static final String VOWELS = "aeiouyæœøıə";

  /** What words are joined by, and what addresses of mail and pages have inside. */
  private static final Pattern JOINTS =
      Pattern.compile("[-‐‑–—/.,:;_@&+·•|()'’‘\"„“”\\[\\]*#%?!€\\p{Cf}]+");

  private static final Pattern FIGURES_WITHIN = Pattern.compile("\\P{L}*\\p{N}.*\\p{L}{3}.*");
  private static final Pattern SIGNS_WITHIN =
      Pattern.compile(".*\\p{L}[^\\p{L}\\p{M}\\p{N}]+\\p{L}.*");
  private static final Pattern CAPITALS_WITHIN = Pattern.compile(".*\\p{Ll}\\p{M}*\\p{Lu}.*");
  private static final Pattern LATIN = Pattern.compile("\\p{IsLatin}");

  /** Below, a few abbreviations are as many as all words. */
  private static final int LEAST_WORDS = 8;

  private static final int LEAST_LETTERS = 40;

  private int words;
  private int odd;
  private int letters;
  private int vowels;

  private Garble() {}

  /** Input: lines of one page. A page with few words is never garbled. */
  static boolean isGarbled(List<TextLine> lines) {
    Garble page = new Garble();
    lines.stream()
        .flatMap(line -> line.words().stream())
        .flatMap(word -> JOINTS.splitAsStream(word.text()))
        .forEach(page::take);
    // A third and more are vowels in every language that is written like this.
    boolean withoutVowels = page.letters >= LEAST_LETTERS && page.vowels * 5 < page.letters;
    boolean mostlyOdd = page.words >= LEAST_WORDS && page.odd * 5 > page.words * 2;
    return withoutVowels || mostlyOdd;
  }

  private void take(String word) {
    long latin = LATIN.matcher(word).results().count();
    if (latin < 3) {
      return;
    }
    long voiced =
        Normalizer.normalize(word, Normalizer.Form.NFD)
            .codePoints()
            .filter(c -> VOWELS.indexOf(Character.toLowerCase(c)) >= 0)
            .count();
    boolean strange =
        (latin > 3 && voiced == 0)
            || FIGURES_WITHIN.matcher(word).matches()
            || SIGNS_WITHIN.matcher(word).matches()
            || CAPITALS_WITHIN.matcher(word).matches()
            || word.codePoints().anyMatch(Garble::otherScript);
    words++;
    odd += strange ? 1 : 0;
    letters += (int) latin;
    vowels += (int) voiced;
  }

  private static boolean otherScript(int c) {
    UnicodeScript script = UnicodeScript.of(c);
    return Character.isLetter(c)
        && script != UnicodeScript.LATIN
        && script != UnicodeScript.COMMON
        && script != UnicodeScript.INHERITED;
  }
}
