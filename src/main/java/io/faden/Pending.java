package io.faden;

import io.faden.platform.Role;
import io.faden.platform.http.Api;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import java.util.List;

/** Operations of the contract that are being built on branches; empty before a release. */
final class Pending {
  private static final List<String> NETWORKS =
      List.of("authorizeChannelAccount", "finishAuthorization");
  private static final List<String> SOURCES = List.of("receiveHook", "getPostPicture");
  private static final List<String> APPROVALS =
      List.of("approveReply", "returnReply", "listApprovals");
  private static final List<String> ANSWERS = List.of("previewPost", "retractPost");

  private Pending() {}

  static void register(Api api) {
    for (List<String> group : List.of(NETWORKS, SOURCES, APPROVALS, ANSWERS)) {
      for (String operation : group) {
        api.on(
            operation,
            Role.AGENT,
            call -> {
              throw new Problem(ErrorCode.NOT_FOUND);
            });
      }
    }
  }
}
