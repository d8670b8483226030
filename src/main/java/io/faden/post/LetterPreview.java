package io.faden.post;

import io.faden.channel.letter.Box;
import io.faden.channel.letter.LayoutResult;
import java.util.List;
import java.util.Optional;

/**
 * A page of a letter that nobody has sent yet, as the contract's answer to previewLetter.
 *
 * @param problem why it cannot be printed; then there is no page
 * @param pages of the letter, without what is enclosed
 * @param image PNG in Base64
 * @param window of the envelope, on the first page
 */
public record LetterPreview(
    Optional<String> problem,
    Optional<List<String>> unprintable,
    Optional<Integer> pages,
    Optional<Integer> page,
    Optional<String> image,
    Optional<Box> window,
    List<LayoutResult.Remark> remarks,
    List<String> leftOut) {

  static LetterPreview problem(String problem) {
    return problem(problem, Optional.empty());
  }

  static LetterPreview problem(String problem, Optional<List<String>> signs) {
    return new LetterPreview(
        Optional.of(problem),
        signs,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }
}
