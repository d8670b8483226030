package io.faden.intake;

import java.time.Instant;
import java.util.Optional;

/**
 * A row of the ledger without its bytes.
 *
 * @param state received, checking, triaged, filed, duplicate or quarantined
 * @param size in bytes
 * @param error why it could not be filed, or could not yet
 * @param erasedAt since when its bytes are gone, at the request of whom they were about
 */
public record Arrival(
    ArrivalId id,
    String state,
    String channel,
    Account channelAccount,
    String sourceKey,
    Instant receivedAt,
    long size,
    String sha256,
    int attempts,
    Optional<String> error,
    Optional<Instant> filedAt,
    Optional<Long> conversationId,
    Optional<Long> entryId,
    Optional<Long> callId,
    Optional<Long> duplicateOf,
    Optional<Instant> erasedAt) {

  public record Account(long id, String name) {}
}
