package io.faden.intake;

/**
 * What is filed in one order, by one node at a time. Calls have a lane of their own: a telephone
 * rings now, and a thousand mails that came before must not be filed first. So have letters:
 * reading one can take minutes, and no mail is to wait for that. Posts come by the thousand when
 * something is going on.
 */
public enum Lane {
  MESSAGES("filing", "channel = 'email'"),
  CALLS("filing-calls", "channel = 'phone'"),
  LETTERS("filing-letters", "channel = 'letter'"),
  POSTS("filing-posts", "channel NOT IN ('email', 'phone', 'letter')");

  private final String lease;
  private final String accounts;

  Lane(String lease, String accounts) {
    this.lease = lease;
    this.accounts = accounts;
  }

  String lease() {
    return lease;
  }

  /** A condition on channel_account. */
  String accounts() {
    return accounts;
  }
}
