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
    AccountSettings settings,
    int version) {

  /** Errors: IllegalStateException for what is no mailbox. */
  public AccountSettings.Mailbox mailbox() {
    if (settings instanceof AccountSettings.Mailbox mailbox) {
      return mailbox;
    }
    throw new IllegalStateException("account " + id.value() + " is no mailbox");
  }

  /** Errors: IllegalStateException for what is no telephone line. */
  public AccountSettings.TelephoneLine line() {
    if (settings instanceof AccountSettings.TelephoneLine line) {
      return line;
    }
    throw new IllegalStateException("account " + id.value() + " is no telephone line");
  }

  /** Errors: IllegalStateException for what is no letterbox. */
  public AccountSettings.Letterbox letterbox() {
    if (settings instanceof AccountSettings.Letterbox letterbox) {
      return letterbox;
    }
    throw new IllegalStateException("account " + id.value() + " is no letterbox");
  }

  /** Errors: IllegalStateException for what is no source of posts. */
  public SocialSettings social() {
    if (settings instanceof SocialSettings social) {
      return social;
    }
    throw new IllegalStateException("account " + id.value() + " is no source of posts");
  }

  public enum Backfill {
    ALL,
    NEW
  }
}
