package io.faden.testing;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A page on the live feed: collects what it is sent, in order. */
public final class LivePage implements WebSocket.Listener, AutoCloseable {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final List<JsonObject> frames = new CopyOnWriteArrayList<>();
  private final StringBuilder partial = new StringBuilder();
  private volatile int closeCode;
  private WebSocket socket;

  /** The upgrade was answered with this status instead. */
  public static final class Refused extends RuntimeException {
    private final int status;

    Refused(int status) {
      super("upgrade refused with " + status);
      this.status = status;
    }

    public int status() {
      return status;
    }
  }

  /** Joins from now on; returns when the server has said hello. Errors: {@link Refused}. */
  public static LivePage open(Caller caller) {
    return open(caller.origin(), caller.headers(), "").awaitHello();
  }

  /** Joins behind a cursor. */
  public static LivePage openAfter(Caller caller, String cursor) {
    return open(caller.origin(), caller.headers(), "?after=" + cursor).awaitHello();
  }

  public static LivePage open(String origin, Map<String, String> headers, String query) {
    LivePage page = new LivePage();
    WebSocket.Builder upgrade = CLIENT.newWebSocketBuilder();
    headers.forEach(upgrade::header);
    try {
      page.socket =
          upgrade
              .buildAsync(URI.create(origin.replace("http", "ws") + "/api/live" + query), page)
              .join();
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof WebSocketHandshakeException refused) {
        throw new Refused(refused.getResponse().statusCode());
      }
      throw failure;
    }
    return page;
  }

  private LivePage awaitHello() {
    await("hello", frame -> frame.getString("type").equals("hello"));
    return this;
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
    partial.append(text);
    if (last) {
      JsonObject frame = new JsonObject(partial.toString());
      partial.setLength(0);
      if (!frame.getString("type").equals("beat")) {
        frames.add(frame);
      }
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closeCode = code;
    return null;
  }

  /** Everything but the beats. */
  public List<JsonObject> frames() {
    return List.copyOf(frames);
  }

  /** The frames that are events. */
  public List<JsonObject> events() {
    return frames.stream().filter(frame -> frame.containsKey("at")).toList();
  }

  public List<String> types() {
    return frames.stream().map(frame -> frame.getString("type")).toList();
  }

  /** Where a page that reconnects now would go on. */
  public String cursor() {
    return frames.getLast().getString("cursor");
  }

  public JsonObject await(String what, Predicate<JsonObject> wanted) {
    Awaitility.await(what).atMost(LONG_ENOUGH).until(() -> frames.stream().anyMatch(wanted));
    return frames.stream().filter(wanted).findFirst().orElseThrow();
  }

  public JsonObject awaitEvent(String type, String member, long id) {
    return await(
        type + " of " + member + " " + id,
        frame -> frame.getString("type").equals(type) && frame.getLong(member, -1L) == id);
  }

  /** The code that the server closed with; 0 while it is open. */
  public int closeCode() {
    return closeCode;
  }

  @Override
  public void close() {
    socket.abort();
  }
}
