package io.faden.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.Channel;
import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccountId;
import io.faden.channel.ChannelAccounts;
import io.faden.channel.ConnectionVerdict;
import io.faden.channel.Incoming;
import io.faden.channel.Outcome;
import io.faden.channel.Outgoing;
import io.faden.channel.UnreadableArrival;
import io.faden.channel.email.EmailChannel;
import io.faden.conversation.Filing;
import io.faden.platform.Keys;
import io.faden.platform.lease.Leases;
import io.faden.platform.live.EventLog;
import io.faden.routing.OpeningTimes;
import io.faden.routing.Queues;
import io.faden.routing.WorkItems;
import io.faden.testing.CustomerFaces;
import io.faden.testing.MailProvider;
import io.faden.testing.Presences;
import io.faden.testing.RawMail;
import io.faden.testing.Rules;
import io.faden.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that are no ordinary ones, and what stands behind them in the line. */
class FilerTest {
  private static final Duration TERM = Duration.ofMillis(600);

  private final CountDownLatch goOn = new CountDownLatch(1);
  private TestDatabase db;
  private Leases leases;
  private Ledger ledger;
  private Arrivals arrivals;
  private ChannelAccountId account;

  @BeforeEach
  void start() {
    db = TestDatabase.create();
    Keys keys = new Keys(new byte[32]);
    EventLog events = new EventLog(() -> {});
    Queues queues = new Queues(db.database(), events);
    WorkItems workItems =
        new WorkItems(
            events, queues, Presences.of(db, events), (sql, queue) -> OpeningTimes.ALWAYS);
    ChannelAccounts accounts = new ChannelAccounts(db.database(), events, queues, keys, "test");
    leases = new Leases(db.database(), "test");
    ledger = new Ledger(events);
    arrivals =
        new Arrivals(
            db.database(),
            events,
            accounts,
            Map.of(
                "email",
                new MessageReception(
                    new Odd(new EmailChannel(keys)),
                    new Filing(
                        CustomerFaces.on(db.database()).customers(),
                        workItems,
                        Rules.of(db.database(), events, queues),
                        queues,
                        events,
                        Duration.ofDays(30)))),
            workItems);
    try (MailProvider mail = new MailProvider()) {
      accounts.create(Optional.empty(), mail.account("service@nordlicht.example"));
    }
    account = accounts.active("email").getFirst().id();
  }

  @AfterEach
  void stop() {
    goOn.countDown();
    db.close();
  }

  /** Reads like the real one, but waits at "slow" and dies at "deadly". */
  private final class Odd implements Channel {
    private final Channel real;

    Odd(Channel real) {
      this.real = real;
    }

    @Override
    public Incoming read(ChannelAccount to, byte[] raw) throws UnreadableArrival {
      String text = new String(raw, StandardCharsets.UTF_8);
      if (text.contains("slow")) {
        try {
          goOn.await();
        } catch (InterruptedException stopped) {
          Thread.currentThread().interrupt();
        }
      }
      if (text.contains("deadly")) {
        throw new OutOfMemoryError("not really");
      }
      return real.read(to, raw);
    }

    @Override
    public String name() {
      return real.name();
    }

    @Override
    public ConnectionVerdict test(ChannelAccount which) {
      return real.test(which);
    }

    @Override
    public String newMessageId(ChannelAccount from, long conversation) {
      return real.newMessageId(from, conversation);
    }

    @Override
    public Outcome send(ChannelAccount from, Outgoing message, Runnable beforeTransmit) {
      return real.send(from, message, beforeTransmit);
    }
  }

  private void arrives(String text) {
    byte[] raw = RawMail.from("a@kunde.example").text(text).bytes();
    db.database().inTransaction(tx -> ledger.record(tx, account, text, raw));
  }

  private List<String> states() {
    return db.database().rows("SELECT state FROM arrival ORDER BY id").stream()
        .map(row -> row.getString("state"))
        .toList();
  }

  private long epoch() {
    return db.database()
        .row("SELECT epoch FROM lease WHERE name = 'filing'")
        .orElseThrow()
        .getLong("epoch");
  }

  @Test
  void aMessageThatIsReadForLongerThanTheLeaseIsFiledAllTheSame() {
    arrives("slow");
    arrives("behind");
    try (Filer filer = new Filer(arrivals, Lane.MESSAGES, leases, TERM)) {
      filer.start();
      Awaitility.await("twice the term has passed, and the lease is held still")
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  !db.database()
                      .rows(
                          """
                          SELECT 1 FROM lease l, arrival a
                           WHERE l.name = 'filing' AND a.source_key = 'slow' AND l.until > clock_timestamp()
                             AND clock_timestamp() > a.received_at + interval '1500 milliseconds'
                          """)
                      .isEmpty());
      assertEquals(1, epoch());
      assertEquals(List.of("received", "received"), states());
      goOn.countDown();
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> states().equals(List.of("filed", "filed")));
    }
  }

  @Test
  void aMessageThatBringsTheReaderDownIsSetAsideAndTheNextOneIsFiled() {
    arrives("deadly");
    arrives("behind");
    try (Filer filer = new Filer(arrivals, Lane.MESSAGES, leases, TERM)) {
      filer.start();
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> states().equals(List.of("quarantined", "filed")));
      assertTrue(
          db.database()
              .row("SELECT error FROM arrival WHERE source_key = 'deadly'")
              .orElseThrow()
              .getString("error")
              .contains("OutOfMemoryError"));
    }
  }

  @Test
  void mailIsFiledEvenIfThePasswordsOfItsAccountCannotBeOpened() {
    db.database().execute("UPDATE channel_account SET secrets = $1", (Object) new byte[40]);
    arrives("ordinary");
    try (Filer filer = new Filer(arrivals, Lane.MESSAGES, leases, TERM)) {
      filer.start();
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> states().equals(List.of("filed")));
    }
  }
}
