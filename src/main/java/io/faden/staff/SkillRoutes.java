package io.faden.staff;

import io.faden.platform.Role;
import io.faden.platform.http.Answer;
import io.faden.platform.http.Api;
import io.faden.platform.http.Call;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import java.util.Map;
import java.util.Optional;

/** HTTP for skills. */
public final class SkillRoutes {
  private final Skills skills;

  public SkillRoutes(Skills skills) {
    this.skills = skills;
  }

  public void register(Api api) {
    api.on("listSkills", Role.AGENT, call -> Answer.ok(Map.of("items", skills.all())));
    api.on("createSkill", Role.ADMIN, this::create);
    api.on("changeSkill", Role.ADMIN, this::change);
    api.on("deleteSkill", Role.ADMIN, this::delete);
  }

  private record Change(int version, String name) {}

  private Answer create(Call call) {
    Skills.NewSkill wanted = call.body(Skills.NewSkill.class);
    SkillResult result = skills.create(Optional.of(call.actor()), wanted);
    return result instanceof SkillResult.Saved saved
        ? Answer.created(saved.skill())
        : answer(result);
  }

  private Answer change(Call call) {
    Change change = call.body(Change.class);
    return answer(
        skills.rename(call.actor(), new SkillId(call.id()), change.version(), change.name()));
  }

  private Answer delete(Call call) {
    return answer(skills.remove(call.actor(), new SkillId(call.id())));
  }

  private static Answer answer(SkillResult result) {
    return switch (result) {
      case SkillResult.Saved saved -> Answer.ok(saved.skill());
      case SkillResult.Removed done -> Answer.none();
      case SkillResult.NotFound none -> throw new Problem(ErrorCode.NOT_FOUND);
      case SkillResult.Stale stale -> throw new Problem(ErrorCode.VERSION_CONFLICT);
      case SkillResult.NameTaken taken -> throw new Problem(ErrorCode.NAME_TAKEN);
      case SkillResult.CodeTaken taken ->
          throw new Problem(ErrorCode.NAME_TAKEN, "There is a skill for this already");
      case SkillResult.InUse used ->
          throw new Problem(ErrorCode.IN_USE, "Asked for by " + String.join(", ", used.by()));
      case SkillResult.Invalid refused ->
          throw new Problem(ErrorCode.INVALID_REQUEST, refused.reason());
    };
  }
}
