package io.faden.channel.email.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Undoes a Content-Transfer-Encoding as far as the bytes allow. Sources: RFC 2045 section 6; for
 * uuencode POSIX.
 */
final class TransferDecoding {
  private static final int[] SIX_BITS = new int[256];

  static {
    Arrays.fill(SIX_BITS, -1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < alphabet.length(); i++) {
      SIX_BITS[alphabet.charAt(i)] = i;
    }
  }

  private TransferDecoding() {}

  static byte[] decode(byte[] raw, int from, int to, String encoding) {
    return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
      case "base64" ->
          looksLikeBase64(raw, from, to)
              ? base64(raw, from, to)
              : Arrays.copyOfRange(raw, from, to);
      case "quoted-printable" -> quotedPrintable(raw, from, to);
      case "x-uuencode", "uuencode", "x-uue", "uue" -> {
        Uuencoded found =
            Uuencoded.in(new String(raw, from, to - from, StandardCharsets.ISO_8859_1));
        yield found.files().isEmpty()
            ? Arrays.copyOfRange(raw, from, to)
            : found.files().getFirst().content();
      }
      default -> Arrays.copyOfRange(raw, from, to);
    };
  }

  /** Ignores what is not of the alphabet; stops after padding when plain text follows. */
  static byte[] base64(byte[] raw, int from, int to) {
    ByteArrayOutputStream out = new ByteArrayOutputStream((to - from) / 4 * 3 + 3);
    int bits = 0;
    int count = 0;
    for (int i = from; i < to; i++) {
      int value = SIX_BITS[raw[i] & 0xFF];
      if (value >= 0) {
        bits = bits << 6 | value;
        if (++count == 4) {
          out.write(bits >> 16);
          out.write(bits >> 8);
          out.write(bits);
          bits = 0;
          count = 0;
        }
      } else if (raw[i] == '=') {
        flush(out, bits, count);
        bits = 0;
        count = 0;
        if (!looksLikeBase64(raw, i + 1, to)) {
          return out.toByteArray();
        }
      }
    }
    flush(out, bits, count);
    return out.toByteArray();
  }

  private static void flush(ByteArrayOutputStream out, int bits, int count) {
    if (count == 2) {
      out.write(bits >> 4);
    } else if (count == 3) {
      out.write(bits >> 10);
      out.write(bits >> 2);
    }
  }

  /** Whether the first line with content, or its first 80 bytes, holds only the alphabet. */
  private static boolean looksLikeBase64(byte[] raw, int from, int end) {
    int to = Math.min(end, from + 80);
    boolean content = false;
    for (int i = from; i < to; i++) {
      int c = raw[i] & 0xFF;
      if (c == '\n' && content) {
        return true;
      }
      if (SIX_BITS[c] >= 0 || c == '=') {
        content = true;
      } else if (c > ' ' || (c == ' ' && content && inner(raw, i, to))) {
        return false;
      }
    }
    return true;
  }

  private static boolean inner(byte[] raw, int space, int to) {
    return space + 1 < to && raw[space + 1] > ' ';
  }

  static byte[] quotedPrintable(byte[] raw, int from, int to) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(to - from);
    int lineEnd = from;
    for (int line = from; line < to; line = lineEnd + 1) {
      lineEnd = line;
      while (lineEnd < to && raw[lineEnd] != '\n') {
        lineEnd++;
      }
      int end = lineEnd;
      while (end > line && raw[end - 1] <= ' ' && raw[end - 1] >= 0) {
        end--;
      }
      boolean soft = end > line && raw[end - 1] == '=';
      quotedLine(raw, line, soft ? end - 1 : end, out);
      if (!soft && lineEnd < to) {
        out.write('\n');
      }
    }
    return out.toByteArray();
  }

  /** The Q encoding of headers differs by one letter only. */
  static void quotedLine(byte[] raw, int from, int to, ByteArrayOutputStream out) {
    for (int i = from; i < to; i++) {
      if (raw[i] == '=' && i + 2 < to && hex(raw[i + 1]) >= 0 && hex(raw[i + 2]) >= 0) {
        out.write(hex(raw[i + 1]) << 4 | hex(raw[i + 2]));
        i += 2;
      } else {
        out.write(raw[i]);
      }
    }
  }

  static int hex(byte c) {
    return Character.digit(c, 16);
  }
}
