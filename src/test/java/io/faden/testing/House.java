package io.faden.testing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A whole installation: the product as a process, its database, a mail provider, and people. */
public final class House implements AutoCloseable {
  public static final String US = "service@tidenwerk.example";
  public static final String PASSWORD = "ein-langer-satz-9";
  public static final String ADA = "ada@tidenwerk.example";
  public static final String LENA = "lena@tidenwerk.example";
  public static final String JENS = "jens@tidenwerk.example";
  public static final String SABINE = "sabine@tidenwerk.example";

  public final TestDatabase database = TestDatabase.create();
  public final MailProvider mail = new MailProvider();
  public final ProcessNode node;

  /** Ada, who administers. */
  public final SignedIn admin;

  private final Path folder;
  private final Map<String, String> settings = new HashMap<>();

  public House(Path folder, Map<String, String> settings) {
    this.folder = folder;
    this.settings.put("FADEN_MAIL_POLL_SECONDS", "1");
    this.settings.put("FADEN_REPLY_UNDO_SECONDS", "1");
    this.settings.putAll(settings);
    mail.mailbox(US);
    node = start("one", Map.of());
    admin = SignedIn.firstAdmin(node, ADA, PASSWORD);
    admin.post("/admin/channel-accounts", mail.account(US), 201);
  }

  /** With two agents and a supervisor, for tests in a browser; see {@link Chromium#require}. */
  public static House withPeople(Path folder, Map<String, String> settings) {
    Chromium.require();
    House house = new House(folder, settings);
    house.person("Lena Möller", LENA, "agent");
    house.person("Jens Albrecht", JENS, "agent");
    house.person("Sabine Krüger", SABINE, "supervisor");
    return house;
  }

  /** Another node on the same database. */
  public ProcessNode start(String name, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(more);
    return ProcessNode.start(database.options(), folder.resolve(name), all).awaitReady();
  }

  /** Where the page is. */
  public String url() {
    return node.url();
  }

  /** Adds a person who may sign in with {@link #PASSWORD}. */
  public void person(String name, String email, String role) {
    JsonObject added =
        admin.post(
            "/admin/agents",
            new JsonObject().put("name", name).put("email", email).put("role", role),
            201);
    String token = added.getString("link").substring("/link/".length());
    admin.post("/one-time-links/" + token, new JsonObject().put("password", PASSWORD), 204);
  }

  /** A customer writes. */
  public void write(String from, String subject, String text) {
    write(from, subject, text, "", "text/plain; charset=utf-8");
  }

  public void write(String from, String subject, String text, String moreHeaders, String type) {
    String message =
        "From: "
            + from
            + "\r\nTo: "
            + US
            + "\r\nSubject: "
            + subject
            + "\r\nMessage-ID: <"
            + UUID.randomUUID()
            + "@post.example>\r\n"
            + moreHeaders
            + "MIME-Version: 1.0\r\nContent-Type: "
            + type
            + "\r\n\r\n"
            + text
            + "\r\n";
    String address = from.replaceAll(".*<|>.*", "");
    mail.send(address, US, message.getBytes(StandardCharsets.UTF_8));
  }

  /** The first mail that reaches somebody outside. */
  public MimeMessage awaitMail(String address) {
    try {
      return Awaitility.await("mail for " + address)
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  Arrays.stream(mail.server().getReceivedMessages())
                      .filter(message -> isTo(message, address))
                      .findFirst(),
              Optional::isPresent)
          .orElseThrow();
    } catch (ConditionTimeoutException never) {
      throw new AssertionError(
          "no mail for " + address + "; replies: " + replies() + "; the node: " + node.printed(),
          never);
    }
  }

  private String replies() {
    return database
        .database()
        .rows("SELECT (to_jsonb(d) - 'raw')::text AS reply FROM delivery d")
        .stream()
        .map(row -> row.getString("reply"))
        .collect(Collectors.joining("\n"));
  }

  private static boolean isTo(MimeMessage message, String address) {
    try {
      return message.getAllRecipients()[0].toString().contains(address);
    } catch (MessagingException fault) {
      throw new IllegalStateException(fault);
    }
  }

  /** How the queue where everything enters is served; everybody serves it. */
  public void setDefaultQueue(JsonObject wanted) {
    setQueue(find("/queues", "isDefault", true), wanted);
  }

  /** Changes the settings of a queue that everybody serves. */
  public void setQueue(long queue, JsonObject wanted) {
    String path = "/admin/queues/" + queue + "/settings";
    admin.send(
        "PUT",
        path,
        new JsonObject()
            .put("version", admin.get(path).getInteger("version"))
            .put("settings", wanted)
            .put("everybody", true)
            .put("members", new JsonArray()),
        200);
  }

  /** The id of the first thing of a list that has this. */
  public long find(String list, String field, Object value) {
    return admin.get(list).getJsonArray("items").stream()
        .map(JsonObject.class::cast)
        .filter(one -> value.equals(one.getValue(field)))
        .findFirst()
        .orElseThrow()
        .getLong("id");
  }

  @Override
  public void close() {
    node.close();
    mail.close();
    database.close();
  }
}
