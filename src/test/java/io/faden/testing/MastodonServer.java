package io.faden.testing;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A small server on loopback that speaks Mastodon's documented API and keeps what it is given. One
 * account of it is ours. Source of shapes: docs.joinmastodon.org.
 */
public final class MastodonServer implements AutoCloseable {
  public static final String TOKEN = "ZA-Yj3aBD8U8Cm7lKUp-lm9O9BmDgdhHzDeqsY8tlL0";
  public static final String US = "nordlicht";
  public static final String DOMAIN = "social.example";
  private static final String OUR_ID = "14715";

  public final Troubles troubles = new Troubles();

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final Map<String, JsonObject> statuses = new LinkedHashMap<>();
  private final List<JsonObject> notifications = new ArrayList<>();
  private final List<Post> posted = new ArrayList<>();
  private final Map<String, String> keys = new HashMap<>();
  private final List<ServerWebSocket> listeners = new CopyOnWriteArrayList<>();
  private final List<String> refusedTokens = new ArrayList<>();
  private long lastId = 109_372_843_234_000_000L;

  private String version = "4.3.0";
  private boolean idempotent = true;
  private boolean streaming = true;
  private boolean searching = true;
  private boolean sinceKnown = true;
  private boolean repeatsAtSeams;
  private boolean unordered;
  private boolean denies;
  private int pageLimit = 40;
  private Duration skew = Duration.ZERO;

  /**
   * A post of ours as it stands here.
   *
   * @param answers the status that it answers, or null
   * @param key the Idempotency-Key that came with it, or null
   */
  public record Post(
      String id, String text, String visibility, String answers, String language, String key) {}

  public MastodonServer() {
    Router router = Router.router(vertx);
    router.route().handler(BodyHandler.create(false)).handler(troubles);
    router.post("/api/v1/apps").handler(this::register);
    router.get("/oauth/authorize").handler(this::authorize);
    router.post("/oauth/token").handler(this::token);
    router.get("/api/v1/instance").handler(this::instance);
    router.get("/api/v1/streaming").handler(this::stream);
    router.route("/api/*").handler(this::knowsUs);
    router
        .get("/api/v1/accounts/verify_credentials")
        .handler(context -> say(context, account(US, "Nordlicht Energie")));
    router.get("/api/v1/accounts/:id/statuses").handler(this::ownStatuses);
    router.get("/api/v1/notifications").handler(this::notifications);
    router
        .get("/api/v1/timelines/tag/:tag")
        .handler(context -> page(context, tagged(context.pathParam("tag"))));
    router.get("/api/v2/search").handler(this::search);
    router.get("/api/v1/statuses/:id/context").handler(this::context);
    router.get("/api/v1/statuses/:id").handler(this::status);
    router.post("/api/v1/statuses").handler(this::post);
    router.delete("/api/v1/statuses/:id").handler(this::remove);
    router.route().handler(context -> Troubles.say(context, 404, error("Record not found")));
    server = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await();
  }

  public String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  /** The contract's body for our account here. */
  public JsonObject account() {
    return new JsonObject()
        .put("channel", "mastodon")
        .put("name", "Mastodon")
        .put("address", US + "@" + DOMAIN)
        .put(
            "mastodon",
            new JsonObject().put("baseUrl", url()).put("accessToken", TOKEN).put("stream", false));
  }

  /** Whether a key that comes a second time posts nothing. */
  public synchronized void idempotent(boolean yes) {
    idempotent = yes;
  }

  /** Forgets all keys, as servers do after an hour. */
  public synchronized void forgetKeys() {
    keys.clear();
  }

  /** Whether it has a stream; without one it answers 404. */
  public synchronized void streaming(boolean yes) {
    streaming = yes;
  }

  /** Whether statuses can be searched by word. */
  public synchronized void searching(boolean yes) {
    searching = yes;
  }

  /** Whether since_id and min_id are heeded; some servers pass them over. */
  public synchronized void knowsSince(boolean yes) {
    sinceKnown = yes;
  }

