package io.faden.post;

import io.faden.channel.Channel;
import io.faden.channel.ChannelAccount;
import io.faden.channel.ConnectionVerdict;
import io.faden.channel.Incoming;
import io.faden.channel.Outcome;
import io.faden.channel.Outgoing;
import io.faden.channel.UnreadableArrival;
import io.faden.channel.letter.Enclosures;
import io.faden.platform.db.Database;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Letters as a channel: sending one lays it out and puts it on the print list. The rest is done by
 * hand.
 */
public final class LetterChannel implements Channel {
  public static final String NAME = "letter";

  private final Database database;
  private final Writing writing;
  private final LetterStore store = new LetterStore();

  public LetterChannel(Database database, Writing writing) {
    this.database = database;
    this.writing = writing;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Nothing is reached by writing letters; where scans come from is tried by those who look. */
  @Override
  public ConnectionVerdict test(ChannelAccount account) {
    return ConnectionVerdict.of(List.of());
  }

  /** A scan is read page by page and by people too, so not here. */
  @Override
  public Incoming read(ChannelAccount account, byte[] raw) throws UnreadableArrival {
    throw new UnreadableArrival("A letter is a scan, and is filed as one.");
  }

  @Override
  public String newMessageId(ChannelAccount account, long conversationId) {
    return UUID.randomUUID() + "." + conversationId + "@letter";
  }

  /** Says what would be refused when the letter is laid out. */
  @Override
  public Optional<Check> check() {
    return Optional.of(
        (account, message) ->
            switch (writing.print(
                database,
                new Writing.Answer(account, message, Optional.empty()),
                store.draftFiles(database, message))) {
              case Writing.Result.Printed printed -> Optional.empty();
              case Writing.Result.Refused refused -> Optional.of(refused.sentence());
            });
  }

  /** Nothing leaves: if this is cut short, it is done again. */
  @Override
  public Outcome send(ChannelAccount account, Outgoing message, Runnable beforeTransmit) {
    Optional<LetterStore.Sending> sending = store.sending(database, message.messageId());
    if (sending.isEmpty()) {
      return new Outcome.Refused("This letter is not there any more.");
    }
    Written letter =
        new Written(
            sending.get().conversation(),
            sending.get().author(),
            sending.get().contactPoint(),
            message.text(),
            false);
    return switch (writing.print(
        database,
        new Writing.Answer(account, letter, Optional.of(message.subject())),
        message.files().stream()
            .map(file -> new Enclosures.File(file.name(), file.content()))
            .toList())) {
      case Writing.Result.Printed printed ->
          new Outcome.Prepared(printed.pdf(), tx -> store.keep(tx, sending.get().entry(), printed));
      case Writing.Result.Refused refused -> new Outcome.Refused(refused.sentence());
    };
  }
}
