package io.faden.conversation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.faden.conversation.ConversationStore.CustomerConversation;
import io.faden.customer.AddResult;
import io.faden.customer.ChangeResult;
import io.faden.customer.ContactPointId;
import io.faden.customer.ContactPoints;
import io.faden.customer.Customer;
import io.faden.customer.CustomerCard;
import io.faden.customer.CustomerChange;
import io.faden.customer.CustomerId;
import io.faden.customer.Customers;
import io.faden.customer.GivenName;
import io.faden.customer.NewContactPoint;
import io.faden.customer.NewCustomer;
import io.faden.platform.AgentId;
import io.faden.platform.Role;
import io.faden.platform.db.Database;
import io.faden.platform.http.Answer;
import io.faden.platform.http.Api;
import io.faden.platform.http.Call;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** HTTP for customers: who they are, and all that was said. Here, since that is made of entries. */
public final class CustomerRoutes {
  private final Database database;
  private final Customers customers;
  private final ContactPoints points;
  private final Conversations conversations;
  private final Timeline timeline;

  public CustomerRoutes(
      Database database,
      Customers customers,
      ContactPoints points,
      Conversations conversations,
      Timeline timeline) {
    this.database = database;
    this.customers = customers;
    this.points = points;
    this.conversations = conversations;
    this.timeline = timeline;
  }

  public void register(Api api) {
    api.on("findCustomers", Role.AGENT, this::search);
    api.on("createCustomer", Role.AGENT, this::create);
    api.on("getCustomer", Role.AGENT, call -> Answer.ok(page(new CustomerId(call.id()))));
    api.on("changeCustomer", Role.AGENT, this::change);
    api.on("getTimeline", Role.AGENT, this::timeline);
    api.on("addContactPoint", Role.AGENT, this::addPoint);
    api.on("changeContactPoint", Role.AGENT, this::changePoint);
    api.on("removeContactPoint", Role.AGENT, this::removePoint);
  }

  /** Customer in the contract. */
  private record Page(@JsonUnwrapped Customer customer, List<CustomerConversation> conversations) {}

  private Page page(Customer customer) {
    return new Page(customer, conversations.ofCustomer(customer.id()));
  }

  private Page page(CustomerId id) {
    return customers
        .find(database, id)
        .map(this::page)
        .orElseThrow(() -> new Problem(ErrorCode.NOT_FOUND));
  }

  private Answer search(Call call) {
    return Answer.ok(Map.of("items", customers.search(call.text("q").orElseThrow(), call.limit())));
  }

  private record CreateBody(
      String name,
      Optional<String> kind,
      Optional<String> language,
      Optional<String> formOfAddress,
      Optional<String> note,
      Optional<Long> organisation,
      Optional<List<NewContactPoint>> contactPoints) {}

  private Answer create(Call call) {
    CreateBody body = call.body(CreateBody.class);
    requireName(Optional.of(body.name()));
    NewCustomer wish =
        new NewCustomer(
            body.name(),
            body.kind(),
            body.language(),
            body.formOfAddress(),
            body.note(),
            body.organisation().map(CustomerId::new),
            body.contactPoints().orElse(List.of()));
    return Answer.created(page(changed(customers.create(call.actor(), wish))));
  }

  private record ChangeBody(
      int version,
      Optional<String> name,
      Optional<String> language,
      Optional<String> formOfAddress,
      Optional<String> note,
      Optional<Long> personalAgent,
      Optional<String> kind,
      Optional<Long> organisation,
      Optional<CustomerChange.DoNotContact> doNotContact) {}

  private Answer change(Call call) {
    ChangeBody body = call.body(ChangeBody.class);
    requireName(body.name());
    CustomerChange change =
        new CustomerChange(
            body.version(),
            body.name(),
            body.language(),
            body.formOfAddress(),
            body.note(),
            call.json().containsKey("personalAgent"),
            body.personalAgent().map(AgentId::new),
            body.kind(),
            call.json().containsKey("organisation"),
            body.organisation().map(CustomerId::new),
            body.doNotContact());
    return Answer.ok(
        page(changed(customers.change(call.actor(), new CustomerId(call.id()), change))));
  }