  /** Pages begin with the last one of the page before. */
  public synchronized void repeatsAtSeams(boolean yes) {
    repeatsAtSeams = yes;
  }

  /** Pages are not in order within themselves. */
  public synchronized void unordered(boolean yes) {
    unordered = yes;
  }

  /** Whoever is to let us in says no. */
  public synchronized void denies(boolean yes) {
    denies = yes;
  }

  /** No page is longer than this, whatever is asked for. */
  public synchronized void pageLimit(int most) {
    pageLimit = most;
  }

  /** How far its clock is ahead of ours. */
  public synchronized void skew(Duration ahead) {
    skew = ahead;
  }

  /** A token that is refused from now on. */
  public synchronized void refuse(String token) {
    refusedTokens.add(token);
  }

  public synchronized void accept(String token) {
    refusedTokens.remove(token);
  }

  /** What it says it is; before 4.5 it refuses to be asked for quotes. */
  public synchronized void version(String said) {
    version = said;
  }

  private synchronized String version() {
    return version;
  }

  /** Somebody quotes us without mentioning us. */
  public synchronized String quote(String acct, String text) {
    JsonObject status = newStatus(account(acct, acct), text, "public", null);
    notify(
        new JsonObject()
            .put("type", "quote")
            .put("account", status.getJsonObject("account"))
            .put("status", status));
    return status.getString("id");
  }

  private synchronized void notifications(RoutingContext context) {
    String type = context.request().getParam("types[]");
    if ("quote".equals(type) && version.compareTo("4.5") < 0) {
      Troubles.say(context, 422, error("types is invalid"));
      return;
    }
    // As on servers that pass over what they are asked for: clients have to look themselves.
    page(context, notifications);
  }

  /** Somebody mentions us in public; gives the id of the status. */
  public String mention(String acct, String text) {
    return write(acct, text, "public", null, true);
  }

  /** Somebody answers a status and mentions us. */
  public String reply(String acct, String text, String to) {
    return write(acct, text, "public", to, true);
  }

  /** Somebody writes to us in private. */
  public String direct(String acct, String text) {
    return write(acct, text, "direct", null, true);
  }

  /** Somebody writes something, not to us. */
  public String status(String acct, String text) {
    return write(acct, text, "public", null, false);
  }

  private synchronized String write(
      String acct, String text, String visibility, String to, boolean toUs) {
    JsonObject status = newStatus(account(acct, acct), text, visibility, to);
    if (toUs) {
      status.getJsonArray("mentions").add(mentionOf(US));
      JsonObject notification =
          new JsonObject()
              .put("id", Long.toString(nextId()))
              .put("type", "mention")
              .put("created_at", now())
              .put("account", status.getJsonObject("account"))
              .put("status", status);
      notifications.add(notification);
      ring(notification);
    }
    return status.getString("id");
  }

  /** Any notification as it is, for shapes that nobody else makes. */
  public synchronized void notify(JsonObject notification) {
    notifications.add(
        notification.copy().put("id", Long.toString(nextId())).put("created_at", now()));
  }

  public synchronized JsonObject raw(String id) {
    return statuses.get(id).copy();
  }

  public synchronized void edit(String id, String text) {
    statuses.get(id).put("content", html(text)).put("edited_at", now());
  }

  public synchronized void delete(String id) {
    statuses.remove(id);
    notifications.removeIf(
        one ->
            one.getJsonObject("status") != null
                && one.getJsonObject("status").getString("id").equals(id));
  }

  /** What we have posted and not taken away. */
  public synchronized List<Post> posted() {
    return posted.stream().filter(post -> statuses.containsKey(post.id())).toList();
  }

