package io.faden.channel.email;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands between a client and a real IMAP server, and misbehaves as servers and lines do: refuses
 * single messages, breaks the line at them, falls silent, says no IDLE, changes UIDVALIDITY.
 */
final class ImapProxy implements AutoCloseable {
  private static final Pattern BODY = Pattern.compile("(\\S+) UID FETCH (\\S+) .*BODY.*");
  private static final Pattern VALIDITY = Pattern.compile("UIDVALIDITY [0-9]+");

  private final ServerSocket listener;
  private final int server;
  private final List<Socket> lines = new CopyOnWriteArrayList<>();
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final Set<Long> refused = new CopyOnWriteArraySet<>();
  private final Set<Long> cutting = ConcurrentHashMap.newKeySet();
  private volatile boolean frozen;
  private volatile boolean closed;
  private volatile boolean idle = true;
  private volatile String validity = "";

  ImapProxy(int server) {
    this.server = server;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** What clients asked for so far. */
  List<String> commands() {
    return commands;
  }

  ImapProxy withoutIdle() {
    idle = false;
    return this;
  }

  /** Answers NO to every fetch of content that names this message. */
  void refuse(long uid) {
    refused.add(uid);
  }

  /** Breaks the line at every fetch of content that names this message. */
  void cutAt(long uid) {
    cutting.add(uid);
  }

  void handOver() {
    refused.clear();
    cutting.clear();
  }

  /** Ten digits, as those of the server. */
  void uidValidity(long value) {
    validity = "UIDVALIDITY " + value;
  }

  /** Keeps lines open and takes new ones, but nothing passes in either direction. */
  void freeze(boolean on) {
    frozen = on;
  }

  int openLines() {
    return lines.size() / 2;
  }

  void cutAll() {
    lines.forEach(ImapProxy::close);
  }

  private void serve() {
    while (!closed) {
      try {
        Socket client = listener.accept();
        Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server);
        lines.addAll(List.of(client, upstream));
        Thread.ofVirtual().start(() -> pass(client, upstream, true));
        Thread.ofVirtual().start(() -> pass(upstream, client, false));
      } catch (IOException gone) {
        // Closed, or the server is down: the client sees a broken line.
      }
    }
  }

  private void pass(Socket from, Socket to, boolean asking) {
    try {
      InputStream in = new BufferedInputStream(from.getInputStream());
      OutputStream out = to.getOutputStream();
      for (byte[] line = line(in); line.length > 0; line = line(in)) {
        while (frozen && !from.isClosed()) {
          Thread.sleep(20);
        }
        if (!asking) {
          out.write(changed(line));
        } else if (!meddled(line, from)) {
          out.write(line);
        }
        out.flush();
      }
    } catch (IOException gone) {
      // One side left.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      close(from);
      close(to);
      lines.removeAll(List.of(from, to));
    }
  }

  private boolean meddled(byte[] line, Socket client) throws IOException {
    String command = new String(line, StandardCharsets.ISO_8859_1).strip();
    commands.add(command);
    Matcher fetch = BODY.matcher(command);
    if (!fetch.matches()) {
      return false;
    }
    List<Long> uids = List.of(fetch.group(2).split(",", -1)).stream().map(Long::valueOf).toList();
    if (uids.stream().anyMatch(cutting::contains)) {
      close(client);
      return true;
    }
    if (uids.stream().anyMatch(refused::contains)) {
      client
          .getOutputStream()
          .write((fetch.group(1) + " NO broken message\r\n").getBytes(StandardCharsets.US_ASCII));
      return true;
    }
    return false;
  }

  private byte[] changed(byte[] line) {
    String text = new String(line, StandardCharsets.ISO_8859_1);
    if (!idle && text.contains("CAPABILITY")) {
      text = text.replace(" IDLE", "");
    }
    if (!validity.isEmpty()) {
      text = VALIDITY.matcher(text).replaceAll(validity);
    }
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Up to and with the line feed; empty at the end. */
  private static byte[] line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      line.write(b);
      if (b == '\n') {
        break;
      }
    }
    return line.toByteArray();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      // That is what was wanted.
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      listener.close();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    cutAll();
  }
}
