package io.faden.channel.social;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The characters of a document: by its byte order mark, else by what the server says, else by its
 * XML declaration, else UTF-8. Source: RFC 7303 section 3.
 */
final class FeedText {
  private static final Pattern OF_TYPE =
      Pattern.compile("(?i)charset\\s*=\\s*\"?([A-Za-z0-9._:-]+)");
  private static final Pattern OF_DECLARATION =
      Pattern.compile("^\\s*<\\?xml[^>]*\\bencoding\\s*=\\s*[\"']([A-Za-z0-9._:-]+)");
  private static final int DECLARATION = 200;
  private static final Charset MOST_LIKELY = Charset.forName("windows-1252");

  private FeedText() {}

  /** Input: bytes, and the Content-Type they came with. */
  static String of(byte[] bytes, Optional<String> type) {
    Optional<Charset> marked = marked(bytes);
    Charset charset =
        marked
            .or(() -> type.flatMap(text -> named(OF_TYPE, text)))
            .or(() -> unmarkedWide(bytes))
            .or(() -> named(OF_DECLARATION, start(bytes)))
            .orElse(StandardCharsets.UTF_8);
    String text = decoded(bytes, charset);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** Many say UTF-8 and write what their editor did: then every byte still is a character. */
  private static String decoded(byte[] bytes, Charset charset) {
    try {
      CharBuffer text =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes));
      return text.toString();
    } catch (CharacterCodingException other) {
      return new String(bytes, MOST_LIKELY);
    }
  }

  private static Optional<Charset> marked(byte[] bytes) {
    if (begins(bytes, 0xEF, 0xBB, 0xBF)) {
      return Optional.of(StandardCharsets.UTF_8);
    }
    return begins(bytes, 0xFE, 0xFF)
        ? Optional.of(StandardCharsets.UTF_16BE)
        : begins(bytes, 0xFF, 0xFE) ? Optional.of(StandardCharsets.UTF_16LE) : Optional.empty();
  }

  /** The first character of XML and of JSON is ASCII. */
  private static Optional<Charset> unmarkedWide(byte[] bytes) {
    return begins(bytes, 0, '<')
        ? Optional.of(StandardCharsets.UTF_16BE)
        : begins(bytes, '<', 0) ? Optional.of(StandardCharsets.UTF_16LE) : Optional.empty();
  }

  private static boolean begins(byte[] bytes, int... with) {
    for (int i = 0; i < with.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xFF) != with[i]) {
        return false;
      }
    }
    return true;
  }

  private static String start(byte[] bytes) {
    return new String(bytes, 0, Math.min(bytes.length, DECLARATION), StandardCharsets.ISO_8859_1);
  }

  private static Optional<Charset> named(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    if (!found.find()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Charset.forName(found.group(1)));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return Optional.empty();
    }
  }
}
