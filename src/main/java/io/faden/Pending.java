package io.faden;

import io.faden.platform.Role;
import io.faden.platform.http.Api;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import java.util.List;

/** Operations of the contract that are being built on branches; empty before a release. */
final class Pending {
  private static final List<String> OPERATIONS =
      List.of("authorizeChannelAccount", "finishAuthorization", "getPostPicture", "receiveHook");

  private Pending() {}

  static void register(Api api) {
    for (String operation : OPERATIONS) {
      api.on(
          operation,
          Role.AGENT,
          call -> {
            throw new Problem(ErrorCode.NOT_FOUND);
          });
    }
  }
}
