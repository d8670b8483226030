package io.faden.customer;

import java.util.regex.Pattern;

/** What somebody calls themselves, as it comes from outside. */
public final class GivenName {
  /** They make a name look like another one. Source: Unicode UAX #9, sections 2.1 to 2.4. */
  private static final Pattern TURNING = Pattern.compile("[\u202A-\u202E\u2066-\u2069]");

  /** Fillers are letters by their class, yet there is nothing to see. */
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{C}\\p{Z}\\s\u034F\u115F\u1160\u2800\u3164\uFFA0\uFE00-\uFE0F]*");

  private GivenName() {}

  /** Without marks that turn the reading direction; empty if there is nothing in it to see. */
  public static String clean(String text) {
    String name = TURNING.matcher(text).replaceAll("").strip();
    return UNSEEN.matcher(name).matches() ? "" : name;
  }
}
