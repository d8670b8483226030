package io.faden.channel.letter;

/** What came of drawing a page. */
public sealed interface PageImage {
  /**
   * A PNG.
   *
   * @param dpi what was asked for, or less where that would have been too many pixels
   */
  record Drawn(byte[] png, int width, int height, double dpi) implements PageImage {}

  record NoSuchPage() implements PageImage {}

  /** The file cannot be opened, or this page cannot be drawn within the limits. */
  record NotDrawn() implements PageImage {}
}
