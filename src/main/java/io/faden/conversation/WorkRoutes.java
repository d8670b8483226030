package io.faden.conversation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.faden.customer.CustomerCard;
import io.faden.platform.AgentId;
import io.faden.platform.Role;
import io.faden.platform.http.Answer;
import io.faden.platform.http.Api;
import io.faden.platform.http.Call;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import io.faden.routing.Desk;
import io.faden.routing.Explanations;
import io.faden.routing.Offers;
import io.faden.routing.QueueId;
import io.faden.routing.Queues;
import io.faden.routing.TakeResult;
import io.faden.routing.TransferResult;
import io.faden.routing.WorkItem;
import io.faden.routing.WorkItemId;
import io.faden.routing.WrapUpResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** HTTP for taking and returning work; on the timeline it leaves a trace, so it lives here. */
public final class WorkRoutes {
  private final Desk desk;
  private final Offers offers;
  private final Explanations explanations;
  private final Queues queues;
  private final Conversations conversations;
  private final Handovers handovers;
  private final Lists lists;

  public WorkRoutes(
      Desk desk,
      Offers offers,
      Explanations explanations,
      Queues queues,
      Conversations conversations,
      Handovers handovers,
      Lists lists) {
    this.desk = desk;
    this.offers = offers;
    this.explanations = explanations;
    this.queues = queues;
    this.conversations = conversations;
    this.handovers = handovers;
    this.lists = lists;
  }

  public void register(Api api) {
    api.on("getMyWork", Role.AGENT, this::mine);
    api.on("takeNextWorkItem", Role.AGENT, this::next);
    api.on("takeWorkItem", Role.AGENT, this::take);
    api.on("returnWorkItem", Role.AGENT, this::giveBack);
    api.on("completeWorkItem", Role.SUPERVISOR, this::complete);
    api.on("changeWorkItem", Role.SUPERVISOR, this::changePriority);
    api.on("transferWorkItem", Role.AGENT, this::transfer);
    api.on("endWrapUp", Role.AGENT, this::endWrapUp);
    api.on("explainWorkItem", Role.AGENT, this::why);
    api.on("getMyOffers", Role.AGENT, this::myOffers);
    api.on("acceptOffer", Role.AGENT, this::accept);
    api.on("declineOffer", Role.AGENT, this::decline);
  }

  private record MyWork(
      long mine,
      long team,
      long parked,
      long failed,
      long quarantined,
      long callbacksDue,
      long callbacksLate,
      List<Queues.Waiting> queues,
      List<Lists.HeldScan> scans,
      long scansWaiting) {}

  private Answer mine(Call call) {
    Desk.Counts counts = desk.counts(call.actor());
    Lists.Promised promised = lists.promised();
    boolean supervisor = call.actor().role().includes(Role.SUPERVISOR);
    return Answer.ok(
        new MyWork(
            counts.mine(),
            counts.team(),
            counts.parked(),
            lists.failed(),
            supervisor ? counts.checks() : 0,
            promised.open(),
            promised.late(),
            queues.waiting(),
            lists.heldScans(call.actor()),
            counts.scans()));
  }

  private Answer next(Call call) {
    Optional<QueueId> queue = Optional.ofNullable(call.json().getLong("queue")).map(QueueId::new);
    return desk.takeNext(call.actor(), queue, conversations)
        .map(Answer::ok)
        .orElseGet(Answer::none);
  }

  private Answer take(Call call) {
    return Answer.ok(done(desk.take(call.actor(), new WorkItemId(call.id()), conversations)));
  }

  private Answer giveBack(Call call) {
    return Answer.ok(done(desk.giveBack(call.actor(), new WorkItemId(call.id()), conversations)));
  }

  private Answer complete(Call call) {
    return Answer.ok(done(desk.complete(call.actor(), new WorkItemId(call.id()))));
  }

  private Answer changePriority(Call call) {
    return desk.setPriority(
            call.actor(), new WorkItemId(call.id()), call.json().getInteger("priority"))
        .map(Answer::ok)
        .orElseThrow(() -> new Problem(ErrorCode.NOT_FOUND));
  }

  private Answer why(Call call) {
    return explanations
        .why(call.actor(), new WorkItemId(call.id()))
        .map(Answer::ok)
        .orElseThrow(() -> new Problem(ErrorCode.NOT_FOUND));
  }

  private record TransferBody(
      Optional<Long> queue, Optional<Long> agent, Optional<Long> team, Optional<String> note) {}

  private Answer transfer(Call call) {
    TransferBody body = call.body(TransferBody.class);
    boolean toAgent = body.agent().isPresent();
    boolean elsewhere = body.queue().isPresent() || body.team().isPresent();
    if (toAgent == elsewhere) {
      throw new Problem(
          ErrorCode.INVALID_REQUEST, "Name an agent, or a queue and a team, or one of these two.");
    }
    Desk.Target target =
        new Desk.Target(
            body.queue().map(QueueId::new), body.agent().map(AgentId::new), body.team());
    return switch (handovers.transfer(
        call.actor(), new WorkItemId(call.id()), target, written(body.note()))) {
      case TransferResult.Transferred done -> Answer.ok(done.item());
      case TransferResult.NoPlaceForNote none ->
          throw new Problem(
              ErrorCode.INVALID_REQUEST, "A letter that is to be checked takes no note.");
      case TransferResult.WroteIt own -> throw new Problem(ErrorCode.APPROVAL_OWN);
      case TransferResult.NotYours no -> throw new Problem(ErrorCode.WORK_ITEM_NOT_YOURS);
      case TransferResult.QueueNotFound none -> throw new Problem(ErrorCode.QUEUE_NOT_FOUND);
      case TransferResult.TeamNotFound none -> throw new Problem(ErrorCode.TEAM_NOT_FOUND);
      case TransferResult.AgentNotFound none -> throw new Problem(ErrorCode.AGENT_NOT_FOUND);
      case TransferResult.AgentOffline off -> throw new Problem(ErrorCode.AGENT_OFFLINE);
      case TransferResult.NotFound none -> throw new Problem(ErrorCode.NOT_FOUND);
    };
  }

