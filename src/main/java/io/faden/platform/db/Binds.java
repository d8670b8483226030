package io.faden.platform.db;

import io.faden.platform.Id;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/** Turns our values into what the driver binds. */
final class Binds {
  private Binds() {}

  static Tuple of(Object... values) {
    Tuple tuple = Tuple.tuple();
    for (Object value : values) {
      tuple.addValue(bind(value));
    }
    return tuple;
  }

  private static Object bind(Object value) {
    return switch (value) {
      case null -> null;
      case Id id -> id.value();
      case Instant instant -> instant.atOffset(ZoneOffset.UTC);
      case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
      case Optional<?> optional -> bind(optional.orElse(null));
      case byte[] bytes -> Buffer.buffer(bytes);
      default -> value;
    };
  }
}
