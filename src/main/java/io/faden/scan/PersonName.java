package io.faden.scan;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How a name on a letter fits the name of a customer. */
final class PersonName {
  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

  /** They stand before a name or behind it, and say nothing of who it is. */
  private static final List<String> TITLES =
      List.of("herr", "herrn", "frau", "familie", "fam", "firma", "dr", "prof", "mr", "mrs", "ms");

  private PersonName() {}

  /** Yes, maybe or no as in {@link LetterEvidence}; no where either is not known. */
  static String fits(String onLetter, String customer) {
    List<String> written = words(onLetter);
    List<String> known = words(customer);
    if (written.isEmpty() || known.isEmpty()) {
      return LetterEvidence.NO;
    }
    if (written.equals(known) || (written.size() > 1 && sameWords(written, known))) {
      return LetterEvidence.YES;
    }
    return sameLast(written, known) && firstFits(written, known)
        ? LetterEvidence.MAYBE
        : LetterEvidence.NO;
  }

  /** Böttcher, Jürgen is Jürgen Böttcher. */
  private static boolean sameWords(List<String> written, List<String> known) {
    return written.stream().sorted().toList().equals(known.stream().sorted().toList());
  }

  private static boolean sameLast(List<String> written, List<String> known) {
    return written.getLast().equals(known.getLast());
  }

  /** An initial, one of several given names, or none at all. */
  private static boolean firstFits(List<String> written, List<String> known) {
    if (written.size() == 1 || known.size() == 1) {
      return true;
    }
    String one = written.getFirst();
    String other = known.getFirst();
    return one.equals(other)
        || (one.length() == 1 && other.startsWith(one))
        || (other.length() == 1 && one.startsWith(other));
  }

  static boolean sameSurname(String onLetter, String customer) {
    List<String> written = words(onLetter);
    List<String> known = words(customer);
    return !written.isEmpty() && !known.isEmpty() && sameLast(written, known);
  }

  /** In lower case, umlauts as people without the keys for them write them. */
  private static List<String> words(String name) {
    String plain =
        name.toLowerCase(Locale.ROOT)
            .replace("ä", "ae")
            .replace("ö", "oe")
            .replace("ü", "ue")
            .replace("ß", "ss");
    String bare = ACCENTS.matcher(Normalizer.normalize(plain, Normalizer.Form.NFKD)).replaceAll("");
    return Arrays.stream(NO_LETTERS.split(bare))
        .filter(word -> !word.isEmpty() && !TITLES.contains(word))
        .toList();
  }
}
