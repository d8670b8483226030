package io.faden.channel;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What an account needs to know about the other side; each channel its own. */
public sealed interface AccountSettings
    permits AccountSettings.Mailbox,
        AccountSettings.TelephoneLine,
        AccountSettings.Letterbox,
        SocialSettings {

  /** Where mail is fetched and where it is handed in. */
  record Mailbox(MailServer imap, MailServer smtp) implements AccountSettings {}

  /**
   * A line of a telephone system that announces its calls to us.
   *
   * @param callBackWithin a missed call is called back within this time in which its queue is
   *     served
   */
  record TelephoneLine(Duration callBackWithin) implements AccountSettings {}

  /**
   * Where scanned letters come from. The address of such an account is where the house gets its
   * post, in one line, as it stands above the address in a window.
   *
   * @param folder below the folder for scans of the server; empty where letters are only uploaded
   * @param answerWithinDays the deadline from the day of receipt; the target of the queue if empty
   * @param customerNumbers regular expressions; the first group, if there is one, is the number
   */
  record Letterbox(
      Optional<String> folder, Optional<Integer> answerWithinDays, List<String> customerNumbers)
      implements AccountSettings {
    public Letterbox {
      customerNumbers = List.copyOf(customerNumbers);
    }
  }
}
