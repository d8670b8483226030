package io.faden.social;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a file is by its first bytes; what its server or its name says counts for nothing. */
final class PictureType {
  private PictureType() {}

  /** The media type of a picture that browsers show; empty for everything else. */
  static Optional<String> of(byte[] content) {
    String start =
        new String(content, 0, Math.min(content.length, 12), StandardCharsets.ISO_8859_1);
    if (start.startsWith("\u0089PNG\r\n\u001a\n")) {
      return Optional.of("image/png");
    }
    if (start.startsWith("\u00ff\u00d8\u00ff")) {
      return Optional.of("image/jpeg");
    }
    if (start.startsWith("GIF87a") || start.startsWith("GIF89a")) {
      return Optional.of("image/gif");
    }
    return start.startsWith("RIFF") && start.startsWith("WEBP", 8)
        ? Optional.of("image/webp")
        : Optional.empty();
  }
}
