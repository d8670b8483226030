package io.faden.importing;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The lines of a CSV file. A quote that is never closed spoils its own line and no other: after so
 * many lines without an end, or at an end that fits nothing, reading goes on at the next line.
 */
final class CsvLines implements Iterator<CsvLines.Line> {
  private static final int LONGEST_CELL_LINES = 30;
  private static final int LONGEST_LINE = 200_000;
  private static final int MOST_CELLS = 200;

  private final Reader reader;
  private final char separator;
  private final CSVFormat format;
  private final Deque<String> ahead = new ArrayDeque<>();
  private int number;
  private int columns;

  /** One line of the file by its number from 1; broken says why its cells are not to be trusted. */
  record Line(int number, List<String> cells, Optional<String> broken) {}

  CsvLines(Reader reader, char separator) {
    this.reader = reader;
    this.separator = separator;
    this.format =
        CSVFormat.DEFAULT.builder().setDelimiter(separator).setIgnoreEmptyLines(false).get();
  }

  @Override
  public boolean hasNext() {
    while (fill(0) && ahead.peekFirst().isBlank()) {
      take();
    }
    return !ahead.isEmpty();
  }

  @Override
  public Line next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    int at = number + 1;
    StringBuilder record = new StringBuilder(ahead.peekFirst());
    int lines = 1;
    while (isOpen(record) && lines < LONGEST_CELL_LINES && fill(lines)) {
      record.append('\n').append(nth(lines));
      lines++;
    }
    Optional<List<String>> cells =
        record.length() > LONGEST_LINE || isOpen(record) ? Optional.empty() : parse(record);
    // A quote that happens to be closed by one of another line makes a record of another shape.
    boolean fits =
        cells.isPresent() && (lines == 1 || columns == 0 || cells.get().size() == columns);
    if (!fits) {
      String first = take();
      return new Line(
          at,
          List.of(first.length() > 1_000 ? first.substring(0, 1_000) : first),
          Optional.of("The quotation marks of this line do not fit together."));
    }
    for (int taken = 0; taken < lines; taken++) {
      take();
    }
    if (columns == 0) {
      columns = cells.get().size();
    }
    if (cells.get().size() > MOST_CELLS) {
      return new Line(
          at, cells.get().subList(0, MOST_CELLS), Optional.of("This line has too many columns."));
    }
    return new Line(at, cells.get(), Optional.empty());
  }

  /** Whether a quoted cell has begun that has not ended. */
  private boolean isOpen(CharSequence record) {
    boolean quoted = false;
    boolean atStart = true;
    for (int place = 0; place < record.length(); place++) {
      char sign = record.charAt(place);
      if (quoted) {
        if (sign == '"') {
          if (place + 1 < record.length() && record.charAt(place + 1) == '"') {
            place++;
          } else {
            quoted = false;
          }
        }
      } else if (sign == '"' && atStart) {
        quoted = true;
      }
      atStart = !quoted && (sign == separator || sign == '\n');
    }
    return quoted;
  }

  private Optional<List<String>> parse(CharSequence record) {
    try (CSVParser parser = CSVParser.parse(new StringReader(record.toString()), format)) {
      List<CSVRecord> records = parser.getRecords();
      return records.size() == 1
          ? Optional.of(records.getFirst().stream().map(CsvLines::clean).toList())
          : Optional.empty();
    } catch (CSVException | UncheckedIOException unreadable) {
      return Optional.empty();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** What our own export writes before a text that a spreadsheet would take for a formula. */
  private static String clean(String cell) {
    String text = cell.replace("\0", "").strip();
    return text.length() > 1 && text.charAt(0) == '\'' && "=+-@".indexOf(text.charAt(1)) >= 0
        ? text.substring(1)
        : text;
  }

  private boolean fill(int index) {
    while (ahead.size() <= index) {
      String line = readLine();
      if (line == null) {
        return false;
      }
      ahead.addLast(line);
    }
    return true;
  }

  private String nth(int index) {
    Iterator<String> lines = ahead.iterator();
    for (int skipped = 0; skipped < index; skipped++) {
      String unused = lines.next();
    }
    return lines.next();
  }

  private String take() {
    number++;
    return ahead.removeFirst();
  }

  /** Ends at LF, CR LF or CR; a file without any does not become one string. */
  private String readLine() {
    try {
      StringBuilder line = new StringBuilder();
      int sign = reader.read();
      if (sign < 0) {
        return null;
      }
      while (sign >= 0 && sign != '\n') {
        if (sign == '\r') {
          reader.mark(1);
          if (reader.read() != '\n') {
            reader.reset();
          }
          break;
        }
        if (line.length() <= LONGEST_LINE) {
          line.append((char) sign);
        }
        sign = reader.read();
      }
      return line.toString();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
