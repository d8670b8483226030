package io.faden.channel.social;

import io.faden.channel.Writing.Finding;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bank accounts in running text, in groups or not; only with a checksum that fits. Source: ISO
 * 13616, and the lengths of the IBAN registry.
 */
final class IbanFinder {
  private static final Pattern START =
      Pattern.compile("(?i)(?<![\\p{L}\\p{N}])[a-z]{2}[ .\\u00A0-]?\\d[ .\\u00A0-]?\\d");
  private static final BigInteger MODULUS = BigInteger.valueOf(97);
  private static final Map<String, Integer> LENGTHS =
      Map.ofEntries(
          Map.entry("AT", 20),
          Map.entry("BE", 16),
          Map.entry("BG", 22),
          Map.entry("CH", 21),
          Map.entry("CY", 28),
          Map.entry("CZ", 24),
          Map.entry("DE", 22),
          Map.entry("DK", 18),
          Map.entry("EE", 20),
          Map.entry("ES", 24),
          Map.entry("FI", 18),
          Map.entry("FR", 27),
          Map.entry("GB", 22),
          Map.entry("GR", 27),
          Map.entry("HR", 21),
          Map.entry("HU", 28),
          Map.entry("IE", 22),
          Map.entry("IS", 26),
          Map.entry("IT", 27),
          Map.entry("LI", 21),
          Map.entry("LT", 20),
          Map.entry("LU", 20),
          Map.entry("LV", 21),
          Map.entry("MC", 27),
          Map.entry("MT", 31),
          Map.entry("NL", 18),
          Map.entry("NO", 15),
          Map.entry("PL", 28),
          Map.entry("PT", 25),
          Map.entry("RO", 24),
          Map.entry("RS", 22),
          Map.entry("SE", 24),
          Map.entry("SI", 19),
          Map.entry("SK", 24),
          Map.entry("SM", 27),
          Map.entry("TR", 26),
          Map.entry("UA", 29));

  private IbanFinder() {}

  static List<Finding> find(String text) {
    List<Finding> found = new ArrayList<>();
    for (Matcher start = START.matcher(text); start.find(); ) {
      String country = text.substring(start.start(), start.start() + 2).toUpperCase(Locale.ROOT);
      int end = end(text, start.start(), LENGTHS.getOrDefault(country, 0));
      if (end > 0) {
        String written = text.substring(start.start(), end);
        if (checks(plain(written))) {
          found.add(new Finding("iban", written, start.start(), end));
        }
      }
    }
    return found;
  }

  /** Where so many letters and digits end, with at most one separator between two; else 0. */
  private static int end(String text, int start, int length) {
    int signs = 0;
    boolean separated = false;
    for (int place = start; place < text.length() && length > 0; place++) {
      char sign = text.charAt(place);
      if (sign < 128 && Character.isLetterOrDigit(sign)) {
        separated = false;
        signs++;
        if (signs == length) {
          boolean over =
              place + 1 == text.length() || !Character.isLetterOrDigit(text.charAt(place + 1));
          return over ? place + 1 : 0;
        }
      } else if (separated || " .-\u00A0".indexOf(sign) < 0) {
        return 0;
      } else {
        separated = true;
      }
    }
    return 0;
  }

  static String plain(String written) {
    return written.replaceAll("[ .\\u00A0-]", "").toUpperCase(Locale.ROOT);
  }

  private static boolean checks(String iban) {
    StringBuilder digits = new StringBuilder();
    (iban.substring(4) + iban.substring(0, 4))
        .chars()
        .forEach(sign -> digits.append(Character.digit(sign, 36)));
    return new BigInteger(digits.toString()).mod(MODULUS).intValue() == 1;
  }
}
