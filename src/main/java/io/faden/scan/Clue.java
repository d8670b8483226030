package io.faden.scan;

import com.fasterxml.jackson.annotation.JsonValue;
import io.faden.channel.letter.Box;
import io.faden.channel.letter.LetterAddress;
import io.faden.channel.letter.SenderClue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What stands on a letter about its sender, and where, as it is kept with the scan.
 *
 * @param value of an address its name; else in its normal form
 * @param exact as it stands there; otherwise guessed from characters that look alike
 */
record Clue(
    Kind kind,
    String value,
    boolean exact,
    int page,
    String line,
    Box place,
    Optional<LetterAddress> address) {

  /** LetterEvidence.kind in the contract, as far as a letter itself can say. */
  enum Kind {
    CUSTOMER_NUMBER,
    EMAIL,
    PHONE,
    REFERENCE,
    ADDRESS;

    @JsonValue
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static List<Clue> of(List<SenderClue> found) {
    return found.stream().map(Clue::of).toList();
  }

  private static Clue of(SenderClue found) {
    return switch (found) {
      case SenderClue.CustomerNumber number ->
          of(Kind.CUSTOMER_NUMBER, number.value(), number.exact(), found);
      case SenderClue.EmailAddress email -> of(Kind.EMAIL, email.value(), true, found);
      case SenderClue.PhoneNumber phone -> of(Kind.PHONE, phone.value(), true, found);
      case SenderClue.OurReference reference ->
          of(Kind.REFERENCE, Long.toString(reference.conversation()), true, found);
      case SenderClue.Address address ->
          new Clue(
              Kind.ADDRESS,
              address.address().name(),
              true,
              address.evidence().page(),
              address.evidence().line(),
              address.evidence().place(),
              Optional.of(address.address()));
    };
  }

  private static Clue of(Kind kind, String value, boolean exact, SenderClue found) {
    return new Clue(
        kind,
        value,
        exact,
        found.evidence().page(),
        found.evidence().line(),
        found.evidence().place(),
        Optional.empty());
  }

  /** The conversation that our printed reference names. */
  Optional<Long> reference() {
    return kind == Kind.REFERENCE ? Optional.of(Long.valueOf(value)) : Optional.empty();
  }

  /** An address on the first page that may be the sender's: not the one in the window. */
  Optional<LetterAddress> senderAddress() {
    return address.filter(found -> page == 1 && found.where() != LetterAddress.Where.WINDOW);
  }

  /** Whom the letter is to. */
  Optional<LetterAddress> windowAddress() {
    return address.filter(found -> page == 1 && found.where() == LetterAddress.Where.WINDOW);
  }
}
