package io.faden.channel.letter;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a scanned file is, by its first bytes; names and media types lie. */
public enum ScanKind {
  PDF,
  TIFF,
  PNG,
  JPEG;

  /** Scanners and mail programs put bytes before the header; readers look this far. */
  private static final int PDF_HEADER_WITHIN = 1_024;

  /** Empty for anything else, BigTIFF included: no reader of the JDK knows it. */
  public static Optional<ScanKind> of(byte[] file) {
    if (startsWith(file, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
      return Optional.of(PNG);
    }
    if (startsWith(file, 0xFF, 0xD8, 0xFF)) {
      return Optional.of(JPEG);
    }
    if (startsWith(file, 'I', 'I', 42, 0) || startsWith(file, 'M', 'M', 0, 42)) {
      return Optional.of(TIFF);
    }
    int head = Math.min(file.length, PDF_HEADER_WITHIN);
    return new String(file, 0, head, StandardCharsets.ISO_8859_1).contains("%PDF-")
        ? Optional.of(PDF)
        : Optional.empty();
  }

  private static boolean startsWith(byte[] file, int... signature) {
    if (file.length < signature.length) {
      return false;
    }
    for (int i = 0; i < signature.length; i++) {
      if ((file[i] & 0xFF) != signature[i]) {
        return false;
      }
    }
    return true;
  }
}
