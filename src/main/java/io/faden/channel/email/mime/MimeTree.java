package io.faden.channel.email.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Takes a message apart. A multipart without its boundary is text as it is; one cut off in the
 * middle keeps what arrived. Attached messages are leaves. Source: RFC 2046 section 5.1.
 */
public final class MimeTree {
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[\\w.+!#$&^-]{1,127}/[\\w.+!#$&^-]{1,127}");
  private static final String UNKNOWN = "application/octet-stream";

  private final byte[] raw;
  private final ReadingBudget budget;

  private MimeTree(byte[] raw, ReadingBudget budget) {
    this.raw = raw;
    this.budget = budget;
  }

  /** Never throws. What lies beyond the budget is left out. */
  public static MimePart read(byte[] raw, ReadingBudget budget) {
    return new MimeTree(raw, budget).part(start(raw), raw.length, 0, "text/plain");
  }

  /** Passes over the line that mbox files put before a message, and over empty lines. */
  private static int start(byte[] raw) {
    int at = 0;
    while (at < raw.length && (raw[at] == '\r' || raw[at] == '\n')) {
      at++;
    }
    boolean mbox =
        raw.length - at > 5
            && raw[at] == 'F'
            && raw[at + 1] == 'r'
            && raw[at + 2] == 'o'
            && raw[at + 3] == 'm'
            && raw[at + 4] == ' ';
    return mbox ? HeaderFields.lineEnd(raw, at, raw.length) : at;
  }

  private MimePart part(int from, int to, int depth, String usual) {
    HeaderFields header = HeaderFields.read(raw, from, to, budget);
    FieldWithParameters type = FieldWithParameters.read(header.raw("content-type").orElse(usual));
    int body = header.end();
    if (!type.value().startsWith("multipart/")) {
      return new MimePart(header, mediaType(type, usual), type, raw, body, to, List.of());
    }
    Optional<String> boundary = type.parameter("boundary").or(() -> firstDelimiter(body, to));
    List<MimePart> children =
        depth >= ReadingBudget.DEPTH || boundary.isEmpty()
            ? List.of()
            : children(boundary.get(), body, to, depth, type.value());
    boolean broken = children.isEmpty() && depth < ReadingBudget.DEPTH;
    return new MimePart(
        header, broken ? "text/plain" : type.value(), type, raw, body, to, children);
  }

  private List<MimePart> children(String boundary, int from, int to, int depth, String multipart) {
    byte[] delimiter = ("--" + boundary.stripTrailing()).getBytes(StandardCharsets.ISO_8859_1);
    String usual = multipart.equals("multipart/digest") ? "message/rfc822" : "text/plain";
    List<MimePart> children = new ArrayList<>();
    int open = -1;
    for (int line = from; line < to; ) {
      int next = HeaderFields.lineEnd(raw, line, to);
      if (isDelimiter(delimiter, line, next)) {
        if (open >= 0) {
          children.add(part(open, HeaderFields.textEnd(raw, open, line), depth + 1, usual));
        }
        boolean last = isClosing(delimiter.length, line, next);
        open = !last && budget.takePart() ? next : -1;
        if (open < 0) {
          return children;
        }
      }
      line = next;
    }
    if (open >= 0 && open < to) {
      children.add(part(open, to, depth + 1, usual));
    }
    return children;
  }

  private boolean isDelimiter(byte[] delimiter, int line, int next) {
    if (next - line < delimiter.length) {
      return false;
    }
    for (int i = 0; i < delimiter.length; i++) {
      if (raw[line + i] != delimiter[i]) {
        return false;
      }
    }
    // Behind it only the closing dashes and white space: "--b" is no delimiter of boundary "bb".
    int at = line + delimiter.length;
    if (at + 1 < next && raw[at] == '-' && raw[at + 1] == '-') {
      at += 2;
    }
    while (at < next && raw[at] >= 0 && raw[at] <= ' ') {
      at++;
    }
    return at == next;
  }

  private boolean isClosing(int length, int line, int next) {
    int at = line + length;
    return at + 1 < next && raw[at] == '-' && raw[at + 1] == '-';
  }

  /** For senders that forgot to name their boundary: the first line that looks like one. */
  private Optional<String> firstDelimiter(int from, int to) {
    int line = from;
    for (int i = 0; i < 100 && line < to; i++) {
      int next = HeaderFields.lineEnd(raw, line, to);
      int end = HeaderFields.textEnd(raw, line, next);
      boolean dashes =
          end - line > 4 && end - line <= 74 && raw[line] == '-' && raw[line + 1] == '-';
      if (dashes) {
        return Optional.of(new String(raw, line + 2, end - line - 2, StandardCharsets.ISO_8859_1));
      }
      line = next;
    }
    return Optional.empty();
  }

  private static String mediaType(FieldWithParameters type, String usual) {
    String value = type.value();
    if (value.isEmpty() || value.equals("text")) {
      return usual;
    }
    return MEDIA_TYPE.matcher(value).matches() ? value : UNKNOWN;
  }
}
