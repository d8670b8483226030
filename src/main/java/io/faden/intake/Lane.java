package io.faden.intake;

/**
 * What is filed in one order, by one node at a time. Calls have a lane of their own: a telephone
 * rings now, and a thousand mails that came before must not be filed first. So have letters:
 * reading one can take minutes, and no mail is to wait for that.
 */
public enum Lane {
  MESSAGES("filing", "channel NOT IN ('phone', 'letter')"),
  CALLS("filing-calls", "channel = 'phone'"),
  LETTERS("filing-letters", "channel = 'letter'");

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
