package io.faden.channel.email.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Decodes words such as {@code =?utf-8?Q?Gr=C3=BC=C3=9Fe?=} in header text.
 *
 * <p>Neighbours in one charset are joined before decoding, because many senders cut in the middle
 * of a character. Text around them may hold raw 8-bit bytes. Source: RFC 2047.
 */
public final class EncodedWords {
  private static final int LONGEST_CHARSET = 60;

  /** RFC 2047 says 75; real ones hold whole subjects. A bound keeps hostile headers linear. */
  private static final int LONGEST_WORD = 4_096;

  private EncodedWords() {}

  /** Input: header text with one char for each byte. Never throws; what is no word stays. */
  public static String decode(String raw) {
    if (!raw.contains("=?")) {
      return CharsetDecoding.decodeRaw(raw);
    }
    StringBuilder out = new StringBuilder(raw.length());
    ByteArrayOutputStream pending = new ByteArrayOutputStream();
    String pendingCharset = "";
    int plain = 0;
    int at = raw.indexOf("=?");
    while (at >= 0) {
      int end = wordEnd(raw, at);
      if (end < 0) {
        at = raw.indexOf("=?", at + 2);
        continue;
      }
      String charset = charset(raw, at);
      String between = raw.substring(plain, at);
      boolean neighbour = plain > 0 && between.isBlank();
      if (!neighbour || !charset.equals(pendingCharset)) {
        emit(out, pending, pendingCharset);
        if (!neighbour) {
          out.append(CharsetDecoding.decodeRaw(between));
        }
      }
      pendingCharset = charset;
      content(raw, at, end, pending);
      plain = end;
      at = raw.indexOf("=?", end);
    }
    emit(out, pending, pendingCharset);
    return out.append(CharsetDecoding.decodeRaw(raw.substring(plain))).toString();
  }

  /** The index behind the word that begins here, or -1. */
  static int wordEnd(String raw, int start) {
    int charsetEnd =
        raw.indexOf('?', start + 2, Math.min(raw.length(), start + 2 + LONGEST_CHARSET));
    if (charsetEnd <= start + 2) {
      return -1;
    }
    if (charsetEnd + 3 > raw.length() || raw.charAt(charsetEnd + 2) != '?') {
      return -1;
    }
    if ("BbQq".indexOf(raw.charAt(charsetEnd + 1)) < 0) {
      return -1;
    }
    int end =
        raw.indexOf("?=", charsetEnd + 3, Math.min(raw.length(), charsetEnd + 3 + LONGEST_WORD));
    return end < 0 ? -1 : end + 2;
  }

  private static String charset(String raw, int start) {
    String label = raw.substring(start + 2, raw.indexOf('?', start + 2)).toLowerCase(Locale.ROOT);
    int language = label.indexOf('*');
    return language < 0 ? label : label.substring(0, language);
  }

  private static void content(String raw, int start, int end, ByteArrayOutputStream out) {
    int letter = raw.indexOf('?', start + 2) + 1;
    byte[] text = raw.substring(letter + 2, end - 2).getBytes(StandardCharsets.ISO_8859_1);
    if (Character.toUpperCase(raw.charAt(letter)) == 'B') {
      out.writeBytes(TransferDecoding.base64(text, 0, text.length));
      return;
    }
    for (int i = 0; i < text.length; i++) {
      if (text[i] == '_') {
        text[i] = ' ';
      }
    }
    TransferDecoding.quotedLine(text, 0, text.length, out);
  }

  private static void emit(StringBuilder out, ByteArrayOutputStream pending, String charset) {
    out.append(CharsetDecoding.decode(pending.toByteArray(), Optional.of(charset)));
    pending.reset();
  }
}
