package io.faden.staff;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What people may call themselves and choose as a password. Pure; faults are sentences. */
final class InputRules {
  private static final int PASSWORD_LEAST = 10;
  private static final int PASSWORD_MOST = 1024;
  private static final int NAME_MOST = 200;
  private static final int EMAIL_MOST = 254;

  /** Long enough and still the first that anybody tries. */
  private static final Set<String> ABSURD =
      Set.of(
          "1234567890",
          "0123456789",
          "12345678910",
          "0987654321",
          "qwertzuiop",
          "qwertyuiop",
          "passwort123",
          "passwort1234",
          "password123",
          "password1234",
          "hallo12345",
          "administrator",
          "geheimgeheim",
          "changeme123");

  private InputRules() {}

  /** One line of visible text, without what turns the direction of writing around. */
  static Optional<String> faultInName(String name) {
    if (name.isBlank() || name.length() > NAME_MOST) {
      return Optional.of("A name has 1 to 200 characters");
    }
    return name.codePoints().allMatch(InputRules::fitsIntoALine)
        ? Optional.empty()
        : Optional.of("A name has no control characters");
  }

  private static boolean fitsIntoALine(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default ->
          (character < 0x202A || character > 0x202E) && (character < 0x2066 || character > 0x2069);
    };
  }

  /** As addresses are kept and compared: without spaces around, in small letters. */
  static String address(String written) {
    return written.strip().toLowerCase(Locale.ROOT);
  }

  /** A sane address, not a valid one: whether it is real, only a message can tell. */
  static Optional<String> faultInAddress(String address) {
    int at = address.indexOf('@');
    boolean sane =
        at > 0
            && at == address.lastIndexOf('@')
            && at < address.length() - 1
            && address.length() <= EMAIL_MOST
            && address.codePoints().allMatch(InputRules::fitsIntoALine)
            && address
                .codePoints()
                .noneMatch(each -> Character.isWhitespace(each) || Character.isSpaceChar(each));
    return sane ? Optional.empty() : Optional.of("This is not an e-mail address");
  }

  static Optional<String> faultInPassword(String password, String name, String address) {
    int length = password.codePointCount(0, password.length());
    if (length < PASSWORD_LEAST || password.length() > PASSWORD_MOST) {
      return Optional.of("A password has 10 to 1024 characters");
    }
    String small = password.strip().toLowerCase(Locale.ROOT);
    if (small.equals(address) || small.equals(name.strip().toLowerCase(Locale.ROOT))) {
      return Optional.of("A password is neither your name nor your e-mail address");
    }
    return ABSURD.contains(small) || small.codePoints().distinct().count() < 3
        ? Optional.of("Everybody would guess this password")
        : Optional.empty();
  }
}
