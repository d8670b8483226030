package io.faden.whole;

import io.faden.testing.MailProvider;
import io.faden.testing.ProcessNode;
import io.faden.testing.SignedIn;
import io.faden.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A whole installation: the product as a process, its database, a mail provider, and people. */
final class House implements AutoCloseable {
  static final String US = "service@tidenwerk.example";
  static final String PASSWORD = "ein-langer-satz-9";

  final TestDatabase database = TestDatabase.create();
  final MailProvider mail = new MailProvider();
  final Path folder;
  final Map<String, String> settings = new HashMap<>();
  ProcessNode node;
  SignedIn admin;

  House(Path folder, Map<String, String> settings) {
    this.folder = folder;
    this.settings.put("FADEN_MAIL_POLL_SECONDS", "1");
    this.settings.put("FADEN_REPLY_UNDO_SECONDS", "1");
    this.settings.putAll(settings);
    mail.mailbox(US);
    node = start("one", Map.of());
    admin = SignedIn.firstAdmin(node, "ada@tidenwerk.example", PASSWORD);
    admin.post("/admin/channel-accounts", mail.account(US), 201);
  }

  /** Another node on the same database. */
  ProcessNode start(String name, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(more);
    return ProcessNode.start(database.options(), folder.resolve(name), all).awaitReady();
  }

  /** Adds a person who may sign in with {@link #PASSWORD}. */
  void person(String name, String email, String role) {
    JsonObject added =
        admin.post(
            "/admin/agents",
            new JsonObject().put("name", name).put("email", email).put("role", role),
            201);
    String token = added.getString("link").substring("/link/".length());
    admin.post("/one-time-links/" + token, new JsonObject().put("password", PASSWORD), 204);
  }

  /** A customer writes. */
  void write(String from, String subject, String text) {
    write(from, subject, text, "", "text/plain; charset=utf-8");
  }

  void write(String from, String subject, String text, String moreHeaders, String type) {
    String message =
        "From: "
            + from
            + "\r\nTo: "
            + US
            + "\r\nSubject: "
            + subject
            + "\r\nMessage-ID: <"
            + java.util.UUID.randomUUID()
            + "@post.example>\r\n"
            + moreHeaders
            + "MIME-Version: 1.0\r\nContent-Type: "
            + type
            + "\r\n\r\n"
            + text
            + "\r\n";
    String address = from.replaceAll(".*<|>.*", "");
    mail.send(address, US, message.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    node.close();
    mail.close();
    database.close();
  }
}
