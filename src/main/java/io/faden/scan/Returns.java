package io.faden.scan;

import static io.faden.platform.db.Columns.optionalInstant;
import static io.faden.platform.db.Columns.optionalLong;

import io.faden.channel.letter.LetterAddress;
import io.faden.customer.ContactChannel;
import io.faden.customer.ContactPointId;
import io.faden.customer.CustomerId;
import io.faden.platform.db.Columns;
import io.faden.platform.db.Sql;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells letters of ours that came back from letters to us. */
final class Returns {
  private Returns() {}

  /** A letter of ours that left, or is printed to leave. */
  record Ours(
      long entry,
      String messageId,
      CustomerId customer,
      Optional<ContactPointId> contactPoint,
      JsonObject recipient,
      Optional<Instant> sentAt) {}
}
