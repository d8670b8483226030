package io.faden.customer;

import io.faden.customer.ContactPointStore.Owned;
import io.faden.platform.Actor;
import io.faden.platform.db.Database;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.live.EventLog;
import io.vertx.pgclient.PgException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who we serve. */
public final class Customers {
  private final Database database;
  private final ContactPoints points;
  private final CustomerNews news;
  private final CustomerStore store;

  public Customers(Database database, EventLog events, ContactPoints points) {
    this.database = database;
    this.points = points;
    this.news = new CustomerNews(events);
    this.store = new CustomerStore(points.store());
  }

  /**
   * The customer and contact point that a message belongs to; contact is empty for nobody known.
   *
   * @param customer whose contact point it is, by their own number and not by the root's: after a
   *     merge is undone, each has what came to them
   */
  public record Found(CustomerId customer, Optional<ContactPointId> contactPoint) {}

  /**
   * Finds the customer by a contact point that names exactly one, or makes one. Two messages of a
   * new customer at once make one customer: the second waits for the first. Input: the value in its
   * normal form. Errors: IllegalArgumentException for a telephone or an address, which several may
   * share; see {@link ContactPoints#candidates}.
   */
  public Found byContactPoint(Tx tx, String channel, String value, String given) {
    return byContactPoint(tx, channel, value, given, value);
  }

  /** The same where people read the value in another form, which may change. */
  public Found byContactPoint(Tx tx, String channel, String value, String given, String shown) {
    String name = GivenName.clean(given);
    if (!ContactChannel.of(channel).namesOne()) {
      throw new IllegalArgumentException(channel + " may name several customers");
    }
    ContactPointStore.lock(tx, channel, value);
    Optional<Owned> known = points.store().owners(tx, channel, value).stream().findFirst();
    if (known.isPresent()) {
      CustomerId customer = known.get().member();
      // Customers are locked before conversations; what is learned from the message comes later.
      tx.rows("SELECT id FROM customer WHERE id = $1 FOR NO KEY UPDATE", customer);
      if (!name.isBlank()
          && tx.execute("UPDATE customer SET name = $2 WHERE id = $1 AND name = ''", customer, name)
              == 1) {
        news.changed(tx, Optional.empty(), customer);
      }
      if (!shown.equals(value) && points.store().shown(tx, known.get().id(), shown)) {
        news.changed(tx, Optional.empty(), customer);
      }
      return new Found(customer, Optional.of(known.get().id()));
    }
    CustomerId customer = made(tx, Optional.empty(), NewCustomer.named(name));
    ContactValue address =
        points
            .values()
            .read(ContactChannel.of(channel), value)
            .valid()
            .filter(read -> read.value().equals(value) && shown.equals(value))
            .orElseGet(() -> ContactValue.of(ContactChannel.of(channel), value, shown));
    return new Found(
        customer, Optional.of(points.store().insert(tx, customer, address, "", false, "message")));
  }

  /**
   * The same for somebody who is known otherwise, with the contact point that the message bears.
   * Empty when there is no such customer, or no more.
   */
  public Optional<Found> known(Tx tx, CustomerId id, Optional<ContactPointId> contactPoint) {
    tx.rows("SELECT id FROM customer WHERE id = $1 FOR NO KEY UPDATE", id);
    return CustomerStore.place(tx, id)
        .filter(place -> !place.erased())
        .map(place -> new Found(id, contactPoint));
  }

  /**
   * Who is called like this, by any of their numbers, once for each root. Input: whole names, or
   * only the last words of names.
   */
  public List<CustomerId> named(Sql sql, List<String> names, List<String> lastWords, int limit) {
    return store.named(sql, names, lastWords, limit);
  }

  /** Somebody of whom we know nothing. Each such message has a customer of its own. */
  public Found unknown(Tx tx) {
    return new Found(made(tx, Optional.empty(), NewCustomer.named("")), Optional.empty());
  }

  private CustomerId made(Tx tx, Optional<Actor> actor, NewCustomer wish) {
    CustomerId id = store.insert(tx, wish);
    news.changed(tx, actor, id);
    return id;
  }

  /** Makes a customer with contact points, or nothing. */
  public ChangeResult create(Actor actor, NewCustomer wish) {
    try {
      return database.transaction(
          tx ->
              switch (create(tx, Optional.of(actor), wish, "agent")) {
                case CreateResult.Created created ->
                    new ChangeResult.Changed(find(tx, created.id()).orElseThrow());
                case CreateResult.Refused refused -> throw new Refusal(refused.why());
              });
    } catch (Refusal refusal) {
      return refusal.why;
    }
  }

  /** Undoes what was made before the contact point that cannot be. */
  private static final class Refusal extends RuntimeException {
    private final transient ChangeResult why;

    Refusal(ChangeResult why) {
      super(null, null, false, false);
      this.why = why;
    }
  }

  /** What came of making a customer in a transaction of the caller's. */
  public sealed interface CreateResult {
    record Created(CustomerId id) implements CreateResult {}

    /** The customer may be half made: the caller has to roll back. */
    record Refused(ChangeResult why) implements CreateResult {}
  }

