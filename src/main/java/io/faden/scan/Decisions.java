package io.faden.scan;

import io.faden.channel.ChannelAccountId;
import io.faden.channel.ChannelAccounts;
import io.faden.conversation.ConversationId;
import io.faden.customer.ChangeResult;
import io.faden.customer.ContactChannel;
import io.faden.customer.CustomerId;
import io.faden.customer.Customers;
import io.faden.customer.NewCustomer;
import io.faden.intake.ArrivalId;
import io.faden.intake.Arrivals;
import io.faden.intake.Reception.Settled;
import io.faden.platform.Actor;
import io.faden.platform.Person;
import io.faden.platform.db.Columns;
import io.faden.platform.db.Database;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.vertx.sqlclient.Row;
import java.util.Optional;

/** What people say of letters: whose they are. */
final class Decisions {
  private final Database database;
  private final EventLog events;
  private final Arrivals arrivals;
  private final ChannelAccounts accounts;
  private final Customers customers;
  private final LetterFiling filing;
  private final LetterReads reads;
  private final ScanStore store = new ScanStore();

  Decisions(
      Database database,
      EventLog events,
      Arrivals arrivals,
      ChannelAccounts accounts,
      Customers customers,
      LetterFiling filing) {
    this.database = database;
    this.events = events;
    this.arrivals = arrivals;
    this.accounts = accounts;
    this.customers = customers;
    this.filing = filing;
    this.reads = new LetterReads(filing);
  }

  /**
   * What somebody says of a letter.
   *
   * @param sum a check sum over all of it: the same for the same decision
   */
  record Decision(Whose whose, Optional<String> subject, boolean takeAddress, String sum) {}

  sealed interface Whose {
    record Customer(CustomerId id) implements Whose {}

    record New(NewCustomer wish) implements Whose {}

    record Conversation(ConversationId id) implements Whose {}

    record Return(long entry, Optional<String> reason) implements Whose {}
  }

  /** What came of saying whose a letter is. */
  sealed interface FileResult {
    record Filed(LetterPage letter) implements FileResult {}

    record NotFound() implements FileResult {}

    /** Somebody else holds the work item. */
    record Taken(Optional<Person> by) implements FileResult {}

    record AlreadyFiled() implements FileResult {}

    record NotReadYet() implements FileResult {}

    record Erased() implements FileResult {}

    /** What should have come back is no letter of ours, or has not left. */
    record NotOurs() implements FileResult {}

    record CustomerNotFound() implements FileResult {}

    record ConversationNotFound() implements FileResult {}

    /** The new customer cannot be made. */
    record Refused(ChangeResult why) implements FileResult {}
  }

  /** Undoes what was begun before it turned out that it cannot be. */
  private static final class Refusal extends RuntimeException {
    private final transient FileResult why;

    Refusal(FileResult why) {
      super(null, null, false, false);
      this.why = why;
    }
  }

  /**
   * Files a letter that is to be checked, or that nobody could read, as somebody says. The same
   * said again by the same person is no fault.
   */
  FileResult file(Actor actor, ArrivalId id, Decision decision) {
    Optional<KeptScan> known = store.find(database, id);
    if (known.isEmpty()) {
      return new FileResult.NotFound();
    }
    // Recognised beforehand: a transaction must not wait for that.
    String subject = decision.subject().orElse(known.get().subject());
    Optional<String> language = filing.language(subject, known.get().text());
    try {
      return database.transaction(tx -> file(tx, actor, id, decision, subject, language));
    } catch (Refusal refusal) {
      return refusal.why;
    }
  }

  private FileResult file(
      Tx tx,
      Actor actor,
      ArrivalId id,
      Decision decision,
      String subject,
      Optional<String> language) {
    Arrivals.DecideResult result =
        arrivals.decide(tx, actor, id, on -> settle(on, actor, id, decision, subject, language));
    return switch (result) {
      case Arrivals.DecideResult.Decided decided -> {
        store.say(tx, id, actor.id(), decision.sum(), subject);
        events.append(
            tx, Change.of(EventType.SCAN_CHANGED, Audience.STAFF).by(actor).arrival(id.value()));
        yield new FileResult.Filed(reads.page(tx, store.find(tx, id).orElseThrow()));
      }
      case Arrivals.DecideResult.Taken taken -> throw new Refusal(new FileResult.Taken(taken.by()));
      case Arrivals.DecideResult.NotOpen filed -> over(tx, actor, id, decision, filed.state());
      case Arrivals.DecideResult.Erased erased -> new FileResult.Erased();
      case Arrivals.DecideResult.NotFound none -> new FileResult.NotFound();
    };
  }

