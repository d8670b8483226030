package io.faden.channel;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What came of trying a connection, step by step, in the words of the contract. */
public record ConnectionVerdict(boolean ok, List<Step> steps) {
  public ConnectionVerdict {
    steps = List.copyOf(steps);
  }

  public static ConnectionVerdict of(List<Step> steps) {
    return new ConnectionVerdict(steps.stream().allMatch(Step::ok), steps);
  }

  /**
   * One step.
   *
   * @param step imap_connect, imap_sign_in, imap_folder, smtp_connect, smtp_sign_in or call_event
   * @param code see ConnectionVerdict in openapi.yaml
   * @param detail what the other side said, never a password
   * @param messages how many messages the folder holds
   * @param at when the other side was last heard
   */
  public record Step(
      String step,
      boolean ok,
      String code,
      Optional<String> detail,
      Optional<Integer> messages,
      Optional<Instant> at) {
    public Step(
        String step, boolean ok, String code, Optional<String> detail, Optional<Integer> messages) {
      this(step, ok, code, detail, messages, Optional.empty());
    }
  }
}
