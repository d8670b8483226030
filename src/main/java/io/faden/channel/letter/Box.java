package io.faden.channel.letter;

/**
 * A place on a page, in parts of its width and height from the top left corner, so that it fits an
 * image of any size. A scan that lay askew has upright boxes around the middle of each word.
 */
public record Box(double left, double top, double width, double height) {

  public double right() {
    return left + width;
  }

  public double bottom() {
    return top + height;
  }

  double middleX() {
    return left + width / 2;
  }

  double middleY() {
    return top + height / 2;
  }

  /** The smallest box around both. */
  Box and(Box other) {
    double x = Math.min(left, other.left);
    double y = Math.min(top, other.top);
    return new Box(
        x, y, Math.max(right(), other.right()) - x, Math.max(bottom(), other.bottom()) - y);
  }
}
