package io.faden.channel.social;

import io.faden.channel.ConnectionVerdict.Step;
import java.util.Optional;

/** Steps of trying a connection, in the words of the contract. */
final class Steps {
  private Steps() {}

  /** Something that is asked of a network. */
  interface Trial {
    Object run() throws NetworkFault;
  }

  static Step tried(String step, Trial trial) {
    try {
      trial.run();
      return fine(step);
    } catch (NetworkFault fault) {
      return failed(step, fault);
    }
  }

  static Step fine(String step) {
    return new Step(step, true, "connected", Optional.empty(), Optional.empty());
  }

  static Step notTried(String step) {
    return failed(step, "not_tried", Optional.empty());
  }

  static Step failed(String step, String code, Optional<String> detail) {
    return new Step(step, false, code, detail, Optional.empty());
  }

  static Step failed(String step, LineFault broken) {
    return failed(step, broken.code(), Optional.of(broken.getMessage()));
  }

  static Step failed(String step, NetworkFault fault) {
    String code =
        switch (fault.kind()) {
          case SIGN_IN -> "sign_in_refused";
          case LIMITED -> "limited";
          case REFUSED -> "not_allowed";
          case GONE -> "not_offered";
          case AWAY -> "failed";
        };
    return failed(step, code, Optional.ofNullable(fault.getMessage()));
  }
}
