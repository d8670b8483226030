package io.faden.channel.social;

import io.faden.channel.Outcome;

/** What a fault means for a post that has surely not been made. */
final class Outcomes {
  private Outcomes() {}

  static Outcome of(NetworkFault fault) {
    return switch (fault.kind()) {
      case SIGN_IN, LIMITED, AWAY -> new Outcome.Deferred(fault.getMessage(), fault.until());
      case REFUSED, GONE -> new Outcome.Refused(fault.getMessage());
    };
  }
}