  private JsonObject newStatus(JsonObject author, String text, String visibility, String to) {
    String id = Long.toString(nextId());
    JsonObject parent = to == null ? null : statuses.get(to);
    JsonObject status =
        new JsonObject()
            .put("id", id)
            .put("created_at", now())
            .put("in_reply_to_id", to)
            .put(
                "in_reply_to_account_id",
                parent == null ? null : parent.getJsonObject("account").getString("id"))
            .put("sensitive", false)
            .put("spoiler_text", "")
            .put("visibility", visibility)
            .put("language", "de")
            .put("uri", "https://" + DOMAIN + "/users/" + author.getString("acct") + "/" + id)
            .put("url", "https://" + DOMAIN + "/@" + author.getString("acct") + "/" + id)
            .put("replies_count", 0)
            .put("reblogs_count", 0)
            .put("favourites_count", 0)
            .put("edited_at", null)
            .put("content", html(text))
            .put("reblog", null)
            .put("account", author)
            .put("media_attachments", new JsonArray())
            .put("mentions", new JsonArray())
            .put("tags", tags(text))
            .put("emojis", new JsonArray())
            .put("card", null)
            .put("poll", null);
    statuses.put(id, status);
    return status;
  }

  private static JsonArray tags(String text) {
    JsonArray tags = new JsonArray();
    for (String word : text.split("\\s+", -1)) {
      if (word.startsWith("#")) {
        tags.add(
            new JsonObject().put("name", word.substring(1).toLowerCase(java.util.Locale.ROOT)));
      }
    }
    return tags;
  }

  /** As Mastodon writes it: mentions are links to a short name, long addresses are cut. */
  private static String html(String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    String mentions =
        escaped.replaceAll(
            "@([a-z0-9_]+)(@[a-z0-9.]+)?(?![\\w@])",
            "<span class=\"h-card\" translate=\"no\"><a href=\"https://"
                + DOMAIN
                + "/@$1\" class=\"u-url mention\">@<span>$1</span></a></span>");
    return "<p>" + mentions.replace("\n\n", "</p><p>").replace("\n", "<br />") + "</p>";
  }

  private JsonObject account(String acct, String name) {
    String user = acct.split("@", -1)[0];
    return new JsonObject()
        .put(
            "id",
            acct.equals(US)
                ? OUR_ID
                : Integer.toString(20_000 + Math.abs(acct.hashCode() % 70_000)))
        .put("username", user)
        .put("acct", acct)
        .put("display_name", name)
        .put("locked", false)
        .put("bot", false)
        .put("created_at", "2016-11-24T10:02:12.085Z")
        .put("note", "<p></p>")
        .put("url", "https://" + DOMAIN + "/@" + acct)
        .put("avatar", url() + "/avatars/" + user + ".png")
        .put("avatar_static", url() + "/avatars/" + user + ".png")
        .put("followers_count", 321)
        .put("following_count", 12);
  }

  private static JsonObject mentionOf(String acct) {
    return new JsonObject()
        .put("id", OUR_ID)
        .put("username", acct)
        .put("acct", acct)
        .put("url", "https://" + DOMAIN + "/@" + acct);
  }

  private long nextId() {
    return ++lastId;
  }

  private String now() {
    return Instant.now().plus(skew).truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private void ring(JsonObject notification) {
    String event =
        new JsonObject()
            .put("stream", new JsonArray().add("user"))
            .put("event", "notification")
            .put("payload", notification.encode())
            .encode();
    listeners.forEach(listener -> listener.writeTextMessage(event));
  }

  private static String error(String said) {
    return new JsonObject().put("error", said).encode();
  }

  private void say(RoutingContext context, JsonObject json) {
    dated(context);
    Troubles.say(context, 200, json.encode());
  }

  private void say(RoutingContext context, JsonArray json) {
    dated(context);
    Troubles.say(context, 200, json.encode());
  }

  private synchronized void dated(RoutingContext context) {
    context
        .response()
        .putHeader(
            "Date",
            java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plus(skew).atZone(java.time.ZoneOffset.UTC)));
  }

  private synchronized void knowsUs(RoutingContext context) {
    String bearer = context.request().getHeader("Authorization");
    boolean known =
        bearer != null && bearer.equals("Bearer " + TOKEN) && !refusedTokens.contains(TOKEN);
    if (known) {
      context.next();
    } else {
      Troubles.say(context, 401, error("The access token is invalid"));
    }
  }