  private FileResult over(Tx tx, Actor actor, ArrivalId id, Decision decision, String state) {
    if (state.equals("received")) {
      return new FileResult.NotReadYet();
    }
    boolean same =
        store
            .said(tx, id)
            .filter(said -> said.by().equals(actor.id()))
            .filter(said -> said.decision().equals(decision.sum()))
            .isPresent();
    return same
        ? new FileResult.Filed(reads.page(tx, store.find(tx, id).orElseThrow()))
        : new FileResult.AlreadyFiled();
  }

  private Settled settle(
      Tx tx,
      Actor actor,
      ArrivalId id,
      Decision decision,
      String subject,
      Optional<String> language) {
    KeptScan scan = store.lock(tx, id).orElseThrow();
    LetterFiling.Paper paper = paper(tx, scan, subject, language);
    return switch (decision.whose()) {
      case Whose.Customer customer ->
          file(
              tx,
              paper,
              new LetterFiling.Whither(
                  customer.id(), Optional.empty(), decision.takeAddress(), Optional.of(actor)));
      case Whose.New fresh -> {
        CustomerId made = made(tx, actor, fresh.wish());
        boolean addressed =
            fresh.wish().contactPoints().stream()
                .anyMatch(point -> point.channel() == ContactChannel.POSTAL);
        yield file(
            tx,
            paper,
            new LetterFiling.Whither(
                made, Optional.empty(), decision.takeAddress() && !addressed, Optional.of(actor)));
      }
      case Whose.Conversation conversation ->
          file(
              tx,
              paper,
              new LetterFiling.Whither(
                  customerOf(tx, conversation.id()),
                  Optional.of(conversation.id()),
                  decision.takeAddress(),
                  Optional.of(actor)));
      case Whose.Return back -> {
        Returns.Ours ours =
            Returns.find(tx, back.entry()).orElseThrow(() -> new Refusal(new FileResult.NotOurs()));
        String reason =
            back.reason()
                .or(() -> filing.returns().guess(tx, scan).flatMap(Returns.Guess::reason))
                .orElse(Returns.UNDELIVERED);
        yield filing
            .comeBack(tx, paper, ours, reason)
            .orElseThrow(() -> new Refusal(new FileResult.CustomerNotFound()));
      }
    };
  }

  private Settled file(Tx tx, LetterFiling.Paper paper, LetterFiling.Whither to) {
    return filing
        .file(tx, paper, to)
        .orElseThrow(() -> new Refusal(new FileResult.CustomerNotFound()));
  }

  private CustomerId made(Tx tx, Actor actor, NewCustomer wish) {
    return switch (customers.create(tx, Optional.of(actor), wish, "letter")) {
      case Customers.CreateResult.Created created -> created.id();
      case Customers.CreateResult.Refused refused ->
          throw new Refusal(new FileResult.Refused(refused.why()));
    };
  }

  private static CustomerId customerOf(Sql sql, ConversationId id) {
    return sql.row("SELECT customer_id FROM conversation_standing WHERE id = $1", id)
        .map(row -> new CustomerId(row.getLong("customer_id")))
        .orElseThrow(() -> new Refusal(new FileResult.ConversationNotFound()));
  }

  private LetterFiling.Paper paper(
      Tx tx, KeptScan scan, String subject, Optional<String> language) {
    Row row =
        tx.row(
                "SELECT channel_account_id, received_at, sha256 FROM arrival_receipt WHERE id = $1",
                scan.id())
            .orElseThrow();
    return new LetterFiling.Paper(
        scan,
        accounts
            .findSealed(tx, new ChannelAccountId(row.getLong("channel_account_id")))
            .orElseThrow(),
        Columns.instant(row, "received_at"),
        Columns.bytes(row, "sha256"),
        subject,
        language);
  }
}
