package io.faden.channel.social;

import io.faden.channel.SocialSettings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Duration;

/**
 * The stream of an account, as a bell: whatever is told there makes us ask. A line that breaks is
 * made again, later each time; a server without a stream is asked once an hour.
 */
final class MastodonStream implements AutoCloseable {
  private static final Duration SOONEST = Duration.ofSeconds(2);
  private static final Duration LATEST = Duration.ofMinutes(5);
  private static final Duration NOT_OFFERED = Duration.ofHours(1);

  private final Vertx vertx;
  private final WebSocketClient client;
  private final SocialSettings.Mastodon server;
  private final Runnable bell;

  /** Guarded by this. */
  private WebSocket socket;

  private boolean closed;
  private Duration pause = SOONEST;

  private MastodonStream(Vertx vertx, SocialSettings.Mastodon server, Runnable bell) {
    this.vertx = vertx;
    this.server = server;
    this.bell = bell;
    this.client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setConnectTimeout(10_000)
                .setMaxFrameSize(1 << 20)
                .setMaxMessageSize(1 << 20));
  }

  static MastodonStream open(Vertx vertx, SocialSettings.Mastodon server, Runnable bell) {
    MastodonStream stream = new MastodonStream(vertx, server, bell);
    stream.connect();
    return stream;
  }

  private synchronized void connect() {
    if (closed || !NetworkHttp.isSafe(server.baseUrl())) {
      return;
    }
    WebSocketConnectOptions options =
        new WebSocketConnectOptions()
            .setAbsoluteURI(
                server.baseUrl().replaceFirst("^http", "ws") + "/api/v1/streaming?stream=user")
            .putHeader("Authorization", "Bearer " + server.accessToken().orElseThrow());
    client.connect(options).onSuccess(this::connected).onFailure(this::failed);
  }

  private synchronized void connected(WebSocket fresh) {
    if (closed) {
      fresh.close();
      return;
    }
    socket = fresh;
    pause = SOONEST;
    fresh.textMessageHandler(event -> bell.run());
    fresh.exceptionHandler(broken -> {});
    fresh.closeHandler(gone -> failed(new HttpClosedException("stream ended")));
    // What was told while nobody listened.
    bell.run();
  }

  private synchronized void failed(Throwable why) {
    socket = null;
    if (closed) {
      return;
    }
    boolean offered =
        !(why instanceof UpgradeRejectedException refused && refused.getStatus() < 500);
    long wait = (offered ? pause : NOT_OFFERED).toMillis();
    pause = pause.multipliedBy(2).compareTo(LATEST) > 0 ? LATEST : pause.multipliedBy(2);
    vertx.setTimer(wait, later -> connect());
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (socket != null) {
      socket.close();
    }
    client.close();
  }
}
