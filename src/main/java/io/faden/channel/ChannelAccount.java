package io.faden.channel;

import io.faden.routing.QueueId;

/**
 * One configured address of a channel.
 *
 * @param address what customers write to and what answers come from, lower case
 * @param displayName the name beside the address; may be empty
 * @param backfill whether the first connect takes what is already there
 * @param version counts changes; a poller that sees a new one reconnects
 */
public record ChannelAccount(
    ChannelAccountId id,
    String channel,
    String name,
    String address,
    String displayName,
    QueueId queue,
    boolean active,
    Backfill backfill,
    MailServer imap,
    MailServer smtp,
    int version) {

  public enum Backfill {
    ALL,
    NEW
  }
}
