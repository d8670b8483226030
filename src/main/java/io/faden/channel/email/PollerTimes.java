package io.faden.channel.email;

import io.faden.channel.email.MailSession.Patience;
import java.time.Duration;

/**
 * The times of mailbox pollers.
 *
 * @param poll the longest wait for news, with IDLE or without
 * @param comparison how often every UID is compared with the ledger
 * @param round how often accounts and free leases are looked for
 * @param lease how long a dead node keeps others out
 * @param retry the first pause before a message that the server refused is tried again
 */
record PollerTimes(
    Duration poll,
    Duration comparison,
    Duration round,
    Duration lease,
    Duration retry,
    Patience patience) {

  static PollerTimes every(Duration poll) {
    return new PollerTimes(
        poll,
        Duration.ofMinutes(10),
        Duration.ofSeconds(2),
        Duration.ofSeconds(8),
        Duration.ofMinutes(1),
        // Commands are short, so a write that does not get through shows as a missing answer.
        new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ZERO));
  }
}
