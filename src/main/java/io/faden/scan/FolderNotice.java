package io.faden.scan;

import java.nio.charset.StandardCharsets;

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
    return String.join(
            "\n",
            HEAD,
            "Name: " + name,
            "Bytes: " + size,
            "SHA-256: " + sha256,
            "Lies in: " + place,
            "")
        .getBytes(StandardCharsets.UTF_8);
  }
}
