package io.faden.channel.social;

import com.fasterxml.jackson.databind.JsonNode;
import io.faden.channel.ChannelAccount;
import io.faden.channel.ConnectionVerdict;
import io.faden.channel.ConnectionVerdict.Step;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tries an account of a server that speaks Mastodon's API, step by step; nothing is posted. */
final class MastodonTrial {
  private MastodonTrial() {}

  static ConnectionVerdict run(NetworkHttp http, ChannelAccount account) {
    MastodonLine line = MastodonLine.of(http, account);
    List<Step> steps = new ArrayList<>();
    boolean reached = connect(line, steps);
    boolean in = reached && signIn(line, steps);
    if (!reached) {
      steps.add(Steps.notTried("network_sign_in"));
    }
    if (in) {
      steps.add(
          Steps.tried(
              "network_read",
              () ->
                  line.json("/api/v1/notifications", Map.of("types[]", "mention", "limit", "1"))));
      steps.add(write(line));
    } else {
      steps.add(Steps.notTried("network_read"));
      steps.add(Steps.notTried("network_write"));
    }
    return ConnectionVerdict.of(steps);
  }

  private static boolean connect(MastodonLine line, List<Step> steps) {
    MastodonLine open = new MastodonLine(line.http(), line.baseUrl(), Optional.empty());
    try {
      NetworkReply reply =
          line.http().ask(open.ask(HttpMethod.GET, "/api/v1/instance", Map.of(), Map.of()));
      // Some servers tell who they are only to those who have signed in.
      boolean there = reply.ok() || reply.status() == 401 || reply.status() == 403;
      steps.add(
          there ? Steps.fine("network_connect") : Steps.failed("network_connect", reply.fault()));
      return there;
    } catch (LineFault broken) {
      steps.add(Steps.failed("network_connect", broken));
      return false;
    }
  }

  private static boolean signIn(MastodonLine line, List<Step> steps) {
    if (line.token().isEmpty()) {
      steps.add(
          Steps.failed(
              "network_sign_in", "not_signed_in", Optional.of("Nobody has signed in there yet.")));
      return false;
    }
    try {
      JsonNode own = line.json("/api/v1/accounts/verify_credentials", Map.of());
      steps.add(
          new Step(
              "network_sign_in", true, "connected", Elements.text(own, "acct"), Optional.empty()));
      return true;
    } catch (NetworkFault fault) {
      steps.add(Steps.failed("network_sign_in", fault));
      return false;
    }
  }

  /** Whether a token may write shows where something is taken away that never was. */
  private static Step write(MastodonLine line) {
    try {
      NetworkReply reply = line.delete("/api/v1/statuses/0");
      boolean may = reply.ok() || reply.status() == 404 || reply.status() == 410;
      return may
          ? Steps.fine("network_write")
          : reply.status() == 403
              ? Steps.failed(
                  "network_write", "not_allowed", Optional.of(reply.fault().getMessage()))
              : Steps.failed("network_write", reply.fault());
    } catch (NetworkFault away) {
      return Steps.failed("network_write", away);
    }
  }
}
