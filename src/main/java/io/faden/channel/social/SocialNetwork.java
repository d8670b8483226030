package io.faden.channel.social;

import io.faden.channel.ChannelAccount;
import io.faden.channel.ConnectionVerdict;
import io.faden.channel.Outcome;
import io.faden.channel.UnreadableArrival;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a network must be able to do. Every call blocks for seconds at most and may be made from
 * several threads. Nothing is kept here but what can be asked for again, such as the token of a
 * session. Ids are those of the network, opaque, without what we put before them ({@link PostId}).
 */
public interface SocialNetwork {

  /** The channel of its accounts, for example {@code mastodon}. */
  String name();

  Abilities abilities(ChannelAccount account);

  /** Tries to reach the other side. Never throws for what the other side does. */
  ConnectionVerdict test(ChannelAccount account);

  /**
   * The next page of what came after a cursor. Asking again with the same cursor gives the same
   * again, and what came meanwhile. Without a cursor: everything the network still tells, or
   * nothing but a cursor if the account takes only what comes from now on.
   */
  Received receive(ChannelAccount account, Optional<String> cursor) throws NetworkFault;

  /**
   * A page, oldest first.
   *
   * @param cursor from where the next page begins; a JSON document
   * @param more whether to ask again at once
   */
  record Received(List<Item> items, String cursor, boolean more) {
    public Received {
      items = List.copyOf(items);
    }
  }

  /**
   * One thing as it came.
   *
   * @param sourceKey names it at its source for ever
   * @param raw its own bytes out of the answer
   */
  record Item(String sourceKey, byte[] raw) {}

  /** Reads one item. Pure: no I/O, no clock but what the bytes say. */
  Told read(ChannelAccount account, byte[] raw) throws UnreadableArrival;

  /** How a post stands there now. */
  sealed interface Now {
    /** Raw as {@link #read} takes it; edited is when it was changed last. */
    record There(byte[] raw, Optional<Instant> edited) implements Now {}

    record Gone() implements Now {}
  }

  Now look(ChannelAccount account, String id) throws NetworkFault;

  /** The posts above one, oldest first; at most 20, the nearest ones. */
  List<Above> above(ChannelAccount account, String id) throws NetworkFault;

  /** One of the posts above another. */
  record Above(
      String id, String author, String text, Instant at, Optional<String> url, boolean ours) {}

  /**
   * Posts, or hands over a direct message. Handing over the same key a second time does not post a
   * second time. Calls beforeTransmit as {@link io.faden.channel.Channel#send} does.
   */
  Outcome post(ChannelAccount account, Sending sending, Runnable beforeTransmit);

  /**
   * A post of ours on its way.
   *
   * @param key fixed before the first attempt, at least 16 characters of a-z, 0-9 and hyphen
   * @param repeated it may have been handed over before
   * @param to whom it is for, as {@link Told.Author#value}
   * @param answers the post that it answers
   * @param root the first post of that thread, if it is known to be another one
   * @param open everybody can read it
   * @param language ISO 639-1
   */
  record Sending(
      String key,
      boolean repeated,
      String to,
      Optional<String> answers,
      Optional<String> root,
      String text,
      boolean open,
      Optional<String> language,
      Instant writtenAt) {}

  /** What it was given, and how it stands there: for {@link Outcome.Accepted#raw}. */
  record Posted(String id, Optional<String> url) {}

  /** Takes a post of ours away; one that is gone already is as good. */
  void delete(ChannelAccount account, String id) throws NetworkFault;

  /**
   * Listens to what happens there, if the network tells; the bell says that it is worth asking now.
   * Closing stops it. A line that breaks rings nobody's alarm: asking now and then goes on.
   */
  default Optional<AutoCloseable> listen(ChannelAccount account, Runnable bell) {
    return Optional.empty();
  }
}
