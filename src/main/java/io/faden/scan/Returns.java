package io.faden.scan;

import io.faden.customer.ContactPointId;
import io.faden.customer.CustomerId;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

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
