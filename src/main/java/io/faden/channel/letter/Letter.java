package io.faden.channel.letter;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A letter that goes out, before it is paper. Texts are as people wrote them: the layout cleans and
 * shapes them.
 *
 * @param senderLine our address in one line, above the recipient's: where an undelivered letter
 *     comes back to
 * @param ourReference printed as it is: a return is known by it
 * @param yourReference what the customer calls it, or the letter that this one answers
 * @param form du or Sie in the salutation, the closing and the labels
 * @param paragraphs without salutation and closing, which come from form and language; a line break
 *     inside a paragraph stays one
 * @param enclosures their names, in order
 */
public record Letter(
    Recipient recipient,
    String senderLine,
    String ourReference,
    Optional<String> yourReference,
    LocalDate date,
    LetterLanguage language,
    FormOfAddress form,
    Addressee addressee,
    String subject,
    List<String> paragraphs,
    List<String> enclosures,
    Writer writer) {

  public Letter {
    paragraphs = List.copyOf(paragraphs);
    enclosures = List.copyOf(enclosures);
  }

  /**
   * Who signs.
   *
   * @param name as it stands below the closing and in the information block
   */
  public record Writer(String name, Optional<String> phone, Optional<String> email) {}
}
