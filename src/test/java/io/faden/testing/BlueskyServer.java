package io.faden.testing;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A small server on loopback that speaks the documented methods of the AT Protocol and of Bluesky,
 * and keeps what it is given. One account of it is ours. Source of shapes: the public lexicons.
 */
public final class BlueskyServer implements AutoCloseable {
  public static final String US = "nordlicht.bsky.example";
  public static final String OUR_DID = "did:plc:ewvi7nxzyoun6zhxrhs64oiz";
  public static final String PASSWORD = "hd6k-7q2p-xw4n-zr9t";
  private static final String COLLECTION = "app.bsky.feed.post";

  public final Troubles troubles = new Troubles();

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final Map<String, JsonObject> posts = new LinkedHashMap<>();
  private final List<JsonObject> notifications = new ArrayList<>();
  private final List<JsonObject> log = new ArrayList<>();
  private final Map<String, List<JsonObject>> chats = new LinkedHashMap<>();
  private final List<Post> posted = new ArrayList<>();
  private final List<Message> messages = new ArrayList<>();
  private int lastId;
  private int session;
  private int renewed;
  private int signedIn;
  private boolean refreshes = true;
  private boolean chat = true;
  private boolean priorityOnly;
  private Duration skew = Duration.ZERO;

  /** A record of ours as it stands here. */
  public record Post(String uri, JsonObject record) {
    public String text() {
      return record.getString("text");
    }
  }

  /** A private message of ours. */
  public record Message(String id, String to, String text) {}

  public BlueskyServer() {
    Router router = Router.router(vertx);
    router.route().handler(BodyHandler.create(false)).handler(troubles);
    router
        .get("/xrpc/com.atproto.server.describeServer")
        .handler(context -> say(context, new JsonObject().put("did", "did:web:bsky.example")));
    router.post("/xrpc/com.atproto.server.createSession").handler(this::createSession);
    router.post("/xrpc/com.atproto.server.refreshSession").handler(this::refreshSession);
    router.route("/xrpc/*").handler(this::knowsUs);
    router.get("/xrpc/app.bsky.notification.listNotifications").handler(this::listNotifications);
    router.get("/xrpc/app.bsky.feed.searchPosts").handler(this::searchPosts);
    router.get("/xrpc/app.bsky.feed.getPosts").handler(this::getPosts);
    router.get("/xrpc/app.bsky.feed.getPostThread").handler(this::getPostThread);
    router.get("/xrpc/com.atproto.identity.resolveHandle").handler(this::resolveHandle);
    router.post("/xrpc/com.atproto.repo.createRecord").handler(this::createRecord);
    router.get("/xrpc/com.atproto.repo.getRecord").handler(this::getRecord);
    router.post("/xrpc/com.atproto.repo.deleteRecord").handler(this::deleteRecord);
    router.route("/xrpc/chat.bsky.*").handler(this::hasChat);
    router.get("/xrpc/chat.bsky.convo.getLog").handler(this::getLog);
    router.get("/xrpc/chat.bsky.convo.listConvos").handler(this::listConvos);
    router.get("/xrpc/chat.bsky.convo.getConvoForMembers").handler(this::getConvo);
    router.get("/xrpc/chat.bsky.convo.getMessages").handler(this::getMessages);
    router.post("/xrpc/chat.bsky.convo.sendMessage").handler(this::sendMessage);
    router
        .route()
        .handler(context -> refuse(context, 501, "MethodNotImplemented", "Not implemented"));
    server = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await();
  }

  public String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  /** The contract's body for our account here. */
  public JsonObject account() {
    return new JsonObject()
        .put("channel", "bluesky")
        .put("name", "Bluesky")
        .put("address", US)
        .put(
            "bluesky",
            new JsonObject()
                .put("baseUrl", url())
                .put("identifier", US)
                .put("appPassword", PASSWORD));
  }

