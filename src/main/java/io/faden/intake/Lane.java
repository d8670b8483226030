package io.faden.intake;

/**
 * What is filed in one order, by one node at a time. Calls have a lane of their own: a telephone
 * rings now, and a thousand letters that came before must not be filed first.
 */
public enum Lane {
  MESSAGES("filing", "channel <> 'phone'"),
  CALLS("filing-calls", "channel = 'phone'");

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
