package io.faden.channel.letter;

import java.time.Duration;

/**
 * What one scanned file may cost.
 *
 * @param bytes of the file
 * @param pixels of a page image, and of an image in a file: A3 at 400 dpi has 31 million
 * @param opening until all pages and their own text are known
 * @param page for the image of one page
 * @param megabytes heap of the process that opens the file
 * @param processes at once; the others wait
 */
public record ScanLimits(
    int bytes,
    int pages,
    int pixels,
    Duration opening,
    Duration page,
    int megabytes,
    int processes) {
  public static final ScanLimits STANDARD =
      new ScanLimits(
          100 << 20, 300, 32_000_000, Duration.ofSeconds(60), Duration.ofSeconds(30), 768, 2);
}
