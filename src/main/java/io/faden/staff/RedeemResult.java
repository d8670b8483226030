package io.faden.staff;

import java.time.Duration;

/** What became of using a one-time link. */
public sealed interface RedeemResult {
  record Redeemed() implements RedeemResult {}

  /** Unknown, used, run out, replaced by a newer one, or no longer wanted. */
  record LinkInvalid() implements RedeemResult {}

  /** The link is still good. */
  record EmailTaken() implements RedeemResult {}

  /** The link is still good. */
  record Invalid(String reason) implements RedeemResult {}

  record TooMany(Duration retryAfter) implements RedeemResult {}
}
