package io.faden.channel.email;

import io.faden.channel.Channel;
import io.faden.channel.ChannelAccount;
import io.faden.channel.ConnectionVerdict;
import io.faden.channel.Incoming;
import io.faden.channel.Outcome;
import io.faden.channel.Outgoing;
import io.faden.channel.UnreadableArrival;
import io.faden.platform.Keys;

/**
 * E-mail as a channel. Reading is generous: only a message of nothing but white space is
 * unreadable. Sending blocks for three minutes at the very most before it knows an outcome.
 */
public final class EmailChannel implements Channel {
  public static final String NAME = "email";

  private final ThreadToken tokens;
  private final IncomingMail incoming;
  private final SmtpSending sending;
  private final ConnectionTrial trial;

  /** The keys sign the message ids that lead answers back to their conversation. */
  public EmailChannel(Keys keys) {
    this(keys, MailSession.Patience.SENDING, MailSession.Patience.TRIAL);
  }

  EmailChannel(Keys keys, MailSession.Patience sending, MailSession.Patience trial) {
    this.tokens = new ThreadToken(keys);
    this.incoming = new IncomingMail(tokens);
    this.sending = new SmtpSending(sending);
    this.trial = new ConnectionTrial(trial);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ConnectionVerdict test(ChannelAccount account) {
    return trial.run(account);
  }

  @Override
  public Incoming read(ChannelAccount account, byte[] raw) throws UnreadableArrival {
    return incoming.read(raw, account.address());
  }

  @Override
  public String newMessageId(ChannelAccount account, long conversationId) {
    String address = account.address();
    return tokens.newMessageId(address.substring(address.lastIndexOf('@') + 1), conversationId);
  }

  @Override
  public Outcome send(ChannelAccount account, Outgoing message, Runnable beforeTransmit) {
    return sending.send(account, message, beforeTransmit);
  }
}
