package io.faden.platform;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The words of what is printed, in one language. From {@code words/<name>_<language>.properties}.
 */
public final class Wording {
  private final ResourceBundle bundle;
  private final Locale locale;

  public Wording(String name, Locale locale) {
    this.locale = locale;
    this.bundle =
        ResourceBundle.getBundle(
            "words." + name,
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  public Locale locale() {
    return locale;
  }

  /** Errors: MissingResourceException for a key that is not there. */
  public String say(String key) {
    return bundle.getString(key);
  }

  /** With parts put in for {0}, {1} and so on. */
  public String say(String key, Object... parts) {
    return new MessageFormat(bundle.getString(key).replace("'", "''"), locale).format(parts);
  }

  /** The word for a value, or the value itself where there is none. */
  public String word(String kind, String value) {
    String key = kind + "." + value;
    return bundle.containsKey(key) ? bundle.getString(key) : value;
  }

  /** A moment by the pattern that a key names. */
  public String moment(String key, Instant at, ZoneId zone) {
    return DateTimeFormatter.ofPattern(bundle.getString(key), locale).withZone(zone).format(at);
  }
}