  private void register(RoutingContext context) {
    say(
        context,
        new JsonObject()
            .put("id", "563419")
            .put("name", context.request().getFormAttribute("client_name"))
            .put("redirect_uri", context.request().getFormAttribute("redirect_uris"))
            .put("client_id", "TWhM-tNSuncnqN7DBJmoyeLnk6K3iJJ71KKXxgL1hPM")
            .put("client_secret", "ZEaFUFmF0umgBX1qKJDjaU99Q31lDkOU8NutzTOoliw"));
  }

  /** Whoever comes here says yes at once, unless they are to say no. */
  private synchronized void authorize(RoutingContext context) {
    String back = context.request().getParam("redirect_uri");
    String said = denies ? "error=access_denied&error_description=denied" : "code=qDFUEaYrRK5c";
    context
        .response()
        .setStatusCode(302)
        .putHeader(
            "Location",
            back
                + "?"
                + said
                + "&state="
                + URLEncoder.encode(context.request().getParam("state"), StandardCharsets.UTF_8))
        .end();
  }

  private void token(RoutingContext context) {
    if (!"qDFUEaYrRK5c".equals(context.request().getFormAttribute("code"))
        || !"ZEaFUFmF0umgBX1qKJDjaU99Q31lDkOU8NutzTOoliw"
            .equals(context.request().getFormAttribute("client_secret"))) {
      Troubles.say(context, 400, error("invalid_grant"));
      return;
    }
    say(
        context,
        new JsonObject()
            .put("access_token", TOKEN)
            .put("token_type", "Bearer")
            .put("scope", "read write")
            .put("created_at", 1_573_979_017));
  }

  private void instance(RoutingContext context) {
    say(
        context,
        new JsonObject()
            .put("uri", DOMAIN)
            .put("title", "social")
            .put("version", version())
            .put("urls", new JsonObject().put("streaming_api", url().replace("http", "ws")))
            .put(
                "configuration",
                new JsonObject()
                    .put(
                        "statuses",
                        new JsonObject()
                            .put("max_characters", 640)
                            .put("max_media_attachments", 4)
                            .put("characters_reserved_per_url", 23))));
  }

  private void stream(RoutingContext context) {
    boolean open;
    synchronized (this) {
      open = streaming;
    }
    if (!open || !("Bearer " + TOKEN).equals(context.request().getHeader("Authorization"))) {
      Troubles.say(context, open ? 401 : 404, error("no stream"));
      return;
    }
    context
        .request()
        .toWebSocket()
        .onSuccess(
            socket -> {
              listeners.add(socket);
              socket.closeHandler(gone -> listeners.remove(socket));
            });
  }

  /** How many listen to the stream. */
  public int listeners() {
    return listeners.size();
  }

  public void breakStreams() {
    listeners.forEach(ServerWebSocket::close);
  }

  /** Newest first, after since_id or min_id, before max_id; without a Link header. */
  private synchronized void page(RoutingContext context, List<JsonObject> all) {
    String limit = context.request().getParam("limit");
    int most = Math.min(limit == null ? 20 : Integer.parseInt(limit), pageLimit);
    String since =
        sinceKnown
            ? Optional.ofNullable(context.request().getParam("min_id"))
                .orElse(context.request().getParam("since_id"))
            : null;
    String before = context.request().getParam("max_id");
    List<JsonObject> fitting =
        new ArrayList<>(
            all.stream()
                .filter(one -> since == null || one.getString("id").compareTo(since) > 0)
                .filter(one -> before == null || isBefore(one.getString("id"), before))
                .toList());
    boolean upwards = sinceKnown && context.request().getParam("min_id") != null;
    if (!upwards) {
      Collections.reverse(fitting);
    }
    List<JsonObject> page = new ArrayList<>(fitting.subList(0, Math.min(most, fitting.size())));
    if (upwards) {
      Collections.reverse(page);
    }
    if (unordered && page.size() > 2) {
      Collections.swap(page, 0, 1);
    }
    say(context, new JsonArray(page));
  }

