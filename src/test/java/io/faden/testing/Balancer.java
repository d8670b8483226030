package io.faden.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** One address in front of several nodes: each connection goes to the first that takes it. */
public final class Balancer implements AutoCloseable {
  private final ServerSocket door;
  private final List<Integer> ports = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  public Balancer(ProcessNode... nodes) {
    try {
      door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    for (ProcessNode node : nodes) {
      ports.add(URI.create(node.url()).getPort());
    }
    Thread.ofVirtual().start(this::accept);
  }

  public String url() {
    return "http://localhost:" + door.getLocalPort();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket caller = door.accept();
        Thread.ofVirtual().start(() -> serve(caller));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket caller) {
    for (int port : ports) {
      try (Socket node = new Socket(InetAddress.getLoopbackAddress(), port)) {
        open.add(caller);
        open.add(node);
        Thread back = Thread.ofVirtual().start(() -> copy(node, caller));
        copy(caller, node);
        back.join();
        return;
      } catch (IOException dead) {
        // The next node.
      } catch (InterruptedException stopped) {
        return;
      }
    }
    closeQuietly(caller);
  }

  /** Until one side ends; then both do. */
  private static void copy(Socket from, Socket to) {
    byte[] buffer = new byte[1 << 14];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException broken) {
      // Closed below.
    } finally {
      closeQuietly(from);
      closeQuietly(to);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      // Nothing more to do.
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    open.forEach(Balancer::closeQuietly);
  }
}
