package io.faden.channel.social;

import io.faden.channel.ChannelAccount;
import io.faden.channel.ConnectionVerdict;
import io.faden.channel.ConnectionVerdict.Step;
import io.faden.channel.SocialSettings;
import io.faden.channel.social.NetworkFault.Kind;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tries an account of the AT Protocol, step by step; nothing is posted. */
final class BlueskyTrial {
  private BlueskyTrial() {}

  static ConnectionVerdict run(NetworkHttp http, ChannelAccount account) {
    SocialSettings.Bluesky settings = (SocialSettings.Bluesky) account.social().network();
    BlueskySession session = new BlueskySession(http, account);
    List<Step> steps = new ArrayList<>();
    steps.add(connect(http, settings.baseUrl()));
    if (steps.getFirst().ok()) {
      steps.add(Steps.tried("network_sign_in", session::did));
    } else {
      steps.add(Steps.notTried("network_sign_in"));
    }
    if (steps.getLast().ok()) {
      steps.add(
          Steps.tried(
              "network_read",
              () ->
                  session.get(
                      "app.bsky.notification.listNotifications",
                      Map.of("priority", "false", "limit", "1"))));
      if (settings.chat()) {
        steps.add(direct(session));
      }
    } else {
      steps.add(Steps.notTried("network_read"));
      if (settings.chat()) {
        steps.add(Steps.notTried("network_direct"));
      }
    }
    return ConnectionVerdict.of(steps);
  }

  private static Step connect(NetworkHttp http, String baseUrl) {
    try {
      NetworkReply reply =
          http.ask(
              new NetworkHttp.Ask(
                  HttpMethod.GET,
                  baseUrl + "/xrpc/com.atproto.server.describeServer",
                  Map.of(),
                  "",
                  new byte[0],
                  List.of()));
      return reply.ok()
          ? Steps.fine("network_connect")
          : Steps.failed("network_connect", reply.fault());
    } catch (LineFault broken) {
      return Steps.failed("network_connect", broken);
    }
  }

  /** The account works without; but whoever ticked it wants to know. */
  private static Step direct(BlueskySession session) {
    try {
      new BlueskyChat(session).end();
      return Steps.fine("network_direct");
    } catch (NetworkFault fault) {
      return fault.kind() == Kind.GONE
          ? new Step(
              "network_direct",
              true,
              "not_offered",
              Optional.ofNullable(fault.getMessage()),
              Optional.empty())
          : Steps.failed("network_direct", fault);
    }
  }
}
