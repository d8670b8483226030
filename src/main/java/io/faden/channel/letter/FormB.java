package io.faden.channel.letter;

/**
 * Where things stand on a letter of DIN 5008, form B; millimetres from the left and upper edge of
 * A4. Sources: docs/letters.md.
 */
final class FormB {
  static final float WIDTH = 210;
  static final float HEIGHT = 297;

  static final float WINDOW_LEFT = 20;
  static final float WINDOW_TOP = 45;
  static final float WINDOW_WIDTH = 85;
  static final float WINDOW_HEIGHT = 45;

  /** Above it the return line and remarks for the carrier, below it the address. */
  static final float ADDRESS_TOP = 62.7f;

  static final float WINDOW_BOTTOM = WINDOW_TOP + WINDOW_HEIGHT;

  static final float DETAILS_LEFT = 125;
  static final float DETAILS_TOP = 50;
  static final float DETAILS_WIDTH = 75;

  static final float SUBJECT_TOP = 98.46f;

  static final float LEFT = 25;
  static final float RIGHT = 190;
  static final float TEXT_WIDTH = RIGHT - LEFT;

  static final float UPPER_FOLD = 105;
  static final float PUNCH = 148.5f;
  static final float LOWER_FOLD = 210;

  /** Printers reach no closer to the edge. */
  static final float MARK_LEFT = 5;

  static final float FOLD_RIGHT = 10;
  static final float PUNCH_RIGHT = 12;

  private FormB() {}
}
