package io.faden.channel.social;

import com.fasterxml.jackson.databind.JsonNode;
import io.faden.channel.ChannelAccount;
import io.faden.channel.SocialSettings;
import io.faden.channel.social.NetworkFault.Kind;
import io.vertx.core.http.HttpMethod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Talks to one account's server in Mastodon's words. */
record MastodonLine(NetworkHttp http, String baseUrl, Optional<String> token) {
  static final String FORM = "application/x-www-form-urlencoded";

  static MastodonLine of(NetworkHttp http, ChannelAccount account) {
    SocialSettings.Mastodon mastodon = (SocialSettings.Mastodon) account.social().network();
    return new MastodonLine(http, mastodon.baseUrl(), mastodon.accessToken());
  }

  NetworkReply get(String path, Map<String, String> query) throws NetworkFault {
    return asked(
        ask(HttpMethod.GET, path + (query.isEmpty() ? "" : "?" + form(query)), Map.of(), Map.of()));
  }

  NetworkReply delete(String path) throws NetworkFault {
    return asked(ask(HttpMethod.DELETE, path, Map.of(), Map.of()));
  }

  /** An answer that is no refusal. */
  JsonNode json(String path, Map<String, String> query) throws NetworkFault {
    return get(path, query).json();
  }

  NetworkReply post(
      String path, Map<String, String> fields, Map<String, String> headers, Runnable before)
      throws LineFault {
    return http.send(ask(HttpMethod.POST, path, fields, headers), before);
  }

  private NetworkReply asked(NetworkHttp.Ask ask) throws NetworkFault {
    try {
      return http.ask(ask);
    } catch (LineFault broken) {
      throw new NetworkFault(Kind.AWAY, broken.getMessage());
    }
  }

  NetworkHttp.Ask ask(
      HttpMethod method, String path, Map<String, String> fields, Map<String, String> more) {
    Map<String, String> headers = new LinkedHashMap<>(more);
    token.ifPresent(bearer -> headers.put("Authorization", "Bearer " + bearer));
    return new NetworkHttp.Ask(
        method,
        baseUrl + path,
        headers,
        fields.isEmpty() ? "" : FORM,
        NetworkHttp.bytes(form(fields)),
        token.map(List::of).orElse(List.of()));
  }

  static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** For a form, a query and a part of a path alike. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return "MastodonLine " + baseUrl;
  }
}
