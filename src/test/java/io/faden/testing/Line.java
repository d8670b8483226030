package io.faden.testing;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP line to a server on this machine that can be cut and mended. */
public final class Line implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final NetClient client = vertx.createNetClient();
  private final Set<NetSocket> open = ConcurrentHashMap.newKeySet();
  private final int farPort;
  private final NetServer server;
  private volatile boolean cut;

  private Line(int farPort) {
    this.farPort = farPort;
    this.server = vertx.createNetServer();
  }

  public static Line to(int port) {
    Line line = new Line(port);
    line.server.connectHandler(line::connect).listen(0, "127.0.0.1").await();
    return line;
  }

  private void connect(NetSocket near) {
    if (cut) {
      near.close();
      return;
    }
    near.pause();
    client
        .connect(farPort, "127.0.0.1")
        .onSuccess(
            far -> {
              open.add(near);
              near.closeHandler(gone -> far.close());
              far.closeHandler(gone -> near.close());
              near.handler(far::write);
              far.handler(near::write);
              near.resume();
            })
        .onFailure(failure -> near.close());
  }

  public int port() {
    return server.actualPort();
  }

  /** Every connection breaks, and new ones are refused. */
  public void cut() {
    cut = true;
    open.forEach(NetSocket::close);
    open.clear();
  }

  public void mend() {
    cut = false;
  }

  @Override
  public void close() {
    cut();
    server.close().await();
    vertx.close().await();
  }
}
