package io.faden.channel.email.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The header of a message or part, in order, unfolded, NULs removed. Values are kept as they came:
 * one char for each byte. Lines that are no field are passed over. Source: RFC 5322 section 2.2.
 */
public final class HeaderFields {
  private record Field(String name, String value) {}

  private final List<Field> fields;
  private final int end;

  private HeaderFields(List<Field> fields, int end) {
    this.fields = fields;
    this.end = end;
  }

  /** The first value of this field, undecoded. Names are given in lower case. */
  public Optional<String> raw(String name) {
    return all(name).stream().findFirst();
  }

  /** Every value of this field from the top down, undecoded. */
  public List<String> all(String name) {
    return fields.stream().filter(field -> field.name.equals(name)).map(Field::value).toList();
  }

  /** The first value of this field, words decoded, as one line; empty text when it is missing. */
  public String line(String name) {
    return raw(name).map(EncodedWords::decode).map(CleanText::line).orElse("");
  }

  public boolean has(String name) {
    return fields.stream().anyMatch(field -> field.name.equals(name));
  }

  public boolean isEmpty() {
    return fields.isEmpty();
  }

  /** Where the body begins. */
  int end() {
    return end;
  }

  /** Reads up to the blank line. Bytes without any field are all body. */
  public static HeaderFields read(byte[] raw, int from, int to, ReadingBudget budget) {
    List<Field> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    int line = from;
    boolean blank = false;
    while (line < to && !blank) {
      int next = lineEnd(raw, line, to);
      int end = textEnd(raw, line, next);
      blank = end == line;
      boolean continues = !blank && (raw[line] == ' ' || raw[line] == '\t') && !field.isEmpty();
      if (!continues) {
        add(fields, field);
        field.setLength(0);
      }
      if (!blank && (continues || startsField(raw, line, end)) && budget.takeHeader(end - line)) {
        append(field, raw, line, end);
      }
      line = next;
    }
    add(fields, field);
    return new HeaderFields(fields, fields.isEmpty() && !blank ? from : line);
  }

  private static void append(StringBuilder field, byte[] raw, int from, int to) {
    String text = new String(raw, from, to - from, StandardCharsets.ISO_8859_1);
    field.append(text.indexOf('\0') < 0 ? text : text.replace("\0", ""));
  }

  private static boolean startsField(byte[] raw, int from, int to) {
    for (int i = from; i < to; i++) {
      if (raw[i] == ':') {
        return i > from;
      }
      boolean trailingSpace = (raw[i] == ' ' || raw[i] == '\t') && i > from;
      if ((raw[i] <= ' ' || raw[i] == 0x7F) && !(trailingSpace && onlySpaceToColon(raw, i, to))) {
        return false;
      }
    }
    return false;
  }

  private static boolean onlySpaceToColon(byte[] raw, int from, int to) {
    int i = from;
    while (i < to && i - from < 80 && (raw[i] == ' ' || raw[i] == '\t')) {
      i++;
    }
    return i < to && raw[i] == ':';
  }

  private static void add(List<Field> fields, StringBuilder field) {
    int colon = field.indexOf(":");
    if (colon > 0) {
      String name = field.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      fields.add(new Field(name, field.substring(colon + 1).strip()));
    }
  }

  /** The index behind the line break, or the end. */
  static int lineEnd(byte[] raw, int from, int to) {
    int i = from;
    while (i < to && raw[i] != '\n') {
      i++;
    }
    return i < to ? i + 1 : to;
  }

  /** The index behind the last byte of the line that is not part of its line break. */
  static int textEnd(byte[] raw, int from, int lineEnd) {
    int end = lineEnd;
    if (end > from && raw[end - 1] == '\n') {
      end--;
    }
    while (end > from && raw[end - 1] == '\r') {
      end--;
    }
    return end;
  }
}
