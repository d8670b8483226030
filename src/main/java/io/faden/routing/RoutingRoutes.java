package io.faden.routing;

import io.faden.platform.AgentId;
import io.faden.platform.Role;
import io.faden.platform.http.Answer;
import io.faden.platform.http.Api;
import io.faden.platform.http.Call;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import io.faden.staff.Skills;
import io.faden.staff.TeamId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** HTTP for what queues, people and channels are set to. */
public final class RoutingRoutes {
  private final QueueSetup queues;
  private final AgentRoutings agents;
  private final ChannelLoads loads;

  public RoutingRoutes(QueueSetup queues, AgentRoutings agents, ChannelLoads loads) {
    this.queues = queues;
    this.agents = agents;
    this.loads = loads;
  }

  public void register(Api api) {
    api.on("getQueueSettings", Role.ADMIN, this::getQueue);
    api.on("setQueueSettings", Role.ADMIN, this::setQueue);
    api.on("getAgentRouting", Role.ADMIN, this::getAgent);
    api.on("setAgentRouting", Role.ADMIN, this::setAgent);
    api.on("listChannelLoads", Role.ADMIN, call -> Answer.ok(Map.of("items", loads.all())));
    api.on("setChannelLoads", Role.ADMIN, this::setLoads);
  }

  private record QueueBody(
      int version,
      QueueSettings settings,
      boolean everybody,
      List<Long> members,
      Optional<Long> hours) {}

  private record AgentBody(
      Optional<List<Skills.Level>> skills,
      Optional<Integer> capacity,
      Optional<List<Long>> queues,
      Optional<List<Long>> teams) {}

  private record LoadsBody(List<ChannelLoad> items) {}

  private Answer getQueue(Call call) {
    return queues
        .find(new QueueId(call.id()))
        .map(Answer::ok)
        .orElseThrow(() -> new Problem(ErrorCode.NOT_FOUND));
  }

  private Answer setQueue(Call call) {
    QueueBody body = call.body(QueueBody.class);
    QueueSetup.Wanted wanted =
        new QueueSetup.Wanted(
            body.version(),
            body.settings(),
            body.everybody(),
            body.members().stream().map(AgentId::new).collect(Collectors.toSet()),
            body.hours().map(BusinessHoursId::new));
    return Answer.ok(done(queues.set(Optional.of(call.actor()), new QueueId(call.id()), wanted)));
  }

  private Answer getAgent(Call call) {
    return agents
        .find(new AgentId(call.id()))
        .map(Answer::ok)
        .orElseThrow(() -> new Problem(ErrorCode.NOT_FOUND));
  }

  private Answer setAgent(Call call) {
    AgentBody body = call.body(AgentBody.class);
    AgentRoutings.Wanted wanted =
        new AgentRoutings.Wanted(
            body.skills(),
            body.capacity(),
            body.queues().map(ids -> ids.stream().map(QueueId::new).collect(Collectors.toSet())),
            body.teams().map(ids -> ids.stream().map(TeamId::new).collect(Collectors.toSet())));
    return Answer.ok(done(agents.set(Optional.of(call.actor()), new AgentId(call.id()), wanted)));
  }

  private Answer setLoads(Call call) {
    return Answer.ok(
        Map.of("items", done(loads.set(call.actor(), call.body(LoadsBody.class).items()))));
  }

  /** The version last read, without which nothing is changed. */
  static int version(Call call) {
    return Optional.ofNullable(call.json().getInteger("version"))
        .orElseThrow(
            () -> new Problem(ErrorCode.INVALID_REQUEST, "A change names the version last read"));
  }

  /** What was set, or the refusal as the contract names it. */
  static <T> T done(SetResult<T> result) {
    return switch (result) {
      case SetResult.Done<T> done -> done.value();
      case SetResult.NotFound<T> none -> throw new Problem(ErrorCode.NOT_FOUND);
      case SetResult.Stale<T> stale -> throw new Problem(ErrorCode.VERSION_CONFLICT);
      case SetResult.NameTaken<T> taken -> throw new Problem(ErrorCode.NAME_TAKEN);
      case SetResult.InUse<T> used ->
          throw new Problem(ErrorCode.IN_USE, "Needed by " + String.join(", ", used.by()));
      case SetResult.Invalid<T> refused ->
          throw new Problem(ErrorCode.INVALID_REQUEST, refused.reason());
      case SetResult.Unknown<T> unknown ->
          throw new Problem(
              switch (unknown.what()) {
                case SKILL -> ErrorCode.SKILL_NOT_FOUND;
                case AGENT -> ErrorCode.AGENT_NOT_FOUND;
                case TEAM -> ErrorCode.TEAM_NOT_FOUND;
                case QUEUE -> ErrorCode.QUEUE_NOT_FOUND;
                case HOURS -> ErrorCode.HOURS_NOT_FOUND;
              });
    };
  }
}
