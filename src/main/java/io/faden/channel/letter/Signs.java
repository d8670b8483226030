package io.faden.channel.letter;

import io.faden.platform.pdf.Look;
import io.faden.platform.pdf.Print;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes foreign text printable, and remembers what could not be. Control characters and marks that
 * turn the direction are no text; ornamental letters (as 𝓛) become the plain ones.
 */
final class Signs {
  /** What comes in has none of these: they are no text. */
  private static final String GAP = "\0";

  private static final Pattern BEFORE_A_MARK = Pattern.compile(" *\0[\0 ]*(?=[.,;:!?…)\\]}»“”])");
  private static final Pattern GAPS = Pattern.compile(" *\0[\0 ]*");

  private final Set<String> leftOut = new LinkedHashSet<>();
  private final Set<String> unprintable = new LinkedHashSet<>();

  /** Without line breaks; blanks of every kind and length are one blank. */
  String line(String text, Look look) {
    return printable(text, look).replaceAll("\\s+", " ").strip();
  }

  /** Lines stay lines; there may be empty ones between. */
  List<String> lines(String text, Look look) {
    String even = text.replaceAll("\\R", "\n").strip();
    return printable(even, look).lines().map(String::strip).toList();
  }

  private String printable(String text, Look look) {
    StringBuilder clean = new StringBuilder();
    Normalizer.normalize(text, Normalizer.Form.NFC)
        .codePoints()
        .forEach(sign -> clean.append(printed(sign, look)));
    return closed(clean.toString());
  }

  /** Where something is left out, no blank is left in front of a full stop, and no two in a row. */
  private static String closed(String text) {
    return GAPS.matcher(BEFORE_A_MARK.matcher(text).replaceAll(""))
        .replaceAll(gap -> gap.group().contains(" ") ? " " : "");
  }

  private String printed(int sign, Look look) {
    if (sign == '\t') {
      return "    ";
    }
    if (sign == '\n' || Character.isWhitespace(sign)) {
      return sign == '\n' ? "\n" : " ";
    }
    if (isNoText(sign)) {
      return "";
    }
    String itself = Character.toString(sign);
    if (Print.has(sign, look)) {
      return itself;
    }
    String plain = Normalizer.normalize(itself, Normalizer.Form.NFKC);
    if (plain.codePoints().allMatch(each -> Print.has(each, look))) {
      return plain;
    }
    boolean partOfAWord = Character.isLetterOrDigit(sign) || Character.isIdeographic(sign);
    (partOfAWord ? unprintable : leftOut).add(itself);
    return GAP;
  }

  private static boolean isNoText(int sign) {
    int type = Character.getType(sign);
    return type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
  }

  List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  List<String> unprintable() {
    return List.copyOf(unprintable);
  }
}