  public static String didOf(String handle) {
    return handle.equals(US)
        ? OUR_DID
        : "did:plc:" + handle.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /** The tokens given so far end. */
  public synchronized void endTokens() {
    session++;
  }

  /** Whether a token that has ended can be exchanged. */
  public synchronized void refreshes(boolean yes) {
    refreshes = yes;
  }

  /** Whether there are private messages for our password. */
  public synchronized void chat(boolean yes) {
    chat = yes;
  }

  /** Only those whom the account follows, unless somebody asks for all; after updateSeen. */
  public synchronized void priorityOnly(boolean yes) {
    priorityOnly = yes;
  }

  /** How far its clock is ahead of ours. */
  public synchronized void skew(Duration ahead) {
    skew = ahead;
  }

  public synchronized int signIns() {
    return signedIn;
  }

  public synchronized int renewals() {
    return renewed;
  }

  /** Somebody mentions us; gives the URI of the post. */
  public synchronized String mention(String handle, String text) {
    String uri = write(handle, text, null);
    tell(uri, "mention", null);
    return uri;
  }

  /** Somebody answers a post; those above are told. */
  public synchronized String reply(String handle, String text, String to) {
    String uri = write(handle, text, to);
    String at = to;
    while (at != null) {
      if (at.startsWith("at://" + OUR_DID)) {
        tell(uri, "reply", at);
        break;
      }
      at = parentOf(at);
    }
    return uri;
  }

  /** Somebody quotes a post of ours. */
  public synchronized String quote(String handle, String text, String of) {
    String uri = write(handle, text, null);
    tell(uri, "quote", of);
    return uri;
  }

  /** Somebody writes something, not to us. */
  public synchronized String status(String handle, String text) {
    return write(handle, text, null);
  }

  /** Somebody likes a post of ours. */
  public synchronized void like(String handle, String of) {
    tell(of, "like", of);
    notifications.getLast().put("author", author(handle));
  }

  /** Somebody writes to us in private. */
  public synchronized String direct(String handle, String text) {
    return message(didOf(handle), didOf(handle), text);
  }

  private String message(String with, String from, String text) {
    String id = "3l" + ++lastId + "msg";
    JsonObject message =
        new JsonObject()
            .put("$type", "chat.bsky.convo.defs#messageView")
            .put("id", id)
            .put("rev", rev())
            .put("text", text)
            .put("sender", new JsonObject().put("did", from))
            .put("sentAt", now());
    chats.computeIfAbsent(with, fresh -> new ArrayList<>()).add(message);
    log.add(
        new JsonObject()
            .put("$type", "chat.bsky.convo.defs#logCreateMessage")
            .put("rev", message.getString("rev"))
            .put("convoId", "convo-" + with)
            .put("message", message));
    return id;
  }

  private String rev() {
    return "2222%09d".formatted(++lastId);
  }

  public synchronized void delete(String uri) {
    posts.remove(uri);
    notifications.removeIf(one -> one.getString("uri").equals(uri));
  }

  /** What we have posted and not taken away. */
  public synchronized List<Post> posted() {
    return posted.stream().filter(post -> posts.containsKey(post.uri())).toList();
  }

  public synchronized List<Message> messages() {
    return List.copyOf(messages);
  }

  public synchronized JsonObject record(String uri) {
    return posts.get(uri).getJsonObject("record").copy();
  }

  /** A post as it is, for shapes that nobody else makes. */
  public synchronized String post(String handle, JsonObject record) {
    String uri = "at://" + didOf(handle) + "/" + COLLECTION + "/3k" + ++lastId + "post";
    put(uri, handle, record);
    tell(uri, "mention", null);
    return uri;
  }

  private String write(String handle, String text, String to) {
    JsonObject record =
        new JsonObject()
            .put("$type", COLLECTION)
            .put("text", text)
            .put("langs", new JsonArray().add("de"))
            .put("createdAt", now());
    if (to != null) {
      JsonObject above = posts.get(to).getJsonObject("record").getJsonObject("reply");
      record.put(
          "reply",
          new JsonObject()
              .put("root", above == null ? reference(to) : above.getJsonObject("root"))
              .put("parent", reference(to)));
    }
    String uri = "at://" + didOf(handle) + "/" + COLLECTION + "/3k" + ++lastId + "post";
    put(uri, handle, record);
    return uri;
  }

  private void put(String uri, String handle, JsonObject record) {
    posts.put(
        uri,
        new JsonObject()
            .put("uri", uri)
            .put("cid", cid(uri))
            .put("author", author(handle))
            .put("record", record)
            .put("replyCount", 0)
            .put("repostCount", 0)
            .put("likeCount", 0)
            .put("indexedAt", now())
            .put("labels", new JsonArray()));
  }

  private static String cid(String uri) {
    return "bafyrei" + Integer.toHexString(uri.hashCode());
  }

  private static JsonObject reference(String uri) {
    return new JsonObject().put("uri", uri).put("cid", cid(uri));
  }

  private String parentOf(String uri) {
    JsonObject post = posts.get(uri);
    JsonObject reply = post == null ? null : post.getJsonObject("record").getJsonObject("reply");
    return reply == null ? null : reply.getJsonObject("parent").getString("uri");
  }

  private JsonObject author(String handle) {
    return new JsonObject()
        .put("did", didOf(handle))
        .put("handle", handle)
        .put("displayName", handle.split("\\.", -1)[0])
        .put("avatar", url() + "/avatar/" + handle + ".jpg")
        .put("viewer", new JsonObject().put("muted", false))
        .put("labels", new JsonArray());
  }

  private void tell(String uri, String reason, String subject) {
    JsonObject post = posts.get(uri);
    JsonObject notification =
        new JsonObject()
            .put("uri", uri)
            .put("cid", post.getString("cid"))
            .put("author", post.getJsonObject("author"))
            .put("reason", reason)
            .put("record", post.getJsonObject("record"))
            .put("isRead", false)
            .put("indexedAt", now())
            .put("labels", new JsonArray());
    if (subject != null) {
      notification.put("reasonSubject", subject);
    }
    notifications.add(notification);
  }

  private String now() {
    return Instant.now().plus(skew).truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private synchronized void say(RoutingContext context, JsonObject json) {
    context
        .response()
        .putHeader(
            "Date",
            java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plus(skew).atZone(java.time.ZoneOffset.UTC)));
    Troubles.say(context, 200, json.encode());
  }

  private static void refuse(RoutingContext context, int status, String error, String message) {
    Troubles.say(
        context, status, new JsonObject().put("error", error).put("message", message).encode());
  }

  private synchronized void createSession(RoutingContext context) {
    JsonObject body = context.body().asJsonObject();
    boolean us = List.of(US, OUR_DID).contains(body.getString("identifier"));
    if (!us || !PASSWORD.equals(body.getString("password"))) {
      refuse(context, 401, "AuthenticationRequired", "Invalid identifier or password");
      return;
    }
    signedIn++;
    say(context, tokens());
  }

  private JsonObject tokens() {
    return new JsonObject()
        .put("accessJwt", "access-" + session)
        .put("refreshJwt", "refresh-" + session)
        .put("handle", US)
        .put("did", OUR_DID)
        .put("active", true);
  }

  private synchronized void refreshSession(RoutingContext context) {
    String bearer = context.request().getHeader("Authorization");
    if (!refreshes || bearer == null || !bearer.startsWith("Bearer refresh-")) {
      refuse(context, 400, "ExpiredToken", "Token has been revoked");
      return;
    }
    renewed++;
    say(context, tokens());
  }

  private synchronized void knowsUs(RoutingContext context) {
    String bearer = context.request().getHeader("Authorization");
    if (("Bearer access-" + session).equals(bearer)) {
      context.next();
    } else if (bearer != null && bearer.startsWith("Bearer access-")) {
      refuse(context, 400, "ExpiredToken", "Token has expired");
    } else {
      refuse(context, 401, "AuthMissing", "Authentication Required");
    }
  }

  /** Newest first, with a cursor. */
  private void page(RoutingContext context, String field, List<JsonObject> all) {
    String limit = context.request().getParam("limit");
    int most = Math.min(limit == null ? 50 : Integer.parseInt(limit), 100);
    String cursor = context.request().getParam("cursor");
    int from = cursor == null ? all.size() : Integer.parseInt(cursor);
    JsonArray page = new JsonArray();
    int at = from;
    while (at > 0 && page.size() < most) {
      page.add(all.get(--at));
    }
    JsonObject answer = new JsonObject().put(field, page);
    if (at > 0) {
      answer.put("cursor", Integer.toString(at));
    }
    say(context, answer);
  }

  private synchronized void listNotifications(RoutingContext context) {
    boolean all = !priorityOnly || "false".equals(context.request().getParam("priority"));
    page(context, "notifications", all ? notifications : List.of());
  }

  private synchronized void searchPosts(RoutingContext context) {
    String word = context.request().getParam("q").replace("\"", "").toLowerCase(Locale.ROOT);
    page(
        context,
        "posts",
        posts.values().stream()
            .filter(
                one ->
                    one.getJsonObject("record")
                        .getString("text")
                        .toLowerCase(Locale.ROOT)
                        .contains(word))
            .toList());
  }

  private synchronized void getPosts(RoutingContext context) {
    JsonArray found = new JsonArray();
    for (String uri : context.queryParam("uris")) {
      if (posts.containsKey(uri)) {
        found.add(posts.get(uri));
      }
    }
    say(context, new JsonObject().put("posts", found));
  }

  private synchronized void getPostThread(RoutingContext context) {
    String uri = context.request().getParam("uri");
    if (!posts.containsKey(uri)) {
      refuse(context, 400, "NotFound", "Post not found: " + uri);
      return;
    }
    say(context, new JsonObject().put("thread", thread(uri)));
  }

  private JsonObject thread(String uri) {
    if (!posts.containsKey(uri)) {
      return new JsonObject()
          .put("$type", "app.bsky.feed.defs#notFoundPost")
          .put("uri", uri)
          .put("notFound", true);
    }
    JsonObject view =
        new JsonObject()
            .put("$type", "app.bsky.feed.defs#threadViewPost")
            .put("post", posts.get(uri));
    String parent = parentOf(uri);
    return parent == null ? view : view.put("parent", thread(parent));
  }

  private void resolveHandle(RoutingContext context) {
    String handle = context.request().getParam("handle");
    if (handle.endsWith(".example")) {
      say(context, new JsonObject().put("did", didOf(handle)));
    } else {
      refuse(context, 400, "InvalidRequest", "Unable to resolve handle");
    }
  }

  private synchronized void createRecord(RoutingContext context) {
    JsonObject body = context.body().asJsonObject();
    String key = body.getString("rkey");
    JsonObject record = body.getJsonObject("record");
    String text = record.getString("text");
    if (!key.matches("[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}")) {
      refuse(context, 400, "InvalidRequest", "Invalid record key: not a TID");
      return;
    }
    if (text.getBytes(StandardCharsets.UTF_8).length > 3000) {
      refuse(
          context,
          400,
          "InvalidRequest",
          "Invalid app.bsky.feed.post record: Record/text must not be longer than 3000 bytes");
      return;
    }
    String uri = "at://" + OUR_DID + "/" + COLLECTION + "/" + key;
    if (posts.containsKey(uri)) {
      // As the reference implementation does.
      refuse(context, 500, "InternalServerError", "Internal Server Error");
      return;
    }
    put(uri, US, record);
    posted.add(new Post(uri, record));
    say(context, reference(uri));
  }

  private synchronized void getRecord(RoutingContext context) {
    String uri =
        "at://"
            + context.request().getParam("repo")
            + "/"
            + context.request().getParam("collection")
            + "/"
            + context.request().getParam("rkey");
    if (posts.containsKey(uri)) {
      say(context, reference(uri).put("value", posts.get(uri).getJsonObject("record")));
    } else {
      refuse(context, 400, "RecordNotFound", "Could not locate record: " + uri);
    }
  }

  private synchronized void deleteRecord(RoutingContext context) {
    JsonObject body = context.body().asJsonObject();
    posts.remove(
        "at://" + OUR_DID + "/" + body.getString("collection") + "/" + body.getString("rkey"));
    say(context, new JsonObject());
  }

  private synchronized void hasChat(RoutingContext context) {
    if (!"did:web:api.bsky.chat#bsky_chat".equals(context.request().getHeader("Atproto-Proxy"))) {
      refuse(context, 501, "MethodNotImplemented", "Method Not Implemented");
    } else if (!chat) {
      refuse(context, 400, "InvalidToken", "Bad token method");
    } else {
      context.next();
    }
  }

  private synchronized void getLog(RoutingContext context) {
    String cursor = context.request().getParam("cursor");
    List<JsonObject> since =
        log.stream()
            .filter(one -> cursor == null || one.getString("rev").compareTo(cursor) > 0)
            .limit(50)
            .toList();
    JsonObject answer = new JsonObject().put("logs", new JsonArray(since));
    String end = since.isEmpty() ? cursor : since.getLast().getString("rev");
    say(context, end == null ? answer : answer.put("cursor", end));
  }

  private synchronized void listConvos(RoutingContext context) {
    JsonArray convos = new JsonArray();
    chats.entrySet().stream()
        .sorted(
            (one, other) ->
                other
                    .getValue()
                    .getLast()
                    .getString("rev")
                    .compareTo(one.getValue().getLast().getString("rev")))
        .forEach(
            one ->
                convos.add(
                    new JsonObject()
                        .put("id", "convo-" + one.getKey())
                        .put("rev", one.getValue().getLast().getString("rev"))));
    say(context, new JsonObject().put("convos", convos));
  }

  private void getConvo(RoutingContext context) {
    String with = context.request().getParam("members");
    if (with.contains("closed")) {
      refuse(context, 400, "InvalidRequest", "recipient has disabled incoming messages");
      return;
    }
    say(
        context,
        new JsonObject().put("convo", new JsonObject().put("id", "convo-" + with).put("rev", "2")));
  }

  private synchronized void getMessages(RoutingContext context) {
    String with = context.request().getParam("convoId").substring("convo-".length());
    List<JsonObject> said = chats.getOrDefault(with, List.of());
    say(context, new JsonObject().put("messages", new JsonArray(said.reversed())));
  }

  private synchronized void sendMessage(RoutingContext context) {
    JsonObject body = context.body().asJsonObject();
    String with = body.getString("convoId").substring("convo-".length());
    String text = body.getJsonObject("message").getString("text");
    String id = message(with, OUR_DID, text);
    messages.add(new Message(id, with, text));
    say(context, chats.get(with).getLast());
  }

  @Override
  public void close() {
    server.close().await();
    vertx.close().await();
  }
}
