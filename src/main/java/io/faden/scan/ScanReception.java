package io.faden.scan;

import io.faden.channel.UnreadableArrival;
import io.faden.conversation.ConversationId;
import io.faden.customer.CustomerId;
import io.faden.intake.ArrivalId;
import io.faden.intake.Reception;
import io.faden.platform.db.Database;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import java.time.Duration;
import java.util.Optional;

/**
 * Arrivals that are scanned letters: each is read and filed where it surely belongs, or else waits
 * for somebody to say so.
 */
public final class ScanReception implements Reception {
  /** Text recognition is limited before, so that a long letter is filed with what was read. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Database database;
  private final EventLog events;
  private final LetterReader reader;
  private final LetterFiling filing;
  private final ScanStore store = new ScanStore();

  public ScanReception(
      Database database, EventLog events, LetterReader reader, LetterFiling filing) {
    this.database = database;
    this.events = events;
    this.reader = reader;
    this.filing = filing;
  }

  @Override
  public Duration patience() {
    return PATIENCE;
  }

  @Override
  public Readied read(Received arrival) throws UnreadableArrival {
    Optional<FolderNotice> notice =
        Optional.of(arrival.sourceKey())
            .filter(key -> key.startsWith(FolderNotice.KEY))
            .flatMap(key -> FolderNotice.of(arrival.raw()));
    if (notice.isPresent()) {
      throw new UnreadableArrival(notice.get().sentence());
    }
    KeptScan scan =
        store
            .find(database, arrival.id())
            .orElseThrow(() -> new UnreadableArrival("Nothing is known of this scan."));
    ReadLetter letter = reader.read(arrival.account(), arrival.raw(), scan.received());
    Optional<String> language = filing.language(letter.subject(), letter.text());
    return tx -> file(tx, arrival, letter, language);
  }

  private Settled file(Tx tx, Received arrival, ReadLetter letter, Optional<String> language) {
    store.read(tx, arrival.id(), letter);
    letter
        .contents()
        .stamped()
        .ifPresent(stamp -> store.stamped(tx, arrival.id(), stamp.date(), filing.zone()));
    KeptScan scan = store.lock(tx, arrival.id()).orElseThrow();
    tell(tx, arrival.id());
    LetterFiling.Paper paper =
        new LetterFiling.Paper(
            scan, arrival.account(), arrival.at(), arrival.sha256(), scan.subject(), language);
    Optional<Returns.Guess> back =
        scan.forConversation().isPresent() ? Optional.empty() : filing.returns().guess(tx, scan);
    if (back.filter(Returns.Guess::certain).isPresent()) {
      Optional<Settled> settled =
          filing.comeBack(
              tx, paper, back.get().letter(), back.get().reason().orElse(Returns.UNDELIVERED));
      if (settled.isPresent()) {
        return settled.get();
      }
    }
    Weighing weighing = filing.senders().weigh(tx, scan.clues());
    // What may be a letter of our own bears the marks of the customer whom it did not reach.
    Optional<LetterFiling.Whither> to =
        back.isPresent() ? Optional.empty() : whither(tx, scan, weighing);
    return to.flatMap(whither -> filing.file(tx, paper, whither))
        .orElseGet(() -> toCheck(tx, arrival, scan, weighing));
  }

  /** What whoever uploaded it said goes before whatever it says itself. */
  private static Optional<LetterFiling.Whither> whither(Sql sql, KeptScan scan, Weighing weighing) {
    return scan.forConversation()
        .flatMap(conversation -> into(sql, conversation))
        .or(
            () ->
                weighing
                    .certain()
                    .map(
                        customer ->
                            new LetterFiling.Whither(
                                customer, Optional.empty(), true, Optional.empty())));
  }

  private static Optional<LetterFiling.Whither> into(Sql sql, long conversation) {
    return sql.row("SELECT customer_id FROM conversation_standing WHERE id = $1", conversation)
        .map(
            row ->
                new LetterFiling.Whither(
                    new CustomerId(row.getLong("customer_id")),
                    Optional.of(new ConversationId(conversation)),
                    true,
                    Optional.empty()));
  }

  private Settled toCheck(Tx tx, Received arrival, KeptScan scan, Weighing weighing) {
    store.likely(
        tx,
        arrival.id(),
        weighing.candidates().stream().findFirst().map(likeliest -> likeliest.customer().id()));
    return new Settled.ToCheck(filing.due(arrival.account(), scan.received()));
  }

  @Override
  public void quarantined(Tx tx, ArrivalId id) {
    tell(tx, id);
  }

  private void tell(Tx tx, ArrivalId id) {
    events.append(tx, Change.of(EventType.SCAN_CHANGED, Audience.STAFF).arrival(id.value()));
  }
}
