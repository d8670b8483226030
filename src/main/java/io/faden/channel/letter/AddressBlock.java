package io.faden.channel.letter;

import io.faden.platform.pdf.Look;
import io.faden.platform.pdf.Print;
import java.util.ArrayList;
import java.util.List;

/**
 * An address as it stands in the window. It begins at the norm's line and grows upwards only when
 * it must; then its letters get smaller, down to the smallest that carriers read; then names lose
 * their ends. Street, town and country always stay.
 *
 * @param top where its first line begins, in millimetres
 */
record AddressBlock(List<String> lines, Look look, float top, boolean shortened) {
  static final float LEFT = FormB.LEFT;

  /** Paper slips in its envelope. */
  static final float WIDTH = FormB.WINDOW_LEFT + FormB.WINDOW_WIDTH - LEFT - 2;

  /** Below it there is room for the return line. */
  private static final float HIGHEST = FormB.WINDOW_TOP + 5;

  private static final float[] SIZES = {10, 9, 8};
  private static final float MM_PER_POINT = 25.4f / 72;

  /** Line for line, six lines of the largest letters fill the zone of the norm. */
  private static final float LEADING = 1.289f;

  static AddressBlock fit(List<String> names, List<String> place) {
    for (float size : SIZES) {
      Look look = look(size);
      List<String> lines = new ArrayList<>();
      names.forEach(line -> lines.addAll(Print.lines(line, look, WIDTH)));
      place.forEach(line -> lines.addAll(Print.lines(line, look, WIDTH)));
      if (lines.size() <= most(look)) {
        return at(lines, look, false);
      }
    }
    return shortened(names, place);
  }

  private static AddressBlock shortened(List<String> names, List<String> place) {
    Look look = look(SIZES[SIZES.length - 1]);
    List<String> wrapped =
        names.stream().flatMap(line -> Print.lines(line, look, WIDTH).stream()).toList();
    int room = most(look) - place.size();
    List<String> lines = new ArrayList<>(wrapped.subList(0, Math.min(room, wrapped.size())));
    if (wrapped.size() > room) {
      lines.add(Print.shortened(lines.removeLast() + " …", look, WIDTH));
    }
    place.forEach(line -> lines.add(Print.shortened(line, look, WIDTH)));
    return at(lines, look, true);
  }

  private static AddressBlock at(List<String> lines, Look look, boolean shortened) {
    float height = lines.size() * leading(look);
    float top = Math.min(FormB.ADDRESS_TOP, FormB.WINDOW_BOTTOM - height);
    return new AddressBlock(List.copyOf(lines), look, top, shortened);
  }

  private static Look look(float size) {
    return new Look(size, false, 0);
  }

  private static int most(Look look) {
    return (int) ((FormB.WINDOW_BOTTOM - HIGHEST) / leading(look));
  }

  private static float leading(Look look) {
    return look.size() * LEADING * MM_PER_POINT;
  }

  /** The base line of a line, from the upper edge of the paper. */
  float base(int line) {
    float descent = 0.25f * look.size() * MM_PER_POINT;
    return top + (line + 1) * leading(look) - descent;
  }
}
