package io.faden.channel.letter;

/** What came of opening a file that somebody sent. */
public sealed interface ScanReading {
  record Read(Scan scan) implements ScanReading {}

  /** Neither PDF nor TIFF, PNG or JPEG, whatever its name says. */
  record OtherKind() implements ScanReading {}

  /** No bytes, or no pages. */
  record Empty() implements ScanReading {}

  /** Nobody reads it without its password. */
  record Encrypted() implements ScanReading {}

  record Broken() implements ScanReading {}

  record TooLarge(long bytes) implements ScanReading {}

  record TooManyPages(int most) implements ScanReading {}

  /** Takes more memory or time than a letter may; so do files that are made to hurt. */
  record TooCostly() implements ScanReading {}
}
