package io.faden.channel.social;

import com.fasterxml.jackson.databind.JsonNode;
import io.faden.channel.ChannelAccount;
import io.faden.channel.SocialSettings;
import io.faden.channel.social.NetworkFault.Kind;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One account of the AT Protocol, signed in: a token of two hours, and one that gets the next.
 * Signing in anew is what servers limit most, so it is done only when both have ended. Source:
 * com.atproto.server.createSession and refreshSession.
 */
final class BlueskySession {
  private static final String JSON = "application/json";

  private final NetworkHttp http;
  private final SocialSettings.Bluesky account;

  /** Virtual threads that wait for a monitor would hold the threads under them. */
  private final ReentrantLock lock = new ReentrantLock();

  private Tokens tokens;

  private record Tokens(String access, String refresh, String did) {
    @Override
    public String toString() {
      return "Tokens of " + did;
    }
  }

  BlueskySession(NetworkHttp http, ChannelAccount account) {
    this.http = http;
    this.account = (SocialSettings.Bluesky) account.social().network();
  }

  /** Our own id there. */
  String did() throws NetworkFault {
    return tokens().did();
  }

  JsonNode get(String method, Map<String, String> query) throws NetworkFault {
    return ask(HttpMethod.GET, method, query, "", Map.of()).json();
  }

  /** Asks; for what may be asked twice. */
  NetworkReply ask(
      HttpMethod verb,
      String method,
      Map<String, String> query,
      String body,
      Map<String, String> headers)
      throws NetworkFault {
    try {
      Tokens first = tokens();
      NetworkReply reply = http.ask(question(verb, method, query, body, headers, first));
      return hasEnded(reply)
          ? http.ask(question(verb, method, query, body, headers, after(first)))
          : reply;
    } catch (LineFault broken) {
      throw new NetworkFault(Kind.AWAY, broken.getMessage());
    }
  }

  /** Hands something over; a token that has ended is noticed before anything is done with it. */
  NetworkReply send(String method, String body, Map<String, String> headers, Runnable before)
      throws NetworkFault, LineFault {
    Tokens first = tokens();
    NetworkReply reply =
        http.send(question(HttpMethod.POST, method, Map.of(), body, headers, first), before);
    return hasEnded(reply)
        ? http.send(
            question(HttpMethod.POST, method, Map.of(), body, headers, after(first)), () -> {})
        : reply;
  }

  /** Answers 400 where others answer 401; a token that may not do this has not ended. */
  private static boolean hasEnded(NetworkReply reply) {
    if (reply.status() != 400 && reply.status() != 401) {
      return false;
    }
    String error = reply.error();
    return error.equals("ExpiredToken")
        || (error.equals("InvalidToken") && !mayNot(reply))
        || (reply.status() == 401 && !mayNot(reply));
  }

  /** An app password without the right for it, above all for direct messages. */
  static boolean mayNot(NetworkReply reply) {
    String said = reply.said();
    return said.contains("Bad token scope") || said.contains("Bad token method");
  }

  private Tokens tokens() throws NetworkFault {
    lock.lock();
    try {
      if (tokens == null) {
        tokens = signIn();
      }
      return tokens;
    } finally {
      lock.unlock();
    }
  }

  /** New ones, unless somebody else has got them meanwhile. */
  private Tokens after(Tokens ended) throws NetworkFault {
    lock.lock();
    try {
      if (tokens == null || tokens.equals(ended)) {
        tokens = null;
        tokens = renewed(ended);
      }
      return tokens;
    } finally {
      lock.unlock();
    }
  }

  private Tokens renewed(Tokens ended) throws NetworkFault {
    NetworkReply reply =
        asked(
            new NetworkHttp.Ask(
                HttpMethod.POST,
                url("com.atproto.server.refreshSession", Map.of()),
                Map.of("Authorization", "Bearer " + ended.refresh()),
                "",
                new byte[0],
                List.of(ended.refresh())));
    if (reply.ok()) {
      return read(reply.json());
    }
    if (reply.status() == 429 || reply.status() >= 500) {
      throw reply.fault();
    }
    return signIn();
  }

  private Tokens signIn() throws NetworkFault {
    if (account.appPassword().isEmpty()) {
      throw new NetworkFault(Kind.SIGN_IN, "Nobody has signed in there yet.");
    }
    String password = account.appPassword().get();
    NetworkReply reply =
        asked(
            new NetworkHttp.Ask(
                HttpMethod.POST,
                url("com.atproto.server.createSession", Map.of()),
                Map.of(),
                JSON,
                Elements.write(
                    Map.of(
                        "identifier",
                        account.identifier().replaceFirst("^@", ""),
                        "password",
                        password)),
                List.of(password)));
    if (reply.status() == 400) {
      throw new NetworkFault(
          Kind.SIGN_IN, ("The server refused the sign-in. " + reply.said()).strip());
    }
    return read(reply.json());
  }

  private static Tokens read(JsonNode json) throws NetworkFault {
    if (json.path("active").isBoolean() && !json.path("active").asBoolean()) {
      throw new NetworkFault(
          Kind.SIGN_IN, ("The account is not active. " + json.path("status").asText("")).strip());
    }
    return new Tokens(needed(json, "accessJwt"), needed(json, "refreshJwt"), needed(json, "did"));
  }

  private static String needed(JsonNode json, String field) throws NetworkFault {
    return Elements.text(json, field)
        .orElseThrow(() -> new NetworkFault(Kind.AWAY, LineFault.of("unreadable").getMessage()));
  }

  private NetworkReply asked(NetworkHttp.Ask ask) throws NetworkFault {
    try {
      return http.send(ask, () -> {});
    } catch (LineFault broken) {
      throw new NetworkFault(Kind.AWAY, broken.getMessage());
    }
  }

  private NetworkHttp.Ask question(
      HttpMethod verb,
      String method,
      Map<String, String> query,
      String body,
      Map<String, String> more,
      Tokens with) {
    Map<String, String> headers = new LinkedHashMap<>(more);
    headers.put("Authorization", "Bearer " + with.access());
    List<String> secrets = new ArrayList<>(List.of(with.access(), with.refresh()));
    account.appPassword().ifPresent(secrets::add);
    return new NetworkHttp.Ask(
        verb,
        url(method, query),
        headers,
        body.isEmpty() ? "" : JSON,
        NetworkHttp.bytes(body),
        secrets);
  }

  private String url(String method, Map<String, String> query) {
    return account.baseUrl()
        + "/xrpc/"
        + method
        + (query.isEmpty() ? "" : "?" + MastodonLine.form(query));
  }
}
