package io.faden.scan;

import io.faden.channel.letter.ScanKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/** Whether a file ends as files of its kind do. Scanners write slowly, and pause between pages. */
enum FolderEnding {
  /** It has the mark that ends its kind. */
  MARKED,
  /** Its kind has no such mark. */
  WITHOUT,
  /** The mark of its kind is missing, or it is of no kind that we know: it may go on. */
  OPEN;

  /** Some programs put bytes behind the mark. Source: PDF 1.7, appendix H, note 18. */
  private static final int MARK_WITHIN = 1_024;

  private static final String JPEG_END = "\u00FF\u00D9";

  static FolderEnding of(Path file) throws IOException {
    try (SeekableByteChannel channel =
        Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      Optional<ScanKind> kind = ScanKind.of(part(channel, 0));
      if (kind.isEmpty()) {
        return OPEN;
      }
      String tail =
          new String(
              part(channel, Math.max(0, channel.size() - MARK_WITHIN)),
              StandardCharsets.ISO_8859_1);
      return switch (kind.get()) {
        case PDF -> marked(tail, "%%EOF");
        case PNG -> marked(tail, "IEND");
        case JPEG -> marked(tail, JPEG_END);
        case TIFF -> WITHOUT;
      };
    }
  }

  private static FolderEnding marked(String tail, String mark) {
    return tail.contains(mark) ? MARKED : OPEN;
  }

  private static byte[] part(SeekableByteChannel channel, long from) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(MARK_WITHIN);
    channel.position(from);
    int read = 0;
    while (read >= 0 && buffer.hasRemaining()) {
      read = channel.read(buffer);
    }
    byte[] bytes = new byte[buffer.position()];
    buffer.flip().get(bytes);
    return bytes;
  }
}
