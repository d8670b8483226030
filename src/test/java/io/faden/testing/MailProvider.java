package io.faden.testing;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.vertx.core.json.JsonObject;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.awaitility.Awaitility;

/** A real IMAP and SMTP server on free ports of the loopback interface. */
public final class MailProvider implements AutoCloseable {
  private final GreenMail server =
      new GreenMail(
          new ServerSetup[] {
            setup(ServerSetup.PROTOCOL_SMTP), setup(ServerSetup.PROTOCOL_IMAP),
          });

  static {
    // The provider's threads complain when a client dies, which is what some tests are about.
    Awaitility.doNotCatchUncaughtExceptionsByDefault();
  }

  public MailProvider() {
    server.start();
  }

  private static ServerSetup setup(String protocol) {
    ServerSetup setup = new ServerSetup(0, "127.0.0.1", protocol);
    setup.setServerStartupTimeout(20_000);
    return setup;
  }

  public int smtpPort() {
    return server.getSmtp().getPort();
  }

  public int imapPort() {
    return server.getImap().getPort();
  }

  /** A mailbox whose user is its address and whose password is "secret". */
  public void mailbox(String address) {
    server.setUser(address, address, "secret");
  }

  /** The contract's body for a channel account on a mailbox here. */
  public JsonObject account(String address) {
    return new JsonObject()
        .put("channel", "email")
        .put("name", address)
        .put("address", address)
        .put("displayName", "Kundenservice")
        .put("imap", server(imapPort(), address))
        .put("smtp", server(smtpPort(), address));
  }

  private static JsonObject server(int port, String user) {
    return new JsonObject()
        .put("host", "127.0.0.1")
        .put("port", port)
        .put("tls", "none")
        .put("user", user)
        .put("password", "secret");
  }

  /** Sends bytes as they are through SMTP, as a sender with no manners could. */
  public void send(String from, String to, byte[] message) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), smtpPort())) {
      socket.setSoTimeout(60_000);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      OutputStream out = socket.getOutputStream();
      expect(in, "220");
      command(in, out, "HELO customer.example", "250");
      command(in, out, "MAIL FROM:<" + from + ">", "250");
      command(in, out, "RCPT TO:<" + to + ">", "250");
      command(in, out, "DATA", "354");
      out.write(stuffed(message));
      command(in, out, "\r\n.", "250");
      command(in, out, "QUIT", "221");
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static void command(BufferedReader in, OutputStream out, String line, String wanted)
      throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    expect(in, wanted);
  }

  private static void expect(BufferedReader in, String wanted) throws IOException {
    String line = in.readLine();
    while (line != null && line.length() > 3 && line.charAt(3) == '-') {
      line = in.readLine();
    }
    if (line == null || !line.startsWith(wanted)) {
      throw new IOException("expected " + wanted + ", got " + line);
    }
  }

  /** A line that begins with a dot gets another one. Source: RFC 5321 section 4.5.2. */
  private static byte[] stuffed(byte[] message) {
    String text = new String(message, StandardCharsets.ISO_8859_1);
    return text.replaceAll("(?m)^\\.", "..").getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Every message of a mailbox as IMAP serves it, byte for byte. */
  public List<byte[]> raw(String address) {
    List<byte[]> messages = new ArrayList<>();
    reading(
        address,
        folder -> {
          for (Message message : folder.getMessages()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ((org.eclipse.angus.mail.imap.IMAPMessage) message).setPeek(true);
            message.writeTo(bytes);
            messages.add(bytes.toByteArray());
          }
        });
    return messages;
  }

  public int count(String address) {
    int[] count = new int[1];
    reading(address, folder -> count[0] = folder.getMessageCount());
    return count[0];
  }

  private interface Reading {
    void read(Folder folder) throws MessagingException, IOException;
  }

  private void reading(String address, Reading reading) {
    Properties settings = new Properties();
    settings.put("mail.imap.partialfetch", "false");
    Session session = Session.getInstance(settings);
    try (Store store = session.getStore("imap")) {
      store.connect("127.0.0.1", imapPort(), address, "secret");
      try (Folder folder = store.getFolder("INBOX")) {
        folder.open(Folder.READ_ONLY);
        reading.read(folder);
      }
    } catch (MessagingException fault) {
      throw new IllegalStateException(fault);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  public GreenMail server() {
    return server;
  }

  @Override
  public void close() {
    server.stop();
  }
}
