package io.faden.channel.email;

import io.faden.platform.Keys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Message ids of the form {@code faden.<conversation>.<random>.<signature>@<domain>}. Who answers
 * sends them back in In-Reply-To or References, and the signature proves that the conversation in
 * them is our word. All lower case, because some programs change the case of ids.
 */
final class ThreadToken {
  private static final String PURPOSE = "email-thread";
  private static final int RANDOM_BYTES = 12;
  private static final int SIGNATURE_BYTES = 16;
  private static final Pattern FORM =
      Pattern.compile("faden\\.([1-9][0-9]{0,17})\\.([0-9a-f]{24})\\.([0-9a-f]{32})@.{1,255}");

  /** A token anywhere in text, as reports about failed messages quote it. */
  static final Pattern ANYWHERE =
      Pattern.compile(
          "faden\\.[1-9][0-9]{0,17}\\.[0-9a-f]{24}\\.[0-9a-f]{32}@[^\\s<>\"]{1,255}",
          Pattern.CASE_INSENSITIVE);

  private final Keys keys;
  private final SecureRandom random = new SecureRandom();

  ThreadToken(Keys keys) {
    this.keys = keys;
  }

  /** A new id, never the same twice. */
  String newMessageId(String domain, long conversation) {
    byte[] once = new byte[RANDOM_BYTES];
    random.nextBytes(once);
    String hex = HexFormat.of().formatHex(once);
    return "faden."
        + conversation
        + "."
        + hex
        + "."
        + signature(conversation + "." + hex)
        + "@"
        + domain.toLowerCase(Locale.ROOT);
  }

  /** The conversation of the first id among these that is ours. */
  Optional<Long> conversation(List<String> ids) {
    return ids.stream().map(this::conversation).flatMap(Optional::stream).findFirst();
  }

  Optional<Long> conversation(String id) {
    Matcher token = FORM.matcher(id.toLowerCase(Locale.ROOT));
    if (!token.matches()) {
      return Optional.empty();
    }
    String claimed = token.group(3);
    String right = signature(token.group(1) + "." + token.group(2));
    boolean ours =
        MessageDigest.isEqual(
            claimed.getBytes(StandardCharsets.US_ASCII), right.getBytes(StandardCharsets.US_ASCII));
    return ours ? Optional.of(Long.parseLong(token.group(1))) : Optional.empty();
  }

  private String signature(String signed) {
    byte[] full = keys.sign(PURPOSE, signed.getBytes(StandardCharsets.US_ASCII));
    return HexFormat.of().formatHex(Arrays.copyOf(full, SIGNATURE_BYTES));
  }
}
