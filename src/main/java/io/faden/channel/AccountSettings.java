package io.faden.channel;

import java.time.Duration;

/** What an account needs to know about the other side; each channel its own. */
public sealed interface AccountSettings {

  /** Where mail is fetched and where it is handed in. */
  record Mailbox(MailServer imap, MailServer smtp) implements AccountSettings {}

  /**
   * A line of a telephone system that announces its calls to us.
   *
   * @param callBackWithin a missed call is called back within this time in which its queue is
   *     served
   */
  record TelephoneLine(Duration callBackWithin) implements AccountSettings {}
}
