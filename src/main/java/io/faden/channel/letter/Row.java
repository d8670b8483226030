package io.faden.channel.letter;

import io.faden.platform.pdf.Look;
import java.util.Optional;

/**
 * A line of a letter, or a picture of that height.
 *
 * @param gap room above it, which is dropped at the top of a page
 * @param glued it is on the same page as the next one
 */
record Row(
    String text, Look look, float gap, float height, boolean glued, Optional<LetterImage> image) {
  static final float LINE = 4.94f;

  static Row of(String text, Look look, float gap, boolean glued) {
    return new Row(text, look, gap, LINE, glued, Optional.empty());
  }

  static Row room(float height, Optional<LetterImage> image) {
    return new Row("", new Look(11, false, 0), 0, height, true, image);
  }

  Row gluedToNext() {
    return new Row(text, look, gap, height, true, image);
  }
}
