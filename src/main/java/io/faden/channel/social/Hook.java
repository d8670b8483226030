package io.faden.channel.social;

import io.faden.channel.UnreadableArrival;

/** What a webhook is about, as far as it must be known before it is recorded. */
public record Hook(String id, Event event) {

  /** What happened to the message of this id. */
  public enum Event {
    POST,
    EDIT,
    DELETE
  }

  /** Errors: {@link UnreadableArrival} with a sentence for what has no name. */
  public static Hook of(byte[] raw) throws UnreadableArrival {
    return WebhookReading.hook(raw);
  }
}
