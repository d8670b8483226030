package io.faden.channel.social;

import java.text.Normalizer;
import java.util.Locale;

/** One spelling of the names that make up who an author is: the one that contact points have. */
final class SourceName {
  private SourceName() {}

  /** One line, lower case, in the compatible form, without what cannot be seen. */
  static String of(String name) {
    String seen = name.replaceAll("[\\p{Cf}\\p{Cc}&&[^\\s]]", "").replaceAll("[\\s\\p{Z}]+", " ");
    return Normalizer.normalize(seen, Normalizer.Form.NFKC)
        .replaceAll("[\\s\\p{Z}]+", " ")
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
