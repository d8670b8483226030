package io.faden.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An SMTP server that takes nothing: each recipient is answered with the same refusal. */
public final class RefusingSmtp implements AutoCloseable {
  private final ServerSocket listener;
  private final String refusal;

  /** The refusal is a whole answer, for example {@code 550 5.1.1 No such user}. */
  public RefusingSmtp(String refusal) {
    this.refusal = refusal;
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

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket client = listener.accept()) {
        talk(client);
      } catch (IOException gone) {
        // The next one may stay longer.
      }
    }
  }

  private void talk(Socket client) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
    say(client, "220 ready");
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String command =
          line.substring(0, Math.min(4, line.length())).toUpperCase(java.util.Locale.ROOT);
      switch (command) {
        case "RCPT" -> say(client, refusal);
        case "DATA" -> say(client, "503 no recipient");
        default -> say(client, "250 ok");
      }
    }
  }

  private static void say(Socket client, String answer) throws IOException {
    client.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
    client.getOutputStream().flush();
  }

  @Override
  public void close() {
    hangUp();
  }

  /** From now on nobody is there. */
  public void hangUp() {
    try {
      listener.close();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
