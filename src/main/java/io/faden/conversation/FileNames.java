package io.faden.conversation;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Names and types of files that come from outside. */
public final class FileNames {
  private FileNames() {}

  /** Without path, control characters or direction marks; never empty. */
  public static String bare(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String clean = last.replaceAll("[\\p{Cntrl}\\u202A-\\u202E\\u2066-\\u2069]", "").strip();
    return clean.isEmpty() || clean.matches("\\.+") ? "file" : clean;
  }

  /** A sane media type, or application/octet-stream. */
  public static String mediaType(String type) {
    String lower = type.strip().toLowerCase(Locale.ROOT);
    return lower.matches("[a-z0-9][a-z0-9!#$&^_.+-]{0,60}/[a-z0-9][a-z0-9!#$&^_.+-]{0,60}")
        ? lower
        : "application/octet-stream";
  }

  /** For Content-Disposition, with any characters. Source: RFC 6266, RFC 8187. */
  public static String disposition(String kind, String name) {
    String ascii = bare(name).replaceAll("[^\\x20-\\x7e]|[\"\\\\%]", "_");
    String encoded = URLEncoder.encode(bare(name), StandardCharsets.UTF_8).replace("+", "%20");
    return kind + "; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded;
  }
}
