package io.faden.platform.pdf;

/** Which way a text is read. */
final class Direction {
  private Direction() {}

  private static boolean isRightToLeft(int sign) {
    byte direction = Character.getDirectionality(sign);
    return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
        || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
  }

  static boolean hasRightToLeft(String text) {
    return text.codePoints().anyMatch(Direction::isRightToLeft);
  }

  /** By its first letter that has a direction. Source: Unicode UAX #9, rule P2. */
  static boolean beginsRightToLeft(String text) {
    return text.codePoints()
        .filter(
            sign ->
                isRightToLeft(sign)
                    || Character.getDirectionality(sign) == Character.DIRECTIONALITY_LEFT_TO_RIGHT)
        .limit(1)
        .anyMatch(Direction::isRightToLeft);
  }
}
