package io.faden.channel.letter;

/**
 * A page as its file describes it.
 *
 * @param number from 1
 * @param widthMillimetres as shown, after turning; a guess for images that do not say
 * @param own the text that the file itself has; may be no more than a stamp
 */
public record ScanPage(
    int number, double widthMillimetres, double heightMillimetres, PageText own) {

  /** Whether only its image can say what stands on it. */
  public boolean mustBeRecognised() {
    return !own.readable();
  }
}
