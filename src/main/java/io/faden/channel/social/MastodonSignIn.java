package io.faden.channel.social;

import com.fasterxml.jackson.databind.JsonNode;
import io.faden.channel.social.NetworkFault.Kind;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Getting a token of somebody's account on a server that speaks Mastodon's API, by their own
 * consent on its page. Source: docs.joinmastodon.org, OAuth; RFC 6749.
 */
public final class MastodonSignIn {
  private static final String SCOPES = "read write";

  private final NetworkHttp http;

  public MastodonSignIn(NetworkHttp http) {
    this.http = http;
  }

  /** What a server knows us by. */
  public record Registration(String clientId, String clientSecret) {
    @Override
    public String toString() {
      return "Registration";
    }
  }

  /**
   * Whom we may act for.
   *
   * @param handle {@code name@server}, lower case
   */
  public record SignedIn(String token, String handle) {
    @Override
    public String toString() {
      return "SignedIn " + handle;
    }
  }

  /** Makes us known to a server; redirect is where its page leads back to. */
  public Registration register(String baseUrl, String redirect) throws NetworkFault {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("client_name", "Faden");
    fields.put("redirect_uris", redirect);
    fields.put("scopes", SCOPES);
    JsonNode app = post(line(baseUrl, Optional.empty()), "/api/v1/apps", fields, List.of());
    return new Registration(needed(app, "client_id"), needed(app, "client_secret"));
  }

  /** The page on which somebody says yes or no. */
  public static String page(String baseUrl, Registration us, String redirect, String state) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", us.clientId());
    query.put("redirect_uri", redirect);
    query.put("scope", SCOPES);
    query.put("state", state);
    // Whoever is signed in there already may want another account for us.
    query.put("force_login", "true");
    return baseUrl + "/oauth/authorize?" + MastodonLine.form(query);
  }

  /** Exchanges what they brought back for a token. */
  public SignedIn finish(String baseUrl, Registration us, String redirect, String code)
      throws NetworkFault {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("grant_type", "authorization_code");
    fields.put("code", code);
    fields.put("client_id", us.clientId());
    fields.put("client_secret", us.clientSecret());
    fields.put("redirect_uri", redirect);
    fields.put("scope", SCOPES);
    JsonNode given =
        post(
            line(baseUrl, Optional.empty()),
            "/oauth/token",
            fields,
            List.of(us.clientSecret(), code));
    String token = needed(given, "access_token");
    MastodonLine line = line(baseUrl, Optional.of(token));
    String name = needed(line.json("/api/v1/accounts/verify_credentials", Map.of()), "acct");
    String handle = name.contains("@") ? name : name + "@" + domain(line);
    return new SignedIn(token, handle.toLowerCase(Locale.ROOT));
  }

  /** The name in handles may be another one than that of the server. */
  private static String domain(MastodonLine line) {
    String host = URI.create(line.baseUrl()).getHost();
    try {
      return Elements.text(line.json("/api/v1/instance", Map.of()), "uri")
          .map(uri -> uri.replaceFirst("(?i)^https?://", "").replaceFirst("/.*$", ""))
          .filter(domain -> domain.matches("[\\p{L}\\p{N}.:-]+"))
          .orElse(host);
    } catch (NetworkFault notTold) {
      return host;
    }
  }

  private MastodonLine line(String baseUrl, Optional<String> token) {
    return new MastodonLine(http, baseUrl, token);
  }

  private static JsonNode post(
      MastodonLine line, String path, Map<String, String> fields, List<String> secrets)
      throws NetworkFault {
    try {
      NetworkReply reply = line.post(path, fields, Map.of(), () -> {});
      return new NetworkReply(reply.status(), reply.headers(), reply.body(), secrets).json();
    } catch (LineFault broken) {
      throw new NetworkFault(Kind.AWAY, broken.getMessage());
    }
  }

  private static String needed(JsonNode json, String field) throws NetworkFault {
    return Elements.text(json, field)
        .orElseThrow(() -> new NetworkFault(Kind.AWAY, LineFault.of("unreadable").getMessage()));
  }
}
