package io.faden.channel.letter;

import io.faden.platform.Wording;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
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

  /** How a letter that is answered is named. */
  public String letterOf(LocalDate day) {
    Wording words = words();
    String pattern = words.say("datePattern");
    return words.say("answered", DateTimeFormatter.ofPattern(pattern, locale).format(day));
  }

  Wording words() {
    return new Wording("letter", locale);
  }
}
