package io.faden.post;

import io.faden.channel.letter.Box;
import io.faden.channel.letter.LayoutResult;
import java.util.List;
import java.util.Optional;

/**
 * A page of a letter that nobody has sent yet, as the contract's answer to previewLetter.
 *
 * @param problem why it cannot be printed; then there is no page
 * @param detail what the problem is about
 * @param pages of the letter, without what is enclosed
 * @param image PNG in Base64
 * @param window of the envelope, on the first page
 */
public record LetterPreview(
    Optional<String> problem,
    Optional<String> detail,
    Optional<List<String>> unprintable,
    Optional<Integer> pages,
    Optional<Integer> page,
    Optional<String> image,
    Optional<Box> window,
    List<LayoutResult.Remark> remarks,
    List<String> leftOut,
    List<String> byHand) {

  static LetterPreview problem(String problem) {
    return problem(problem, Optional.empty(), Optional.empty());
  }

  static LetterPreview unprintable(List<String> signs) {
    return problem("unprintable", Optional.empty(), Optional.of(signs));
  }

  static LetterPreview broken(String name) {
    return problem("broken_enclosure", Optional.of(name), Optional.empty());
  }

  private static LetterPreview problem(
      String problem, Optional<String> detail, Optional<List<String>> signs) {
    return new LetterPreview(
        Optional.of(problem),
        detail,
        signs,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of());
  }

  LetterPreview with(List<String> byHand) {
    return new LetterPreview(
        problem, detail, unprintable, pages, page, image, window, remarks, leftOut, byHand);
  }
}
