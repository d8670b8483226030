package io.faden.channel.letter;

import java.util.List;
import java.util.Set;

/** What became of a letter that should be a page. */
public sealed interface LayoutResult {

  /**
   * It can be printed.
   *
   * @param remarks what its writer should look at first
   * @param leftOut signs that no font has and that are no part of a word, as emoji
   */
  record Laid(byte[] pdf, int pages, Set<Remark> remarks, List<String> leftOut)
      implements LayoutResult {}

  /** Nobody stands in the address. */
  record NoName() implements LayoutResult {}

  record NoTown() implements LayoutResult {}

  record NoText() implements LayoutResult {}

  /** More than {@value LetterLayout#MOST_PAGES} pages. */
  record TooLong() implements LayoutResult {}

  /** Letters or digits that no font has: a word with a hole is not sent. */
  record Unprintable(List<String> signs) implements LayoutResult {}

  /** Something was too large for its place and ends in an ellipsis. */
  enum Remark {
    ADDRESS_SHORTENED,
    SUBJECT_SHORTENED,
    DETAILS_SHORTENED
  }
}
