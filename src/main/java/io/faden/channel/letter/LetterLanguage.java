package io.faden.channel.letter;

import io.faden.platform.Wording;
import java.util.Locale;

/** The languages whose salutations, closings and labels are known. */
public enum LetterLanguage {
  DE(Locale.GERMAN),
  EN(Locale.ENGLISH);

  private final Locale locale;

  LetterLanguage(Locale locale) {
    this.locale = locale;
  }

  Locale locale() {
    return locale;
  }

  Wording words() {
    return new Wording("letter", locale);
  }
}
