package io.faden.channel.email.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files that old programs wrote into the text between {@code begin 644 name} and {@code end}.
 *
 * @param text the text without them
 */
public record Uuencoded(String text, List<UuencodedFile> files) {
  private static final Pattern BEGIN = Pattern.compile("begin [0-7]{3,4} (\\S.{0,254})");

  public Uuencoded {
    files = List.copyOf(files);
  }

  /** One file, its name as written. */
  public record UuencodedFile(String name, byte[] content) {}

  /** Takes out complete blocks only: a line that merely starts with "begin" stays text. */
  public static Uuencoded in(String text) {
    if (!text.contains("begin ")) {
      return new Uuencoded(text, List.of());
    }
    String[] lines = text.split("\r?\n", -1);
    int lastEnd = lines.length - 1;
    while (lastEnd >= 0 && !lines[lastEnd].strip().equals("end")) {
      lastEnd--;
    }
    List<UuencodedFile> files = new ArrayList<>();
    StringBuilder rest = new StringBuilder();
    for (int i = 0; i < lines.length; i++) {
      Matcher begin = BEGIN.matcher(lines[i]);
      int end = i < lastEnd && begin.matches() ? blockEnd(lines, i + 1) : -1;
      if (end < 0) {
        rest.append(lines[i]).append(i + 1 < lines.length ? "\n" : "");
      } else {
        files.add(new UuencodedFile(begin.group(1).strip(), decode(lines, i + 1, end)));
        i = end;
      }
    }
    return new Uuencoded(rest.toString(), files);
  }

  /** The index of the "end" line, or -1 when a line before it cannot be uuencoded. */
  private static int blockEnd(String[] lines, int from) {
    for (int i = from; i < lines.length; i++) {
      String line = lines[i];
      if (line.strip().equals("end")) {
        return i;
      }
      int bytes = line.isEmpty() ? 0 : (line.charAt(0) - ' ') & 0x3F;
      // Four characters for three bytes; trailing spaces may have been lost on the way.
      if (!line.isEmpty()
          && (line.charAt(0) > '`' || line.length() - 1 > (bytes + 2) / 3 * 4 + 2)) {
        return -1;
      }
    }
    return -1;
  }

  private static byte[] decode(String[] lines, int from, int to) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = from; i < to; i++) {
      byte[] line = lines[i].getBytes(StandardCharsets.ISO_8859_1);
      int left = line.length == 0 ? 0 : (line[0] - ' ') & 0x3F;
      for (int at = 1; left > 0; at += 4, left -= 3) {
        int bits = 0;
        for (int k = 0; k < 4; k++) {
          int c = at + k < line.length ? line[at + k] : ' ';
          bits = bits << 6 | ((c - ' ') & 0x3F);
        }
        for (int k = 0; k < Math.min(3, left); k++) {
          out.write(bits >> (16 - 8 * k));
        }
      }
    }
    return out.toByteArray();
  }
}
