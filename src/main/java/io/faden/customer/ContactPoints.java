package io.faden.customer;

import io.faden.customer.ContactPointStore.Owned;
import io.faden.platform.Actor;
import io.faden.platform.db.Database;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.live.EventLog;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Every way to reach a customer. */
public final class ContactPoints {
  /** Fewer characters of a number or address are in too many others. */
  private static final int LEAST_PART = 4;

  private final Database database;
  private final ContactValues values;
  private final Identity identity;
  private final CustomerNews news;
  private final ContactPointStore store;

  public ContactPoints(
      Database database, EventLog events, ContactValues values, Identity identity) {
    this.database = database;
    this.values = values;
    this.identity = identity;
    this.news = new CustomerNews(events);
    this.store = new ContactPointStore(values.phones());
  }

  public ContactValues values() {
    return values;
  }

  ContactPointStore store() {
    return store;
  }

  /** By their numbers, in any order; removed ones as well. */
  public List<ContactPoint> some(Sql sql, Collection<Long> ids) {
    return store.some(sql, ids.toArray(Long[]::new));
  }

  /** Everybody who may be meant by a value in its normal form, once for each root. */
  public List<Candidate> candidates(Sql sql, ContactChannel channel, String value) {
    return store.candidates(sql, channel.label(), value);
  }

  /** ReadContactPoint in the contract. */
  public record Meaning(
      boolean valid,
      Optional<String> value,
      Optional<String> display,
      Optional<NumberKind> numberKind,
      Optional<String> detail,
      List<CustomerCard> customers) {}

  /** What a spelling means and who has it. Half a number finds whoever has one that contains it. */
  public Meaning meaning(ContactChannel channel, String text) {
    return switch (values.read(channel, text)) {
      case Reading.Valid valid -> {
        ContactValue value = valid.value();
        boolean phone = channel == ContactChannel.PHONE || channel == ContactChannel.SMS;
        yield new Meaning(
            true,
            Optional.of(value.value()),
            Optional.of(value.display()),
            phone ? Optional.of(values.phones().kind(value.value())) : Optional.empty(),
            Optional.empty(),
            candidates(database, channel, value.value()).stream()
                .map(Candidate::customer)
                .toList());
      }
      case Reading.Invalid invalid ->
          new Meaning(
              false,
              Optional.empty(),
              Optional.empty(),
              invalid.kind(),
              Optional.of(invalid.detail()),
              containing(channel, text));
    };
  }

  private List<CustomerCard> containing(ContactChannel channel, String text) {
    String part =
        switch (channel) {
          // A number in its normal form has no trunk prefix.
          case PHONE, SMS -> Spelling.lower(text).replaceAll("\\D", "").replaceFirst("^0+", "");
          case EXTERNAL -> Spelling.line(text);
          default -> Spelling.lower(text);
        };
    return part.length() < LEAST_PART
        ? List.of()
        : store.containing(database, channel.label(), part);
  }

  public AddResult add(Actor actor, CustomerId customer, NewContactPoint wish) {
    return database.transaction(tx -> add(tx, Optional.of(actor), customer, wish, "agent"));
  }

  /**
   * Gives a customer a contact point, in any spelling. One that the customer has under any number
   * is not added twice. Input: where it comes from is agent, call, import, letter or link.
   */
  public AddResult add(
      Tx tx, Optional<Actor> actor, CustomerId customer, NewContactPoint wish, String source) {
    return switch (values.read(wish)) {
      case Reading.Invalid invalid -> new AddResult.Invalid(invalid.detail());
      case Reading.Valid valid -> add(tx, actor, customer, wish, valid.value(), source);
    };
  }

  private AddResult add(
      Tx tx,
      Optional<Actor> actor,
      CustomerId customer,
      NewContactPoint wish,
      ContactValue value,
      String source) {
    ContactPointStore.lock(tx, value.channel().label(), value.value());
    Optional<CustomerStore.Place> place = CustomerStore.place(tx, customer);
    if (place.isEmpty()) {
      return new AddResult.NotFound();
    }
    if (place.get().erased()) {
      return new AddResult.Erased();
    }
    List<Owned> owners = store.owners(tx, value.channel().label(), value.value());
    Optional<Owned> own =
        owners.stream().filter(each -> each.root().equals(place.get().root())).findFirst();
    if (own.isEmpty() && !owners.isEmpty() && value.channel().namesOne()) {
      return new AddResult.Taken(store.card(tx, owners.getFirst().member()));
    }
    own.ifPresent(known -> store.complete(tx, known.id(), wish.label(), wish.verified()));
    ContactPointId id =
        own.map(Owned::id)
            .orElseGet(
                () ->
                    store.insert(
                        tx, customer, value, wish.label().orElse(""), wish.verified(), source));
    identity.verified(tx, id);
    news.changed(tx, actor, customer);
    return new AddResult.Added(id);
  }

  /** What is absent stays. Result: the customer, or empty when there is no such contact point. */
  public Optional<CustomerId> change(
      Actor actor,
      ContactPointId id,
      Optional<String> label,
      Optional<Boolean> verified,
      Optional<String> state,
      Optional<String> stateReason) {
    return database.transaction(
        tx -> {
          Optional<Owned> point = store.find(tx, id);
          if (point.isEmpty() || !store.change(tx, id, label, verified, state, stateReason)) {
            return Optional.empty();
          }
          identity.verified(tx, id);
          news.changed(tx, Optional.of(actor), point.get().member());
          return Optional.of(point.get().member());
        });
  }

  /** What was sent there came back, in the transaction of whoever noticed. */
  public void cameBack(Tx tx, ContactPointId id, String reason) {
    Optional<Owned> point = store.find(tx, id);
    if (point.isPresent()
        && store.change(
            tx, id, Optional.empty(), Optional.empty(), Optional.of("bad"), Optional.of(reason))) {
      news.changed(tx, Optional.empty(), point.get().member());
    }
  }

  /**
   * What came over it stays with the customer. The address is nobody's from now on: what comes from
   * there has a new customer. Result: the customer, or empty when there is no such contact point.
   */
  public Optional<CustomerId> takeOff(Actor actor, ContactPointId id) {
    return database.transaction(
        tx -> {
          Optional<Owned> point = store.find(tx, id);
          if (point.isEmpty() || !store.takeOff(tx, actor, id)) {
            return Optional.empty();
          }
          news.changed(tx, Optional.of(actor), point.get().member());
          return Optional.of(point.get().member());
        });
  }
}
