package io.faden.channel.email;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.faden.channel.ChannelAccountId;
import io.faden.channel.ChannelAccountView;
import io.faden.channel.ChannelAccounts;
import io.faden.channel.email.MailSession.Patience;
import io.faden.conversation.Filing;
import io.faden.intake.Arrivals;
import io.faden.intake.Filer;
import io.faden.intake.Lane;
import io.faden.intake.Ledger;
import io.faden.intake.MessageReception;
import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.Role;
import io.faden.platform.lease.Leases;
import io.faden.platform.live.EventLog;
import io.faden.routing.OpeningTimes;
import io.faden.routing.Queues;
import io.faden.routing.WorkItems;
import io.faden.testing.CustomerFaces;
import io.faden.testing.Presences;
import io.faden.testing.Rules;
import io.faden.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real mailbox, a real database, and a line between them that can misbehave. */
class MailboxPollersTest {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final PollerTimes QUICK = times(Duration.ofMillis(300), Duration.ofMinutes(10));
  private static TestDatabase db;
  private static GreenMail mail;

  private final List<MailboxPollers> running = new ArrayList<>();
  private final String user = "box" + NUMBER.incrementAndGet() + "@nordlicht.example";
  private final EventLog events = new EventLog(() -> {});
  private final Ledger ledger = new Ledger(events);
  private ChannelAccounts accounts;
  private ChannelAccountId account;
  private GreenMailUser owner;
  private ImapProxy proxy;

