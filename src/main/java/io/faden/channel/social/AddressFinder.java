package io.faden.channel.social;

import io.faden.channel.Writing.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where people live, in running text. */
final class AddressFinder {
  /** A street with its number, and a postal code with its town right behind it. */
  private static final Pattern WHOLE =
      Pattern.compile(
          "(?u)(?<![\\p{L}\\p{N}])\\p{Lu}[\\p{L}.'-]{1,40}(?: [\\p{L}][\\p{L}.'-]{0,30}){0,3} \\d{1,4} ?[a-zA-Z]?(?: ?[-/] ?\\d{1,4} ?[a-zA-Z]?)?"
              + "(?:\\s*[,;·•|]\\s*|\\s+|\\s+in\\s+|\\s*,\\s*in\\s+)(?:[A-Z]{1,2}-\\d{4,5}|\\d{5})\\s+\\p{Lu}\\p{L}+(?:[ -]\\p{Lu}\\p{L}+)?");

  private static final Pattern KIND_OF_STREET = Pattern.compile("str(?:aße|asse|\\.)?$");
  private static final Pattern NUMBER =
      Pattern.compile("^(.*\\p{L}.*?)[\\s,]*(\\d{1,4})\\s*([a-zA-Z]?)$");

  private AddressFinder() {}

  /** Those that are known need no town beside them. */
  static List<Finding> find(String text, List<String> streets) {
    List<Finding> found = new ArrayList<>();
    for (Matcher whole = WHOLE.matcher(text); whole.find(); ) {
      found.add(new Finding("postal", whole.group(), whole.start(), whole.end()));
    }
    for (String street : streets) {
      Matcher numbered = NUMBER.matcher(street.strip());
      if (numbered.matches()) {
        Matcher known = form(numbered).matcher(text);
        while (known.find()) {
          found.add(new Finding("postal", known.group(), known.start(), known.end()));
        }
      }
    }
    return found;
  }

  private static Pattern form(Matcher numbered) {
    String name = numbered.group(1).strip().toLowerCase(Locale.ROOT);
    Matcher kind = KIND_OF_STREET.matcher(name);
    boolean street = kind.find();
    StringBuilder form = new StringBuilder("(?iu)(?<![\\p{L}\\p{N}])");
    (street ? name.substring(0, kind.start()) : name)
        .codePoints()
        .forEach(sign -> form.append(sign(sign)));
    if (street) {
      form.append("str(?:aße|asse|\\.)?");
    }
    String letter = numbered.group(3);
    return Pattern.compile(
        form
            + "[\\s,]{0,3}(?:nr\\.?\\s?)?"
            + numbered.group(2)
            + (letter.isEmpty() ? "" : "\\s?" + letter)
            + "(?![\\p{L}\\p{N}])");
  }

  /** Blanks and dashes are written by some; umlauts are written as two letters by others. */
  private static String sign(int sign) {
    return switch (sign) {
      case ' ', '-', '.' -> "[\\s.-]{0,2}";
      case 'ä' -> "(?:ä|ae)";
      case 'ö' -> "(?:ö|oe)";
      case 'ü' -> "(?:ü|ue)";
      case 'ß' -> "(?:ß|ss)";
      default -> Pattern.quote(Character.toString(sign));
    };
  }
}
