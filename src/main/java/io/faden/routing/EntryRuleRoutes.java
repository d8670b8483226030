package io.faden.routing;

import io.faden.platform.Role;
import io.faden.platform.http.Answer;
import io.faden.platform.http.Api;
import io.faden.platform.http.Call;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** HTTP for the rules of entry. */
public final class EntryRuleRoutes {
  private final EntryRules rules;

  public EntryRuleRoutes(EntryRules rules) {
    this.rules = rules;
  }

  public void register(Api api) {
    api.on("listEntryRules", Role.ADMIN, call -> Answer.ok(Map.of("items", rules.all())));
    api.on("createEntryRule", Role.ADMIN, this::create);
    api.on("changeEntryRule", Role.ADMIN, this::change);
    api.on("deleteEntryRule", Role.ADMIN, this::delete);
    api.on("orderEntryRules", Role.ADMIN, this::order);
    api.on("tryEntryRules", Role.ADMIN, this::attempt);
  }

  private record OrderBody(List<Long> ids) {}

  private record TrialBody(long entry, Optional<RuleConditions> conditions) {}

  private Answer create(Call call) {
    EntryRules.Wanted wanted = call.body(EntryRules.Wanted.class);
    return Answer.created(RoutingRoutes.done(rules.create(Optional.of(call.actor()), wanted)));
  }

  private Answer change(Call call) {
    EntryRules.Wanted wanted = call.body(EntryRules.Wanted.class);
    int version = RoutingRoutes.version(call);
    return Answer.ok(
        RoutingRoutes.done(
            rules.change(call.actor(), new EntryRuleId(call.id()), version, wanted)));
  }

  private Answer delete(Call call) {
    if (!rules.remove(call.actor(), new EntryRuleId(call.id()))) {
      throw new Problem(ErrorCode.NOT_FOUND);
    }
    return Answer.none();
  }

  private Answer order(Call call) {
    List<EntryRuleId> ids =
        call.body(OrderBody.class).ids().stream().map(EntryRuleId::new).toList();
    return Answer.ok(Map.of("items", RoutingRoutes.done(rules.order(call.actor(), ids))));
  }

  private Answer attempt(Call call) {
    TrialBody body = call.body(TrialBody.class);
    return rules
        .attempt(body.entry(), body.conditions())
        .map(Answer::ok)
        .orElseThrow(() -> new Problem(ErrorCode.NOT_FOUND));
  }
}
