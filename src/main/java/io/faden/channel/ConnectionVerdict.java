package io.faden.channel;

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
   * @param step imap_connect, imap_sign_in, imap_folder, smtp_connect or smtp_sign_in
   * @param code see ConnectionVerdict in openapi.yaml
   * @param detail what the other side said, never a password
   * @param messages how many messages the folder holds
   */
  public record Step(
      String step, boolean ok, String code, Optional<String> detail, Optional<Integer> messages) {}
}