  @BeforeAll
  static void startServers() {
    db = TestDatabase.create();
    mail =
        new GreenMail(
            new ServerSetup[] {new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)});
    mail.start();
  }

  @AfterAll
  static void stopServers() {
    mail.stop();
    db.close();
  }

  @BeforeEach
  void openMailbox() {
    owner = mail.setUser(user, user, "geheim");
    proxy = new ImapProxy(mail.getImap().getPort());
    accounts =
        new ChannelAccounts(
            db.database(), events, new Queues(db.database(), events), Mails.KEYS, "test");
  }

  @AfterEach
  void stopPollers() {
    running.forEach(MailboxPollers::close);
    proxy.close();
    db.database().execute("UPDATE channel_account SET active = false");
  }

  private static PollerTimes times(Duration poll, Duration comparison) {
    return new PollerTimes(
        poll,
        comparison,
        Duration.ofMillis(200),
        Duration.ofSeconds(2),
        Duration.ofMillis(500),
        new Patience(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ZERO));
  }

  private JsonObject settings(String backfill) {
    JsonObject imap =
        new JsonObject()
            .put("host", "127.0.0.1")
            .put("port", proxy.port())
            .put("tls", "none")
            .put("user", user)
            .put("password", "geheim");
    return new JsonObject()
        .put("channel", "email")
        .put("name", user)
        .put("address", user)
        .put("backfill", backfill)
        .put("imap", imap)
        .put("smtp", imap.copy());
  }

  private void connect(String backfill) {
    ChannelAccounts.Result result = accounts.create(Optional.empty(), settings(backfill));
    account = ((ChannelAccounts.Result.Saved) result).account().id();
  }

  private MailboxPollers start(String node, PollerTimes times) {
    MailboxPollers pollers =
        new MailboxPollers(
            db.database(), new Leases(db.database(), node), ledger, accounts, () -> {}, times);
    pollers.start();
    running.add(pollers);
    return pollers;
  }

  /** Puts a message into the mailbox and returns its UID. */
  private long deliver(String subject) {
    return deliver(
        Mails.bytes("From: a@kunde.example\nSubject: " + subject + "\n\nText\n"), Instant.now());
  }

  private long deliver(byte[] raw, Instant when) {
    try {
      Session session = Session.getInstance(new Properties());
      MimeMessage message = new MimeMessage(session, new ByteArrayInputStream(raw));
      return inbox().appendMessage(message, new Flags(), Date.from(when));
    } catch (MessagingException fault) {
      throw new IllegalStateException(fault);
    }
  }

  private MailFolder inbox() {
    try {
      return mail.getManagers().getImapHostManager().getInbox(owner);
    } catch (FolderException fault) {
      throw new IllegalStateException(fault);
    }
  }

  /** The subjects in the ledger, in the order of their arrival. */
  private List<String> taken() {
    return db
        .database()
        .rows("SELECT raw FROM arrival WHERE channel_account_id = $1 ORDER BY id", account)
        .stream()
        .map(row -> Mails.read(row.getBuffer("raw").getBytes()).subject())
        .toList();
  }

  private void untilTaken(String... subjects) {
    await().atMost(Duration.ofSeconds(20)).until(() -> taken().equals(List.of(subjects)));
  }

  private String status() {
    return view().state().status();
  }

  private ChannelAccountView view() {
    return accounts.view(account).orElseThrow();
  }

  private long cursor() {
    return db.database()
        .row("SELECT last_uid FROM mailbox_cursor WHERE channel_account_id = $1", account)
        .map(row -> row.getLong("last_uid"))
        .orElse(-1L);
  }

  @Test
  void whatIsThereIsTakenInOrderAndMarkedAfterwards() {
    deliver("eins");
    deliver("zwei");
    connect("all");
    start("one", QUICK);
    untilTaken("eins", "zwei");
    await().until(() -> status().equals("ok"));
    await().until(() -> inbox().getMessages().stream().allMatch(m -> m.isSet(Flags.Flag.SEEN)));
    assertTrue(proxy.commands().stream().anyMatch(line -> line.contains("BODY.PEEK[]")));
    String key =
        db.database()
            .rows(
                "SELECT source_key FROM arrival WHERE channel_account_id = $1 ORDER BY id", account)
            .getFirst()
            .getString("source_key");
    assertEquals("INBOX:" + inbox().getUidValidity() + ":1", key);
  }

  @Test
  void messagesThatSomebodyReadAreTakenAllTheSame() {
    long uid = deliver("gelesen");
    inbox().getMessage(uid).setFlag(Flags.Flag.SEEN, true);
    connect("all");
    start("one", QUICK);
    untilTaken("gelesen");
  }

  @Test
  void aFirstConnectMayLeaveWhatIsThere() {
    deliver("alt");
    connect("new");
    start("one", times(Duration.ofMillis(300), Duration.ofMillis(100)));
    await().until(() -> status().equals("ok"));
    deliver("neu");
    untilTaken("neu");
    // Several comparisons later it is still left.
    long since = proxy.commands().stream().filter(c -> c.contains("SEARCH UID 2:*")).count();
    await()
        .until(
            () ->
                proxy.commands().stream().filter(c -> c.contains("SEARCH UID 2:*")).count()
                    > since + 3);
    assertEquals(List.of("neu"), taken());
  }

  @Test
  void theCursorSurvivesARestart() {
    deliver("eins");
    connect("all");
    start("one", QUICK);
    untilTaken("eins");
    running.removeFirst().close();
    deliver("zwei");
    int fetched = bodies();
    start("two", QUICK);
    untilTaken("eins", "zwei");
    assertEquals(fetched + 1, bodies());
  }

  private int bodies() {
    return (int) proxy.commands().stream().filter(line -> line.contains("BODY.PEEK[]")).count();
  }

  @Test
  void idleBringsNewsAtOnce() {
    connect("all");
    start("one", times(Duration.ofSeconds(60), Duration.ofMinutes(10)));
    await().until(() -> proxy.commands().stream().anyMatch(line -> line.endsWith(" IDLE")));
    long before = System.nanoTime();
    deliver("eilig");
    await().pollInterval(Duration.ofMillis(20)).until(() -> taken().equals(List.of("eilig")));
    assertTrue(System.nanoTime() - before < Duration.ofSeconds(2).toNanos());
  }

  @Test
  void aServerWithoutIdleIsAskedAgainAndAgain() {
    proxy.withoutIdle();
    connect("all");
    start("one", QUICK);
    await().until(() -> status().equals("ok"));
    deliver("spaeter");
    untilTaken("spaeter");
    assertTrue(proxy.commands().stream().noneMatch(line -> line.endsWith(" IDLE")));
  }

  @Test
  void anIdleLineIsProvenAliveAtEachInterval() {
    connect("all");
    start("one", QUICK);
    await().until(() -> proxy.commands().stream().filter(c -> c.endsWith(" IDLE")).count() >= 4);
    assertEquals(1, proxy.commands().stream().filter(c -> c.contains(" SELECT ")).count());
  }

  @Test
  void newNumbersTakeEverythingAgainAndFileNothingTwice() {
    String one = "eins " + user;
    String two = "zwei " + user;
    deliver(one);
    deliver(two);
    connect("all");
    start("one", QUICK);
    untilTaken(one, two);
    proxy.uidValidity(1_234_567_890L);
    proxy.cutAll();
    deliver("drei " + user);
    untilTaken(one, two, one, two, "drei " + user);
    // Thousands that other tests left are none of this one's business.
    db.database()
        .execute(
            "UPDATE arrival SET state = 'quarantined', error = 'left' WHERE state = 'received' AND channel_account_id <> $1",
            account);
    try (Filer filer = filer()) {
      filer.start();
      await()
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(() -> assertEquals("filed filed duplicate duplicate filed", states()));
    }
  }

  private Filer filer() {
    Queues queues = new Queues(db.database(), events);
    WorkItems workItems =
        new WorkItems(
            events, queues, Presences.of(db, events), (sql, queue) -> OpeningTimes.ALWAYS);
    Filing filing =
        new Filing(
            CustomerFaces.on(db.database()).customers(),
            workItems,
            Rules.of(db.database(), events, queues),
            queues,
            events,
            Duration.ofDays(30));
    Arrivals arrivals =
        new Arrivals(
            db.database(),
            events,
            accounts,
            Map.of("email", new MessageReception(Mails.CHANNEL, filing)),
            workItems);
    return new Filer(arrivals, Lane.MESSAGES, new Leases(db.database(), "filer"));
  }

  private String states() {
    return db
        .database()
        .rows("SELECT state FROM arrival WHERE channel_account_id = $1 ORDER BY id", account)
        .stream()
        .map(row -> row.getString("state"))
        .collect(Collectors.joining(" "));
  }

  @Test
  void newNumbersDoNotBringBackWhatWasLeft() {
    deliver(Mails.bytes("Subject: alt\n\nx"), Instant.parse("2020-01-01T00:00:00Z"));
    connect("new");
    start("one", QUICK);
    await().until(() -> status().equals("ok"));
    deliver("neu");
    untilTaken("neu");
    proxy.uidValidity(1_234_567_890L);
    proxy.cutAll();
    deliver("danach");
    untilTaken("neu", "neu", "danach");
  }

  @Test
  void aMailboxSetBackFromACopyCountsAnew() {
    IntStream.range(0, 5).forEach(i -> deliver("eins"));
    connect("all");
    // As if we had been further than the server now says.
    db.database()
        .execute(
            """
            INSERT INTO mailbox_cursor (channel_account_id, folder, mailbox, uid_validity, last_uid)
            VALUES ($1, 'INBOX', $2, $3, 900)
            """,
            account,
            user + "@127.0.0.1",
            inbox().getUidValidity());
    start("one", QUICK);
    untilTaken("eins", "eins", "eins", "eins", "eins");
    assertEquals(
        5,
        db.database()
            .rows(
                "SELECT source_key FROM arrival WHERE channel_account_id = $1 AND source_key LIKE 'INBOX~2:%'",
                account)
            .size());
  }

  @Test
  void whatTheCursorPassedOverIsFoundByTheComparison() {
    deliver("eins");
    deliver("zwei");
    connect("all");
    start("one", QUICK);
    untilTaken("eins", "zwei");
    running.removeFirst().close();
    deliver("drei");
    db.database()
        .execute("UPDATE mailbox_cursor SET last_uid = 3 WHERE channel_account_id = $1", account);
    start("two", QUICK);
    untilTaken("eins", "zwei", "drei");
  }

  @Test
  void twoNodesTakeEachMessageOnce() {
    connect("all");
    start("one", QUICK);
    start("two", QUICK);
    start("three", QUICK);
    await().until(() -> status().equals("ok"));
    String[] subjects = IntStream.range(0, 60).mapToObj(i -> "n" + i).toArray(String[]::new);
    for (String subject : subjects) {
      deliver(subject);
    }
    untilTaken(subjects);
    assertEquals(1, proxy.openLines());
  }

  @Test
  void anotherNodeTakesOverWhenTheFirstStops() {
    connect("all");
    start("one", QUICK);
    await().until(() -> status().equals("ok"));
    start("two", QUICK);
    long before = System.nanoTime();
    running.removeFirst().close();
    assertTrue(System.nanoTime() - before < Duration.ofSeconds(2).toNanos());
    deliver("weiter");
    untilTaken("weiter");
  }

  @Test
  void aNodeThatLostItsLeaseWritesNothingMore() {
    connect("all");
    start("one", QUICK);
    await().until(() -> status().equals("ok"));
    db.database()
        .execute(
            "UPDATE lease SET holder = 'elsewhere', epoch = epoch + 1, until = now() + interval '4 seconds' WHERE name = $1",
            "mailbox:" + account.value());
    deliver("fremd");
    await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(3))
        .until(() -> taken().isEmpty());
    untilTaken("fremd");
  }

  @Test
  void aBrokenLineIsToldAndMended() {
    connect("all");
    start("one", QUICK);
    await().until(() -> status().equals("ok"));
    proxy.freeze(true);
    proxy.cutAll();
    await().atMost(Duration.ofSeconds(15)).until(() -> status().equals("failing"));
    assertTrue(view().state().error().orElseThrow().startsWith("The mail server did not answer"));
    deliver("danach");
    proxy.freeze(false);
    untilTaken("danach");
    await().until(() -> status().equals("ok"));
  }

  @Test
  void aSilentLineIsGivenUp() {
    connect("all");
    start("one", QUICK);
    await().until(() -> proxy.commands().stream().anyMatch(line -> line.endsWith(" IDLE")));
    proxy.freeze(true);
    deliver("im Stillen");
    await().atMost(Duration.ofSeconds(15)).until(() -> status().equals("failing"));
    proxy.freeze(false);
    untilTaken("im Stillen");
  }

  @Test
  void stoppingIsQuickEvenOnASilentLine() {
    connect("all");
    start("one", times(Duration.ofMillis(300), Duration.ofMinutes(10)));
    await().until(() -> status().equals("ok"));
    proxy.freeze(true);
    long before = System.nanoTime();
    running.removeFirst().close();
    assertTrue(System.nanoTime() - before < Duration.ofSeconds(2).toNanos());
    assertTrue(
        new Leases(db.database(), "other")
            .acquire("mailbox:" + account.value(), Duration.ofSeconds(1))
            .isPresent());
  }

  @Test
  void aMessageThatCannotBeFetchedHoldsUpNobody() {
    deliver("eins");
    long broken = deliver("kaputt");
    deliver("drei");
    proxy.refuse(broken);
    connect("all");
    start("one", QUICK);
    untilTaken("eins", "drei");
    assertEquals(3, cursor());
    deliver("vier");
    untilTaken("eins", "drei", "vier");
    await().atMost(Duration.ofSeconds(15)).until(() -> status().equals("failing"));
    assertEquals(
        Optional.of("The mail server does not hand over one message."), view().state().error());
    proxy.handOver();
    untilTaken("eins", "drei", "vier", "kaputt");
    await().until(() -> status().equals("ok"));
  }

  @Test
  void aMessageThatBreaksTheLineHoldsUpNobody() {
    deliver("eins");
    long broken = deliver("kaputt");
    deliver("drei");
    proxy.cutAt(broken);
    connect("all");
    start("one", QUICK);
    untilTaken("eins", "drei");
    proxy.handOver();
    untilTaken("eins", "drei", "kaputt");
  }

  @Test
  void changedAndDeactivatedAccountsAreNoticed() {
    connect("all");
    start("one", QUICK);
    await().until(() -> status().equals("ok"));
    Actor admin = new Actor(new AgentId(1), "Ada", Role.ADMIN);
    JsonObject wrong = settings("all");
    wrong.getJsonObject("imap").put("password", "falsch");
    change(admin, wrong);
    await().atMost(Duration.ofSeconds(10)).until(() -> status().equals("failing"));
    assertTrue(
        view().state().error().orElseThrow().startsWith("The mail server refused the sign-in."));
    change(admin, settings("all"));
    deliver("wieder da");
    untilTaken("wieder da");
    change(admin, settings("all").put("active", false));
    await().atMost(Duration.ofSeconds(10)).until(() -> proxy.openLines() == 0);
    assertEquals("off", status());
    deliver("niemand da");
    change(admin, settings("all"));
    untilTaken("wieder da", "niemand da");
  }

  private void change(Actor admin, JsonObject body) {
    ChannelAccounts.Result result = accounts.change(admin, account, body);
    assertTrue(result instanceof ChannelAccounts.Result.Saved, result::toString);
  }

  @Test
  void aBigMessageIsTakenQuickly() {
    byte[] content = new byte[15_000_000];
    new Random(1).nextBytes(content);
    deliver(
        Mails.bytes(
            "Subject: gross\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n"
                + Mails.base64(content)),
        Instant.now());
    connect("all");
    start("one", QUICK);
    await().atMost(Duration.ofSeconds(20)).until(() -> count() == 1);
  }

  @Test
  void manyMessagesAreTakenQuickly() {
    IntStream.range(0, 2_500).forEach(i -> deliver("n" + i));
    connect("all");
    start("one", QUICK);
    await().atMost(Duration.ofSeconds(60)).until(() -> count() == 2_500);
  }

  private long count() {
    return db.database()
        .row("SELECT count(*) AS n FROM arrival WHERE channel_account_id = $1", account)
        .orElseThrow()
        .getLong("n");
  }
}
