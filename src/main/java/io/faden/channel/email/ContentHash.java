package io.faden.channel.email;

import io.faden.channel.FilePart;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What makes two copies of one message equal: subject, text and files, whatever route, line ends or
 * transfer encoding brought them.
 */
final class ContentHash {
  private ContentHash() {}

  /** Hex SHA-256. White space counts only as a gap between words. */
  static String of(String subject, List<String> bodies, List<FilePart> files) {
    MessageDigest hash = sha256();
    add(hash, subject);
    bodies.forEach(body -> add(hash, body));
    files.stream().map(ContentHash::of).sorted().forEach(file -> add(hash, file));
    return HexFormat.of().formatHex(hash.digest());
  }

  private static String of(FilePart file) {
    MessageDigest hash = sha256();
    boolean text = file.type().startsWith("text/") || file.type().startsWith("message/");
    for (byte b : file.content()) {
      // Line ends of text may change on the way.
      if (!text || b != '\r') {
        hash.update(b);
      }
    }
    return HexFormat.of().formatHex(hash.digest());
  }

  private static void add(MessageDigest hash, String text) {
    StringBuilder words = new StringBuilder(text.length());
    boolean gap = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c) || c == '\u00A0') {
        gap = !words.isEmpty();
      } else {
        words.append(gap ? " " : "").append(c);
        gap = false;
      }
    }
    hash.update(words.toString().getBytes(StandardCharsets.UTF_8));
    hash.update((byte) 0);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
