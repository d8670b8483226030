package io.faden.testing;

import static java.util.stream.Collectors.toMap;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.faden.App;
import io.faden.Config;
import io.faden.channel.ChannelAccountId;
import io.faden.channel.social.SocialNetwork;
import io.faden.intake.ArrivalId;
import io.faden.intake.Ledger;
import io.faden.platform.Keys;
import io.faden.platform.Role;
import io.faden.platform.cluster.Cluster;
import io.faden.platform.db.Database;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnectOptions;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The whole product on a database of its own, with a mail server, a mailbox and some people. Other
 * nodes can join on the same database.
 */
public final class TestApp implements AutoCloseable {
  public static final Keys KEYS = new Keys(new byte[32]);
  public static final String SERVICE = "service@nordlicht.example";
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

  public final TestDatabase db;

  /** In which the scan folders of accounts are. */
  public final Path scans = folder();

  public final GreenMail mail = new GreenMail(new ServerSetup[] {port("smtp"), port("imap")});
  public final Node node;
  public final Colleague agent1;
  public final Colleague agent2;
  public final Colleague supervisor;
  public final Colleague admin;
  private final int undoSeconds;
  private final Map<String, SocialNetwork> networks;
  private final Deque<Node> nodes = new ArrayDeque<>();
  private final ChannelAccountId account;

  /** One running server. */
  public record Node(App app, Vertx vertx, Ledger ledger) implements AutoCloseable {
    public String origin() {
      return "http://127.0.0.1:" + app.port();
    }

    /** Somebody without any header. */
    public Caller stranger() {
      return new Caller(origin(), Map.of());
    }

    @Override
    public void close() {
      app.close();
      vertx.close().await();
    }
  }

  private TestApp(
      TestDatabase db, PgConnectOptions where, int undoSeconds, Map<String, String> more) {
    this(db, where, undoSeconds, more, Map.of());
  }

  private TestApp(
      TestDatabase db,
      PgConnectOptions where,
      int undoSeconds,
      Map<String, String> more,
      Map<String, SocialNetwork> networks) {
    this.db = db;
    this.undoSeconds = undoSeconds;
    this.networks = networks;
    mail.start();
    mail.setUser(SERVICE, SERVICE, "geheim");
    node = startNode(Cluster.alone(Vertx.vertx(), "127.0.0.1"), where, more);
    agent1 = hire("Anna Agentin", Role.AGENT);
    agent2 = hire("Bert Agent", Role.AGENT);
    supervisor = hire("Susi Supervisor", Role.SUPERVISOR);
    admin = hire("Adam Admin", Role.ADMIN);
    account = addAccount("Service", SERVICE, mail.getSmtp().getPort());
  }

  /** Replies leave at once. */
  public static TestApp start() {
    return start(0);
  }

  public static TestApp start(int undoSeconds) {
    return start(undoSeconds, Map.of());
  }

  public static TestApp start(int undoSeconds, Map<String, String> more) {
    TestDatabase db = TestDatabase.create();
    return new TestApp(db, db.options(), undoSeconds, more);
  }

  /** The first node reaches its database by another way than the test does. */
  public static TestApp start(TestDatabase db, PgConnectOptions where) {
    return new TestApp(db, where, 0, Map.of());
  }

  /** The first node has settings of its own. */
  public static TestApp start(Map<String, String> more) {
    TestDatabase db = TestDatabase.create();
    return new TestApp(db, db.options(), 0, more);
  }

