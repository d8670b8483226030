package io.faden.intake;

import io.faden.channel.Channel;
import io.faden.channel.Incoming;
import io.faden.channel.UnreadableArrival;
import io.faden.conversation.Filing;
import java.util.HexFormat;
import java.util.Optional;

/** Arrivals that are messages: each becomes an entry. */
public final class MessageReception implements Reception {
  private final Channel channel;
  private final Filing filing;

  public MessageReception(Channel channel, Filing filing) {
    this.channel = channel;
    this.filing = filing;
  }

  @Override
  public Readied read(Received arrival) throws UnreadableArrival {
    Incoming message = channel.read(arrival.account(), arrival.raw());
    Optional<String> language = filing.language(message);
    String id =
        message.messageId().orElseGet(() -> HexFormat.of().formatHex(arrival.sha256()) + "@local");
    return tx ->
        switch (filing.file(
            tx,
            arrival.id().value(),
            arrival.at(),
            arrival.account(),
            message,
            language,
            id,
            Filing.Wish.NONE)) {
          case Filing.Result.Duplicate duplicate -> new Settled.Duplicate(duplicate.arrival());
          case Filing.Result.Filed filed ->
              new Settled.Entry(filed.conversation().value(), filed.entry().value());
        };
  }
}
