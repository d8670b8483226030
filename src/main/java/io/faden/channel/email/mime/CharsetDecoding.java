package io.faden.channel.email.mime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Turns bytes into text although the label may lie.
 *
 * <p>Bytes that are valid UTF-8 with at least one multi-byte character are UTF-8 whenever the label
 * is missing, ASCII, UTF-8 or one of the western single-byte sets: such bytes practically never
 * mean anything else. What is labelled ISO-8859-1 and is not UTF-8 is read as windows-1252, as the
 * WHATWG Encoding Standard does.
 */
public final class CharsetDecoding {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  /** Labels seen in mail that the JDK does not know or knows too narrowly. */
  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("gb2312", "GB18030"),
          Map.entry("gbk", "GB18030"),
          Map.entry("x-gbk", "GB18030"),
          Map.entry("cp936", "GB18030"),
          Map.entry("ks_c_5601-1987", "x-windows-949"),
          Map.entry("euc-kr", "x-windows-949"),
          Map.entry("shift_jis", "windows-31j"),
          Map.entry("x-sjis", "windows-31j"),
          Map.entry("iso-8859-8-i", "ISO-8859-8"),
          Map.entry("iso-8859-8-e", "ISO-8859-8"),
          Map.entry("iso-8859-9", "windows-1254"),
          Map.entry("tis-620", "x-windows-874"),
          Map.entry("x-mac-roman", "x-MacRoman"),
          Map.entry("macintosh", "x-MacRoman"),
          Map.entry("big5", "Big5-HKSCS"),
          Map.entry("ansi", "windows-1252"),
          Map.entry("x-ansi", "windows-1252"),
          Map.entry("utf-8mb4", "UTF-8"));

  private CharsetDecoding() {}

  /** Decodes all of it; what fits no reading becomes U+FFFD. */
  public static String decode(byte[] bytes, Optional<String> label) {
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
    }
    if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
      return new String(bytes, StandardCharsets.UTF_16);
    }
    Optional<Charset> named = label.flatMap(CharsetDecoding::charset);
    if (named.isPresent() && !mayBeUtf8(named.get())) {
      return new String(bytes, named.get());
    }
    return strictUtf8(bytes)
        .orElseGet(
            () ->
                named.filter(set -> !western(set)).isPresent()
                    ? new String(bytes, named.get())
                    : new String(bytes, WINDOWS_1252));
  }

  /** Decodes header text that holds one char for each byte. */
  static String decodeRaw(String raw) {
    for (int i = 0; i < raw.length(); i++) {
      if (raw.charAt(i) > 0x7F) {
        return decode(raw.getBytes(StandardCharsets.ISO_8859_1), Optional.empty());
      }
    }
    return raw;
  }

  private static Optional<Charset> charset(String label) {
    String name = label.strip().toLowerCase(Locale.ROOT);
    try {
      return Optional.of(Charset.forName(ALIASES.getOrDefault(name, name)));
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }

  private static boolean mayBeUtf8(Charset named) {
    String name = named.name().toLowerCase(Locale.ROOT);
    return western(named) || name.startsWith("iso-8859-") || name.startsWith("windows-125");
  }

  private static boolean western(Charset named) {
    return named.equals(StandardCharsets.UTF_8)
        || named.equals(StandardCharsets.US_ASCII)
        || named.equals(StandardCharsets.ISO_8859_1);
  }

  private static Optional<String> strictUtf8(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString());
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
