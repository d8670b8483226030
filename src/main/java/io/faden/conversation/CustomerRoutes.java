package io.faden.conversation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.faden.conversation.ConversationStore.CustomerConversation;
import io.faden.customer.ChangeResult;
import io.faden.customer.Customer;
import io.faden.customer.CustomerChange;
import io.faden.customer.CustomerId;
import io.faden.customer.Customers;
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
  private final Conversations conversations;
  private final Timeline timeline;

  public CustomerRoutes(
      Database database, Customers customers, Conversations conversations, Timeline timeline) {
    this.database = database;
    this.customers = customers;
    this.conversations = conversations;
    this.timeline = timeline;
  }

  public void register(Api api) {
    api.on("findCustomers", Role.AGENT, this::search);
    api.on("getCustomer", Role.AGENT, this::get);
    api.on("changeCustomer", Role.AGENT, this::change);
    api.on("getTimeline", Role.AGENT, this::timeline);
  }

  /** Customer in the contract. */
  private record Page(@JsonUnwrapped Customer customer, List<CustomerConversation> conversations) {}

  private Page page(Customer customer) {
    return new Page(customer, conversations.ofCustomer(customer.id()));
  }

  private Answer search(Call call) {
    return Answer.ok(Map.of("items", customers.search(call.text("q").orElseThrow(), call.limit())));
  }

  private Answer get(Call call) {
    return customers
        .find(database, new CustomerId(call.id()))
        .map(this::page)
        .map(Answer::ok)
        .orElseThrow(() -> new Problem(ErrorCode.NOT_FOUND));
  }

  private record ChangeBody(
      int version,
      Optional<String> name,
      Optional<String> language,
      Optional<String> formOfAddress,
      Optional<String> note,
      Optional<Long> personalAgent) {}

  private Answer change(Call call) {
    ChangeBody body = call.body(ChangeBody.class);
    CustomerChange change =
        new CustomerChange(
            body.version(),
            body.name(),
            body.language(),
            body.formOfAddress(),
            body.note(),
            call.json().containsKey("personalAgent"),
            body.personalAgent().map(AgentId::new));
    if (change.name().map(String::isBlank).orElse(false)) {
      throw new Problem(ErrorCode.INVALID_REQUEST, "A name needs a character that can be seen.");
    }
    return switch (customers.change(call.actor(), new CustomerId(call.id()), change)) {
      case ChangeResult.Changed changed -> Answer.ok(page(changed.customer()));
      case ChangeResult.Stale stale -> throw new Problem(ErrorCode.VERSION_CONFLICT);
      case ChangeResult.NotFound none -> throw new Problem(ErrorCode.NOT_FOUND);
      case ChangeResult.AgentNotFound none -> throw new Problem(ErrorCode.AGENT_NOT_FOUND);
    };
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