  /** Input: where the contact points come from is agent, call, import or letter. */
  public CreateResult create(Tx tx, Optional<Actor> actor, NewCustomer wish, String source) {
    Optional<ChangeResult> wrong =
        wish.organisation().flatMap(each -> organisationFault(tx, each, Optional.empty()));
    if (wrong.isPresent()) {
      return new CreateResult.Refused(wrong.get());
    }
    CustomerId id = made(tx, actor, wish);
    for (NewContactPoint point : wish.contactPoints()) {
      switch (points.add(tx, actor, id, point, source)) {
        case AddResult.Taken taken -> {
          return new CreateResult.Refused(new ChangeResult.Taken(taken.owner()));
        }
        case AddResult.Invalid invalid -> {
          return new CreateResult.Refused(new ChangeResult.Invalid(invalid.detail()));
        }
        case AddResult.Added added -> {}
        case AddResult.NotFound none -> throw new IllegalStateException("just made");
        case AddResult.Erased none -> throw new IllegalStateException("just made");
      }
    }
    return organisationStays(tx, wish.organisation(), id)
        .<CreateResult>map(CreateResult.Refused::new)
        .orElseGet(() -> new CreateResult.Created(id));
  }

  /** With nobody changing who is what any more; after the locks of contact points. */
  private static Optional<ChangeResult> organisationStays(
      Tx tx, Optional<CustomerId> organisation, CustomerId member) {
    if (organisation.isEmpty()) {
      return Optional.empty();
    }
    IdentityStore.lockTrees(tx);
    return organisation.flatMap(each -> organisationFault(tx, each, Optional.of(member)));
  }

  private static Optional<ChangeResult> organisationFault(
      Sql sql, CustomerId organisation, Optional<CustomerId> root) {
    Optional<CustomerStore.Place> place =
        CustomerStore.place(sql, organisation).filter(each -> !each.erased());
    if (place.isEmpty()) {
      return Optional.of(new ChangeResult.OrganisationNotFound());
    }
    boolean fits =
        place.get().kind().equals("organisation") && !root.equals(Optional.of(place.get().root()));
    return fits ? Optional.empty() : Optional.of(new ChangeResult.NoOrganisation());
  }

  /** By any of the merged numbers: all that is known under each. */
  public Optional<Customer> find(Sql sql, CustomerId id) {
    return store.find(sql, id);
  }

  /** Any part of a name or address, best first. */
  public List<CustomerCard> search(String text, int limit) {
    String part = text.strip().toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1");
    return store.search(database, "%" + part + "%", limit);
  }

  /** Changes the one who stands for all merged ones, by any of their numbers. */
  public ChangeResult change(Actor actor, CustomerId id, CustomerChange change) {
    try {
      return database.transaction(tx -> changed(tx, actor, id, change));
    } catch (PgException fault) {
      if ("customer_personal_agent_fkey".equals(fault.getConstraint())) {
        return new ChangeResult.AgentNotFound();
      }
      throw fault;
    }
  }

  private ChangeResult changed(Tx tx, Actor actor, CustomerId id, CustomerChange change) {
    if (change.organisation().isPresent() || change.kind().isPresent()) {
      // Else somebody could join an organisation in the moment in which it becomes a person.
      IdentityStore.lockTrees(tx);
    }
    Optional<CustomerStore.Place> place = CustomerStore.place(tx, id);
    if (place.isEmpty()) {
      return new ChangeResult.NotFound();
    }
    if (place.get().erased()) {
      return new ChangeResult.Erased();
    }
    Optional<ChangeResult> wrong =
        change
            .organisation()
            .flatMap(each -> organisationFault(tx, each, Optional.of(place.get().root())));
    if (wrong.isPresent()) {
      return wrong.get();
    }
    if (change.kind().equals(Optional.of("person")) && store.hasPeople(tx, place.get().root())) {
      return new ChangeResult.HasPeople();
    }
    if (!store.change(tx, place.get().root(), change)) {
      return new ChangeResult.Stale();
    }
    news.changed(tx, Optional.of(actor), id);
    return new ChangeResult.Changed(find(tx, id).orElseThrow());
  }

  /**
   * A customer left addresses as their own that are somebody else's here. Whoever types an address
   * proves nothing by it, so the two become one only when a person says so: it is evidence for
   * that. Input: whose message it was, its entry, the addresses.
   */
  public void claims(Tx tx, Found sender, long entry, List<ContactValue> values) {
    store.left(tx, sender.customer(), entry, values);
    news.changed(tx, Optional.empty(), sender.customer());
  }

  /**
   * Learns from what a customer wrote: how they address us, and which other addresses they name.
   * Input: whom the message is from, its entry, their own words without quoted history.
   */
  public void heard(Tx tx, Found sender, long entry, String text) {
    CustomerWords words = new CustomerWords(text, points.values());
    List<CustomerWords.Mention> mentions = words.mentions();
    if (!mentions.isEmpty()) {
      store.mentioned(
          tx,
          sender.customer(),
          entry,
          mentions.stream().map(CustomerWords.Mention::value).toList(),
          mentions.stream().map(CustomerWords.Mention::sentence).toList());
    }
    Optional<FormOfAddress.Learned> form = words.form();
    if (form.isPresent()
        && store.learn(tx, sender.customer(), form.get().form(), form.get().sentence(), entry)) {
      news.changed(tx, Optional.empty(), sender.customer());
    }
  }
}
