package io.faden.channel.letter;

/** What came of reading the image of a page. */
public sealed interface Recognition {
  /** May be without words: an empty page, a picture. */
  record Recognised(PageText text) implements Recognition {}

  /** There is no tesseract, or it has no language; worth another try when there is. */
  record NoRecogniser(String why) implements Recognition {}

  /** The page could not be drawn, or took too long to read; another try gives the same. */
  record Failed(String why) implements Recognition {}
}
