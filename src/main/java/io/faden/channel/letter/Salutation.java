package io.faden.channel.letter;

import io.faden.platform.Wording;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The first and the last words of a letter. */
final class Salutation {
  private final Wording words;
  private final FormOfAddress form;
  private final Addressee to;
  private final Signs signs;

  Salutation(Letter letter, Signs signs) {
    this.words = letter.language().words();
    this.form = letter.form();
    this.to = letter.addressee();
    this.signs = signs;
  }

  String opening() {
    Optional<String> given = present(to.givenName());
    Optional<String> family = present(to.familyName());
    String key = "salutation." + form;
    if (form == FormOfAddress.DU) {
      return given
          .map(name -> words.say(key + ".given", name))
          .orElseGet(() -> words.say(key + ".nobody"));
    }
    if (form == FormOfAddress.SIE && to.courtesy().isPresent() && family.isPresent()) {
      return words.say(key + "." + to.courtesy().get(), family.get());
    }
    String whole =
        Stream.of(given, family).flatMap(Optional::stream).collect(Collectors.joining(" "));
    return whole.isEmpty() ? words.say(key + ".nobody") : words.say(key + ".whole", whole);
  }

  String closing() {
    boolean named = present(to.givenName()).or(() -> present(to.familyName())).isPresent();
    return words.say("closing." + form + (named ? "" : ".nobody"));
  }

  String yourReference() {
    return words.say("yourReference." + form);
  }

  private Optional<String> present(Optional<String> name) {
    return name.map(text -> signs.line(text, LetterText.BODY)).filter(text -> !text.isEmpty());
  }
}
