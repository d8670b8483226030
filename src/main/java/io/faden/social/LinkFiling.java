package io.faden.social;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.faden.channel.Incoming;
import io.faden.channel.UnreadableArrival;
import io.faden.channel.Visibility;
import io.faden.conversation.ConversationId;
import io.faden.conversation.Filing;
import io.faden.conversation.TimelineEvents;
import io.faden.customer.AddResult;
import io.faden.customer.ContactChannel;
import io.faden.customer.ContactPoint;
import io.faden.customer.ContactPointId;
import io.faden.customer.ContactPoints;
import io.faden.customer.ContactValue;
import io.faden.customer.CustomerId;
import io.faden.customer.Customers;
import io.faden.customer.NewContactPoint;
import io.faden.intake.Reception;
import io.faden.platform.db.Tx;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a customer left behind a private link: their address becomes the customer's, and what they
 * wrote an entry that only we read. Whoever reads arrivals of posts asks it about those whose
 * source key it {@link #takes}.
 *
 * <p>An address proves nothing by being typed, and a link in public can be opened by anybody. So an
 * address that is another customer's stays theirs, and is evidence that the two may be one.
 */
public final class LinkFiling {
  private static final String KEY = "link/";

  private final Filing filing;
  private final Customers customers;
  private final ContactPoints points;
  private final TimelineEvents timeline;
  private final Supplier<ZoneId> zone;
  private final PrivateLinkStore store = new PrivateLinkStore();

  /** The zone is where the house is. */
  public LinkFiling(
      Filing filing,
      Customers customers,
      ContactPoints points,
      TimelineEvents timeline,
      Supplier<ZoneId> zone) {
    this.filing = filing;
    this.customers = customers;
    this.points = points;
    this.timeline = timeline;
    this.zone = zone;
  }

  static String sourceKey(long link) {
    return KEY + link;
  }

  /** Whether an arrival with this source key is one of these. */
  public static boolean takes(String sourceKey) {
    return sourceKey.startsWith(KEY);
  }

  /** Reads it; pure. Errors: {@link UnreadableArrival}. */
  public Reception.Readied read(Reception.Received arrival) throws UnreadableArrival {
    try {
      LeftBehind left = LeftBehind.read(arrival.raw());
      long link = Long.parseLong(arrival.sourceKey().substring(KEY.length()));
      return tx -> file(tx, arrival, link, left);
    } catch (JsonProcessingException | NumberFormatException fault) {
      throw new UnreadableArrival("What was left behind a link cannot be read.", fault);
    }
  }

  /** What became of the addresses: which is new or known as theirs, which is somebody else's. */
  private record Kept(Optional<ContactPointId> email, List<ContactValue> others) {}

  private Reception.Settled file(Tx tx, Reception.Received arrival, long link, LeftBehind left) {
    PrivateLinkStore.Used used = store.used(tx, link).orElseThrow();
    ContactPoint handle = points.some(tx, List.of(used.contactPoint().value())).getFirst();
    CustomerId customer = used.customer().orElseGet(() -> customers.unknown(tx).customer());
    // Names of contact points are locked before customers, so the addresses come first.
    Kept kept = keep(tx, customer, left, LinkWords.consent(used.language(), day(arrival)));
    if (used.customer().isPresent() && used.theirs()) {
      // Whoever said their name is called like that from now on, if nobody knew it.
      Customers.Found unused =
          customers.byContactPoint(tx, handle.channel(), handle.value(), left.name().orElse(""));
    }
    // An address that they left is where an answer goes from now on.
    Optional<ContactPointId> from =
        kept.email().or(() -> Optional.of(handle.id()).filter(id -> used.theirs()));
    Customers.Found sender = customers.known(tx, customer, from).orElseThrow();
    Incoming message = message(left, handle, arrival, used.language());
    Filing.Wish wish =
        new Filing.Wish(
            Optional.of(sender),
            used.customer().map(known -> used.conversation()),
            true,
            Optional.of(arrival.at()),
            Optional.empty());
    return switch (filing.file(
        tx,
        arrival.id().value(),
        arrival.at(),
        arrival.account(),
        message,
        Optional.of(used.language()),
        message.messageId().orElseThrow(),
        wish)) {
      case Filing.Result.Duplicate duplicate ->
          new Reception.Settled.Duplicate(duplicate.arrival());
      case Filing.Result.Filed filed -> {
        if (!kept.others().isEmpty()) {
          customers.claims(tx, sender, filed.entry().value(), kept.others());
        }
        told(tx, filed.conversation(), left, arrival.at());
        yield new Reception.Settled.Entry(filed.conversation().value(), filed.entry().value());
      }
    };
  }

  private LocalDate day(Reception.Received arrival) {
    return LocalDate.ofInstant(arrival.at(), zone.get());
  }

  private Kept keep(Tx tx, CustomerId customer, LeftBehind left, String label) {
    List<ContactValue> others = new ArrayList<>();
    Optional<ContactPointId> email =
        left.email().flatMap(text -> keep(tx, customer, ContactChannel.EMAIL, text, label, others));
    Optional<ContactPointId> unused =
        left.phone().flatMap(text -> keep(tx, customer, ContactChannel.PHONE, text, label, others));
    return new Kept(email, List.copyOf(others));
  }

  private Optional<ContactPointId> keep(
      Tx tx,
      CustomerId customer,
      ContactChannel channel,
      String text,
      String label,
      List<ContactValue> others) {
    NewContactPoint wish =
        new NewContactPoint(
            channel,
            Optional.of(text),
            Optional.empty(),
            Optional.empty(),
            Optional.of(label),
            false);
    return switch (points.add(tx, Optional.empty(), customer, wish, "link")) {
      case AddResult.Added added -> Optional.of(added.id());
      case AddResult.Taken taken -> {
        points.values().read(channel, text).valid().ifPresent(others::add);
        yield Optional.empty();
      }
      // Checked before it was stored; what does not hold any more is in the text all the same.
      case AddResult.Invalid invalid -> Optional.empty();
      case AddResult.NotFound none -> Optional.empty();
      case AddResult.Erased erased -> Optional.empty();
    };
  }

  private static Incoming message(
      LeftBehind left, ContactPoint handle, Reception.Received arrival, String language) {
    return new Incoming(
        Optional.of(new Incoming.Address(handle.value(), left.name().orElse(""))),
        List.of(),
        List.of(),
        "",
        LinkWords.entry(language, left),
        "",
        Optional.empty(),
        false,
        Optional.of(arrival.at()),
        Optional.of("private-" + arrival.sourceKey()),
        List.of(),
        Optional.empty(),
        HexFormat.of().formatHex(arrival.sha256()),
        false,
        Optional.empty(),
        List.of(),
        Optional.of(Visibility.PRIVATE));
  }

  private void told(Tx tx, ConversationId conversation, LeftBehind left, Instant at) {
    List<String> what = new ArrayList<>();
    left.email().ifPresent(what::add);
    left.phone().ifPresent(what::add);
    timeline.add(
        tx,
        Optional.empty(),
        conversation,
        new JsonObject()
            .put("type", "private_link_used")
            .put("to", String.join(", ", what))
            .put("detail", at.toString()));
  }
}
