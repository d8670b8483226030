package io.faden.scan;

import io.faden.channel.ChannelAccount;
import io.faden.channel.Incoming;
import io.faden.channel.letter.LetterAddress;
import io.faden.conversation.ConversationId;
import io.faden.conversation.EntryId;
import io.faden.conversation.Filing;
import io.faden.customer.AddResult;
import io.faden.customer.ContactPointId;
import io.faden.customer.ContactPoints;
import io.faden.customer.CustomerId;
import io.faden.customer.Customers;
import io.faden.intake.Reception.Settled;
import io.faden.platform.Actor;
import io.faden.platform.db.Columns;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.routing.WorkItems;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Puts a letter on the timeline of whom it is from, and before whoever answers it. */
public final class LetterFiling {
  private final Filing filing;
  private final WorkItems workItems;
  private final Senders senders;
  private final Returns returns;
  private final Customers customers;
  private final ContactPoints points;
  private final Supplier<ZoneId> zone;

  /** The zone is that of the house, in which days begin and end. */
  public LetterFiling(
      Filing filing,
      WorkItems workItems,
      Customers customers,
      ContactPoints points,
      Supplier<ZoneId> zone) {
    this.filing = filing;
    this.workItems = workItems;
    this.senders = new Senders(points.values(), customers);
    this.returns = new Returns(points.values());
    this.customers = customers;
    this.points = points;
    this.zone = zone;
  }

  Senders senders() {
    return senders;
  }

  ZoneId zone() {
    return zone.get();
  }

  Returns returns() {
    return returns;
  }

  /**
   * A letter and how it came.
   *
   * @param at when it was recorded
   * @param subject what it is about
   * @param language as recognised
   */
  record Paper(
      KeptScan scan,
      ChannelAccount account,
      Instant at,
      byte[] sha256,
      String subject,
      Optional<String> language) {}

  /**
   * Where a letter goes.
   *
   * @param customer by the number that the hit leads to
   * @param conversation that somebody named; else the one whose reference it bears, if it is the
   *     customer's, or a new one
   * @param takeAddress whether a customer without any address gets the one on the letter, even if
   *     the name above it is not certainly theirs
   * @param actor who said so; nobody did if it is filed by itself
   */
  record Whither(
      CustomerId customer,
      Optional<ConversationId> conversation,
      boolean takeAddress,
      Optional<Actor> actor) {}

  Optional<String> language(String subject, String text) {
    return filing.language(message(subject, text));
  }

  private static Incoming message(String subject, String text) {
    return new Incoming(
        Optional.empty(),
        List.of(),
        List.of(),
        subject,
        text,
        "",
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        "",
        false,
        Optional.empty(),
        List.of());
  }

  /** Empty if there is no such customer, or no more. */
  Optional<Settled> file(Tx tx, Paper paper, Whither to) {
    Optional<CustomerId> root = root(tx, to.customer());
    if (root.isEmpty()) {
      return Optional.empty();
    }
    Optional<LetterAddress> written = senders.senderAddress(tx, paper.scan().clues());
    // Values are locked before customers.
    Optional<ContactPointId> postal = postal(tx, paper.scan(), to, root.get(), written);
    Optional<Customers.Found> sender = customers.known(tx, to.customer(), postal);
    if (sender.isEmpty()) {
      return Optional.empty();
    }
    Optional<ConversationId> conversation =
        to.conversation().or(() -> referred(tx, paper.scan().clues(), root.get()));
    Filing.Wish wish =
        new Filing.Wish(
            sender,
            conversation,
            to.conversation().isPresent(),
            Optional.of(place(paper.scan().received(), paper.at())),
            due(paper.account(), paper.scan().received()));
    Optional<Incoming.Address> from = written.map(address -> from(address, name(tx, root.get())));
    return Optional.of(settled(filed(tx, paper, incoming(paper, from, Optional.empty()), wish)));
  }

  /** The dates of a letter on the timeline, after somebody corrected them. */
  void redate(
      Tx tx, Actor actor, KeptScan before, KeptScan now, ChannelAccount account, Row arrival) {
    EntryId entry = new EntryId(arrival.getLong("entry_id"));
    Instant recorded = Columns.instant(arrival, "received_at");
    filing.redate(tx, actor, entry, place(now.received(), recorded), writtenAt(now));
    Optional<Instant> due = due(account, before.received());
    if (due.isPresent() && !before.received().equals(now.received())) {
      workItems.setDue(
          tx,
          actor,
          arrival.getLong("standing_in"),
          due.get(),
          due(account, now.received()).orElseThrow());
    }
  }

  /** The same for a letter that is still to be checked. */
  void checkBy(Tx tx, Actor actor, ChannelAccount account, KeptScan scan) {
    due(account, scan.received())
        .ifPresent(due -> workItems.setScanDue(tx, actor, scan.id().value(), due));
  }

  private Optional<Instant> writtenAt(KeptScan scan) {
    return scan.written().map(day -> day.atStartOfDay(zone.get()).toInstant());
  }