  private boolean isBefore(String id, String before) {
    int order = id.compareTo(before);
    return repeatsAtSeams ? order <= 0 : order < 0;
  }

  private synchronized List<JsonObject> tagged(String tag) {
    return statuses.values().stream()
        .filter(one -> one.getString("visibility").equals("public"))
        .filter(
            one ->
                one.getJsonArray("tags").stream()
                    .anyMatch(each -> ((JsonObject) each).getString("name").equalsIgnoreCase(tag)))
        .toList();
  }

  private synchronized void search(RoutingContext context) {
    String word = context.request().getParam("q").toLowerCase(java.util.Locale.ROOT);
    JsonArray found = new JsonArray();
    statuses.values().stream()
        .filter(one -> one.getString("visibility").equals("public"))
        .filter(
            one ->
                searching
                    && one.getString("content").toLowerCase(java.util.Locale.ROOT).contains(word))
        .forEach(found::add);
    say(
        context,
        new JsonObject()
            .put("accounts", new JsonArray())
            .put("statuses", found)
            .put("hashtags", new JsonArray()));
  }

  private void found(RoutingContext context, Function<JsonObject, JsonObject> answer) {
    JsonObject status = statuses.get(context.pathParam("id"));
    if (status == null) {
      Troubles.say(context, 404, error("Record not found"));
    } else {
      say(context, answer.apply(status));
    }
  }

  private synchronized void status(RoutingContext context) {
    found(context, status -> status);
  }

  private synchronized void context(RoutingContext context) {
    found(
        context,
        status -> {
          List<JsonObject> above = new ArrayList<>();
          JsonObject at = status;
          while (at != null && at.getString("in_reply_to_id") != null) {
            at = statuses.get(at.getString("in_reply_to_id"));
            if (at != null) {
              above.addFirst(at);
            }
          }
          List<JsonObject> below = new ArrayList<>();
          List<String> under = new ArrayList<>(List.of(status.getString("id")));
          for (JsonObject one : statuses.values()) {
            if (under.contains(one.getString("in_reply_to_id"))) {
              under.add(one.getString("id"));
              below.add(one);
            }
          }
          return new JsonObject()
              .put("ancestors", new JsonArray(above))
              .put("descendants", new JsonArray(below));
        });
  }

  private synchronized void ownStatuses(RoutingContext context) {
    page(
        context,
        statuses.values().stream()
            .filter(
                one -> one.getJsonObject("account").getString("id").equals(context.pathParam("id")))
            .toList());
  }

  private synchronized void post(RoutingContext context) {
    String key = context.request().getHeader("Idempotency-Key");
    String known = idempotent && key != null ? keys.get(key) : null;
    if (known != null) {
      say(context, statuses.get(known));
      return;
    }
    String to = context.request().getFormAttribute("in_reply_to_id");
    if (to != null && !statuses.containsKey(to)) {
      Troubles.say(context, 404, error("Record not found"));
      return;
    }
    String text = context.request().getFormAttribute("status");
    if (text == null || text.codePointCount(0, text.length()) > 640) {
      Troubles.say(context, 422, error("Validation failed: Text character limit of 640 exceeded"));
      return;
    }
    String visibility = context.request().getFormAttribute("visibility");
    JsonObject status = newStatus(account(US, "Nordlicht Energie"), text, visibility, to);
    posted.add(
        new Post(
            status.getString("id"),
            text,
            visibility,
            to,
            context.request().getFormAttribute("language"),
            key));
    if (key != null) {
      keys.put(key, status.getString("id"));
    }
    say(context, status);
  }

  private synchronized void remove(RoutingContext context) {
    found(
        context,
        status -> {
          statuses.remove(status.getString("id"));
          return status;
        });
  }

  @Override
  public void close() {
    server.close().await();
    vertx.close().await();
  }
}