  /** All nodes ask these networks, once a second. */
  public static TestApp start(SocialNetwork... networks) {
    TestDatabase db = TestDatabase.create();
    return new TestApp(
        db,
        db.options(),
        0,
        Map.of("FADEN_SOCIAL_POLL_SECONDS", "1"),
        Arrays.stream(networks).collect(toMap(SocialNetwork::name, each -> each)));
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("faden-scans");
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static ServerSetup port(String protocol) {
    return new ServerSetup(0, "127.0.0.1", protocol);
  }

  /** One more node on the same database, not clustered: it learns by looking. */
  public Node startNode() {
    return startNode(db.options());
  }

  /** The same with settings of its own. */
  public Node startNode(Map<String, String> more) {
    return startNode(Cluster.alone(Vertx.vertx(), "127.0.0.1"), more);
  }

  private Node startNode(PgConnectOptions where) {
    return startNode(Cluster.alone(Vertx.vertx(), "127.0.0.1"), where, Map.of());
  }

  /** One more node on the same database, with settings of its own, clustered if that is. */
  public Node startNode(Cluster cluster, Map<String, String> more) {
    return startNode(cluster, db.options(), more);
  }

  private Node startNode(Cluster cluster, PgConnectOptions where, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("FADEN_HTTP_PORT", "0");
    settings.put("FADEN_DATABASE_POOL_SIZE", "10");
    settings.put("FADEN_SCAN_DIR", scans.toString());
    settings.put("FADEN_REPLY_UNDO_SECONDS", Integer.toString(undoSeconds));
    // Not what most tests are about: nobody who calls without a page is missed.
    settings.put("FADEN_PRESENCE_LOST_SECONDS", "3600");
    settings.putAll(more);
    Vertx vertx = cluster.vertx();
    App app =
        App.start(
            Config.load(Path.of("no-such-file.yaml"), settings), cluster, where, KEYS, networks);
    Ledger ledger = new Ledger(new EventLog(() -> vertx.eventBus().publish("faden.look", "")));
    Node started = new Node(app, vertx, ledger);
    nodes.push(started);
    return started;
  }

  public Database sql() {
    return db.database();
  }

  public long count(String query, Object... binds) {
    return sql().row(query, binds).orElseThrow().getLong(0);
  }

  /** Somebody new, signed in. */
  public Colleague hire(String name, Role role) {
    return Colleague.hire(sql(), node.origin(), name, role);
  }

  // Mailboxes

  public ChannelAccountId account() {
    return account;
  }

  /** A mailbox of ours whose answers leave by this SMTP port. */
  public ChannelAccountId addAccount(String name, String address, int smtpPort) {
    ApiServer.Reply reply =
        admin.post("/admin/channel-accounts", accountBody(name, address, smtpPort));
    if (reply.status() != 201) {
      throw new AssertionError(reply);
    }
    return new ChannelAccountId(reply.json().getLong("id"));
  }

  /** From now on the answers of the first mailbox leave by this port. */
  public void sendBy(int smtpPort) {
    ApiServer.Reply reply =
        admin.put(
            "/admin/channel-accounts/" + account.value(),
            accountBody("Service", SERVICE, smtpPort));
    if (reply.status() != 200) {
      throw new AssertionError(reply);
    }
  }

  private JsonObject accountBody(String name, String address, int smtpPort) {
    return new JsonObject()
        .put("channel", "email")
        .put("name", name)
        .put("address", address)
        .put("displayName", "Nordlicht Service")
        .put(
            "imap", server(mail.getImap().getPort()).put("user", SERVICE).put("password", "geheim"))
        .put("smtp", server(smtpPort));
  }

  private static JsonObject server(int port) {
    return new JsonObject().put("host", "127.0.0.1").put("port", port).put("tls", "none");
  }

  /** What has reached the mailbox of somebody outside, oldest first. */
  public List<MimeMessage> delivered(String address) {
    return Arrays.stream(mail.getReceivedMessages()).filter(each -> isTo(each, address)).toList();
  }

  private static boolean isTo(MimeMessage message, String address) {
    try {
      return Stream.of(message.getAllRecipients()).anyMatch(to -> to.toString().contains(address));
    } catch (MessagingException fault) {
      throw new IllegalStateException(fault);
    }
  }

  public MimeMessage awaitDelivered(String address) {
    Awaitility.await("mail to " + address)
        .atMost(LONG_ENOUGH)
        .until(() -> !delivered(address).isEmpty());
    return delivered(address).getLast();
  }

  // Letters

  /** An account for letters whose scans lie in a folder of this name; its number. */
  public ChannelAccountId addLetterbox(String folder) {
    JsonObject body =
        new JsonObject()
            .put("channel", "letter")
            .put("name", "Briefe " + folder)
            .put("address", "Nordlicht, " + folder + " 3, 24149 Kiel")
            .put("letter", new JsonObject().put("folder", folder));
    ApiServer.Reply reply = admin.post("/admin/channel-accounts", body);
    if (reply.status() != 201) {
      throw new AssertionError(reply);
    }
    return new ChannelAccountId(reply.json().getLong("id"));
  }

  // Arrivals

  /** Puts raw bytes into the ledger as a channel does; its number. */
  public ArrivalId record(byte[] raw) {
    return record(account, UUID.randomUUID().toString(), raw);
  }

  public ArrivalId record(ChannelAccountId to, String sourceKey, byte[] raw) {
    return sql().transaction(tx -> node.ledger().record(tx, to, sourceKey, raw)).orElseThrow();
  }

  /** A message arrives and is settled one way or another; its arrival as supervisors see it. */
  public JsonObject arrives(RawMail message) {
    return settled(record(message.bytes()));
  }

  public JsonObject arrives(byte[] raw) {
    return settled(record(raw));
  }

  public JsonObject settled(ArrivalId arrival) {
    Awaitility.await("arrival " + arrival.value() + " is settled")
        .atMost(LONG_ENOUGH)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                count("SELECT count(*) FROM arrival WHERE id = $1 AND state <> 'received'", arrival)
                    == 1);
    return supervisor.read("/intake/arrivals/" + arrival.value());
  }