  /** A letter of ours that came back: the conversation of the reply is told. */
  Optional<Settled> comeBack(Tx tx, Paper paper, Returns.Ours ours, String reason) {
    Incoming.Bounce bounce = new Incoming.Bounce(Optional.of(ours.messageId()), true, reason);
    ours.contactPoint().ifPresent(point -> points.cameBack(tx, point, reason));
    Optional<Customers.Found> customer = customers.known(tx, ours.customer(), ours.contactPoint());
    if (customer.isEmpty()) {
      return Optional.empty();
    }
    Filing.Wish wish =
        new Filing.Wish(
            customer,
            Optional.empty(),
            true,
            Optional.of(place(paper.scan().received(), paper.at())),
            Optional.empty());
    return Optional.of(
        settled(filed(tx, paper, incoming(paper, Optional.empty(), Optional.of(bounce)), wish)));
  }

  private Filing.Result filed(Tx tx, Paper paper, Incoming message, Filing.Wish wish) {
    return filing.file(
        tx,
        paper.scan().id().value(),
        paper.at(),
        paper.account(),
        message,
        paper.language(),
        HexFormat.of().formatHex(paper.sha256()) + "@local",
        wish);
  }

  private static Settled settled(Filing.Result result) {
    return switch (result) {
      case Filing.Result.Filed filed ->
          new Settled.Entry(filed.conversation().value(), filed.entry().value());
      case Filing.Result.Duplicate duplicate -> new Settled.Duplicate(duplicate.arrival());
    };
  }

  private Incoming incoming(
      Paper paper, Optional<Incoming.Address> from, Optional<Incoming.Bounce> bounce) {
    KeptScan scan = paper.scan();
    return new Incoming(
        from,
        List.of(paper.account().address()),
        List.of(),
        paper.subject(),
        FlowingText.of(scan.text()),
        "",
        Optional.empty(),
        false,
        writtenAt(scan),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        HexFormat.of().formatHex(paper.sha256()),
        bounce.isPresent(),
        bounce,
        List.of());
  }

  /** Above an address without a name stands that of the customer whom it was filed to. */
  private static Incoming.Address from(LetterAddress address, String customer) {
    String street = address.street().isEmpty() ? "" : address.street() + ", ";
    return new Incoming.Address(
        street + address.postalCode() + " " + address.town(),
        address.name().isBlank() ? customer : address.name());
  }

  private static Optional<CustomerId> root(Sql sql, CustomerId customer) {
    return sql.row("SELECT root_id FROM customer_card WHERE id = $1", customer)
        .map(row -> new CustomerId(row.getLong("root_id")));
  }

  /**
   * The customer's address that stands on the letter. Whoever has none gets it: by itself only
   * under their own name, since others' addresses stand on letters, too.
   */
  private Optional<ContactPointId> postal(
      Tx tx, KeptScan scan, Whither to, CustomerId root, Optional<LetterAddress> written) {
    Senders.OwnPostal known = senders.postalOf(tx, root, scan.clues());
    boolean theirs =
        written
            .filter(address -> !address.street().isEmpty())
            .filter(
                address ->
                    to.actor().isPresent()
                        || !PersonName.fits(address.name(), name(tx, root))
                            .equals(LetterEvidence.NO))
            .isPresent();
    if (known.any() || !to.takeAddress() || !theirs) {
      return known.onLetter();
    }
    return switch (points.add(
        tx,
        to.actor(),
        to.customer(),
        LetterMarks.wish(LetterMarks.postal(written.orElseThrow())),
        "letter")) {
      case AddResult.Added added -> Optional.of(added.id());
      case AddResult.Taken taken -> Optional.empty();
      case AddResult.Invalid invalid -> Optional.empty();
      case AddResult.NotFound none -> Optional.empty();
      case AddResult.Erased erased -> Optional.empty();
    };
  }

  private static String name(Sql sql, CustomerId root) {
    return sql.row("SELECT name FROM customer_card WHERE id = $1", root)
        .map(row -> row.getString("name"))
        .orElse("");
  }

  /** The conversation whose reference stands on the letter, if it is the customer's. */
  private static Optional<ConversationId> referred(Sql sql, List<Clue> clues, CustomerId root) {
    Long[] references =
        clues.stream().flatMap(clue -> clue.reference().stream()).toArray(Long[]::new);
    return sql
        .rows(
            """
            SELECT c.id FROM conversation_standing c JOIN customer_card k ON k.id = c.customer_id
             WHERE c.id = ANY ($1) AND k.root_id = $2 ORDER BY array_position($1, c.id) LIMIT 1
            """,
            references,
            root)
        .stream()
        .findFirst()
        .map(row -> new ConversationId(row.getLong("id")));
  }

  /** The day on which it came, at the time of day at which it was recorded. */
  Instant place(LocalDate received, Instant recorded) {
    LocalTime time = recorded.atZone(zone.get()).toLocalTime();
    Instant place = received.atTime(time).atZone(zone.get()).toInstant();
    return place.isAfter(recorded) ? recorded : place;
  }

  /** The end of the last day on which it is to be answered, where its account says so. */
  Optional<Instant> due(ChannelAccount account, LocalDate received) {
    return account
        .letterbox()
        .answerWithinDays()
        .map(days -> received.plusDays(days + 1L).atStartOfDay(zone.get()).toInstant())
        .map(midnight -> midnight.minusSeconds(1));
  }
}