  private record WrapUpBody(Optional<String> disposition, Optional<String> note) {}

  private Answer endWrapUp(Call call) {
    WrapUpBody body = call.body(WrapUpBody.class);
    return switch (handovers.endWrapUp(
        call.actor(), new WorkItemId(call.id()), body.disposition(), written(body.note()))) {
      case WrapUpResult.Ended ended -> Answer.ok(ended.item());
      case WrapUpResult.NotWrapping no -> throw new Problem(ErrorCode.NOT_WRAPPING);
      case WrapUpResult.UnknownDisposition unknown ->
          throw new Problem(
              ErrorCode.INVALID_REQUEST,
              "The queue knows these outcomes: " + String.join(", ", unknown.known()));
      case WrapUpResult.NotFound none -> throw new Problem(ErrorCode.NOT_FOUND);
    };
  }

  private static Optional<String> written(Optional<String> note) {
    return note.filter(text -> !text.isBlank());
  }

  /** An offer with what the agent needs to decide. */
  private record OfferView(
      @JsonUnwrapped Offers.Open offer,
      Optional<Long> conversationId,
      String subject,
      Optional<CustomerCard> customer,
      String preview) {}

  private record WrapUpView(@JsonUnwrapped Offers.Wrapping wrapping, String subject) {}

  private record MyOffers(List<OfferView> offers, List<WrapUpView> wrapping, Offers.Load load) {}

  private Answer myOffers(Call call) {
    Offers.Mine mine = offers.mine(call.actor().id());
    List<WorkItem> items =
        Stream.concat(
                mine.offers().stream().map(Offers.Open::workItem),
                mine.wrapping().stream().map(Offers.Wrapping::workItem))
            .toList();
    Map<Long, Lists.Glance> glances =
        lists.glances(items.stream().flatMap(item -> item.conversationId().stream()).toList());
    Map<Long, Lists.ScanGlance> scans =
        lists.scanGlances(items.stream().flatMap(item -> item.arrivalId().stream()).toList());
    return Answer.ok(
        new MyOffers(
            mine.offers().stream().map(offer -> view(offer, glances, scans)).toList(),
            mine.wrapping().stream()
                .map(wrapping -> new WrapUpView(wrapping, subject(wrapping, glances, scans)))
                .toList(),
            mine.load()));
  }

  private static OfferView view(
      Offers.Open offer, Map<Long, Lists.Glance> glances, Map<Long, Lists.ScanGlance> scans) {
    Optional<Long> conversation = offer.workItem().conversationId();
    if (conversation.isPresent()) {
      Lists.Glance glance = glances.get(conversation.get());
      return new OfferView(
          offer, conversation, glance.subject(), Optional.of(glance.customer()), glance.preview());
    }
    Lists.ScanGlance scan = scan(offer.workItem(), scans);
    return new OfferView(offer, Optional.empty(), scan.subject(), Optional.empty(), scan.preview());
  }

  private static String subject(
      Offers.Wrapping wrapping,
      Map<Long, Lists.Glance> glances,
      Map<Long, Lists.ScanGlance> scans) {
    return wrapping
        .workItem()
        .conversationId()
        .map(conversation -> glances.get(conversation).subject())
        .orElseGet(() -> scan(wrapping.workItem(), scans).subject());
  }

  private static Lists.ScanGlance scan(WorkItem item, Map<Long, Lists.ScanGlance> scans) {
    return item.arrivalId().map(scans::get).orElse(new Lists.ScanGlance("", ""));
  }

  private Answer accept(Call call) {
    return Answer.ok(answered(offers.accept(call.actor(), call.id(), conversations)));
  }

  private Answer decline(Call call) {
    Optional<String> reason =
        Optional.ofNullable(call.json().getString("detail"))
            .filter(detail -> !detail.isBlank())
            .or(() -> Optional.ofNullable(call.json().getString("reason")));
    answered(offers.decline(call.actor(), call.id(), reason));
    return Answer.none();
  }

  private static WorkItem answered(Offers.Result result) {
    return switch (result) {
      case Offers.Result.Done done -> done.item();
      case Offers.Result.Over over -> throw new Problem(ErrorCode.OFFER_OVER);
      case Offers.Result.NotFound none -> throw new Problem(ErrorCode.NOT_FOUND);
    };
  }

  private static WorkItem done(TakeResult result) {
    return switch (result) {
      case TakeResult.Done done -> done.item();
      case TakeResult.Taken taken ->
          throw new Problem(ErrorCode.WORK_ITEM_TAKEN).with("takenBy", taken.by());
      case TakeResult.WroteIt own -> throw new Problem(ErrorCode.APPROVAL_OWN);
      case TakeResult.NotYours no -> throw new Problem(ErrorCode.WORK_ITEM_NOT_YOURS);
      case TakeResult.NotClosable no -> throw new Problem(ErrorCode.WORK_ITEM_NOT_CLOSABLE);
      case TakeResult.NotFound no -> throw new Problem(ErrorCode.NOT_FOUND);
    };
  }
}
