package io.faden.scan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * What stands in the ledger for a file of the folder that is too large to be taken: its bytes stay
 * on the disk.
 *
 * @param size in bytes
 * @param sha256 of its bytes, in hexadecimal
 * @param place the folder below that of the account where it lies
 */
record FolderNotice(String name, long size, String sha256, String place) {
  /** Begins the source key of its arrival. */
  static final String KEY = "too-large/";

  private static final String HEAD = "Faden: a file too large to be taken";

  byte[] written() {
    return String.join("\n", HEAD, name, Long.toString(size), sha256, place, "")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The notice that these bytes of an arrival are, if they are one. */
  static Optional<FolderNotice> of(byte[] raw) {
    byte[] head = (HEAD + "\n").getBytes(StandardCharsets.UTF_8);
    if (raw.length > 8_000 || !Arrays.equals(head, Arrays.copyOf(raw, head.length))) {
      return Optional.empty();
    }
    String[] lines = new String(raw, StandardCharsets.UTF_8).split("\n", -1);
    return lines.length == 6 && lines[2].matches("[0-9]{1,18}")
        ? Optional.of(new FolderNotice(lines[1], Long.parseLong(lines[2]), lines[3], lines[4]))
        : Optional.empty();
  }

  /** Why its arrival is quarantined. */
  String sentence() {
    return "The file is larger than 100 MB. It was not taken and lies in the folder "
        + place
        + " of its scan folder.";
  }
}
