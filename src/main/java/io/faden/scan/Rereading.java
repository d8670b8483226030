package io.faden.scan;

import static io.faden.platform.db.Columns.bytes;

import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccountId;
import io.faden.channel.ChannelAccounts;
import io.faden.channel.UnreadableArrival;
import io.faden.channel.letter.Tesseract;
import io.faden.conversation.LateTexts;
import io.faden.intake.ArrivalId;
import io.faden.intake.Arrivals;
import io.faden.platform.db.Database;
import io.faden.platform.db.Tx;
import io.faden.platform.lease.HeldLease;
import io.faden.platform.lease.Lease;
import io.faden.platform.lease.Leases;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.faden.platform.work.Worker;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads letters again that came while there was no text recognition, once there is: one node at a
 * time, by lease, and on that node, since another one may have none. Those of which somebody was to
 * say whose they are may be filed by themselves then; those that are filed get their text.
 */
public final class Rereading implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Rereading.class);
  private static final String LEASE = "reading-again";
  private static final Duration TERM = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMinutes(1);

  /** What could not be read although there is recognition is no more readable a minute later. */
  private static final Duration AFTER_A_FAILURE = Duration.ofHours(1);

  private final Parts parts;
  private final ScanStore store = new ScanStore();
  private final Worker worker = new Worker("rereading", this::turn);
  private final Map<ArrivalId, Long> failed = new HashMap<>();

  public Rereading(Parts parts) {
    this.parts = parts;
  }

  /** What it works with. */
  public record Parts(
      Database database,
      Leases leases,
      EventLog events,
      Tesseract tesseract,
      LetterReader reader,
      Arrivals arrivals,
      ChannelAccounts accounts,
      LateTexts texts) {}

  public void start() {
    worker.start();
  }

  /** A letter that has something left to be read. */
  private record Unread(ArrivalId id, boolean filed) {}

  private Duration turn() {
    List<Unread> unread = unread();
    if (unread.isEmpty()
        || !(parts.tesseract().languages() instanceof Tesseract.Languages.Present)) {
      return POLL;
    }
    Optional<Lease> lease = parts.leases().acquire(LEASE, TERM);
    if (lease.isPresent()) {
      try (HeldLease held = new HeldLease(parts.leases(), lease.get(), TERM, () -> {})) {
        for (Unread each : unread) {
          if (!worker.running() || !held.held()) {
            return POLL;
          }
          read(each, tx -> parts.leases().require(tx, held.lease()));
        }
      }
    }
    return POLL;
  }

  /** Index: scan_again. */
  private List<Unread> unread() {
    return parts
        .database()
        .rows(
            """
            SELECT s.arrival_id, v.state FROM scan s JOIN arrival_receipt v ON v.id = s.arrival_id
             WHERE s.again AND s.erased_at IS NULL AND v.state IN ('checking', 'filed') ORDER BY s.arrival_id
            """)
        .stream()
        .map(
            row ->
                new Unread(
                    new ArrivalId(row.getLong("arrival_id")),
                    row.getString("state").equals("filed")))
        .toList();
  }

  /** One that fails does not keep the others. */
  private void read(Unread letter, Consumer<Tx> guard) {
    Long since = failed.get(letter.id());
    if (since != null && System.nanoTime() - since < AFTER_A_FAILURE.toNanos()) {
      return;
    }
    boolean read = false;
    try {
      read =
          letter.filed()
              ? readFiled(letter.id(), guard)
              : parts.arrivals().again(letter.id(), guard);
    } catch (Leases.LeaseLost lost) {
      throw lost;
    } catch (RuntimeException fault) {
      if (!worker.running()) {
        throw fault;
      }
      LOG.atWarn()
          .setCause(fault)
          .addKeyValue("arrival", letter.id().value())
          .log("reading again failed");
    }
    if (read) {
      failed.remove(letter.id());
      LOG.atInfo().addKeyValue("arrival", letter.id().value()).log("letter read again");
    } else {
      failed.put(letter.id(), System.nanoTime());
    }
  }

  private boolean readFiled(ArrivalId id, Consumer<Tx> guard) {
    Optional<Row> found =
        parts
            .database()
            .row(
                """
                SELECT v.channel_account_id, w.raw FROM arrival_receipt v JOIN arrival_raw w ON w.id = v.id
                 WHERE v.id = $1 AND v.erased_at IS NULL
                """,
                id);
    Optional<KeptScan> scan = store.find(parts.database(), id);
    if (found.isEmpty() || scan.isEmpty()) {
      return false;
    }
    ChannelAccount account =
        parts
            .accounts()
            .findSealed(
                parts.database(), new ChannelAccountId(found.get().getLong("channel_account_id")))
            .orElseThrow();
    ReadLetter letter;
    try {
      letter = parts.reader().read(account, bytes(found.get(), "raw"), scan.get().received());
    } catch (UnreadableArrival no) {
      return false;
    }
    if (letter.again()) {
      return false;
    }
    parts
        .database()
        .inTransaction(
            tx -> {
              guard.accept(tx);
              keep(tx, id, letter);
            });
    return true;
  }

  /** Unless it was erased meanwhile. */
  private void keep(Tx tx, ArrivalId id, ReadLetter letter) {
    Optional<KeptScan> before = store.lock(tx, id).filter(scan -> !scan.erased());
    if (before.isEmpty()) {
      return;
    }
    // The day on which it came is what deadlines were counted from: it stays.
    store.read(tx, id, letter);
    if (!before.get().subject().isEmpty()) {
      // Somebody may have said what it is about.
      store.nameAgain(tx, id, before.get().subject());
    }
    parts.texts().read(tx, id.value(), letter.subject(), FlowingText.of(letter.text()));
    parts
        .events()
        .append(tx, Change.of(EventType.SCAN_CHANGED, Audience.STAFF).arrival(id.value()));
  }

  @Override
  public void close() {
    worker.close();
  }
}
