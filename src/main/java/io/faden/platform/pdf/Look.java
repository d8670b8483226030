package io.faden.platform.pdf;

/** How a text looks: its size in points, bold or not, and its colour as 0xRRGGBB. */
public record Look(float size, boolean bold, int colour) {
  public static final Look TITLE = new Look(20, true, 0x1b2226);
  public static final Look HEADING = new Look(12, true, 0x1b2226);
  public static final Look TEXT = new Look(10, false, 0x1b2226);
  public static final Look STRONG = new Look(10, true, 0x1b2226);
  public static final Look SMALL = new Look(8.5f, false, 0x4a5459);
}
