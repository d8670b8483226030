package io.faden.scan;

import io.faden.channel.letter.LetterAddress;
import io.faden.customer.ContactChannel;
import io.faden.customer.ContactValue;
import io.faden.customer.ContactValues;
import io.faden.customer.NewContactPoint;
import io.faden.customer.PostalAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What of a letter's clues can lead to a sender: nothing of ours, and not the address in the
 * window.
 *
 * @param keys values as contact points are kept
 * @param sender where the sender's address stands, if one can be told
 */
record LetterMarks(List<Key> keys, Optional<Clue> sender) {

  /** A value on the letter as contact points are kept. */
  record Key(Clue clue, ContactChannel channel, String value) {}

  static LetterMarks of(List<Clue> clues, OwnAddresses own, ContactValues values) {
    return new LetterMarks(
        clues.stream()
            .flatMap(clue -> key(clue, values).stream())
            .filter(key -> !own.has(key.channel(), key.value()))
            .toList(),
        sender(clues, own, values));
  }

  private static Optional<Key> key(Clue clue, ContactValues values) {
    return switch (clue.kind()) {
      case REFERENCE -> Optional.empty();
      case CUSTOMER_NUMBER -> key(clue, ContactChannel.CUSTOMER_NUMBER, values);
      case EMAIL -> key(clue, ContactChannel.EMAIL, values);
      case PHONE -> key(clue, ContactChannel.PHONE, values);
      case ADDRESS ->
          clue.senderAddress()
              .filter(address -> !address.street().isEmpty())
              .flatMap(address -> value(postal(address), values))
              .map(value -> new Key(clue, ContactChannel.POSTAL, value));
    };
  }

  private static Optional<Key> key(Clue clue, ContactChannel channel, ContactValues values) {
    return values
        .read(channel, clue.value())
        .valid()
        .map(value -> new Key(clue, channel, value.value()));
  }

  /** Right above our address first: that line is there to say whom the letter is from. */
  private static Optional<Clue> sender(List<Clue> clues, OwnAddresses own, ContactValues values) {
    return clues.stream()
        .filter(
            clue ->
                clue.senderAddress()
                    .flatMap(address -> value(postal(address), values))
                    .filter(value -> !own.has(ContactChannel.POSTAL, value))
                    .isPresent())
        .min(
            Comparator.comparing(
                    (Clue clue) ->
                        clue.address().orElseThrow().where() != LetterAddress.Where.RETURN_LINE)
                .thenComparing(clue -> clue.address().orElseThrow().name().isEmpty())
                .thenComparingDouble(clue -> clue.place().top()));
  }

  /** The values of one kind as they are written. */
  List<String> written(ContactChannel channel) {
    return keys.stream()
        .filter(key -> key.channel() == channel)
        .map(key -> key.clue().value())
        .distinct()
        .toList();
  }

  boolean has(ContactChannel channel) {
    return keys.stream().anyMatch(key -> key.channel() == channel);
  }

  Optional<LetterAddress> senderAddress() {
    return sender.flatMap(Clue::senderAddress);
  }

  /** Empty where no name stands above the sender's address. */
  Optional<Clue> senderName() {
    return sender.filter(clue -> !clue.value().isBlank());
  }

  static NewContactPoint wish(PostalAddress address) {
    return new NewContactPoint(
        ContactChannel.POSTAL,
        Optional.empty(),
        Optional.of(address),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  /** As contact points are kept; empty for what is no address. */
  static Optional<String> value(PostalAddress address, ContactValues values) {
    return values.read(wish(address)).valid().map(ContactValue::value);
  }

  static PostalAddress postal(LetterAddress address) {
    String code = address.postalCode();
    Optional<String> country =
        code.startsWith("A")
            ? Optional.of("AT")
            : Optional.of("CH").filter(two -> code.startsWith(two));
    return new PostalAddress(
        Optional.empty(),
        Optional.of(address.street()).filter(street -> !street.isEmpty()),
        Optional.of(code.replaceFirst("^[A-Z]{1,2}\\W+", "")),
        address.town(),
        country);
  }
}
