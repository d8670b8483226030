package io.faden.social;

import io.faden.channel.ChannelAccount;
import io.faden.channel.SocialSettings;
import java.time.Duration;

/**
 * How long a poller waits for what.
 *
 * @param round until it looks again whether accounts changed or a lease is free
 * @param lease how long another node waits for one that died
 * @param poll until a source is asked again
 * @param first after a failure; each further one takes twice as long
 * @param longest after many failures
 * @param signIn until one that wants somebody to sign in is tried again
 */
record SourceTimes(
    Duration round,
    Duration lease,
    Duration poll,
    Duration first,
    Duration longest,
    Duration signIn) {

  static SourceTimes every(Duration poll) {
    return new SourceTimes(
        Duration.ofSeconds(2),
        Duration.ofSeconds(8),
        poll,
        Duration.ofSeconds(2),
        Duration.ofMinutes(5),
        Duration.ofMinutes(10));
  }

  /** A feed says itself how often. */
  Duration between(ChannelAccount account) {
    return account.social().network() instanceof SocialSettings.Feed feed ? feed.every() : poll;
  }
}
