package io.faden.staff;

import io.faden.platform.AgentId;
import io.faden.platform.Role;
import io.faden.platform.http.Answer;
import io.faden.platform.http.Api;
import io.faden.platform.http.Call;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** HTTP for teams. */
public final class TeamRoutes {
  private final Teams teams;

  public TeamRoutes(Teams teams) {
    this.teams = teams;
  }

  public void register(Api api) {
    api.on("listTeams", Role.AGENT, call -> Answer.ok(Map.of("items", teams.all())));
    api.on("createTeam", Role.ADMIN, this::create);
    api.on("changeTeam", Role.ADMIN, this::change);
    api.on("deleteTeam", Role.ADMIN, this::delete);
  }

  private record Body(Optional<Integer> version, String name, List<Long> members) {
    Teams.Wanted wanted() {
      return new Teams.Wanted(name, members.stream().map(AgentId::new).collect(Collectors.toSet()));
    }
  }

  private Answer create(Call call) {
    TeamResult result = teams.create(Optional.of(call.actor()), call.body(Body.class).wanted());
    return result instanceof TeamResult.Saved saved ? Answer.created(saved.team()) : answer(result);
  }

  private Answer change(Call call) {
    Body body = call.body(Body.class);
    int version =
        body.version()
            .orElseThrow(
                () ->
                    new Problem(ErrorCode.INVALID_REQUEST, "A change names the version last read"));
    return answer(teams.change(call.actor(), new TeamId(call.id()), version, body.wanted()));
  }

  private Answer delete(Call call) {
    return answer(teams.remove(call.actor(), new TeamId(call.id())));
  }

  private static Answer answer(TeamResult result) {
    return switch (result) {
      case TeamResult.Saved saved -> Answer.ok(saved.team());
      case TeamResult.Removed done -> Answer.none();
      case TeamResult.NotFound none -> throw new Problem(ErrorCode.NOT_FOUND);
      case TeamResult.Stale stale -> throw new Problem(ErrorCode.VERSION_CONFLICT);
      case TeamResult.NameTaken taken -> throw new Problem(ErrorCode.NAME_TAKEN);
      case TeamResult.AgentNotFound none -> throw new Problem(ErrorCode.AGENT_NOT_FOUND);
      case TeamResult.InUse used ->
          throw new Problem(ErrorCode.IN_USE, "Needed by " + String.join(", ", used.by()));
      case TeamResult.Invalid refused ->
          throw new Problem(ErrorCode.INVALID_REQUEST, refused.reason());
    };
  }
}
