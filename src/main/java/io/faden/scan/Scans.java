package io.faden.scan;

import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccountId;
import io.faden.channel.ChannelAccounts;
import io.faden.customer.Customers;
import io.faden.intake.ArrivalId;
import io.faden.intake.Arrivals;
import io.faden.platform.Actor;
import io.faden.platform.db.Database;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Scanned letters as people work with them: looked at and corrected; see also {@link Decisions}.
 */
public final class Scans {
  private final Database database;
  private final EventLog events;
  private final ChannelAccounts accounts;
  private final Decisions decisions;
  private final LetterReads reads;
  private final LetterFiling filing;
  private final ScanStore store = new ScanStore();
  private final ScanRows rows = new ScanRows();

  public Scans(
      Database database,
      EventLog events,
      Arrivals arrivals,
      ChannelAccounts accounts,
      Customers customers,
      LetterFiling filing) {
    this.database = database;
    this.events = events;
    this.accounts = accounts;
    this.decisions = new Decisions(database, events, arrivals, accounts, customers, filing);
    this.reads = new LetterReads(filing);
    this.filing = filing;
  }

  Decisions decisions() {
    return decisions;
  }

  /** Behind a number in the order of the list. */
  List<LetterRow> list(ScanRows.Listed listed, Optional<Long> behind, int limit) {
    return rows.list(database, listed, behind, limit);
  }

  long checking() {
    return rows.checking(database);
  }

  /** What came of asking for a letter. */
  sealed interface FindResult {
    record Found(LetterPage letter) implements FindResult {}

    record NotFound() implements FindResult {}

    record Erased() implements FindResult {}
  }

  FindResult find(ArrivalId id) {
    Optional<KeptScan> scan = store.find(database, id);
    if (scan.isEmpty()) {
      return new FindResult.NotFound();
    }
    return scan.get().erased()
        ? new FindResult.Erased()
        : new FindResult.Found(reads.page(database, scan.get()));
  }

  /** What somebody corrects; what is absent stays. */
  record Correction(
      int version,
      boolean writtenToo,
      Optional<LocalDate> written,
      Optional<LocalDate> received,
      Optional<String> originalPlace) {}

  /** What came of correcting. */
  sealed interface CorrectResult {
    record Corrected(LetterPage letter) implements CorrectResult {}

    record NotFound() implements CorrectResult {}

    record Stale() implements CorrectResult {}

    record Erased() implements CorrectResult {}

    /** No letter comes tomorrow. */
    record InFuture() implements CorrectResult {}
  }

  /** Corrects dates and where the paper lies; the deadline follows the day of receipt. */
  CorrectResult correct(Actor actor, ArrivalId id, Correction correction) {
    return database.transaction(tx -> correct(tx, actor, id, correction));
  }

  private CorrectResult correct(Tx tx, Actor actor, ArrivalId id, Correction correction) {
    Optional<KeptScan> before = store.lock(tx, id);
    if (before.isEmpty()) {
      return new CorrectResult.NotFound();
    }
    if (before.get().erased()) {
      return new CorrectResult.Erased();
    }
    LocalDate today = LocalDate.now(filing.zone());
    if (correction.received().filter(day -> day.isAfter(today)).isPresent()) {
      return new CorrectResult.InFuture();
    }
    if (!store.change(tx, id, correction)) {
      return new CorrectResult.Stale();
    }
    KeptScan now = store.find(tx, id).orElseThrow();
    follow(tx, actor, before.get(), now);
    events.append(
        tx, Change.of(EventType.SCAN_CHANGED, Audience.STAFF).by(actor).arrival(id.value()));
    return new CorrectResult.Corrected(reads.page(tx, now));
  }

  private void follow(Tx tx, Actor actor, KeptScan before, KeptScan now) {
    Row arrival =
        tx.row(
                """
                SELECT r.state, r.channel_account_id, r.received_at, r.entry_id, t.conversation_id AS standing_in
                  FROM arrival_receipt r LEFT JOIN timeline_place t ON t.entry_id = r.entry_id WHERE r.id = $1
                """,
                now.id())
            .orElseThrow();
    ChannelAccount account = account(tx, arrival);
    if (arrival.getLong("standing_in") != null) {
      filing.redate(tx, actor, before, now, account, arrival);
    } else if (arrival.getString("state").equals("checking")) {
      filing.checkBy(tx, actor, account, now);
    }
  }

  private ChannelAccount account(Sql sql, Row arrival) {
    return accounts
        .findSealed(sql, new ChannelAccountId(arrival.getLong("channel_account_id")))
        .orElseThrow();
  }
}