  /** A message arrives and is filed; the number of its conversation. */
  public long filed(RawMail message) {
    JsonObject arrival = arrives(message);
    if (!arrival.getString("state").equals("filed")) {
      throw new AssertionError(arrival.encode());
    }
    return arrival.getLong("conversationId");
  }

  /** Somebody new writes; the number of the conversation. */
  public long newConversation() {
    return filed(
        RawMail.from("Kunde <kunde-" + UUID.randomUUID() + "@kunde.example>")
            .to(SERVICE)
            .subject("Frage"));
  }

  // Conversations

  public JsonObject conversation(long id) {
    return agent1.read("/conversations/" + id);
  }

  /** The timeline of a conversation's customer, narrowed to the conversation, newest first. */
  public List<JsonObject> timeline(long conversation) {
    long customer = conversation(conversation).getJsonObject("customer").getLong("id");
    return agent1.items(
        "/customers/" + customer + "/timeline?limit=200&conversation=" + conversation);
  }

  public List<JsonObject> messages(long conversation) {
    return timeline(conversation).stream()
        .filter(entry -> entry.getString("kind").equals("message"))
        .toList();
  }

  /** Types of the events on the timeline and how often each is there. */
  public Map<String, Integer> eventsOf(long conversation) {
    return timeline(conversation).stream()
        .filter(entry -> entry.getString("kind").equals("event"))
        .collect(
            toMap(entry -> entry.getJsonObject("event").getString("type"), one -> 1, Integer::sum));
  }

  /** An answer that is up to date. */
  public ApiServer.Reply reply(Colleague who, long conversation, String text) {
    return who.post("/conversations/" + conversation + "/replies", answer(conversation, text));
  }

  public JsonObject answer(long conversation, String text) {
    return new JsonObject()
        .put("text", text)
        .put("replySeq", conversation(conversation).getInteger("replySeq"));
  }

  /** Waits until a reply is scheduled, sending, sent or failed; the entry. */
  public JsonObject awaitReply(long entry, String status) {
    Awaitility.await("reply " + entry + " is " + status)
        .atMost(LONG_ENOUGH)
        .until(() -> replyOf(entry).getString("status").equals(status));
    return agent1.read("/entries/" + entry);
  }

  public JsonObject replyOf(long entry) {
    return agent1.read("/entries/" + entry).getJsonObject("reply");
  }

  /** An agent answers, and the mail server has taken it; the entry. */
  public JsonObject answered(Colleague who, long conversation, String text) {
    ApiServer.Reply reply = reply(who, conversation, text);
    if (reply.status() != 201) {
      throw new AssertionError(reply);
    }
    return awaitReply(reply.json().getLong("id"), "sent");
  }

  /** The next attempt to send a reply is due now, and nodes are told to look. */
  public void makeDue(long entry) {
    EventLog events = new EventLog(() -> node.vertx().eventBus().publish("faden.look", ""));
    sql()
        .inTransaction(
            tx -> {
              tx.execute(
                  "UPDATE delivery SET due_at = clock_timestamp() WHERE entry_id = $1", entry);
              events.append(tx, Change.of(EventType.ENTRY_CHANGED, Audience.STAFF).entry(entry));
            });
  }

  /** The Message-ID that a reply of ours has, without angle brackets. */
  public String messageId(long entry) {
    return sql()
        .row("SELECT message_id FROM entry WHERE id = $1", entry)
        .orElseThrow()
        .getString("message_id");
  }

  @Override
  public void close() {
    nodes.forEach(Node::close);
    mail.stop();
    db.close();
    try (Stream<Path> files = Files.walk(scans)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
