package io.faden.platform.db;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Reads columns as our types. */
public final class Columns {
  private Columns() {}

  public static Instant instant(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }

  public static Optional<Instant> optionalInstant(Row row, String column) {
    return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
  }

  public static Optional<String> optionalText(Row row, String column) {
    return Optional.ofNullable(row.getString(column));
  }

  public static Optional<Long> optionalLong(Row row, String column) {
    return Optional.ofNullable(row.getLong(column));
  }

  /** An empty array where the column is null. */
  public static byte[] bytes(Row row, String column) {
    Buffer buffer = row.getBuffer(column);
    return buffer == null ? new byte[0] : buffer.getBytes();
  }

  /** An empty list where the column is null. */
  public static List<String> texts(Row row, String column) {
    String[] values = row.getArrayOfStrings(column);
    return values == null ? List.of() : List.of(values);
  }
}
