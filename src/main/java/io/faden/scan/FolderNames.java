package io.faden.scan;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Names of files in a scan folder. They are UTF-8, whatever locale this process runs in: a URI
 * keeps the very bytes of a name, while its text may have lost some.
 */
final class FolderNames {
  /** File systems allow 255 bytes; the number of the arrival stands before. */
  private static final int LONGEST_BYTES = 220;

  private static final List<String> UNFINISHED =
      List.of(".part", ".partial", ".tmp", ".temp", ".crdownload", ".filepart");

  /** What systems put into folders for themselves. */
  private static final List<String> SYSTEM = List.of("thumbs.db", "desktop.ini");

  private FolderNames() {}

  static String of(Path file) {
    // A folder's URI ends with a slash; nothing else of a name can be one.
    String raw = file.toUri().getRawPath().replaceAll("/+$", "");
    return decoded(raw.substring(raw.lastIndexOf('/') + 1));
  }

  private static String decoded(String raw) {
    byte[] bytes = new byte[raw.length()];
    int length = 0;
    for (int at = 0; at < raw.length(); at++) {
      if (raw.charAt(at) == '%') {
        bytes[length++] = (byte) Integer.parseInt(raw.substring(at + 1, at + 3), 16);
        at += 2;
      } else {
        bytes[length++] = (byte) raw.charAt(at);
      }
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  /** Hidden files and files on their way are left alone. */
  static boolean isMeant(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return !name.startsWith(".")
        && !name.startsWith("~")
        && UNFINISHED.stream().noneMatch(lower::endsWith)
        && !SYSTEM.contains(lower);
  }

  /** A file of this name in a folder that is there; the name may be cut, but not its ending. */
  static Path below(Path folder, String name) {
    StringBuilder raw = new StringBuilder(folder.toUri().toString());
    if (raw.charAt(raw.length() - 1) != '/') {
      raw.append('/');
    }
    for (byte each : cut(name).getBytes(StandardCharsets.UTF_8)) {
      boolean plain = Character.isLetterOrDigit(each) && each > 0;
      raw.append(plain ? Character.toString(each) : "%%%02X".formatted(each & 0xFF));
    }
    return Path.of(URI.create(raw.toString()));
  }

  private static String cut(String name) {
    int dot = name.lastIndexOf('.');
    String ending = dot > 0 && name.length() - dot <= 10 ? name.substring(dot) : "";
    StringBuilder stem = new StringBuilder(name.substring(0, name.length() - ending.length()));
    while (bytes(stem) + bytes(ending) > LONGEST_BYTES) {
      stem.setLength(stem.offsetByCodePoints(stem.length(), -1));
    }
    return stem + ending;
  }

  private static int bytes(CharSequence text) {
    return text.toString().getBytes(StandardCharsets.UTF_8).length;
  }
}
