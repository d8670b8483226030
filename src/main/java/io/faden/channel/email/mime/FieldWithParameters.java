package io.faden.channel.email.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A field such as {@code text/plain; charset=utf-8}. Its value is in lower case; parameters are
 * decoded whichever way they were written: RFC 2231 pieces and charsets, RFC 2047 words or raw
 * bytes. Sources: RFC 2045 section 5.1, RFC 2231, RFC 2047.
 */
record FieldWithParameters(String value, Map<String, String> parameters) {
  private static final int MOST_PARAMETERS = 1_000;

  FieldWithParameters {
    parameters = Map.copyOf(parameters);
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name)).filter(text -> !text.isBlank());
  }

  static FieldWithParameters read(String raw) {
    Scanner scanner = new Scanner(raw);
    String value = scanner.until(";").strip().toLowerCase(Locale.ROOT);
    int space = value.indexOf(' ');
    Map<String, String> plain = new HashMap<>();
    Map<String, TreeMap<Integer, Piece>> pieces = new HashMap<>();
    for (int i = 0; i < MOST_PARAMETERS && scanner.more(); i++) {
      String name = scanner.until("=;").strip().toLowerCase(Locale.ROOT);
      String text = scanner.endedBy('=') ? scanner.parameterValue() : "";
      int star = name.indexOf('*');
      if (star > 0) {
        String number = name.substring(star + 1).replace("*", "");
        boolean digits = number.chars().allMatch(Character::isDigit) && number.length() < 4;
        pieces
            .computeIfAbsent(name.substring(0, star), key -> new TreeMap<>())
            .putIfAbsent(
                number.isEmpty() || !digits ? 0 : Integer.parseInt(number),
                new Piece(text, name.endsWith("*")));
      } else if (!name.isEmpty()) {
        plain.putIfAbsent(name, EncodedWords.decode(text));
      }
    }
    pieces.forEach((name, parts) -> plain.put(name, join(parts)));
    return new FieldWithParameters(space < 0 ? value : value.substring(0, space), plain);
  }

  private record Piece(String text, boolean encoded) {}

  private static String join(TreeMap<Integer, Piece> pieces) {
    Optional<String> charset = Optional.empty();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean first = true;
    for (Piece piece : pieces.values()) {
      String text = piece.text;
      if (first && piece.encoded) {
        String[] parts = text.split("'", 3);
        if (parts.length == 3) {
          charset = Optional.of(parts[0]).filter(label -> !label.isBlank());
          text = parts[2];
        }
      }
      bytes.writeBytes(piece.encoded ? percent(text) : text.getBytes(StandardCharsets.ISO_8859_1));
      first = false;
    }
    return CharsetDecoding.decode(bytes.toByteArray(), charset);
  }

  private static byte[] percent(String text) {
    byte[] raw = text.getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] == '%'
          && i + 2 < raw.length
          && TransferDecoding.hex(raw[i + 1]) >= 0
          && TransferDecoding.hex(raw[i + 2]) >= 0) {
        out.write(TransferDecoding.hex(raw[i + 1]) << 4 | TransferDecoding.hex(raw[i + 2]));
        i += 2;
      } else {
        out.write(raw[i]);
      }
    }
    return out.toByteArray();
  }

  /** Walks over a field value; one use. */
  private static final class Scanner {
    private final String raw;
    private int at;

    Scanner(String raw) {
      this.raw = raw;
    }

    boolean more() {
      return at < raw.length();
    }

    /** Whether the last stop was this character. */
    boolean endedBy(char stop) {
      return at > 0 && at <= raw.length() && raw.charAt(at - 1) == stop;
    }

    String until(String stops) {
      int start = at;
      while (at < raw.length() && stops.indexOf(raw.charAt(at)) < 0) {
        at++;
      }
      String found = raw.substring(start, at);
      at = Math.min(at + 1, raw.length());
      return found;
    }

    String parameterValue() {
      while (more() && Character.isWhitespace(raw.charAt(at))) {
        at++;
      }
      if (!more() || raw.charAt(at) != '"') {
        return until(";").strip();
      }
      StringBuilder text = new StringBuilder();
      for (at++; more() && raw.charAt(at) != '"'; at++) {
        boolean escape = raw.charAt(at) == '\\' && at + 1 < raw.length() && escapable(at + 1);
        text.append(raw.charAt(escape ? ++at : at));
      }
      until(";");
      return text.toString();
    }

    /** Only quotes and backslashes: Windows programs write paths with single backslashes. */
    private boolean escapable(int index) {
      return raw.charAt(index) == '"' || raw.charAt(index) == '\\';
    }
  }
}
