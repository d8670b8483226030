package io.faden.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An SMTP server that stops answering at a point that the recipient names: before@ when it hears of
 * them, during@ when the content begins, after@ when it has all of it. Later it takes everything.
 */
public final class StallingSmtp implements AutoCloseable {
  private final ServerSocket listener;
  private final ConcurrentHashMap<String, AtomicInteger> taken = new ConcurrentHashMap<>();
  private final Set<String> stalled = ConcurrentHashMap.newKeySet();
  private final CountDownLatch flowing = new CountDownLatch(1);

  public StallingSmtp() {
    try {
      listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    Thread.ofVirtual().start(this::serve);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** At which points somebody waits, or waited. */
  public Set<String> stalled() {
    return Set.copyOf(stalled);
  }

  /** How many messages came whole for those whose address begins so. */
  public int taken(String point) {
    return taken.getOrDefault(point, new AtomicInteger()).get();
  }

  /** From now on it takes everything. */
  public void flow() {
    flowing.countDown();
  }

  private void serve() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Thread.ofVirtual().start(() -> talk(client));
      } catch (IOException gone) {
        // Closed.
      }
    }
  }

  private void talk(Socket socket) {
    try (Socket client = socket) {
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
      say(client, "220 ready");
      String point = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String command = line.substring(0, Math.min(4, line.length())).toUpperCase(Locale.ROOT);
        switch (command) {
          case "RCPT" -> {
            point = line.replaceFirst("(?i)^RCPT TO:<", "").replaceFirst("@.*$", "");
            stallAt("before", point);
            say(client, "250 ok");
          }
          case "DATA" -> {
            say(client, "354 go on");
            stallAt("during", point);
            while (!lines.readLine().equals(".")) {
              // Content.
            }
            taken.computeIfAbsent(point, any -> new AtomicInteger()).incrementAndGet();
            stallAt("after", point);
            say(client, "250 taken");
          }
          case "QUIT" -> say(client, "221 bye");
          default -> say(client, "250 ok");
        }
      }
    } catch (IOException | NullPointerException gone) {
      // Whoever called was killed.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void stallAt(String here, String point) throws InterruptedException {
    if (here.equals(point) && flowing.getCount() > 0) {
      stalled.add(point);
      flowing.await();
    }
  }

  private static void say(Socket client, String answer) throws IOException {
    client.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
    client.getOutputStream().flush();
  }

  @Override
  public void close() {
    flow();
    try {
      listener.close();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
