package io.faden.channel.letter;

import java.util.List;

/** What became of letters that should be one print. */
public sealed interface BundleResult {

  /**
   * It can be printed.
   *
   * @param references in the order of the letters
   * @param pages all of them: the list, the letters, blank ones
   * @param listPages how many of them, at the beginning, are the list
   */
  record Bundled(byte[] pdf, List<String> references, int pages, int listPages)
      implements BundleResult {}

  record NoLetters() implements BundleResult {}

  /** These are no PDF, or have other pages than was said: nothing was bundled. */
  record Damaged(List<String> references) implements BundleResult {}
}
