package io.faden.channel.letter;

/** Something on a letter that may say whom it is from, with the place that proves it. */
public sealed interface SenderClue {
  /** Where it stands: the page from 1, its line, its place on the page. */
  record Evidence(int page, String line, Box place) {}

  Evidence evidence();

  /**
   * A number in a form that the house gives to customers.
   *
   * @param exact as it is written; otherwise only after letters that look like digits were taken as
   *     such
   */
  record CustomerNumber(String value, boolean exact, Evidence evidence) implements SenderClue {}

  /** In lower case. */
  record EmailAddress(String value, Evidence evidence) implements SenderClue {}

  /** In E.164; the number of a fax, too. */
  record PhoneNumber(String value, Evidence evidence) implements SenderClue {}

  /** A reference that we printed; its signature was checked. */
  record OurReference(long conversation, Evidence evidence) implements SenderClue {}

  record Address(LetterAddress address, Evidence evidence) implements SenderClue {}
}
