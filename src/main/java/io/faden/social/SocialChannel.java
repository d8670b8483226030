package io.faden.social;

import io.faden.channel.Channel;
import io.faden.channel.ChannelAccount;
import io.faden.channel.ConnectionVerdict;
import io.faden.channel.Incoming;
import io.faden.channel.Outcome;
import io.faden.channel.Outgoing;
import io.faden.channel.UnreadableArrival;
import io.faden.channel.Writing;
import io.faden.channel.social.PostId;
import io.faden.channel.social.SocialNetwork;
import io.faden.platform.db.Database;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A network as a channel for answers. The key under which something is posted is part of its first
 * message id, so handing it over again posts nothing twice; once it stands there, its message id is
 * the one by which others refer to it.
 */
public final class SocialChannel implements Channel {
  private final Database database;
  private final SocialNetwork network;
  private final SocialWriting writing;
  private final AnswerStore store = new AnswerStore();
  private final Map<Long, Outcome.Deferred> limited = new ConcurrentHashMap<>();

  public SocialChannel(Database database, SocialNetwork network, SocialWriting writing) {
    this.database = database;
    this.network = network;
    this.writing = writing;
  }

  @Override
  public String name() {
    return network.name();
  }

  @Override
  public ConnectionVerdict test(ChannelAccount account) {
    return network.test(account);
  }

  /** Posts are read by whoever looks through them. */
  @Override
  public Incoming read(ChannelAccount account, byte[] raw) throws UnreadableArrival {
    throw new UnreadableArrival("A post is looked through, and is filed as one.");
  }

  @Override
  public String newMessageId(ChannelAccount account, long conversationId) {
    return UUID.randomUUID() + "." + conversationId + "@" + name();
  }

  private static String key(String messageId) {
    return messageId.substring(0, messageId.indexOf('.'));
  }

  @Override
  public boolean repeatable() {
    return true;
  }

  /** The next day nobody reads on any more, and what was written since waits behind it. */
  @Override
  public Duration patience() {
    return Duration.ofHours(12);
  }

  @Override
  public Optional<Writing> writing() {
    return Optional.of(writing);
  }

  @Override
  public Outcome send(ChannelAccount account, Outgoing message, Runnable beforeTransmit) {
    Optional<AnswerStore.Sending> sending = store.sending(database, message.messageId());
    if (sending.isEmpty()) {
      return new Outcome.Refused("This post is not there any more.");
    }
    Optional<Outcome.Deferred> rest =
        Optional.ofNullable(limited.get(account.id().value()))
            .filter(last -> last.until().filter(Instant.now()::isBefore).isPresent());
    if (rest.isPresent()) {
      return rest.get();
    }
    Outcome outcome =
        network.post(account, sending(account, message, sending.get()), beforeTransmit);
    return switch (outcome) {
      case Outcome.Accepted accepted -> accepted(account, sending.get(), accepted);
      case Outcome.Deferred deferred -> {
        if (deferred.until().isPresent()) {
          limited.put(account.id().value(), deferred);
        }
        yield deferred;
      }
      case Outcome other -> other;
    };
  }

  private SocialNetwork.Sending sending(
      ChannelAccount account, Outgoing message, AnswerStore.Sending sending) {
    Optional<String> answered =
        message
            .inReplyTo()
            .filter(id -> writing.home(id).equals(Optional.of(account.id().value())));
    return new SocialNetwork.Sending(
        key(message.messageId()),
        sending.attempts() > 1,
        message.to().value(),
        answered.map(PostId::own),
        answered
            .flatMap(id -> store.root(database, account.id(), id))
            .map(root -> writing.home(root).isPresent() ? PostId.own(root) : root),
        message.text(),
        message.open(),
        message.language(),
        message.writtenAt());
  }

  private Outcome accepted(
      ChannelAccount account, AnswerStore.Sending sending, Outcome.Accepted accepted) {
    String postId =
        PostId.of(
            name(),
            account.id().value(),
            accepted
                .messageId()
                .orElseThrow(() -> new IllegalStateException("posted without an id")));
    return new Outcome.Accepted(
        accepted.raw(),
        Optional.of(postId),
        tx -> {
          accepted.keep().accept(tx);
          store.posted(tx, sending.entry(), postId, url(accepted.raw()));
        });
  }

  /** Networks say where it stands in what they give back. */
  private static Optional<String> url(byte[] raw) {
    try {
      return Optional.ofNullable(
          new JsonObject(new String(raw, StandardCharsets.UTF_8)).getString("url"));
    } catch (DecodeException | ClassCastException other) {
      return Optional.empty();
    }
  }
}
