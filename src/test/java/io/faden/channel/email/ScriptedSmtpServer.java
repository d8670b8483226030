package io.faden.channel.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocket;

/**
 * An SMTP server on loopback that answers what it is told to. An answer of "close" closes the line
 * instead; "silent" says nothing more. STARTTLS is real, with a certificate for localhost. Keys:
 * greeting, EHLO, AUTH, MAIL, RCPT, DATA, content (while it flows), end (the final word).
 */
final class ScriptedSmtpServer implements AutoCloseable {
  private final ServerSocket listener;
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<String> content = new CopyOnWriteArrayList<>();

  ScriptedSmtpServer() {
    try {
      listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return listener.getLocalPort();
  }

  ScriptedSmtpServer answers(String command, String answer) {
    answers.put(command, answer);
    return this;
  }

  /** The commands so far. */
  List<String> heard() {
    return heard;
  }

  /** The content so far, with line ends as they came and dots as they were stuffed. */
  String content() {
    return String.join("", content);
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket client = listener.accept()) {
        speak(client);
      } catch (IOException gone) {
        // The other side left, or the test is over.
      }
    }
  }

  private void speak(Socket client) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
    OutputStream out = client.getOutputStream();
    if (!(client instanceof SSLSocket) && !answer(out, "greeting", "220 scripted")) {
      return;
    }
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      heard.add(line);
      String command = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
      boolean open =
          switch (command) {
            case "EHLO" -> answer(out, command, "250-scripted\r\n250-AUTH PLAIN\r\n250 8BITMIME");
            case "STARTTLS" -> {
              answer(out, command, "220 go on");
              speak(Certificates.secure(client));
              yield false;
            }
            case "AUTH" -> answer(out, command, "235 welcome");
            case "DATA" -> answer(out, command, "354 go on") && data(in, out);
            default -> answer(out, command, "250 ok");
          };
      if (!open) {
        return;
      }
    }
  }

  private boolean data(BufferedReader in, OutputStream out) throws IOException {
    if (!answers.getOrDefault("DATA", "354").startsWith("354")) {
      return true;
    }
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.equals(".")) {
        return answer(out, "end", "250 queued");
      }
      content.add(line + "\r\n");
      if ("close".equals(answers.get("content"))) {
        return false;
      }
    }
    return false;
  }

  private boolean answer(OutputStream out, String key, String usual) throws IOException {
    String answer = answers.getOrDefault(key, usual);
    if (answer.equals("close")) {
      return false;
    }
    if (!answer.equals("silent")) {
      out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
    return true;
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
