package io.faden.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Serves the town on this machine, in the way of Mastodon's API as far as we ask for it, and a
 * forum's feed beside it. Source: docs.joinmastodon.org/methods.
 */
public final class TownServer implements AutoCloseable {
  static final String TOKEN = "demo-town-token";
  private static final String HOST = "127.0.0.1";
  private static final Pattern STATUS =
      Pattern.compile("/api/v1/statuses/(?<id>[0-9]+)(?<context>/context)?");
  private static final Pattern PICTURE = Pattern.compile("/media/(?<meter>[0-9]{1,7})\\.png");
  private static final Pattern AVATAR = Pattern.compile("/avatars/(?<handle>[a-z0-9_]+)\\.png");
  private static final Pattern TAG = Pattern.compile("/api/v1/timelines/tag/(?<tag>[^/]+)");
  private static final Pattern PAGE = Pattern.compile("/@(?<handle>[a-z0-9_]+)(/(?<id>[0-9]+))?");
  private static final int MOST = 40;
  private static final int LONGEST = 500;

  private final Town town;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String home;
  private final TownView view;

  /** The page is where people look at posts; the network itself has none. */
  private TownServer(Town town, HttpServer server) {
    this.town = town;
    this.server = server;
    this.home = "http://" + HOST + ":" + server.getAddress().getPort();
    this.view = new TownView(town, home);
  }

  /**
   * Opens the town that is kept beside the folder of the mailboxes. Input: the ports of the demo
   * begin there; 0 for that of last time, if it is free.
   */
  public static TownServer start(Path mailboxes, int portBase) {
    return start(
        Town.open(mailboxes.resolveSibling("demo-town.json")), portBase == 0 ? 0 : portBase + 2);
  }