  private static void requireName(Optional<String> name) {
    if (name.map(GivenName::clean).map(String::isEmpty).orElse(false)) {
      throw new Problem(ErrorCode.INVALID_REQUEST, "A name needs a character that can be seen.");
    }
  }

  private static Customer changed(ChangeResult result) {
    return switch (result) {
      case ChangeResult.Changed changed -> changed.customer();
      case ChangeResult.Stale stale -> throw new Problem(ErrorCode.VERSION_CONFLICT);
      case ChangeResult.NotFound none -> throw new Problem(ErrorCode.NOT_FOUND);
      case ChangeResult.Erased erased -> throw new Problem(ErrorCode.CUSTOMER_ERASED);
      case ChangeResult.AgentNotFound none -> throw new Problem(ErrorCode.AGENT_NOT_FOUND);
      case ChangeResult.OrganisationNotFound none ->
          throw new Problem(ErrorCode.CUSTOMER_NOT_FOUND, "There is no such organisation.");
      case ChangeResult.NoOrganisation none ->
          throw new Problem(
              ErrorCode.NOT_THAT_KIND, "Only somebody else who is an organisation has people.");
      case ChangeResult.HasPeople people ->
          throw new Problem(ErrorCode.IN_USE, "People belong to this organisation.");
      case ChangeResult.Taken taken -> throw taken(taken.owner());
      case ChangeResult.Invalid invalid -> throw invalid(invalid.detail());
    };
  }

  private static Problem taken(CustomerCard owner) {
    return new Problem(ErrorCode.CONTACT_POINT_TAKEN).with("customer", owner);
  }

  private static Problem invalid(String detail) {
    return new Problem(ErrorCode.CONTACT_POINT_INVALID, detail);
  }

  private Answer addPoint(Call call) {
    CustomerId id = new CustomerId(call.id());
    return switch (points.add(call.actor(), id, call.body(NewContactPoint.class))) {
      case AddResult.Added added -> Answer.created(page(id));
      case AddResult.Taken taken -> throw taken(taken.owner());
      case AddResult.Invalid invalid -> throw invalid(invalid.detail());
      case AddResult.NotFound none -> throw new Problem(ErrorCode.NOT_FOUND);
      case AddResult.Erased erased -> throw new Problem(ErrorCode.CUSTOMER_ERASED);
    };
  }

  private record PointBody(
      Optional<String> label,
      Optional<Boolean> verified,
      Optional<String> state,
      Optional<String> stateReason) {}

  private Answer changePoint(Call call) {
    PointBody body = call.body(PointBody.class);
    return points
        .change(
            call.actor(),
            new ContactPointId(call.id()),
            body.label(),
            body.verified(),
            body.state(),
            body.stateReason())
        .map(this::page)
        .map(Answer::ok)
        .orElseThrow(() -> new Problem(ErrorCode.NOT_FOUND));
  }

  private Answer removePoint(Call call) {
    return points
        .takeOff(call.actor(), new ContactPointId(call.id()))
        .map(this::page)
        .map(Answer::ok)
        .orElseThrow(() -> new Problem(ErrorCode.NOT_FOUND));
  }

  private Answer timeline(Call call) {
    Timeline.Filter filter =
        new Timeline.Filter(
            call.number("conversation"),
            call.text("kind"),
            call.text("channel"),
            call.number("member"),
            call.number("author"));
    return Answer.ok(
        Cursors.checked(
            () ->
                timeline.page(
                    call.actor(), new CustomerId(call.id()), filter, start(call), call.limit())));
  }

  /** A cursor says more exactly than a time where a page begins. */
  private static Timeline.Start start(Call call) {
    Optional<Timeline.Start> newer = call.text("newer").map(Timeline.Start.Newer::new);
    Optional<Timeline.Start> older = call.text("cursor").map(Timeline.Start.Older::new);
    return newer
        .or(() -> older)
        .or(() -> call.text("at").map(CustomerRoutes::time).map(Timeline.Start.At::new))
        .orElseGet(Timeline.Start.Now::new);
  }

  private static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException fault) {
      throw new Problem(ErrorCode.INVALID_REQUEST, "This is no time with its offset: " + text);
    }
  }
}