  private static TownServer start(Town town, int port) {
    try {
      HttpServer server = bound(port == 0 ? town.port() : port);
      TownServer served = new TownServer(town, server);
      server.setExecutor(served.threads);
      server.createContext("/", served::serve);
      server.start();
      town.servedAt(server.getAddress().getPort());
      return served;
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static HttpServer bound(int port) throws IOException {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (BindException inUse) {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }
  }

  Town town() {
    return town;
  }

  String home() {
    return home;
  }

  /** What it listens on, as host and port. */
  public String place() {
    return home.substring("http://".length());
  }

  private record Reply(int status, String type, byte[] body) {
    static Reply json(int status, Object body) {
      String text = body instanceof JsonArray array ? array.encode() : body.toString();
      return new Reply(status, "application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    static Reply wrong(int status, String why) {
      return json(status, new JsonObject().put("error", why).encode());
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply = reply(exchange);
      exchange.getResponseHeaders().set("Content-Type", reply.type());
      exchange.sendResponseHeaders(
          reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
      if (reply.body().length > 0) {
        exchange.getResponseBody().write(reply.body());
      }
    }
  }

  private Reply reply(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    Map<String, String> query = form(exchange.getRequestURI().getRawQuery());
    Matcher picture = PICTURE.matcher(path);
    Matcher avatar = AVATAR.matcher(path);
    Matcher page = PAGE.matcher(path);
    if (picture.matches()) {
      return new Reply(200, "image/png", Pictures.meter(picture.group("meter")));
    }
    if (avatar.matches()) {
      return new Reply(200, "image/png", Pictures.face(avatar.group("handle")));
    }
    if (page.matches()) {
      return shown(page.group("id"));
    }
    return switch (path) {
      case "/forum.xml" -> new Reply(200, "application/rss+xml; charset=utf-8", forum());
      case "/api/v1/instance" -> Reply.json(200, instance());
      case "/api/v1/apps" ->
          Reply.json(200, new JsonObject().put("client_id", "demo").put("client_secret", TOKEN));
      case "/oauth/authorize" -> authorize(exchange, query);
      case "/oauth/token" ->
          Reply.json(200, new JsonObject().put("access_token", TOKEN).put("token_type", "Bearer"));
      default ->
          ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))
              ? asked(exchange, method, path, query)
              : Reply.wrong(401, "The access token is invalid");
    };
  }

  private JsonObject instance() {
    return new JsonObject()
        .put("uri", TownText.HOST)
        .put("title", "Sozial")
        .put("version", "4.3.0")
        .put(
            "configuration",
            new JsonObject()
                .put(
                    "statuses",
                    new JsonObject()
                        .put("max_characters", LONGEST)
                        .put("characters_reserved_per_url", 23)));
  }

  /** Whoever is asked says yes. */
  private static Reply authorize(HttpExchange exchange, Map<String, String> query) {
    String back = query.getOrDefault("redirect_uri", "");
    if (!back.startsWith("http")) {
      return Reply.wrong(400, "There is nowhere to go back to");
    }
    exchange
        .getResponseHeaders()
        .set(
            "Location",
            back
                + "?code=demo&state="
                + URLEncoder.encode(query.getOrDefault("state", ""), StandardCharsets.UTF_8));
    return new Reply(302, "text/plain", new byte[0]);
  }

  private Reply asked(HttpExchange exchange, String method, String path, Map<String, String> query)
      throws IOException {
    Matcher status = STATUS.matcher(path);
    Matcher tag = TAG.matcher(path);
    if (status.matches()) {
      return status(method, status.group("id"), status.group("context") != null);
    }
    if (tag.matches()) {
      List<TownPost> tagged =
          town.posts().stream()
              .filter(TownPost::open)
              .filter(post -> TownText.hasTag(post.text(), tag.group("tag")))
              .toList();
      return Reply.json(200, view.statuses(page(tagged, query)));
    }
    return switch (path) {
      case "/api/v1/accounts/verify_credentials" -> Reply.json(200, view.account(Town.COMPANY));
      case "/api/v1/notifications" -> {
        JsonArray notifications = new JsonArray();
        page(mentions(), query).forEach(post -> notifications.add(view.notification(post)));
        yield Reply.json(200, notifications);
      }
      case "/api/v1/statuses" -> method.equals("POST") ? say(exchange) : Reply.wrong(405, "POST");
      default -> Reply.wrong(404, "Record not found");
    };
  }

  private List<TownPost> mentions() {
    return town.posts().stream()
        .filter(post -> !post.from().equals(Town.COMPANY))
        .filter(post -> post.to().map(Town.COMPANY::equals).orElse(post.names(Town.COMPANY)))
        .toList();
  }

  /** Newest first; min_id means the ones right above it, since_id the newest above it. */
  private static List<TownPost> page(List<TownPost> oldestFirst, Map<String, String> query) {
    long above = Math.max(number(query, "since_id", 0), number(query, "min_id", 0));
    long below = number(query, "max_id", Long.MAX_VALUE);
    int limit = Math.clamp(number(query, "limit", 20), 1, MOST);
    List<TownPost> found =
        oldestFirst.stream()
            .filter(post -> Long.parseLong(post.id()) > above && Long.parseLong(post.id()) < below)
            .toList();
    List<TownPost> page =
        query.containsKey("min_id")
            ? found.subList(0, Math.min(limit, found.size()))
            : found.subList(Math.max(0, found.size() - limit), found.size());
    return page.reversed();
  }

  private static long number(Map<String, String> query, String name, long otherwise) {
    String value = query.getOrDefault(name, "");
    return value.matches("[0-9]{1,18}") ? Long.parseLong(value) : otherwise;
  }

  private Reply status(String method, String id, boolean context) {
    Optional<TownPost> post = town.find(id);
    if (post.isEmpty()) {
      return Reply.wrong(404, "Record not found");
    }
    if (method.equals("DELETE")) {
      return town.delete(Town.COMPANY, id)
          ? Reply.json(200, view.status(post.get()))
          : Reply.wrong(404, "Record not found");
    }
    return context
        ? Reply.json(
            200,
            new JsonObject()
                .put("ancestors", view.statuses(town.above(post.get())))
                .put("descendants", view.statuses(town.below(post.get()))))
        : Reply.json(200, view.status(post.get()));
  }

  private Reply say(HttpExchange exchange) throws IOException {
    String type =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type")).orElse("");
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> said = type.startsWith("application/json") ? json(body) : form(body);
    String text = said.getOrDefault("status", "").strip();
    Optional<String> answers = Optional.ofNullable(said.get("in_reply_to_id"));
    if (text.isEmpty() || text.codePointCount(0, text.length()) > LONGEST) {
      return Reply.wrong(422, "Validation failed: Text character limit of 500 exceeded");
    }
    if (answers.isPresent() && town.find(answers.get()).isEmpty()) {
      return Reply.wrong(404, "Record not found");
    }
    boolean direct = "direct".equals(said.get("visibility"));
    TownPost post =
        town.say(
            Town.COMPANY,
            text,
            answers,
            direct ? TownText.mentions(text).stream().findFirst() : Optional.empty(),
            Optional.ofNullable(said.get("language")),
            Optional.ofNullable(exchange.getRequestHeaders().getFirst("Idempotency-Key")));
    return Reply.json(200, view.status(post));
  }

  private static Map<String, String> json(String body) {
    Map<String, String> values = new HashMap<>();
    new JsonObject(body)
        .forEach(
            each -> {
              if (each.getValue() != null) {
                values.put(each.getKey(), each.getValue().toString());
              }
            });
    return values;
  }

  private static Map<String, String> form(String encoded) {
    Map<String, String> values = new HashMap<>();
    if (encoded != null) {
      for (String pair : encoded.split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          values.put(
              URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
              URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
      }
    }
    return values;
  }

  /** A bare page for whoever follows a link out of the product. */
  private Reply shown(String id) {
    List<TownPost> posts =
        id == null
            ? town.posts().stream().filter(TownPost::open).toList().reversed()
            : town.find(id).filter(TownPost::open).stream()
                .flatMap(
                    post -> {
                      List<TownPost> thread = new ArrayList<>(town.above(post));
                      thread.add(post);
                      thread.addAll(town.below(post));
                      return thread.stream();
                    })
                .filter(TownPost::open)
                .toList();
    StringBuilder html =
        new StringBuilder(
            "<!doctype html><html lang=\"de\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Sozial</title>"
                + "<style>body{font:1rem/1.5 system-ui;max-width:36rem;margin:2rem auto;padding:0 1rem}article{border-top:1px solid #ccc;padding:.75rem 0}time{color:#666}</style>");
    for (TownPost post : posts) {
      html.append("<article><b>@")
          .append(post.from())
          .append("</b> <time>")
          .append(post.at())
          .append("</time>")
          .append(TownText.html(post.text(), home))
          .append("</article>");
    }
    if (posts.isEmpty()) {
      html.append("<p>Diesen Beitrag gibt es nicht mehr.</p>");
    }
    return new Reply(
        posts.isEmpty() ? 404 : 200,
        "text/html; charset=utf-8",
        html.toString().getBytes(StandardCharsets.UTF_8));
  }

  private byte[] forum() {
    TownScript.Forum forum = TownScript.read().feed();
    List<String> dates =
        forum.items().stream()
            .map(item -> Script.before(town.founded(), ZoneId.systemDefault(), item.sent()))
            .map(
                at ->
                    DateTimeFormatter.RFC_1123_DATE_TIME
                        .withLocale(Locale.ROOT)
                        .format(at.atOffset(ZoneOffset.UTC)))
            .toList();
    return TownView.feed(forum, home, dates).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
